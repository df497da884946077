package io.github.staycurve.core.funnel;

import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.stat.Ratio;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Follows invitations to the registrations they bring, once. Not thread-safe. */
final class ReferralComputation {
    private final AarrrDefinition definition;
    private final EventLog events;
    private final long end;
    private final long window;
    /** When each customer first registered, or NONE, and who of the cohort is matured. */
    private final long[] registered;

    private final boolean[] matured;
    /** The earliest invitation of each customer that came before the registration: when, and whose. */
    private final long[] invitedAt;

    private final int[] invitedBy;
    /** The customer that each counterpart is, or -1. */
    private final int[] customerOf;

    private long invites;
    private long untraceable;

    ReferralComputation(AarrrDefinition definition, EventLog events, long[] registered, boolean[] matured) {
        this.definition = definition;
        this.events = events;
        this.registered = registered;
        this.matured = matured;
        end = definition.end().toEpochMilli();
        window = definition.referralWindow().toMillis();
        invitedAt = new long[registered.length];
        invitedBy = new int[registered.length];
        customerOf = new int[events.counterparts()];
        Arrays.fill(invitedAt, Long.MAX_VALUE);
        Arrays.setAll(customerOf, code -> events.indexOf(events.counterpartId(code)));
    }

    Aarrr.Referral run() {
        boolean[] inviting = new boolean[events.types()];
        for (int type = 0; type < inviting.length; type++) {
            inviting[type] = definition.invitations().contains(events.typeName(type));
        }
        Set<Integer> invited = new HashSet<>();
        for (int inviter = 0; inviter < registered.length; inviter++) {
            invited.clear();
            for (int row = events.start(inviter); row < events.start(inviter + 1); row++) {
                if (inviting[events.type(row)] && events.epochMillis(row) < end) {
                    invite(inviter, row, invited);
                }
            }
            invites += invited.size();
        }
        long cohort = 0;
        long accepted = 0;
        for (int customer = 0; customer < registered.length; customer++) {
            cohort += matured[customer] ? 1 : 0;
            accepted += cameInTime(customer) ? 1 : 0;
        }
        return new Aarrr.Referral(
                Ratio.of((double) invites, (double) cohort),
                Ratio.of((double) accepted, (double) invites),
                Ratio.of((double) accepted, (double) cohort),
                untraceable);
    }

    private void invite(int inviter, int row, Set<Integer> invited) {
        long time = events.epochMillis(row);
        boolean inTime = matured[inviter] && isWithin(inviter, time);
        int counterpart = events.counterpart(row);
        if (counterpart < 0) {
            untraceable += inTime ? 1 : 0;
            return;
        }
        int person = customerOf[counterpart];
        if (person == inviter) {
            return;
        }
        if (inTime) {
            invited.add(counterpart);
        }
        // at the same instant the inviter who comes first by identifier has it, whatever the order of the rows
        if (person >= 0 && time <= registered[person] && time < invitedAt[person]) {
            invitedAt[person] = time;
            invitedBy[person] = inviter;
        }
    }

    private boolean isWithin(int inviter, long time) {
        return time >= registered[inviter] && time - registered[inviter] <= window;
    }

    /** Returns whether a person registered by a matured customer's invitation within the window of that one. */
    private boolean cameInTime(int person) {
        int inviter = invitedBy[person];
        return invitedAt[person] != Long.MAX_VALUE
                && matured[inviter]
                && isWithin(inviter, invitedAt[person])
                && isWithin(inviter, registered[person]);
    }
}

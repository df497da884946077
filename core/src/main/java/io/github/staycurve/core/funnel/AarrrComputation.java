package io.github.staycurve.core.funnel;

import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.LocalDays;
import io.github.staycurve.core.metric.ChannelAcquisition;
import io.github.staycurve.core.metric.MetricPeriod;
import io.github.staycurve.core.metric.OperatingMetrics;
import io.github.staycurve.core.retention.EventSelection;
import io.github.staycurve.core.retention.Retention;
import io.github.staycurve.core.retention.RetentionDefinition;
import io.github.staycurve.core.retention.RetentionTable;
import io.github.staycurve.core.stat.Ratio;
import io.github.staycurve.core.time.CalendarGrid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Computes the stages of AARRR, once. Not thread-safe. */
final class AarrrComputation {
    private static final long NONE = ChainWalker.NONE;

    private final AarrrInput input;
    private final AarrrDefinition definition;
    private final EventLog events;
    /** The end of the data, exclusive. */
    private final long end;
    /** When each customer first registered, NONE for who did not. */
    private final long[] registered;

    private final boolean[] inCohort;

    AarrrComputation(AarrrInput input, AarrrDefinition definition) {
        this.input = input;
        this.definition = definition;
        events = input.events();
        end = definition.end().toEpochMilli();
        registered = new long[events.customers()];
        inCohort = new boolean[registered.length];
        int type = events.typeOf(definition.registration());
        LocalDays days = new LocalDays(definition.period().zone());
        for (int customer = 0; customer < registered.length; customer++) {
            registered[customer] = firstOf(customer, type);
            inCohort[customer] = registered[customer] != NONE && isInPeriod(days.epochDay(registered[customer]));
        }
    }

    Aarrr run() {
        return new Aarrr(
                definition,
                acquisition(),
                activation(),
                retention(),
                input.purchases().map(this::revenue),
                definition.invitations().isEmpty() ? Optional.empty() : Optional.of(referral()));
    }

    private long firstOf(int customer, int type) {
        for (int row = events.start(customer); row < events.start(customer + 1); row++) {
            if (events.type(row) == type && events.epochMillis(row) < end) {
                return events.epochMillis(row);
            }
        }
        return NONE;
    }

    private boolean isInPeriod(int epochDay) {
        MetricPeriod period = definition.period();
        return epochDay >= period.firstDay().toEpochDay()
                && epochDay <= period.lastDay().toEpochDay();
    }

    /** Returns whether the whole window of a registration, its end included, lies before the end of the data. */
    private boolean isMatured(int customer, Duration window) {
        return inCohort[customer] && registered[customer] + window.toMillis() < end;
    }

    private long countMatured(Duration window) {
        long count = 0;
        for (int customer = 0; customer < registered.length; customer++) {
            count += isMatured(customer, window) ? 1 : 0;
        }
        return count;
    }

    private Aarrr.Referral referral() {
        boolean[] matured = new boolean[registered.length];
        for (int customer = 0; customer < matured.length; customer++) {
            matured[customer] = isMatured(customer, definition.referralWindow());
        }
        return new ReferralComputation(definition, events, registered, matured).run();
    }

    private Aarrr.Acquisition acquisition() {
        long registrations = 0;
        Map<String, Long> brought = new TreeMap<>();
        for (int customer = 0; customer < registered.length; customer++) {
            if (inCohort[customer]) {
                registrations++;
                String id = events.customerId(customer);
                input.channels()
                        .ifPresent(channels -> brought.merge(
                                Checks.notBlank(channels.channelOf().apply(id), "channel of customer " + id),
                                1L,
                                Long::sum));
            }
        }
        List<ChannelAcquisition> channels = new ArrayList<>();
        input.channels().ifPresent(source -> {
            source.spend().keySet().forEach(channel -> brought.putIfAbsent(channel, 0L));
            brought.forEach((channel, count) -> channels.add(new ChannelAcquisition(
                    channel, source.attribution(), source.spend().getOrDefault(channel, 0.0), count)));
        });
        return new Aarrr.Acquisition(registrations, List.copyOf(channels));
    }

    /** By the funnel from registering to activation, of first registrations. */
    private Aarrr.Activation activation() {
        FunnelDefinition funnel = FunnelDefinition.builder()
                .step("registered", Set.of(definition.registration()))
                .step("activated", definition.activation())
                .window(definition.activationWindow())
                .entryPolicy(EntryPolicy.FIRST_ENTRY)
                .build();
        FunnelResult result =
                funnel.evaluate(events, EntryRange.upTo(definition.end().minusMillis(1)));
        long activated = 0;
        for (String id : result.customersReaching(1)) {
            activated += isMatured(events.indexOf(id), definition.activationWindow()) ? 1 : 0;
        }
        long matured = countMatured(definition.activationWindow());
        long cohort = 0;
        for (boolean each : inCohort) {
            cohort += each ? 1 : 0;
        }
        return new Aarrr.Activation(Ratio.of((double) activated, (double) matured), cohort - matured);
    }

    private Aarrr.Retained retention() {
        MetricPeriod period = definition.period();
        Set<String> types = definition.returns();
        RetentionDefinition daily = RetentionDefinition.builder(CalendarGrid.daily(period.zone()), definition.end())
                .start(EventSelection.ofTypes(definition.registration()))
                .returns(types.isEmpty() ? EventSelection.ANY : EventSelection.ofTypes(types.toArray(new String[0])))
                .cohorts(period.firstDay(), period.lastDay())
                .maxOffset(30)
                .build();
        RetentionTable table = Retention.of(events, daily).table();
        return new Aarrr.Retained(table.day(1), table.day(7), table.day(30));
    }

    private Aarrr.Revenue revenue(TransactionLog purchases) {
        OperatingMetrics metrics = OperatingMetrics.of(purchases, definition.period());
        long active = activeUsers(purchases);
        return new Aarrr.Revenue(
                metrics.conversionOfUsers(active).rate(),
                metrics.purchaseFrequency(),
                metrics.revenuePerUser(active),
                metrics.revenuePerPayingUser());
    }

    private long activeUsers(TransactionLog purchases) {
        LocalDays days = new LocalDays(definition.period().zone());
        Set<String> active = new HashSet<>();
        for (int customer = 0; customer < events.customers(); customer++) {
            for (int row = events.start(customer); row < events.start(customer + 1); row++) {
                if (counts(days, events.epochMillis(row))) {
                    active.add(events.customerId(customer));
                    break;
                }
            }
        }
        for (int customer = 0; customer < purchases.customers(); customer++) {
            for (int row = purchases.start(customer); row < purchases.start(customer + 1); row++) {
                if (!purchases.isRefund(row) && counts(days, purchases.epochMillis(row))) {
                    active.add(purchases.customerId(customer));
                    break;
                }
            }
        }
        return active.size();
    }

    private boolean counts(LocalDays days, long time) {
        return time < end && isInPeriod(days.epochDay(time));
    }
}

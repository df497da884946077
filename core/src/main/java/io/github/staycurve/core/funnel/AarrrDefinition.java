package io.github.staycurve.core.funnel;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.metric.MetricPeriod;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which events mean what in the view of acquisition, activation, retention, revenue and referral (AARRR), after McClure
 * (2007), "Startup Metrics for Pirates".
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param period the local days in which a customer must have registered to be of the cohort, and in which activity and
 *     revenue count; its {@code asOf} is the last day that the data covers
 * @param registration the event type of registering; the first one of a customer counts
 * @param activation the event types of which any activates
 * @param activationWindow how long after registering an activation may come, inclusive; positive, whole milliseconds
 * @param returns the event types of which any is a return; any event if empty
 * @param invitations the event types whose counterpart is the one invited; none if nobody invites
 * @param referralWindow how long after registering a customer's invitations, and the registrations they bring, count,
 *     inclusive; positive, whole milliseconds
 */
public record AarrrDefinition(
        MetricPeriod period,
        String registration,
        Set<String> activation,
        Duration activationWindow,
        Set<String> returns,
        Set<String> invitations,
        Duration referralWindow) {

    /**
     * Checks the definition and sorts its types.
     *
     * @param period the local days of the cohort, of activity and of revenue
     * @param registration the event type of registering
     * @param activation the event types of which any activates
     * @param activationWindow how long after registering an activation may come
     * @param returns the event types of which any is a return
     * @param invitations the event types whose counterpart is the one invited
     * @param referralWindow how long after registering a customer's invitations count
     * @throws IllegalArgumentException if a type is blank, there is no type of activation or it is that of registering, or a
     *     window is not positive
     */
    public AarrrDefinition {
        Checks.notBlank(registration, "registration");
        activation = sorted(activation, "activation");
        returns = sorted(returns, "returns");
        invitations = sorted(invitations, "invitations");
        if (activation.isEmpty() || activation.contains(registration)) {
            throw new IllegalArgumentException(
                    "activation must be of one event type or more, not '%s' of the registration, was %s"
                            .formatted(registration, activation));
        }
        FunnelDefinitionBuilder.positiveMillis(activationWindow, "activationWindow");
        FunnelDefinitionBuilder.positiveMillis(referralWindow, "referralWindow");
    }

    /**
     * Returns the definition by which any event is a return and nobody invites, with windows of 7 and 30 days.
     *
     * @param period the local days of the cohort, of activity and of revenue
     * @param registration the event type of registering
     * @param activation the event types of which any activates
     * @return the definition
     * @throws IllegalArgumentException if a type is blank, or there is no type of activation or it is that of registering
     */
    public static AarrrDefinition of(MetricPeriod period, String registration, String... activation) {
        return new AarrrDefinition(
                period, registration, Set.of(activation), Duration.ofDays(7), Set.of(), Set.of(), Duration.ofDays(30));
    }

    /**
     * Returns this definition with another window of activation.
     *
     * @param window how long after registering an activation may come, inclusive
     * @return the definition
     * @throws IllegalArgumentException if it is not positive
     */
    public AarrrDefinition withActivationWindow(Duration window) {
        return new AarrrDefinition(period, registration, activation, window, returns, invitations, referralWindow);
    }

    /**
     * Returns this definition with these returns.
     *
     * @param types the event types of which any is a return
     * @return the definition
     */
    public AarrrDefinition withReturns(String... types) {
        return new AarrrDefinition(
                period, registration, activation, activationWindow, Set.of(types), invitations, referralWindow);
    }

    /**
     * Returns this definition with these invitations.
     *
     * @param window how long after registering invitations, and the registrations they bring, count, inclusive
     * @param types the event types whose counterpart is the one invited
     * @return the definition
     * @throws IllegalArgumentException if the window is not positive
     */
    public AarrrDefinition withInvitations(Duration window, String... types) {
        return new AarrrDefinition(period, registration, activation, activationWindow, returns, Set.of(types), window);
    }

    /**
     * Returns this definition in words.
     *
     * @return one line
     */
    public String describe() {
        return "customers whose first '%s' is of %s; activated by %s within %s; returning by %s; inviting by %s within %s"
                .formatted(
                        registration,
                        period.describe(),
                        activation,
                        activationWindow,
                        returns.isEmpty() ? "any event" : returns,
                        invitations.isEmpty() ? "nothing" : invitations,
                        referralWindow);
    }

    /** Returns the end of the data, exclusive: the first instant of the day after the last. */
    Instant end() {
        return period.asOf().plusDays(1).atStartOfDay(period.zone()).toInstant();
    }

    private static Set<String> sorted(Set<String> types, String name) {
        types.forEach(type -> Checks.notBlank(type, "event type of " + name));
        return Collections.unmodifiableSortedSet(new TreeSet<>(types));
    }
}

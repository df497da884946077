package io.github.staycurve.core.lifecycle;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Why a customer has a stage: the rules that decided, and the numbers they looked at.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param customerId the customer's identifier
 * @param asOf the day at the end of which the customer has the stage
 * @param stage the stage
 * @param valueRule the rule that gave the value stage
 * @param activityRule the rule that gave the activity
 * @param orders the number of orders up to the day
 * @param tenureDays days since the first order; empty without one
 * @param silenceDays days since the last order; empty without one
 * @param silenceScore the engine's score of that silence, in [0, 1]; empty without an order
 * @param limits from which silence on this customer, without another order, is declining, dormant and churned; empty
 *     without an order
 */
public record StageExplanation(
        String customerId,
        LocalDate asOf,
        CustomerStage stage,
        ValueRule valueRule,
        ActivityRule activityRule,
        int orders,
        OptionalInt tenureDays,
        OptionalInt silenceDays,
        OptionalDouble silenceScore,
        Optional<SilenceLimits> limits) {

    static Optional<StageExplanation> of(String customerId, LocalDate asOf, StageWalk walk) {
        int code = walk.code();
        if (code == StageWalk.ABSENT) {
            return Optional.empty();
        }
        CustomerStage stage = CustomerStage.ofCode(code);
        if (walk.orders() == 0) {
            return Optional.of(new StageExplanation(
                    customerId,
                    asOf,
                    stage,
                    ValueRule.NO_ORDER,
                    ActivityRule.NO_ORDER,
                    0,
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    OptionalDouble.empty(),
                    Optional.empty()));
        }
        SilenceLimits limits = SilenceLimits.of(walk.meter());
        return Optional.of(new StageExplanation(
                customerId,
                asOf,
                stage,
                walk.value().rule(walk.orders(), walk.tenure()),
                ActivityRule.of(walk),
                walk.orders(),
                OptionalInt.of(walk.tenure()),
                OptionalInt.of(walk.silence()),
                OptionalDouble.of(walk.score()),
                Optional.of(limits)));
    }

    /** Returns this explanation for a customer who keeps an earlier activity. */
    StageExplanation heldAt(CustomerStage held) {
        return new StageExplanation(
                customerId,
                asOf,
                held,
                valueRule,
                ActivityRule.HELD,
                orders,
                tenureDays,
                silenceDays,
                silenceScore,
                limits);
    }

    /**
     * Returns this explanation as a sentence or two.
     *
     * @return one line, numbers rounded and written with a point
     */
    public String describe() {
        if (limits.isEmpty()) {
            return "%s on %s: %s (%s)".formatted(customerId, asOf, stage.label(), valueRule.words());
        }
        return String.format(
                Locale.ROOT,
                "%s on %s: %s. %s: %d orders over %d days. %s: silent for %d days, score %.4f; declining from %d, dormant"
                        + " from %d, churned from %d days",
                customerId,
                asOf,
                stage.label(),
                valueRule.words(),
                orders,
                tenureDays.orElseThrow(),
                activityRule.words(),
                silenceDays.orElseThrow(),
                silenceScore.orElseThrow(),
                limits.get().decliningFrom(),
                limits.get().dormantFrom(),
                limits.get().churnedFrom());
    }
}

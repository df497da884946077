package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.internal.Checks;
import java.util.OptionalDouble;

/**
 * The same number of days for everybody: a customer is declining once the silence reaches the first number, dormant at the
 * second, churned at the third.
 *
 * <p>The score is 1 − silence / churnedDays, and 0 from there on. Simple to tell, and wrong for those who buy much more or
 * much less often than most: see {@link AdaptiveSilence}.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param decliningDays silence, in days, from which a customer is declining; 1 or more
 * @param dormantDays silence from which a customer is dormant, above decliningDays
 * @param churnedDays silence from which a customer is churned, above dormantDays
 */
public record FixedSilence(int decliningDays, int dormantDays, int churnedDays) implements ActivityEngine {
    /** 30, 60 and 90 days. */
    public static final FixedSilence DEFAULT = new FixedSilence(30, 60, 90);

    /**
     * Checks the order of the days.
     *
     * @param decliningDays silence, in days, from which a customer is declining; 1 or more
     * @param dormantDays silence from which a customer is dormant, above decliningDays
     * @param churnedDays silence from which a customer is churned, above dormantDays
     * @throws IllegalArgumentException if they do not rise, naming the two that clash
     */
    public FixedSilence {
        if (decliningDays < 1) {
            throw new IllegalArgumentException("decliningDays must be 1 or more, was " + decliningDays);
        }
        Checks.below(decliningDays, "decliningDays", dormantDays, "dormantDays");
        Checks.below(dormantDays, "dormantDays", churnedDays, "churnedDays");
    }

    /**
     * Returns decliningDays: where a rule in days ends the usual, it is taken for the usual gap.
     *
     * @return the number of days
     */
    @Override
    public double medianGapDays() {
        return decliningDays;
    }

    @Override
    public OptionalDouble recoverAbove() {
        return OptionalDouble.empty();
    }

    @Override
    public String describe() {
        return "fixed silence: declining from %s, dormant from %s, churned from %s days"
                .formatted(decliningDays, dormantDays, churnedDays);
    }
}

package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.internal.Checks;

/**
 * Calls a customer declining who still buys, but less often than before. An option of {@link StagePolicy}, off by default.
 *
 * <p><b>Definition.</b> With w the window, t<sub>0</sub> the first purchase day, x the number of gaps and τ the days they
 * span, on day d at age T = d − t<sub>0</sub>:
 *
 * <ul>
 *   <li>the recent rate is R = Σ e<sup>−(d − t)/w</sup> / w over the purchase days t after the first: an exponentially
 *       weighted moving average, in purchases a day;
 *   <li>the baseline is the customer's own rate over the complete gaps, λ = x / τ;
 *   <li>purchases at that rate, by a Poisson process, would give R the mean E = λ (1 − e<sup>−T/w</sup>) and the variance
 *       V = λ (1 − e<sup>−2T/w</sup>) / (2w), by Campbell's theorem for shot noise;
 *   <li>the ratio is R / E and z = (R − E) / √V.
 * </ul>
 *
 * <p>At the end of each complete step of the grid, an active customer with x of at least {@code minGaps}, a ratio below
 * {@code declineBelow} and z below −{@code z} becomes declining, unless they became active too recently
 * ({@link StagePolicy#minDwellSteps}). This decline ends at a purchase after which the ratio is {@code recoverFrom} or
 * more, or at one that ends a dormant or churned silence; a purchase that leaves the ratio low does not end it. A silence
 * that is longer than usual takes its own way meanwhile, and counts where it is further down.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param windowDays w, in days, positive and finite; a purchase w days ago counts 1/e of one today
 * @param declineBelow the ratio below which a customer declines, in (0, 1)
 * @param recoverFrom the ratio from which a purchase ends the decline, at least declineBelow and at most 1
 * @param z how many standard deviations below the baseline the recent rate must lie, 0 or more
 * @param minGaps the least number of complete gaps, 1 or more
 */
public record TrendRule(double windowDays, double declineBelow, double recoverFrom, double z, int minGaps) {
    /** A window of 28 days, decline below half the own rate and two standard deviations, recovery at 0.7, three gaps. */
    public static final TrendRule DEFAULT = new TrendRule(28, 0.5, 0.7, 2, 3);

    /**
     * Checks the ranges.
     *
     * @param windowDays w, in days, positive and finite; a purchase w days ago counts 1/e of one today
     * @param declineBelow the ratio below which a customer declines, in (0, 1)
     * @param recoverFrom the ratio from which a purchase ends the decline, at least declineBelow and at most 1
     * @param z how many standard deviations below the baseline the recent rate must lie, 0 or more
     * @param minGaps the least number of complete gaps, 1 or more
     * @throws IllegalArgumentException if a value lies outside its range
     */
    public TrendRule {
        Checks.positiveFinite(windowDays, "windowDays");
        Checks.openUnit(declineBelow, "declineBelow");
        if (!(recoverFrom >= declineBelow && recoverFrom <= 1)) {
            throw new IllegalArgumentException(
                    "recoverFrom %s must lie in [declineBelow %s, 1]".formatted(recoverFrom, declineBelow));
        }
        Checks.nonNegativeFinite(z, "z");
        if (minGaps < 1) {
            throw new IllegalArgumentException("minGaps must be 1 or more, was " + minGaps);
        }
    }

    /** Returns this rule in words, numbers in full. */
    String describe() {
        return "trend over %s days: declining below %s of the own rate and %s standard deviations after %s gaps, recovered from %s"
                .formatted(windowDays, declineBelow, z, minGaps, recoverFrom);
    }
}

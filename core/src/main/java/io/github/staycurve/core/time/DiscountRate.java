package io.github.staycurve.core.time;

import io.github.staycurve.core.internal.Checks;

/**
 * What money loses in value as it arrives later, as an effective rate a year.
 *
 * <p>At 0.10 a year, 110 in a year are worth 100 today. Models discount continuously in their own unit;
 * {@link #perUnit} converts, so that a weekly model cannot be discounted at a yearly rate by mistake.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param effectivePerYear the effective rate a year, finite, 0 or more; 0.10 is ten per cent
 */
public record DiscountRate(double effectivePerYear) {
    /** No discounting: a later amount counts in full. */
    public static final DiscountRate NONE = new DiscountRate(0);

    /**
     * Checks the rate.
     *
     * @param effectivePerYear the effective rate a year, finite, 0 or more; 0.10 is ten per cent
     * @throws IllegalArgumentException if the rate is negative, infinite or NaN
     */
    public DiscountRate {
        Checks.nonNegativeFinite(effectivePerYear, "discount rate");
    }

    /**
     * Returns the rate with this effect a year.
     *
     * @param effectivePerYear the effective rate a year, finite, 0 or more; 0.10 is ten per cent
     * @return the rate
     * @throws IllegalArgumentException if the rate is negative, infinite or NaN
     */
    public static DiscountRate annual(double effectivePerYear) {
        return new DiscountRate(effectivePerYear);
    }

    /**
     * Returns the continuous rate that has the same effect.
     *
     * @param unit the unit of time
     * @return ln(1 + d) / k, with k units a year; an amount at time t is worth e<sup>-rate t</sup> of its face value
     */
    public double perUnit(PeriodUnit unit) {
        return Math.log1p(effectivePerYear) / unit.perYear();
    }
}

package io.github.staycurve.clv.spend;

import io.github.staycurve.core.internal.Checks;

/**
 * Parameters of the log-normal spend model.
 *
 * <p>Deviations are standard deviations of natural logarithms, without unit: 0.7 means that a factor of two either way is
 * usual, 10 one of 22,026. This class is immutable and thread-safe.
 *
 * @param median the median of the customers' own medians, in the unit of money, from 1e-200 to 1e200
 * @param between how much customers differ: τ, the deviation of their mean log amounts, from 1e-6 to 10
 * @param within how much the amounts of one customer vary: σ, the deviation of the logs about the customer's mean, from
 *     1e-6 to 10
 */
public record LogNormalSpendParameters(double median, double between, double within) {
    static final double LEAST_DEVIATION = 1e-6;
    static final double GREATEST_DEVIATION = 10;
    static final double GREATEST_MEDIAN = 1e200;

    /**
     * Checks the parameters.
     *
     * @param median the median of the customers' own medians, in the unit of money, from 1e-200 to 1e200
     * @param between how much customers differ: τ, the deviation of their mean log amounts, from 1e-6 to 10
     * @param within how much the amounts of one customer vary: σ, the deviation of the logs about the customer's mean,
     *     from 1e-6 to 10
     * @throws IllegalArgumentException if one is out of its range
     */
    public LogNormalSpendParameters {
        Checks.inRange(median, 1 / GREATEST_MEDIAN, GREATEST_MEDIAN, "median");
        Checks.inRange(between, LEAST_DEVIATION, GREATEST_DEVIATION, "between");
        Checks.inRange(within, LEAST_DEVIATION, GREATEST_DEVIATION, "within");
    }
}

package io.github.staycurve.core.markov;

import io.github.staycurve.core.time.DiscountRate;

/**
 * A chain of six monthly stages whose figures were computed apart from this library and checked by simulating 400,000
 * paths: new, growth, mature, declining, lapsing, churned.
 */
final class SixStages {
    static final StateSpace STATES = StateSpace.of("N", "G", "M", "D", "L", "C");

    static final TransitionMatrix MATRIX = TransitionMatrix.of(STATES, new double[][] {
        {.35, .30, .00, .20, .15, .00},
        {.00, .50, .25, .18, .07, .00},
        {.00, .05, .78, .14, .03, .00},
        {.00, .12, .10, .38, .40, .00},
        {.00, .06, .02, .02, .55, .35},
        {.00, .00, .00, .00, .00, 1.0},
    });

    /** Mean margin of a customer in each stage a month. */
    private static final double[] MARGINS = {20, 45, 80, 15, 0, 0};

    /** One per cent a month. */
    static final DiscountRate RATE = DiscountRate.annual(Math.pow(1.01, 12) - 1);

    private SixStages() {}

    static double[] margins() {
        return MARGINS.clone();
    }
}

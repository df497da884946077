package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.math.Objective;

/**
 * The negative log-likelihood, with the prior where there is one, in the coordinates of the search: ln r; the logarithm of the mean rate r/alpha over the
 * one observed; half of ln a − ln b; and half of ln a + ln b.
 *
 * <p>They are chosen so that a likelihood without a maximum runs off along one of them: r to infinity when customers do
 * not differ in their rate, the last to infinity when they do not differ in their chance to leave. Not thread-safe.
 */
final class BetaGeometricObjective implements Objective {
    static final int SHAPE = 0;
    static final int RATE = 1;
    static final int DROPOUT = 2;
    static final int POLARISATION = 3;

    private final BetaGeometricLikelihood likelihood;
    private final double logObservedRate;
    private final SearchPrior prior;
    private final double[] logParameters = new double[4];
    private final double[] gradient = new double[4];

    BetaGeometricObjective(BetaGeometricFamily family, HistoryRows rows, SearchPrior prior) {
        this.prior = prior;
        likelihood = new BetaGeometricLikelihood(family, rows.x, rows.tx, rows.age, rows.weight);
        logObservedRate = Math.log(family.steps() * rows.observedRate);
    }

    /** Returns the point of these shapes and this ratio of the rate to the one observed. */
    static double[] coordinates(double r, double rateRatio, double a, double b) {
        return new double[] {Math.log(r), Math.log(rateRatio), Math.log(a / b) / 2, Math.log(a * b) / 2};
    }

    /** Writes ln r, ln alpha, ln a and ln b, with alpha in the time of the rows. */
    void logParameters(double[] point, double[] out) {
        out[0] = point[SHAPE];
        out[1] = point[SHAPE] - point[RATE] - logObservedRate;
        out[2] = point[POLARISATION] + point[DROPOUT];
        out[3] = point[POLARISATION] - point[DROPOUT];
    }

    @Override
    public double value(double[] point, double[] gradientOut) {
        logParameters(point, logParameters);
        double value = likelihood.value(logParameters, gradient);
        gradientOut[SHAPE] = gradient[0] + gradient[1];
        gradientOut[RATE] = -gradient[1];
        gradientOut[DROPOUT] = gradient[2] - gradient[3];
        gradientOut[POLARISATION] = gradient[2] + gradient[3];
        return value + prior.add(point, gradientOut);
    }
}

package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.math.Objective;

/**
 * The negative log-likelihood, with the prior where there is one, in the coordinates of the search: ln r; the logarithm of the mean purchase rate r/alpha over
 * the one observed; that of the mean dropout rate s/beta over one in the mean age; and ln s.
 *
 * <p>They are chosen so that a likelihood without a maximum runs off along one of them: r to infinity when customers do
 * not differ in their purchase rate, s to infinity when they do not differ in their dropout rate. Not thread-safe.
 */
final class ParetoNbdObjective implements Objective {
    static final int SHAPE = 0;
    static final int RATE = 1;
    static final int DROPOUT = 2;
    static final int DROPOUT_SHAPE = 3;

    private final Objective likelihood;
    private final double logObservedRate;
    private final SearchPrior prior;
    private final double[] logParameters = new double[4];
    private final double[] gradient = new double[4];

    /** Takes the likelihood of rows with times near 1 on average. */
    ParetoNbdObjective(Objective likelihood, double observedRate, SearchPrior prior) {
        this.prior = prior;
        this.likelihood = likelihood;
        this.logObservedRate = Math.log(observedRate);
    }

    /** Returns the point of these shapes and these ratios of the two rates. */
    static double[] coordinates(double r, double rateRatio, double dropoutRatio, double s) {
        return new double[] {Math.log(r), Math.log(rateRatio), Math.log(dropoutRatio), Math.log(s)};
    }

    /** Writes ln r, ln alpha, ln s and ln beta, with alpha and beta in the time of the rows. */
    void logParameters(double[] point, double[] out) {
        out[0] = point[SHAPE];
        out[1] = point[SHAPE] - point[RATE] - logObservedRate;
        out[2] = point[DROPOUT_SHAPE];
        out[3] = point[DROPOUT_SHAPE] - point[DROPOUT];
    }

    @Override
    public double value(double[] point, double[] gradientOut) {
        logParameters(point, logParameters);
        double value = likelihood.value(logParameters, gradient);
        gradientOut[SHAPE] = gradient[0] + gradient[1];
        gradientOut[RATE] = -gradient[1];
        gradientOut[DROPOUT] = -gradient[3];
        gradientOut[DROPOUT_SHAPE] = gradient[2] + gradient[3];
        return value + prior.add(point, gradientOut);
    }
}

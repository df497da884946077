package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.math.Objective;

/**
 * The negative log-likelihood, with the prior where there is one, in the coordinates of the search: ln r; the logarithm of
 * the mean purchase rate r/alpha over the one observed; that of the mean dropout rate at the start, s·b/beta, over one in the
 * mean age; ln s; and that of the growth b over one in the mean age.
 *
 * <p>They are chosen so that a likelihood without a maximum runs off along one of them: b to 0, which is Pareto/NBD, when
 * the dropout rate does not grow; s to infinity when customers do not differ in it. Not thread-safe.
 */
final class GGompertzNbdObjective implements Objective {
    static final int SHAPE = 0;
    static final int RATE = 1;
    static final int DROPOUT = 2;
    static final int DROPOUT_SHAPE = 3;
    static final int GROWTH = 4;

    private final Objective likelihood;
    private final double logObservedRate;
    private final SearchPrior prior;
    private final double[] logParameters = new double[5];
    private final double[] gradient = new double[5];

    /** Takes the likelihood of rows with times near 1 on average. */
    GGompertzNbdObjective(Objective likelihood, double observedRate, SearchPrior prior) {
        this.prior = prior;
        this.likelihood = likelihood;
        this.logObservedRate = Math.log(observedRate);
    }

    /** Returns the point of these shapes and these ratios of the rates. */
    static double[] coordinates(double r, double rateRatio, double dropoutRatio, double s, double growthRatio) {
        return new double[] {
            Math.log(r), Math.log(rateRatio), Math.log(dropoutRatio), Math.log(s), Math.log(growthRatio)
        };
    }

    /** Writes the logarithms of r, alpha, b, s and beta, in the time of the rows. */
    void logParameters(double[] point, double[] out) {
        out[0] = point[SHAPE];
        out[1] = point[SHAPE] - point[RATE] - logObservedRate;
        out[2] = point[GROWTH];
        out[3] = point[DROPOUT_SHAPE];
        out[4] = point[DROPOUT_SHAPE] + point[GROWTH] - point[DROPOUT];
    }

    @Override
    public double value(double[] point, double[] gradientOut) {
        logParameters(point, logParameters);
        double value = likelihood.value(logParameters, gradient);
        gradientOut[SHAPE] = gradient[0] + gradient[1];
        gradientOut[RATE] = -gradient[1];
        gradientOut[DROPOUT] = -gradient[4];
        gradientOut[DROPOUT_SHAPE] = gradient[3] + gradient[4];
        gradientOut[GROWTH] = gradient[2] + gradient[4];
        return value + prior.add(point, gradientOut);
    }
}

package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.math.Objective;

/**
 * The negative log-likelihood of a purchase model in the coordinates of its search.
 *
 * <p>The logarithms of the parameters are sums and differences of the coordinates, chosen so that a likelihood without a
 * maximum runs off along one of them: a shape to infinity, for example, when customers do not differ. Not thread-safe.
 */
final class SearchObjective implements Objective {
    private static final int ALPHA = 1;

    private final Objective likelihood;
    private final int[][] map;
    private final double logObservedRate;
    private final double[] logParameters;
    private final double[] gradient;

    /** Takes the likelihood of rows with times near 1 on average. */
    SearchObjective(SearchedModel model, Objective likelihood, double observedRate) {
        this.likelihood = likelihood;
        this.map = model.logParameters();
        this.logObservedRate = Math.log(model.steps() * observedRate);
        this.logParameters = new double[map.length];
        this.gradient = new double[map.length];
    }

    /** Writes the logarithms of the parameters, in the time of the rows. */
    private void logParameters(double[] point, double[] out) {
        for (int parameter = 0; parameter < map.length; parameter++) {
            out[parameter] = 0;
            for (int i = 0; i < point.length; i++) {
                out[parameter] += map[parameter][i] * point[i];
            }
        }
        out[ALPHA] -= logObservedRate;
    }

    /** Returns the parameters in the unit of the table, of which so many are one unit of the rows. */
    double[] parameters(double[] point, int[] powersOfTime, double scale) {
        double[] parameters = new double[map.length];
        logParameters(point, parameters);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = Math.exp(parameters[i]) * Math.pow(scale, powersOfTime[i]);
        }
        return parameters;
    }

    @Override
    public double value(double[] point, double[] gradientOut) {
        logParameters(point, logParameters);
        double value = likelihood.value(logParameters, gradient);
        for (int i = 0; i < point.length; i++) {
            gradientOut[i] = 0;
            for (int parameter = 0; parameter < map.length; parameter++) {
                gradientOut[i] += map[parameter][i] * gradient[parameter];
            }
        }
        return value;
    }
}

package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.math.GammaFunctions;
import io.github.staycurve.core.internal.math.Objective;
import java.util.Arrays;

/**
 * The negative log-likelihood of the GGompertz/NBD model on weighted rows, as a function of the logarithms of r, alpha, b, s
 * and beta, with its exact gradient.
 *
 * <p>A row is the purchases up to t<sub>x</sub>, alive, and the silence from there to T. The rows are in ascending order of
 * x, so that the terms in x alone are computed from those of the x before. Not thread-safe.
 *
 * @see <a href="https://doi.org/10.1287/mnsc.1110.1461">Bemmaor and Glady (2012), Modeling Purchasing Behavior with Sudden
 *     "Death": A Flexible Customer Lifetime Model, Management Science 58(5), 1012-1021</a>
 */
final class GGompertzNbdLikelihood implements Objective {
    private static final int PARAMETERS = 5;

    private final int[] x;
    private final double[] tx;
    private final double[] age;
    private final double[] weight;
    private final GompertzSilence silence = new GompertzSilence();

    /**
     * Takes over the rows.
     *
     * @param x purchases after the first, ascending
     * @param tx time of the last purchase, in [0, age] each, 0 where x is 0
     * @param age time since the first purchase, 0 or more and finite each
     * @param weight customers with this history, positive and finite each
     */
    GGompertzNbdLikelihood(int[] x, double[] tx, double[] age, double[] weight) {
        this.x = x;
        this.tx = tx;
        this.age = age;
        this.weight = weight;
    }

    /**
     * Returns the negative log-likelihood and writes its gradient.
     *
     * @param logParameters ln r, ln alpha, ln b, ln s and ln beta
     * @param gradientOut receives the five derivatives in the logarithms of the parameters
     * @return the negative log-likelihood
     */
    @Override
    public double value(double[] logParameters, double[] gradientOut) {
        double r = Math.exp(logParameters[0]);
        double alpha = Math.exp(logParameters[1]);
        GompertzFactors factors =
                new GompertzFactors(Math.exp(logParameters[2]), Math.exp(logParameters[3]), Math.exp(logParameters[4]));
        Arrays.fill(gradientOut, 0, PARAMETERS, 0);
        double value = 0;
        double ofX = 0;
        double slopeR = 0;
        int previous = 0;
        for (int i = 0; i < x.length; i++) {
            int step = x[i] - previous;
            if (step > 0) {
                ofX += GammaFunctions.logRisingFactorial(r + previous, step) - step * logParameters[1];
                slopeR += GammaFunctions.digammaDifference(r + previous, step);
                previous = x[i];
            }
            gradientOut[0] -= weight[i] * r * slopeR;
            value -= weight[i] * ofX + addRow(i, r, alpha, factors, gradientOut);
        }
        return value;
    }

    /** Adds a row to the gradient; returns its part of the log-likelihood without what depends on x alone. */
    private double addRow(int i, double r, double alpha, GompertzFactors factors, double[] gradientOut) {
        double shape = r + x[i];
        double a = alpha + tx[i];
        double s = factors.s();
        silence.compute(shape, a, factors, tx[i], age[i] - tx[i]);
        double logA = Math.log1p(tx[i] / alpha);
        double growth = GompertzLifetime.logGrowth(factors.b(), factors.beta(), tx[i]);
        double w = weight[i];
        double gone = silence.gone;
        gradientOut[0] += w * r * (logA + silence.logA);
        gradientOut[1] -= w * (r * tx[i] - x[i] * alpha + shape * alpha * silence.partA) / a;
        gradientOut[2] -= w * (gone + silence.goneAge - s * silence.growthSlope - silence.goneGrowthSlope);
        gradientOut[3] += w * (s * (growth + silence.logGrowth) - gone);
        gradientOut[4] -= w * (s * silence.growthPart + silence.goneGrowthPart - gone);
        return w * (Math.log(silence.probability) - shape * logA - s * growth);
    }
}

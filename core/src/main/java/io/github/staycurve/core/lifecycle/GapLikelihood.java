package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.data.CollapsedSummaryTable;
import io.github.staycurve.core.internal.math.GammaFunctions;
import io.github.staycurve.core.internal.math.Objective;

/**
 * The negative log-likelihood of complete gaps and of the last one, censored, with its gradient.
 *
 * <p>A customer with x gaps that span τ and a silence s, T = τ + s, contributes, with a = r + kx and v = s/(α + T),
 *
 * <pre>{@code (r)_kx α^-kx (1 + T/α)^-a · sum over j < k of (a)_j / j! · v^j}</pre>
 *
 * <p>times what does not depend on r and α: the integral over λ of its gamma density, times the Erlang densities of the gaps,
 * times the Erlang survival function of s. With k = 1 that is the negative binomial distribution of Ehrenberg (1959).
 *
 * <p>The search runs in two coordinates: ln r, and the logarithm of the ratio of the mean rate r/α to the one observed.
 *
 * <p>Not thread-safe.
 */
final class GapLikelihood implements Objective {
    static final int SHAPE = 0;
    static final int RATE = 1;

    private final CollapsedSummaryTable table;
    private final int k;
    private final double logObservedRate;

    private double silenceSum;
    private double silenceSlopeA;
    private double silenceSlopeV;

    GapLikelihood(CollapsedSummaryTable table, int k) {
        this.table = table;
        this.k = k;
        double gaps = 0;
        double time = 0;
        for (int row = 0; row < table.size(); row++) {
            gaps += table.weight(row) * table.frequency(row);
            time += table.weight(row) * table.age(row);
        }
        this.logObservedRate = Math.log(k * Math.max(gaps, 0.5) / time); // half a gap where there is none
    }

    double r(double[] point) {
        return Math.exp(point[SHAPE]);
    }

    double alpha(double[] point) {
        return Math.exp(point[SHAPE] - point[RATE] - logObservedRate);
    }

    @Override
    public double value(double[] point, double[] gradientOut) {
        double r = r(point);
        double logAlpha = point[SHAPE] - point[RATE] - logObservedRate;
        double alpha = Math.exp(logAlpha);
        double value = 0;
        double slopeLogR = 0;
        double slopeLogAlpha = 0;
        int x = -1;
        double ofX = 0;
        double slopeOfX = 0;
        for (int row = 0; row < table.size(); row++) {
            if (table.frequency(row) != x) { // rows are in ascending order of x
                x = table.frequency(row);
                ofX = GammaFunctions.logRisingFactorial(r, k * (double) x) - k * (double) x * logAlpha;
                slopeOfX = GammaFunctions.digammaDifference(r, k * (double) x);
            }
            double a = r + k * (double) x;
            double age = table.age(row);
            double logAge = Math.log1p(age / alpha);
            double total = alpha + age;
            lastGap(a, (age - table.recency(row)) / total);
            double weight = table.weight(row);
            value -= weight * (ofX - a * logAge + Math.log(silenceSum));
            slopeLogR += weight * r * (slopeOfX - logAge + silenceSlopeA);
            slopeLogAlpha += weight * (a * (age / total) - k * (double) x - silenceSlopeV * (alpha / total));
        }
        gradientOut[SHAPE] = -(slopeLogR + slopeLogAlpha);
        gradientOut[RATE] = slopeLogAlpha;
        return value;
    }

    /** Computes the sum over j, and the derivatives of its logarithm in a and in ln v. */
    private void lastGap(double a, double v) {
        double term = 1;
        double harmonic = 0;
        silenceSum = 1;
        silenceSlopeA = 0;
        silenceSlopeV = 0;
        for (int j = 1; j < k; j++) {
            term *= (a + j - 1) / j * v;
            harmonic += 1 / (a + j - 1);
            silenceSum += term;
            silenceSlopeA += term * harmonic;
            silenceSlopeV += term * j;
        }
        silenceSlopeA /= silenceSum;
        silenceSlopeV /= silenceSum;
    }
}

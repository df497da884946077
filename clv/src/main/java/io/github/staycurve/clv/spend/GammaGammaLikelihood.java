package io.github.staycurve.clv.spend;

import io.github.staycurve.clv.internal.SearchPrior;
import io.github.staycurve.clv.internal.SearchPrior.Quantity;
import io.github.staycurve.clv.prior.Prior;
import io.github.staycurve.core.internal.math.LogSpace;
import io.github.staycurve.core.internal.math.Objective;
import io.github.staycurve.core.internal.math.StirlingError;
import org.jspecify.annotations.Nullable;

/**
 * The negative log-likelihood of mean spends with its gradient, in ln p, ln q and ln μ, where μ = p·gamma/q is the level
 * of spend, as a share of the data's own.
 *
 * <p>With μ in place of gamma, a likelihood without a maximum runs off along one coordinate: when customers do not
 * differ q grows at a fixed μ, when a customer's purchases do not differ p does. In gamma the first would be a diagonal
 * valley.
 *
 * <p>The terms are those of {@link GammaGammaModel#logLikelihood}, without the −ln m, which no parameter changes. In that
 * form the derivatives are the terms themselves: with a = P[ln(1+t) − t] and b = q[ln(1+s) − s], that in ln p is a, in
 * ln q is b and in ln μ is Pt, next to those of the peak's height.
 *
 * <p>Not thread-safe.
 */
final class GammaGammaLikelihood implements Objective {
    /** Beyond this sum of shapes, ln(1+t) − t is taken from its series: the plain difference would cost N ulps. */
    private static final double LARGE_SHAPES = 1e3;

    private static final double NEAR = 0.5;

    private final SpendRows rows;

    GammaGammaLikelihood(SpendRows rows) {
        this.rows = rows;
    }

    /** Returns what a prior says of spend, in the coordinates of this. */
    static SearchPrior prior(@Nullable Prior prior) {
        return SearchPrior.of(
                prior,
                Quantity.of("shape of one customer's amounts", 3, 0, 1),
                Quantity.of("shape of the customers' levels of spend", 3, 0, 0, 1),
                Quantity.of("level of spend over the one observed", 1, 0, 0, 0, 1));
    }

    @Override
    public double value(double[] point, double[] gradientOut) {
        double p = Math.exp(point[0]);
        double q = Math.exp(point[1]);
        double slopeP = 0;
        double slopeQ = 0;
        double slopeLevel = 0;
        double slopeErrorQ = StirlingError.logSlope(q);
        double value = 0;
        double[] sums = new double[4];
        for (int group = 0; group < rows.frequency.length; group++) {
            double shape = p * rows.frequency[group];
            double total = shape + q;
            double peak = shape / total;
            double beyondPeak = q / total;
            addRows(group, shape, q, point[2], sums);
            double weight = sums[0];
            double slopeErrorTotal = StirlingError.logSlope(total);
            value += sums[1] + sums[2] + weight * GammaGammaModel.peakHeight(shape, q);
            slopeP += sums[1] + weight * (0.5 * beyondPeak + peak * slopeErrorTotal - StirlingError.logSlope(shape));
            slopeQ += sums[2] + weight * (0.5 * peak + beyondPeak * slopeErrorTotal - slopeErrorQ);
            slopeLevel += shape * sums[3];
        }
        gradientOut[0] = -slopeP;
        gradientOut[1] = -slopeQ;
        gradientOut[2] = -slopeLevel;
        return -value;
    }

    /** Sums the rows of one x: their weights, the terms a and b of their deviance, and t. */
    private void addRows(int group, double shape, double q, double logLevel, double[] sums) {
        double total = shape + q;
        double peak = shape / total;
        double beyondPeak = q / total;
        double shrink = Math.exp(-logLevel);
        boolean large = total > LARGE_SHAPES;
        double weights = 0;
        double sumA = 0;
        double sumB = 0;
        double sumT = 0;
        for (int i = rows.start[group]; i < rows.start[group + 1]; i++) {
            double ratio = rows.spend[i] * shrink; // m/μ
            double spread = beyondPeak + peak * ratio;
            double move = (ratio - 1) / spread;
            double t = beyondPeak * move;
            double s = -peak * move;
            double logSpread = Math.log(spread);
            double a = rows.logSpend[i] - logLevel - logSpread - t;
            double b = -logSpread - s;
            if (large) {
                a = Math.abs(t) < NEAR ? LogSpace.log1pMinus(t) : a;
                b = Math.abs(s) < NEAR ? LogSpace.log1pMinus(s) : b;
            }
            double weight = rows.weight[i];
            weights += weight;
            sumA += weight * a;
            sumB += weight * b;
            sumT += weight * t;
        }
        sums[0] = weights;
        sums[1] = shape * sumA;
        sums[2] = q * sumB;
        sums[3] = sumT;
    }
}

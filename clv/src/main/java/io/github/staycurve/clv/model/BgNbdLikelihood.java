package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.BetaFunctions;
import io.github.staycurve.core.internal.math.GammaFunctions;
import io.github.staycurve.core.internal.math.Objective;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The negative log-likelihood of the BG/NBD model on weighted rows, as a function of (ln r, ln alpha, ln a, ln b), with
 * its exact gradient.
 *
 * <p>The rows are sorted once, by x first, so that the terms in x alone are computed once for each distinct x, from those
 * of the x before it, and so that the order in which the rows came does not change a bit of the result. The ratios of
 * gamma and beta functions are differences that do not cancel: where the dropout probabilities hardly differ between
 * customers (a and b large), the likelihood is flat and not noise.
 *
 * <p>This class is immutable and thread-safe; an evaluation allocates nothing.
 *
 * @see <a href="https://doi.org/10.1287/mksc.1040.0098">Fader, Hardie and Lee (2005), "Counting Your Customers" the Easy
 *     Way, Marketing Science 24(2), 275-284, equation (6)</a>
 */
final class BgNbdLikelihood implements Objective {
    /** Sorted distinct numbers of purchases. */
    private final int[] distinctX;
    /** Where the rows of each distinct x start, and where the last ones end. */
    private final int[] start;
    /** Total weight of the rows of each distinct x. */
    private final double[] weightOfX;

    private final double[] tx;
    private final double[] age;
    private final double[] weight;

    /**
     * Takes a copy of the rows.
     *
     * @param x purchases after the first, 0 or more each
     * @param tx time of the last purchase, in [0, age] each, 0 where x is 0
     * @param age time since the first purchase, 0 or more and finite each
     * @param weight customers with this history, positive and finite each
     * @throws IllegalArgumentException if there are no rows, the columns differ in length, or a value is out of range
     */
    BgNbdLikelihood(int[] x, double[] tx, double[] age, double[] weight) {
        check(x, tx, age, weight);
        Comparator<Integer> byHistory = Comparator.<Integer>comparingInt(i -> x[i])
                .thenComparingDouble(i -> age[i])
                .thenComparingDouble(i -> tx[i])
                .thenComparingDouble(i -> weight[i]);
        int[] order = IntStream.range(0, x.length).toArray();
        // a collapsed table comes in this order, and boxing a million row numbers to find that out takes a second
        if (!isSorted(x, age, tx, weight)) {
            order = Arrays.stream(order)
                    .boxed()
                    .sorted(byHistory)
                    .mapToInt(i -> i)
                    .toArray();
        }
        this.tx = new double[x.length];
        this.age = new double[x.length];
        this.weight = new double[x.length];
        int[] distinct = new int[x.length];
        int[] starts = new int[x.length + 1];
        double[] weights = new double[x.length];
        int groups = 0;
        for (int i = 0; i < x.length; i++) {
            int row = order[i];
            if (i == 0 || x[row] != distinct[groups - 1]) {
                distinct[groups] = x[row];
                starts[groups++] = i;
            }
            weights[groups - 1] += weight[row];
            this.tx[i] = tx[row];
            this.age[i] = age[row];
            this.weight[i] = weight[row];
        }
        starts[groups] = x.length;
        distinctX = Arrays.copyOf(distinct, groups);
        start = Arrays.copyOf(starts, groups + 1);
        weightOfX = Arrays.copyOf(weights, groups);
    }

    private static boolean isSorted(int[] x, double[] age, double[] tx, double[] weight) {
        for (int i = 1; i < x.length; i++) {
            boolean after = x[i] != x[i - 1]
                    ? x[i] > x[i - 1]
                    : age[i] != age[i - 1]
                            ? age[i] > age[i - 1]
                            : tx[i] != tx[i - 1] ? tx[i] > tx[i - 1] : weight[i] >= weight[i - 1];
            if (!after) {
                return false;
            }
        }
        return true;
    }

    private static void check(int[] x, double[] tx, double[] age, double[] weight) {
        if (x.length == 0 || tx.length != x.length || age.length != x.length || weight.length != x.length) {
            throw new IllegalArgumentException(
                    "x, tx, age and weight must be of one length above 0, were %d, %d, %d, %d"
                            .formatted(x.length, tx.length, age.length, weight.length));
        }
        for (int i = 0; i < x.length; i++) {
            Checks.nonNegative(x[i], "x");
            Checks.nonNegativeFinite(age[i], "age");
            Checks.inRange(tx[i], 0, x[i] == 0 ? 0 : age[i], "tx");
            Checks.positiveFinite(weight[i], "weight");
        }
    }

    /**
     * Returns the negative log-likelihood and writes its gradient.
     *
     * @param logParameters ln r, ln alpha, ln a and ln b
     * @param gradientOut receives the four derivatives in the logarithms of the parameters
     * @return the negative log-likelihood, the sum over rows of weight times the logarithm of equation (6)
     */
    @Override
    public double value(double[] logParameters, double[] gradientOut) {
        double r = Math.exp(logParameters[0]);
        double alpha = Math.exp(logParameters[1]);
        double a = Math.exp(logParameters[2]);
        double b = Math.exp(logParameters[3]);
        Arrays.fill(gradientOut, 0, 4, 0);
        double value = 0;
        double ofX = 0;
        double slopeR = 0;
        double slopeA = 0;
        double slopeB = 0;
        int previous = 0;
        for (int group = 0; group < distinctX.length; group++) {
            int x = distinctX[group];
            int step = x - previous;
            // (r)_x, and (b)_x/(a + b)_x, from those of the previous x
            ofX += GammaFunctions.logRisingFactorial(r + previous, step)
                    + BetaFunctions.logBetaRatio(a, b + previous, step)
                    - step * logParameters[1];
            slopeR += GammaFunctions.digammaDifference(r + previous, step);
            slopeA -= GammaFunctions.digammaDifference(a + b + previous, step);
            slopeB += BetaFunctions.logBetaRatioSlopeB(a, b + previous, step);
            previous = x;
            double groupWeight = weightOfX[group];
            value -= groupWeight * ofX;
            gradientOut[0] -= groupWeight * r * slopeR;
            gradientOut[2] -= groupWeight * a * slopeA;
            gradientOut[3] -= groupWeight * b * slopeB;
            value += x == 0
                    ? addOneTimeBuyers(r, alpha, start[group], start[group + 1], gradientOut)
                    : addRepeatBuyers(r, alpha, a, b, group, gradientOut);
        }
        return value;
    }

    /** Adds what depends on the times of customers with x = 0: (alpha/(alpha + T))^r. */
    private double addOneTimeBuyers(double r, double alpha, int from, int to, double[] gradientOut) {
        double logs = 0;
        double shares = 0;
        for (int i = from; i < to; i++) {
            logs += weight[i] * Math.log1p(age[i] / alpha);
            shares += weight[i] * (age[i] / (alpha + age[i]));
        }
        gradientOut[0] += r * logs;
        gradientOut[1] -= r * shares;
        return r * logs;
    }

    /**
     * Adds what depends on the times of customers with one x above 0: (alpha/(alpha + T))^(r+x)·(1 + odds of having
     * dropped out).
     */
    private double addRepeatBuyers(double r, double alpha, double a, double b, int group, double[] gradientOut) {
        int x = distinctX[group];
        double shape = r + x;
        double remaining = b + (x - 1);
        double logPrior = Math.log(a / remaining);
        double logs = 0;
        double softplus = 0;
        double slopeR = 0;
        double slopeAlpha = 0;
        double gone = 0;
        for (int i = start[group]; i < start[group + 1]; i++) {
            double w = weight[i];
            double total = alpha + age[i];
            double last = alpha + tx[i];
            double silence = age[i] - tx[i];
            double logAge = Math.log1p(age[i] / alpha);
            double logSilence = Math.log1p(silence / last);
            double logOdds = logPrior + shape * logSilence;
            double small = Math.exp(-Math.abs(logOdds));
            double probabilityGone = (logOdds > 0 ? 1 : small) / (1 + small);
            logs += w * logAge;
            softplus += w * (Math.max(logOdds, 0) + Math.log1p(small));
            slopeR += w * (probabilityGone * logSilence - logAge);
            slopeAlpha += w * (r * age[i] - x * alpha - probabilityGone * shape * silence * (alpha / last)) / total;
            gone += w * probabilityGone;
        }
        gradientOut[0] -= r * slopeR;
        gradientOut[1] -= slopeAlpha;
        gradientOut[2] -= gone;
        gradientOut[3] += gone * (b / remaining);
        return shape * logs - softplus;
    }
}

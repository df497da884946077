package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.BetaFunctions;
import io.github.staycurve.core.internal.math.GammaFunctions;
import io.github.staycurve.core.internal.math.Objective;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The negative log-likelihood of a beta-geometric model on weighted rows, as a function of (ln r, ln alpha, ln a, ln b),
 * with its exact gradient.
 *
 * <p>With k events a purchase, R = r + kx, m coins survived by a live customer and s = T − t<sub>x</sub>, the likelihood of
 * a row is
 * <pre>
 *   (r)_kx alpha^r (alpha + T)^−R · B(a, b + m)/B(a, b) · [S + a/(b + m − 1) ((alpha + T)/(alpha + tx))^R],
 *   S = Σ (R)_j/j! (s/(alpha + T))^j over j &lt; k,
 * </pre>
 * without the second term in brackets where m = 0; S is 1 if k = 1. The factor of the times between purchases, which has
 * no parameters but k, is left out here.
 *
 * <p>The rows are sorted once, by x first, so that the terms in x alone are computed once for each distinct x, from those
 * of the x before it, and so that the order in which the rows came does not change a bit of the result. The ratios of
 * gamma and beta functions are differences that do not cancel: where the dropout probabilities hardly differ between
 * customers (a and b large), the likelihood is flat and not noise.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1287/mksc.1040.0098">Fader, Hardie and Lee (2005), "Counting Your Customers" the Easy
 *     Way, Marketing Science 24(2), 275-284, equation (6)</a>
 * @see "Reutterer, Platzer and Schröder (2021), Leveraging purchase regularity for predicting customer behavior the easy
 *     way, International Journal of Research in Marketing 38(1), 194-215: k above 1"
 */
final class BetaGeometricLikelihood implements Objective {
    private final BetaGeometricFamily family;
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
     * @param family the model
     * @param x purchases after the first, 0 or more each
     * @param tx time of the last purchase, in [0, age] each, 0 where x is 0
     * @param age time since the first purchase, 0 or more and finite each
     * @param weight customers with this history, positive and finite each
     * @throws IllegalArgumentException if there are no rows, the columns differ in length, or a value is out of range
     */
    BetaGeometricLikelihood(BetaGeometricFamily family, int[] x, double[] tx, double[] age, double[] weight) {
        check(x, tx, age, weight);
        this.family = family;
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
        int steps = family.steps();
        double value = 0;
        double ofX = 0;
        double slopeR = 0;
        double slopeA = 0;
        double slopeB = 0;
        int events = 0;
        int coins = 0;
        for (int group = 0; group < distinctX.length; group++) {
            int x = distinctX[group];
            int moreEvents = x * steps - events;
            int moreCoins = x + family.coins() - coins;
            // (r)_kx, and (b)_m/(a + b)_m, from those of the previous x
            ofX += GammaFunctions.logRisingFactorial(r + events, moreEvents)
                    + BetaFunctions.logBetaRatio(a, b + coins, moreCoins)
                    - moreEvents * logParameters[1];
            slopeR += GammaFunctions.digammaDifference(r + events, moreEvents);
            slopeA -= GammaFunctions.digammaDifference(a + b + coins, moreCoins);
            slopeB += BetaFunctions.logBetaRatioSlopeB(a, b + coins, moreCoins);
            events += moreEvents;
            coins += moreCoins;
            double groupWeight = weightOfX[group];
            value -= groupWeight * ofX;
            gradientOut[0] -= groupWeight * r * slopeR;
            gradientOut[2] -= groupWeight * a * slopeA;
            gradientOut[3] -= groupWeight * b * slopeB;
            value += coins == 0
                    ? addNeverGone(r, alpha, start[group], start[group + 1], gradientOut)
                    : addPerhapsGone(r, alpha, a, b, group, gradientOut);
        }
        return value;
    }

    /** Adds what depends on the times of customers who cannot have left: (alpha/(alpha + T))^r · S, where x is 0. */
    private double addNeverGone(double r, double alpha, int from, int to, double[] gradientOut) {
        ErlangSilence silence = new ErlangSilence(family.steps());
        double logs = 0;
        double shares = 0;
        double value = 0;
        for (int i = from; i < to; i++) {
            double total = alpha + age[i];
            logs += weight[i] * Math.log1p(age[i] / alpha);
            shares += weight[i] * (age[i] / total);
            if (family.steps() > 1) {
                silence.set(r, age[i] / total);
                value -= weight[i] * silence.log();
                gradientOut[0] -= weight[i] * r * silence.slopeShape();
                gradientOut[1] += weight[i] * (alpha / total) * silence.slopeLogPart();
            }
        }
        gradientOut[0] += r * logs;
        gradientOut[1] -= r * shares;
        return value + r * logs;
    }

    /** Adds what depends on the times of customers with one x who may have left. */
    private double addPerhapsGone(double r, double alpha, double a, double b, int group, double[] gradientOut) {
        ErlangSilence silent = new ErlangSilence(family.steps());
        int x = distinctX[group];
        int events = x * family.steps();
        double shape = r + events;
        double remaining = b + (x + family.coins() - 1);
        double logPrior = Math.log(a / remaining);
        double value = 0;
        double logs = 0;
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
            if (family.steps() > 1) {
                silent.set(shape, silence / total);
                logOdds -= silent.log();
            }
            double small = Math.exp(-Math.abs(logOdds));
            double probabilityGone = (logOdds > 0 ? 1 : small) / (1 + small);
            logs += w * logAge;
            value -= w * (Math.max(logOdds, 0) + Math.log1p(small));
            slopeR += w * (probabilityGone * logSilence - logAge);
            slopeAlpha +=
                    w * (r * age[i] - events * alpha - probabilityGone * shape * silence * (alpha / last)) / total;
            gone += w * probabilityGone;
            if (family.steps() > 1) {
                double stays = w * (1 - probabilityGone);
                value -= w * silent.log();
                slopeR += stays * silent.slopeShape();
                slopeAlpha -= stays * (alpha / total) * silent.slopeLogPart();
            }
        }
        gradientOut[0] -= r * slopeR;
        gradientOut[1] -= slopeAlpha;
        gradientOut[2] -= gone;
        gradientOut[3] += gone * (b / remaining);
        return value + shape * logs;
    }
}

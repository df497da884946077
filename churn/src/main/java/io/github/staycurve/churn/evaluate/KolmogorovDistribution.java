package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.internal.math.GammaFunctions;

/** Tails of the Kolmogorov-Smirnov statistics. No state. */
final class KolmogorovDistribution {
    /** From this n d&sup2; on, that both one-sided distances reach d is rare, and its limit does for any n. */
    private static final double TAIL = 0.5;

    private static final double MOST_TERMS = 200_000;
    private static final double FIRST_ORDER = 1.0 / 6;

    /** Below this the probability is 1 by less than 1e-12. */
    private static final double LEAST = 0.2;

    /** Enough for terms to vanish from there on. */
    private static final int MOST_LIMIT_TERMS = 25;

    private KolmogorovDistribution() {}

    /** The probability that the distance of n values from their distribution function is d or more. */
    static double upperTail(double d, double n) {
        if (d <= 0.5 / n) {
            return 1; // no distance of n values is less
        }
        if (d >= 1) {
            return 0;
        }
        if (n * d * d < TAIL || n > MOST_TERMS) {
            return limit(d, n, 1);
        }
        return Math.max(0, Math.min(1, 2 * oneSided(d, n) + limit(d, n, 2)));
    }

    /** Birnbaum and Tingey (1951), "One-sided confidence contours", Annals of Mathematical Statistics 22, 592-596. */
    private static double oneSided(double d, double n) {
        double sum = 0;
        double logFactorial = GammaFunctions.logGamma(n + 1);
        for (double j = 0; j <= n * (1 - d); j++) {
            double at = d + j / n;
            double left = n - j == 0 ? 0 : (n - j) * Math.log1p(-Math.min(1, at));
            sum += Math.exp(logFactorial
                    - GammaFunctions.logGamma(j + 1)
                    - GammaFunctions.logGamma(n - j + 1)
                    + (j - 1) * Math.log(at)
                    + left);
        }
        return d * sum;
    }

    /**
     * Kolmogorov's limit (1933), from one of its terms on, at a statistic corrected for finite n: Vrbik (2018), "Small-sample
     * corrections to Kolmogorov-Smirnov test statistic", Pioneer Journal of Theoretical and Applied Statistics 15, 15-23.
     */
    private static double limit(double d, double n, int firstTerm) {
        double root = Math.sqrt(n);
        double z = root * d;
        double x = z + FIRST_ORDER / root + (z - 1) / (4 * n);
        if (x < LEAST) {
            return 1;
        }
        double sum = 0;
        for (int k = firstTerm; k <= MOST_LIMIT_TERMS; k++) {
            double term = Math.exp(-2.0 * k * k * x * x);
            sum += (k & 1) == 1 ? term : -term;
        }
        return firstTerm == 1 ? Math.max(0, Math.min(1, 2 * sum)) : 2 * sum;
    }

    /**
     * The probability that two samples of one continuous distribution, of n and m values, are at least {@code gap}/(nm) apart.
     *
     * <p>Of all ways to merge the samples, that share which goes that far on the way to i of one and j of the other is the
     * mean of those on the way to its two predecessors: a sum of positive terms, with full accuracy in the tail. After Hodges
     * (1958), "The significance probability of the Smirnov two-sample test", Arkiv för Matematik 3, 469-486.
     */
    static double exactTwoSample(long gap, int n, int m) {
        if (gap <= 0) {
            return 1;
        }
        double[] gone = new double[m + 1];
        for (int i = 0; i <= n; i++) {
            for (int j = 0; j <= m; j++) {
                if (Math.abs((long) i * m - (long) j * n) >= gap) {
                    gone[j] = 1;
                } else if (i > 0 || j > 0) {
                    double fromFirst = i == 0 ? 0 : gone[j] * i;
                    double fromSecond = j == 0 ? 0 : gone[j - 1] * j;
                    gone[j] = (fromFirst + fromSecond) / ((double) i + j);
                }
            }
        }
        return Math.min(1, gone[m]);
    }
}

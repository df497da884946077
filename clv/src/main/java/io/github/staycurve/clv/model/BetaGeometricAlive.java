package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.math.GaussLegendre;

/**
 * Expected purchases of a customer who is alive at age T, under the BG/NBD and MBG/NBD models.
 *
 * <p>Given x purchases by T and being alive, the purchase rate is Gamma(r + x, alpha + T) and the dropout probability p
 * is Beta(a, b + x), independently; in the MBG/NBD model, where one more coin was survived, b + 1 stands for b. With R = r
 * + x, A = alpha + T and s time units later the customer buys at the rate
 * <pre>
 *   e(s) = R/A · E[(1 + p s/A)^−(R+1)],   and   E[Y(t)] = ∫ e(s) ds over (0, t] = E[(1 − (1 + p t/A)^−R) / p],
 * </pre>
 * which has no singular parameters. Both are hypergeometric functions (Fader, Hardie and Lee (2005), equation (10)), and
 * each is taken by the first of three ways that is short and loses no digits: the series after Euler's transformation
 * (NIST Digital Library of Mathematical Functions, 15.8.1), which fits usual parameters; the series over the number of
 * purchases, which is negative binomial if nobody drops out and has positive terms only; the mean over p by
 * {@link BetaQuadrature}, which always does.
 *
 * <p>This class is immutable and thread-safe; its methods allocate nothing. Arguments are not checked.
 */
final class BetaGeometricAlive {
    /** A series whose largest part is this much larger than the result is given up. */
    private static final double MOST_LOSS = 20;
    /** Up to this t/A a series has at most some 2,500 terms; beyond, quadrature is faster. */
    private static final double LARGEST_RATIO = 60;
    /** Powers up to e to this keep a series far from the ends of the range of a double. */
    private static final double LARGEST_EXPONENT = 300;
    /** Where the terms of a series number more than this, quadrature is faster. */
    private static final int MOST_TERMS = 4000;
    /** A series in z ends after about this many times 1/(1 − z) terms. */
    private static final double TERMS_PER_SCALE = 40;

    private static final double NEGLIGIBLE = 1e-17;
    /** One panel of this width in log time leaves an error below 1e-17 with 8 nodes. */
    private static final double NARROW = 0.6;
    /** Panels of this width in log time leave an error below 1e-17 with 12 nodes each. */
    private static final double PANEL_WIDTH = 1.2;
    /** e^−45 is below 3e-20: a discounted stream ends here. */
    private static final double LAST_EXPONENT = 45;

    private static final BetaQuadrature.Integrand PURCHASES = BetaGeometricAlive::purchasesGivenDropout;
    private static final BetaQuadrature.Integrand RATE = BetaGeometricAlive::rateGivenDropout;

    private final double r;
    private final double a;
    /** The second shape for a live customer without repeat purchases. */
    private final double b;
    /** a + b − 1. */
    private final double excess;
    /** a + b − 1 − r, the second upper parameter of both series after Euler's transformation. */
    private final double second;

    /**
     * Takes the parameters.
     *
     * @param r shape of the purchase rates
     * @param a first shape of the dropout probabilities
     * @param b second shape of the dropout probabilities
     * @param coins coins survived by a live customer without repeat purchases, 0 or 1
     */
    BetaGeometricAlive(double r, double a, double b, int coins) {
        this.r = r;
        this.a = a;
        this.b = b + coins;
        this.excess = coins == 0 ? sumLessOne(a, b) : a + b;
        this.second = excess - r;
    }

    /** Returns a + b − 1 with what the first addition rounds off: near a + b = 1 a small r would lose its digits in it. */
    private static double sumLessOne(double a, double b) {
        double sum = a + b;
        double lost = Math.min(a, b) - (sum - Math.max(a, b));
        return (sum - 1) + lost;
    }

    /** Returns (1 − (1 + pu)^−shape)/p, or its limit shape · u at p = 0. */
    private static double purchasesGivenDropout(double p, double shape, double u) {
        return p > 0 ? -Math.expm1(-shape * Math.log1p(p * u)) / p : shape * u;
    }

    /** Returns (1 + pu)^−shape. */
    private static double rateGivenDropout(double p, double shape, double u) {
        return Math.exp(-shape * Math.log1p(p * u));
    }

    /**
     * Returns the expected purchases over the time t.
     *
     * @param x purchases so far
     * @param scale A = alpha + T
     * @param t time, 0 or more
     * @return the expectation given alive, 0 or more
     */
    double purchases(int x, double scale, double t) {
        if (t == 0) {
            return 0;
        }
        double u = t / scale;
        double series = eulerIsShort(u) ? purchasesByEuler(x, u) : Double.NaN;
        if (!(series > 0)) {
            series = countsAreFew(r + x, u) ? purchasesByCount(x, u) : Double.NaN;
        }
        return series > 0 ? series : BetaQuadrature.mean(PURCHASES, a, b + x, r + x, u);
    }

    /** Tells whether the transformed series has few terms, and of one sign from the second on. */
    private boolean eulerIsShort(double u) {
        return second > -1 && u <= LARGEST_RATIO && a * Math.log1p(u) <= LARGEST_EXPONENT;
    }

    private static boolean countsAreFew(double shape, double u) {
        return shape * u + TERMS_PER_SCALE * (1 + u) <= MOST_TERMS && shape * Math.log1p(u) <= LARGEST_EXPONENT;
    }

    /**
     * Returns E[Y] = −C·X − (1 − z)^(a−1)·S with z = u/(1 + u), C = a + b + x − 1, X = ((1 − z)^(a−1) − 1)/(a − 1) and S =
     * C·(2F1(a − 1, a + b − 1 − r; C; z) − 1)/(a − 1): finite at a = 1 and at C = 0. Returns NaN if that loses too many
     * digits.
     */
    private double purchasesByEuler(int x, double u) {
        double z = u / (1 + u);
        double log = Math.log1p(-z); // of the rounded z, like the series: they then err together and not apart
        double power = Math.exp((a - 1) * log);
        double first = a == 1 ? log : Math.expm1((a - 1) * log) / (a - 1);
        double c = excess + x;
        double term = second * z;
        double sum = term;
        double bound = MOST_LOSS * (r + x) * u / power; // E[Y] is at most Ru
        double negligible = NEGLIGIBLE / (1 + u);
        for (int k = 1; Math.abs(term) > negligible * Math.abs(sum); k++) {
            term *= z * (a + (k - 1)) * (second + k) / ((c + k) * (k + 1));
            sum += term;
            if (!(Math.abs(sum) <= bound)) {
                return Double.NaN;
            }
        }
        double value = -(c * first + power * sum);
        return Math.abs(c * first) <= MOST_LOSS * value ? value : Double.NaN;
    }

    /**
     * Returns Σ P(N = k)·(1 + m + ... + m_(k−1)), where N is the negative binomial number of purchases if nobody dropped
     * out, and m_j = (b + x)_j/(a + b + x)_j the probability of surviving j of them.
     */
    private double purchasesByCount(int x, double u) {
        double z = u / (1 + u);
        double shape = r + x;
        double beta = b + x;
        double probability = Math.exp(shape * Math.log1p(-z));
        double survival = 1;
        double made = 0;
        double sum = 0;
        double negligible = NEGLIGIBLE / (1 + u);
        double term = probability;
        for (int k = 0; term > negligible * sum; k++) {
            probability *= z * (shape + k) / (k + 1);
            made += survival;
            survival *= (beta + k) / (a + beta + k);
            term = probability * made;
            sum += term;
        }
        return sum;
    }

    /** Returns E[(1 + pu)^−(R+1)], the purchase rate relative to that of now. */
    double relativeRate(int x, double u) {
        return meanPower(x, r + x + 1, second, u);
    }

    /**
     * Returns E[(1 + p t/A)^−R], the probability that a customer who is alive still is after the time t.
     *
     * @param x purchases so far
     * @param scale A = alpha + T
     * @param t time, 0 or more
     * @return the probability given alive
     */
    double staying(int x, double scale, double t) {
        return Math.min(1, meanPower(x, r + x, second + 1, t / scale));
    }

    /**
     * Returns the expected time for which a customer who is alive remains one: that to a dropout at the rate λp, E[1/λ] ·
     * E[1/p] = A/(R − 1) · (a + b + x − 1)/(a − 1).
     *
     * @param x purchases so far
     * @param scale A = alpha + T
     * @return the expectation given alive, infinite unless R and a are above 1
     */
    double remaining(int x, double scale) {
        double shape = r + x;
        return shape > 1 && a > 1 ? scale / (shape - 1) * ((excess + x) / (a - 1)) : Double.POSITIVE_INFINITY;
    }

    /** Returns E[(1 + pu)^−shape], where upper = a + b + x − shape is given with all its digits. */
    private double meanPower(int x, double shape, double upper, double u) {
        double beta = b + x;
        double z = u / (1 + u);
        double log = Math.log1p(-z);
        if (eulerIsShort(u)) {
            double series = hypergeometric(a, upper, a + beta, z);
            if (series > 0) {
                return Math.exp(a * log) * series;
            }
        }
        return countsAreFew(shape, u)
                ? Math.exp(shape * log) * hypergeometric(shape, beta, a + beta, z)
                : BetaQuadrature.mean(RATE, a, beta, shape, u);
    }

    /**
     * Returns 2F1(p, q; c; z) for z below 1, positive p and c and q above −1, where all terms but the first have the sign of
     * q. Returns NaN if they cancel.
     */
    private static double hypergeometric(double p, double q, double c, double z) {
        double term = 1;
        double sum = 1;
        double negligible = NEGLIGIBLE * (1 - z);
        for (int k = 0; Math.abs(term) > negligible * Math.abs(sum); k++) {
            term *= z * (p + k) * (q + k) / ((c + k) * (k + 1));
            sum += term;
        }
        return sum * MOST_LOSS >= 1 ? sum : Double.NaN;
    }

    /**
     * Returns the expected purchases over (from, to], each discounted to now: ∫ e^(−delta·s) e(s) ds.
     *
     * <p>By Gauss-Legendre panels in log(1 + (s − from)/τ), where τ is the shortest time in which the purchase rate or
     * the discount factor changes.
     *
     * @param x purchases so far
     * @param scale A = alpha + T
     * @param from start, 0 or more
     * @param to end, from or more; infinite only if delta is positive
     * @param delta continuous discount rate a time unit, 0 or more
     * @return the discounted expectation given alive, 0 or more
     */
    double discountedPurchases(int x, double scale, double from, double to, double delta) {
        double shortest = (scale + from) / (r + x + 1);
        double span = to - from;
        if (delta > 0) {
            shortest = Math.min(shortest, 1 / delta);
            span = Math.min(span, LAST_EXPONENT / delta);
        }
        if (!(span > 0)) {
            return 0;
        }
        double width = Math.log1p(span / shortest);
        GaussLegendre rule = width <= NARROW ? GaussLegendre.EIGHT : GaussLegendre.TWELVE;
        int panels = (int) Math.ceil(width / PANEL_WIDTH);
        double half = width / (2 * panels);
        double sum = 0;
        for (int panel = 0; panel < panels; panel++) {
            double middle = (2 * panel + 1) * half;
            for (int i = 0; i < rule.size(); i++) {
                double rise = Math.expm1(middle + half * rule.node(i));
                double later = shortest * rise;
                double discount = delta == 0 ? 1 : Math.exp(-delta * later);
                sum += rule.weight(i) * (1 + rise) * discount * relativeRate(x, (from + later) / scale);
            }
        }
        return Math.exp(-delta * from) * (r + x) * (shortest / scale) * half * sum;
    }
}

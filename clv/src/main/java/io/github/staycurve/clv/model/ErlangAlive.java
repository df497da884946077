package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.math.BetaFunctions;

/**
 * What a customer of a CNBD model who is alive does next, when j of the k events that make the next purchase have happened.
 *
 * <p>The rate λ of events is Gamma(R, A) and the dropout probability p is Beta(a, beta), independently. In the time t = u A
 * the number M of events is negative binomial with shape R and odds u, purchase n is made if the customer survived n − 1
 * coins and M is kn − j or more. Three quantities follow, each a sum of positive terms over M:
 * <ul>
 *   <li>the expected purchases, Σ s_(n−1) P(M ≥ kn − j) over n, with s_n = (beta)_n/(a + beta)_n;
 *   <li>the probability of being alive after t, Σ s_n P(M = m), n = ⌊(m + j)/k⌋;
 *   <li>the purchase rate at t, R/A Σ s_(n−1) P(M' = kn − j − 1), M' with shape R + 1.
 * </ul>
 *
 * <p>Where the sums get long, the mean over p is taken by {@link BetaQuadrature} of the same sums for a given p. These are
 * sums over every k-th term of a power series, and so, with ζ = (1 − p)^(1/k), w = 1 − ζω and ω running over the k-th roots
 * of unity, ζ^(j+1−k)/k · Σ ω^(j+1) g(w), where g is (1 − (1 + wu)^−R)/w, p (1 + wu)^−R/w and R/A (1 + wu)^−(R+1). For p
 * near 1, where that cancels, a few terms of the sum over n do.
 *
 * <p>This class is immutable and thread-safe. Arguments are not checked.
 */
final class ErlangAlive {
    /** Sums with more terms go by quadrature. */
    private static final int MOST_TERMS = 4000;
    /** A series in z ends after about this many times 1/(1 − z) terms. */
    private static final double TERMS_PER_SCALE = 40;
    /** Powers up to e to this keep a series far from the ends of the range of a double. */
    private static final double LARGEST_EXPONENT = 300;
    /** From here on (1 − p)^n falls fast enough for the sum over n. */
    private static final double LARGE_DROPOUT = 0.9;

    private static final double NEGLIGIBLE = 1e-17;

    /** One of the three quantities. */
    enum Quantity {
        PURCHASES,
        ALIVE,
        RATE
    }

    private final int k;
    private final double a;
    /** Cosines of 2πi/k; the sine of i is the cosine of a quarter turn before. */
    private final double[] cos;

    private final double[] sin;

    ErlangAlive(int k, double a) {
        this.k = k;
        this.a = a;
        this.cos = new double[k];
        this.sin = new double[k];
        for (int i = 0; i < k; i++) {
            cos[i] = Math.cos(2 * Math.PI * i / k);
            sin[i] = Math.sin(2 * Math.PI * i / k);
        }
    }

    /**
     * Returns a quantity, the rate in units of R/A.
     *
     * @param quantity which
     * @param j events since the last purchase, 0 to k − 1
     * @param shape R
     * @param beta second shape of the dropout probability
     * @param u t/A
     * @return the quantity, 0 or more
     */
    double mean(Quantity quantity, int j, double shape, double beta, double u) {
        double ofCount = quantity == Quantity.RATE ? shape + 1 : shape;
        boolean few =
                ofCount * u + TERMS_PER_SCALE * (1 + u) <= MOST_TERMS && ofCount * Math.log1p(u) <= LARGEST_EXPONENT;
        return few ? byCount(quantity, j, ofCount, beta, u) : byQuadrature(quantity, j, ofCount, beta, u);
    }

    double byQuadrature(Quantity quantity, int j, double shape, double beta, double u) {
        return BetaQuadrature.mean((p, r, v) -> givenDropout(quantity, j, p, r, v), a, beta, shape, u);
    }

    double byCount(Quantity quantity, int j, double shape, double beta, double u) {
        double z = u / (1 + u);
        double probability = Math.exp(shape * Math.log1p(-z));
        double survival = 1;
        double made = 0;
        int purchases = 0;
        int phase = j;
        double sum = 0;
        double negligible = NEGLIGIBLE / (1 + u);
        for (int m = 0; m < 10 * MOST_TERMS; m++) {
            boolean next = phase == k - 1;
            sum += switch (quantity) {
                case PURCHASES -> probability * made;
                case ALIVE -> probability * survival;
                case RATE -> next ? probability * survival : 0;
            };
            probability *= z * (shape + m) / (m + 1);
            if (next) {
                made += survival;
                survival *= (beta + purchases) / (a + beta + purchases);
                purchases++;
            }
            phase = next ? 0 : phase + 1;
            double bound = quantity == Quantity.PURCHASES ? made : survival;
            boolean falling = m >= k && m * (1 - z) > shape * z;
            if (probability == 0 || (falling && probability * bound <= negligible * sum)) {
                break;
            }
        }
        return sum;
    }

    /** Returns a quantity for a known dropout probability; of the rate, the shape is R + 1. */
    private double givenDropout(Quantity quantity, int j, double p, double shape, double u) {
        if (p > LARGE_DROPOUT) {
            return givenLargeDropout(quantity, j, p, shape, u);
        }
        double logStay = Math.log1p(-p) / k;
        double zeta = Math.exp(logStay);
        double sum = 0;
        for (int i = 0; i < k; i++) {
            double re = i == 0 ? -Math.expm1(logStay) : 1 - zeta * cos[i];
            double im = -zeta * sin[i];
            if (i == 0 && re == 0) {
                sum += quantity == Quantity.PURCHASES ? shape * u : quantity == Quantity.ALIVE ? k : 1;
                continue;
            }
            // (1 + wu)^−shape = e^(x + iy)
            double x = -0.5 * shape * Math.log1p(u * (2 * re + (re * re + im * im) * u));
            double y = -shape * Math.atan2(im * u, 1 + re * u);
            double half = Math.sin(y / 2);
            double realPart = Math.exp(x) * Math.cos(y);
            double imaginaryPart = Math.exp(x) * Math.sin(y);
            if (quantity == Quantity.PURCHASES) {
                realPart = -(Math.expm1(x) * Math.cos(y) - 2 * half * half);
                imaginaryPart = -imaginaryPart;
            }
            if (quantity != Quantity.RATE) { // divided by w
                double square = re * re + im * im;
                double quotient = (realPart * re + imaginaryPart * im) / square;
                imaginaryPart = (imaginaryPart * re - realPart * im) / square;
                realPart = quotient;
                if (quantity == Quantity.ALIVE) {
                    realPart *= p;
                    imaginaryPart *= p;
                }
            }
            int turn = (int) ((long) i * (j + 1) % k);
            sum += cos[turn] * realPart - sin[turn] * imaginaryPart;
        }
        return Math.max(0, Math.exp((j + 1 - k) * logStay) / k * sum);
    }

    private double givenLargeDropout(Quantity quantity, int j, double p, double shape, double u) {
        double late = u / (1 + u);
        double early = 1 / (1 + u);
        double sum = 0;
        double stay = 1;
        for (int n = 1; stay > NEGLIGIBLE * sum; n++) { // the other factors may rise with n, to 1 at most
            int m = k * n - j;
            sum += stay
                    * switch (quantity) {
                        case PURCHASES -> BetaFunctions.regularized(late, early, m, shape);
                        case ALIVE -> p * BetaFunctions.regularized(early, late, shape, m);
                        case RATE -> probability(m - 1, late, early, shape);
                    };
            stay *= 1 - p;
        }
        return sum;
    }

    /** Returns the probability that exactly m events happen. */
    static double probability(int m, double late, double early, double shape) {
        return m == 0 ? Math.exp(shape * Math.log(early)) : BetaFunctions.kernel(late, early, m, shape) / m;
    }

    /**
     * Returns the probability of exactly n purchases.
     *
     * @param n 1 or more
     * @param j events since the last purchase, 0 to k − 1
     * @param shape R
     * @param beta second shape of the dropout probability
     * @param u t/A
     * @return the probability: of n purchases without dropout, or with one at the last of them
     */
    double probabilityOfPurchases(int n, int j, double shape, double beta, double u) {
        double late = u / (1 + u);
        double early = 1 / (1 + u);
        double first = (double) k * n - j;
        double term = BetaFunctions.kernel(late, early, first, shape) / first;
        double exactly = 0;
        for (int i = 0; i < k; i++) {
            exactly += term;
            term *= late * (shape + (first + i)) / (first + i + 1);
        }
        double more = BetaFunctions.regularized(late, early, first + k, shape);
        double leaving = a / (a + beta + (n - 1));
        return Math.exp(BetaFunctions.logBetaRatio(a, beta, n - 1)) * (exactly + leaving * more);
    }
}

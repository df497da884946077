package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.math.BetaFunctions;

/**
 * What a customer of a CNBD model who is alive does next, j of the k events that make the next purchase having happened.
 *
 * <p>The rate λ of events is Gamma(R, A) and the dropout probability p is Beta(a, beta), independently. In the time t = u A
 * the number M of events is negative binomial with shape R and odds u, purchase n is made if the customer survived n − 1
 * coins and M is kn − j or more. Two quantities follow, each a sum of positive terms over M:
 * <ul>
 *   <li>the expected purchases, Σ s_(n−1) P(M ≥ kn − j) over n, with s_n = (beta)_n/(a + beta)_n;
 *   <li>the probability of being alive after t, Σ s_n P(M = m), n = ⌊(m + j)/k⌋.
 * </ul>
 *
 * <p>Where the sums get long, {@link ErlangDropout} takes the mean over p of what they are for a given p.
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

    private static final double NEGLIGIBLE = 1e-17;

    /** One of the two quantities. */
    enum Quantity {
        PURCHASES,
        ALIVE
    }

    private final int k;
    private final double a;

    ErlangAlive(int k, double a) {
        this.k = k;
        this.a = a;
    }

    /**
     * Returns a quantity.
     *
     * @param quantity which
     * @param phases of the silence
     * @param beta second shape of the dropout probability
     * @param u t/A
     * @return the quantity, 0 or more, summed over the phases with their weights
     */
    double mean(Quantity quantity, ErlangPhases phases, double beta, double u) {
        double shape = phases.shape() + (phases.size() - 1);
        boolean few = shape * u + TERMS_PER_SCALE * (1 + u) <= MOST_TERMS && shape * Math.log1p(u) <= LARGEST_EXPONENT;
        return few ? byCount(quantity, phases, beta, u) : byQuadrature(quantity, phases, beta, u);
    }

    double byCount(Quantity quantity, ErlangPhases phases, double beta, double u) {
        double sum = 0;
        for (int j = 0; j < phases.size(); j++) {
            sum += phases.weight(j) * byCount(quantity, j, phases.shape() + j, beta, u);
        }
        return sum;
    }

    double byQuadrature(Quantity quantity, ErlangPhases phases, double beta, double u) {
        ErlangDropout dropout = new ErlangDropout(k, a, beta, (phases.shape() + k) * (1 + u));
        return quantity == Quantity.PURCHASES ? dropout.purchases(phases, u) : dropout.alive(phases, u);
    }

    private double byCount(Quantity quantity, int j, double shape, double beta, double u) {
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

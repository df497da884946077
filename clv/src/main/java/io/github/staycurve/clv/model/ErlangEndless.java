package io.github.staycurve.clv.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Expected purchases without a horizon of customers of a CNBD model who are alive, discounted.
 *
 * <p>With φ = λ/(λ + delta) the discount of one event, a customer with j events since the last purchase brings φ^(k−j)/(1 −
 * (1 − p) φ^k). Its mean over λ, Gamma(R, A) with the weight (λs)^j/j! of the phase j, is taken by the trapezoid rule in
 * ln λ, where the density is analytic and falls exponentially to the left and twice exponentially to the right. The nodes are
 * whole multiples of one step for all customers with the same number of purchases: the mean over p, which costs most,
 * depends on node and x alone and is kept by x. A number is the same whoever else is in a table.
 *
 * <p>Not thread-safe.
 */
final class ErlangEndless {
    private static final double LARGEST_STEP = 0.17;
    private static final double STEP_PER_DEVIATION = 0.5;
    private static final double NEGLIGIBLE = 1e-18;
    private static final int MOST_STEPS = 100_000;
    /** Beyond the mean by so many times (1 + its standard deviation) no rate of events adds anything. */
    private static final double FAR = 60;
    /** Distinct numbers of purchases that are kept, some 10 KB each. */
    private static final int MOST_KEPT = 2000;

    private final int k;
    private final double a;
    private final double leastScale;
    private final double delta;
    private final Map<Integer, Stream> kept = new HashMap<>();

    /**
     * Takes a model and a rate.
     *
     * @param k events to a purchase
     * @param a the first shape of the dropout probability
     * @param leastScale the least that A can be
     * @param delta the discount rate, positive
     */
    ErlangEndless(int k, double a, double leastScale, double delta) {
        this.k = k;
        this.a = a;
        this.leastScale = leastScale;
        this.delta = delta;
    }

    /**
     * Returns the mean.
     *
     * @param x purchases, which R and beta belong to
     * @param shape R, that of the rate of events
     * @param beta the second shape of the dropout probability
     * @param scale A, at the end of the silence
     * @param silence s, the time since the last purchase
     * @return the discounted expectation given alive
     */
    double mean(int x, double shape, double beta, double scale, double silence) {
        Stream stream = kept.get(x);
        if (stream == null) {
            stream = new Stream(shape, beta);
            if (kept.size() < MOST_KEPT) {
                kept.put(x, stream);
            }
        }
        return stream.mean(scale, silence);
    }

    /** Customers with one number of purchases. */
    private final class Stream {
        private final double shape;
        private final double step;
        private final DropoutNodes dropout;
        /** By node from the first on: the mean of 1/(1 − (1 − p) φ^k), NaN if it was not asked for yet. */
        private double[] geometric = {};

        private int first;

        Stream(double shape, double beta) {
            this.shape = shape;
            double widest = shape + k;
            this.step = Math.min(LARGEST_STEP, STEP_PER_DEVIATION / Math.sqrt(widest));
            double largestRate = (widest + FAR * (1 + Math.sqrt(widest))) / leastScale;
            this.dropout = new DropoutNodes(a, beta, 1 / gap(largestRate));
        }

        private double gap(double rate) {
            return -Math.expm1(-k * Math.log1p(delta / rate));
        }

        private double geometric(int node) {
            int at = node - first;
            if (at < 0 || at >= geometric.length) {
                grow(node);
                at = node - first;
            }
            if (Double.isNaN(geometric[at])) {
                geometric[at] = dropout.geometric(gap(Math.exp(node * step)));
            }
            return geometric[at];
        }

        private void grow(int node) {
            if (geometric.length == 0) {
                first = node;
            }
            int from = Math.min(first, node);
            int to = Math.max(first + geometric.length - 1, node);
            int spare = 16 + geometric.length / 2;
            double[] larger = new double[to - from + 1 + 2 * spare];
            Arrays.fill(larger, Double.NaN);
            System.arraycopy(geometric, 0, larger, first - from + spare, geometric.length);
            geometric = larger;
            first = from - spare;
        }

        double mean(double scale, double silence) {
            double logPeak = Math.log(shape / scale);
            int peak = (int) Math.rint(logPeak / step);
            double weights = 0;
            double values = 0;
            for (int side = -1; side <= 1; side += 2) {
                for (int i = side < 0 ? 1 : 0; i < MOST_STEPS; i++) {
                    int node = peak + side * i;
                    double rise = node * step - logPeak;
                    double rate = Math.exp(node * step);
                    double weight = Math.exp(shape * (rise - Math.expm1(rise)));
                    double discount = rate / (rate + delta);
                    double ofPhases = 0;
                    double ofValues = 0;
                    double term = 1;
                    for (int j = 0; j < k; j++) {
                        ofPhases += term;
                        ofValues = ofValues * discount + term;
                        term *= rate * silence / (j + 1);
                    }
                    double value = weight * (ofValues * discount) * geometric(node);
                    weights += weight * ofPhases;
                    values += value;
                    if (side < 0 && rate * (scale + k * silence) < NEGLIGIBLE && rate < NEGLIGIBLE * delta) {
                        weights += weight / Math.expm1(shape * step); // what is left falls as e^(shape · rise)
                        break;
                    }
                    if (weight * ofPhases <= NEGLIGIBLE * weights && value <= NEGLIGIBLE * values) {
                        break;
                    }
                }
            }
            return values / weights;
        }
    }
}

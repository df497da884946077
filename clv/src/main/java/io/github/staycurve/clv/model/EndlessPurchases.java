package io.github.staycurve.clv.model;

import java.util.HashMap;
import java.util.Map;

/**
 * Expected purchases without a horizon of a customer who is alive, discounted: R ∫ e<sup>−κu</sup> E[(1 + pu)^−(R+1)] du over
 * u &gt; 0, with u in units of A = alpha + T, R = r + x and κ = delta · A.
 *
 * <p>By the trapezoid rule in ln u. The integrand is analytic within a quarter turn of the real line and falls
 * exponentially to the left, twice exponentially to the right, so that the error of the rule falls exponentially with
 * 1/step (Trefethen and Weideman (2014), The Exponentially Convergent Trapezoidal Rule, SIAM Review 56(3), 385-458). The
 * nodes are whole multiples of one step for all customers: the mean, which costs most, depends on node and x alone and
 * is tabulated by x for a table of customers. The number of a customer is the same with and without the table.
 *
 * <p>Not thread-safe; the static method is.
 */
final class EndlessPurchases {
    /** Leaves an error below 1e-15. */
    private static final double STEP = 0.22;
    /** Below this part of the shortest scale everything but du is constant, and what is left adds nothing. */
    private static final double LOG_FIRST = Math.log(1e-18);
    /** e^−45 is below 3e-20. */
    private static final double LOG_LAST = Math.log(45);
    /** Distinct numbers of purchases whose nodes are kept, some 5 KB each. */
    private static final int MOST_TABULATED = 2000;

    private final BetaGeometricAlive alive;
    private final double r;
    private final double delta;
    private final int lastNode;
    /** By x: the weights of the nodes from {@link #firstNode} of the shape on. */
    private final Map<Integer, double[]> weights = new HashMap<>();
    /** The nodes that end at lastNode, as many as any x needed yet. */
    private double[] nodes = {};

    /**
     * Prepares a table of customers.
     *
     * @param alive the model
     * @param r its first parameter
     * @param alpha its second, the least that A can be
     * @param delta the discount rate, positive
     */
    EndlessPurchases(BetaGeometricAlive alive, double r, double alpha, double delta) {
        this.alive = alive;
        this.r = r;
        this.delta = delta;
        this.lastNode = lastNode(delta * alpha);
    }

    /** Returns the discounted expected purchases of one customer without a table. */
    static double at(BetaGeometricAlive alive, double r, int x, double scale, double delta) {
        double kappa = delta * scale;
        int ofShape = firstNode(r + x);
        double sum = 0;
        for (int node = firstNode(Math.max(kappa, r + x)); node <= lastNode(kappa); node++) {
            double u = Math.exp(STEP * node);
            sum += Math.exp(-kappa * u) * (node < ofShape ? u : u * alive.relativeRate(x, u));
        }
        return (r + x) * STEP * sum;
    }

    /** Returns the discounted expected purchases of one customer of the table, the number that the static method gives. */
    double at(int x, double scale) {
        if (weights.size() >= MOST_TABULATED && !weights.containsKey(x)) {
            return at(alive, r, x, scale, delta);
        }
        double[] weight = weights.computeIfAbsent(x, this::weights);
        double kappa = delta * scale;
        int ofShape = firstNode(r + x);
        int node = firstNode(Math.max(kappa, r + x));
        double sum = 0;
        for (; node < ofShape; node++) {
            double u = Math.exp(STEP * node);
            sum += Math.exp(-kappa * u) * u;
        }
        int end = lastNode(kappa) - ofShape;
        int offset = nodes.length - weight.length;
        for (int i = 0; i <= end; i++) {
            sum += Math.exp(-kappa * nodes[offset + i]) * weight[i];
        }
        return (r + x) * STEP * sum;
    }

    private double[] weights(int x) {
        int first = firstNode(r + x);
        int size = Math.max(0, lastNode - first + 1);
        if (size > nodes.length) {
            nodes = new double[size];
            for (int i = 0; i < size; i++) {
                nodes[i] = Math.exp(STEP * (first + i));
            }
        }
        double[] weight = new double[size];
        for (int i = 0; i < size; i++) {
            double u = Math.exp(STEP * (first + i));
            weight[i] = u * alive.relativeRate(x, u);
        }
        return weight;
    }

    /** Returns the first node of a scale 1/steepness. */
    private static int firstNode(double steepness) {
        return (int) Math.floor((LOG_FIRST - Math.log(Math.max(1, steepness))) / STEP);
    }

    private static int lastNode(double kappa) {
        return (int) Math.ceil((LOG_LAST - Math.log(kappa)) / STEP);
    }
}

package io.github.staycurve.clv.model;

import java.util.Arrays;

/**
 * The nodes and weights of {@link BetaQuadrature}, kept for many means over the same Beta(a, b) dropout probability: an
 * evaluation of the function is then all that a node costs.
 *
 * <p>Where a tail ends because everything but e<sup>ay</sup> or e<sup>−by</sup> has become constant, the rest of the rule's
 * sum is in the weight of the last node. Immutable and thread-safe.
 */
final class DropoutNodes {
    private static final double LARGEST_STEP = 0.17;
    private static final double STEP_PER_DEVIATION = 0.5;
    private static final double NEGLIGIBLE = 1e-18;
    private static final double CONSTANT = 1e-17;
    private static final int MOST_STEPS = 100_000;

    /** Dropout probabilities and their weights, which add up to 1; in no order. */
    private final double[] p;

    private final double[] weight;
    private final int size;

    /**
     * Takes the distribution and how far to the left the functions change.
     *
     * @param a first shape, positive
     * @param b second shape, positive
     * @param scale the functions are constant for p far below 1/scale, and rise by 1/p or less as p falls to it
     */
    DropoutNodes(double a, double b, double scale) {
        double mean = a / (a + b);
        double rest = b / (a + b);
        double step = Math.min(LARGEST_STEP, STEP_PER_DEVIATION / Math.sqrt(Math.min(a, a * rest + 1)));
        double[] nodes = new double[512];
        double[] weights = new double[512];
        nodes[0] = mean;
        weights[0] = 1;
        double sum = 1;
        int n = 1;
        for (int side = -1; side <= 1; side += 2) {
            double tail = 1 / Math.expm1((side < 0 ? a : b) * step);
            double reach = side < 0 ? Math.max(Math.max(1, b), scale) : Math.max(1, a);
            for (int i = 1; i < MOST_STEPS; i++) {
                double up = Math.expm1(i * step);
                double down = -up / (1 + up);
                double logP = -Math.log1p(rest * (side < 0 ? up : down));
                double logQ = -Math.log1p(mean * (side < 0 ? down : up));
                double each = Math.exp(a * logP + b * logQ);
                boolean constant = (side < 0 ? mean * Math.exp(logP) : rest * Math.exp(logQ)) * reach < CONSTANT;
                if (n == nodes.length) {
                    nodes = Arrays.copyOf(nodes, 2 * n);
                    weights = Arrays.copyOf(weights, 2 * n);
                }
                nodes[n] = mean * Math.exp(logP);
                weights[n] = constant ? each * (1 + tail) : each;
                sum += weights[n];
                n++;
                if (constant || each * Math.max(1, Math.exp(-logP)) <= NEGLIGIBLE * sum) {
                    break;
                }
            }
        }
        for (int i = 0; i < n; i++) {
            weights[i] /= sum;
        }
        p = nodes;
        weight = weights;
        size = n;
    }

    /** Returns the mean of 1/(1 − (1 − p)(1 − gap)), a discounted stream in which each step is kept by 1 − p. */
    double geometric(double gap) {
        double kept = 1 - gap;
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += weight[i] / (gap + p[i] * kept);
        }
        return sum;
    }
}

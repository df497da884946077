package io.github.staycurve.core.internal.math;

/**
 * Gauss-Legendre rules on [−1, 1]: n nodes integrate polynomials to degree 2n − 1 exactly.
 *
 * <p>The rules are computed once, by Newton's method on the Legendre polynomial (NIST Digital Library of Mathematical
 * Functions, 3.5.18 and 3.5.19). Instances are immutable and thread-safe; reading a node allocates nothing.
 */
public final class GaussLegendre {
    /** The rule with 4 nodes. */
    public static final GaussLegendre FOUR = new GaussLegendre(4);
    /** The rule with 8 nodes. */
    public static final GaussLegendre EIGHT = new GaussLegendre(8);
    /** The rule with 12 nodes. */
    public static final GaussLegendre TWELVE = new GaussLegendre(12);
    /** The rule with 16 nodes. */
    public static final GaussLegendre SIXTEEN = new GaussLegendre(16);
    /** The rule with 32 nodes. */
    public static final GaussLegendre THIRTY_TWO = new GaussLegendre(32);

    private final double[] nodes;
    private final double[] weights;

    private GaussLegendre(int size) {
        nodes = new double[size];
        weights = new double[size];
        for (int i = 0; i < (size + 1) / 2; i++) {
            double x = Math.cos(Math.PI * (i + 0.75) / (size + 0.5)); // within 1e-3 of the root
            double slope = 0;
            for (int step = 0; step < 8; step++) {
                double previous = 1;
                double current = x;
                for (int k = 2; k <= size; k++) {
                    double next = ((2 * k - 1) * x * current - (k - 1) * previous) / k;
                    previous = current;
                    current = next;
                }
                slope = size * (x * current - previous) / (x * x - 1);
                x -= current / slope;
            }
            double weight = 2 / ((1 - x * x) * slope * slope);
            nodes[i] = -x;
            nodes[size - 1 - i] = x;
            weights[i] = weight;
            weights[size - 1 - i] = weight;
        }
    }

    /**
     * Returns the number of nodes.
     *
     * @return the number of nodes
     */
    public int size() {
        return nodes.length;
    }

    /**
     * Returns one node.
     *
     * @param i from 0 to size − 1
     * @return the node, in (−1, 1), rising with i
     */
    public double node(int i) {
        return nodes[i];
    }

    /**
     * Returns one weight; they sum to 2.
     *
     * @param i from 0 to size − 1
     * @return the weight, positive
     */
    public double weight(int i) {
        return weights[i];
    }
}

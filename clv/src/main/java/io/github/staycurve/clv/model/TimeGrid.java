package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.math.GaussLegendre;
import java.util.Arrays;

/**
 * Integrals over the time of dropping out between any two of a set of times, for one number of purchases after another:
 * the way to a fast likelihood where times are whole days.
 *
 * <p>The integrand (alpha + y)<sup>−(r + x)</sup>(beta + y)<sup>−(s + 1)</sup> depends on x, but not on the customer. Between
 * neighbouring times it is taken by Gauss-Legendre rules with four nodes, and summed from the last time down; what a
 * customer needs is the difference of two such sums. Logarithms of the nodes are taken once for all x. A difference may
 * lose digits, but only where it is small beside 1, to which the likelihood adds it.
 *
 * <p>Not thread-safe.
 */
final class TimeGrid {
    /** Where the integrand changes by this in a cell, as a part, four nodes leave an error of 1e-14. */
    private static final double MOST_CHANGE = 0.3;
    /** Beyond this exponent, sums would leave the range of a double. */
    private static final double MOST_EXPONENT = 500;

    /** The moments, in this order: of 1, ln(alpha + y), 1/(alpha + y), ln(beta + y) and 1/(beta + y). */
    static final int MOMENTS = 5;

    private static final int NODES = 4;
    private static final int LOGS = 4;

    private final double[] times;
    private final double[] node;
    private final double[] nodeWeight;
    private final double[] logA;
    private final double[] inverseA;
    private final double[] logB;
    private final double[] inverseB;
    /** Per time, the integrals of the moments from there to the last. */
    private final double[] sums;
    /** Per time y: ln(1 + y/alpha), ln(1 + y/beta) and the same relative to the first time. */
    private final double[] logs;
    /** Per time, s over the integrand there, but for its factor 1/(beta + y). */
    private final double[] scale;

    private double r;
    private double s;
    private double alpha;
    private double beta;
    private int firstGood;

    /** Takes over the times, distinct and ascending, two or more. */
    TimeGrid(double[] times) {
        this.times = times;
        int cells = times.length - 1;
        GaussLegendre rule = GaussLegendre.FOUR;
        node = new double[NODES * cells];
        nodeWeight = new double[NODES * cells];
        for (int cell = 0; cell < cells; cell++) {
            double half = (times[cell + 1] - times[cell]) / 2;
            for (int i = 0; i < NODES; i++) {
                node[NODES * cell + i] = times[cell] + half * (1 + rule.node(i));
                nodeWeight[NODES * cell + i] = half * rule.weight(i);
            }
        }
        logA = new double[node.length];
        inverseA = new double[node.length];
        logB = new double[node.length];
        inverseB = new double[node.length];
        sums = new double[MOMENTS * times.length];
        logs = new double[LOGS * times.length];
        scale = new double[times.length];
    }

    /** Returns the cost of one x in nodes. */
    static int nodes(int times) {
        return NODES * (times - 1);
    }

    /** Returns the number of a time. */
    int indexOf(double time) {
        return Arrays.binarySearch(times, time);
    }

    void parameters(double newR, double newAlpha, double newS, double newBeta) {
        r = newR;
        s = newS;
        alpha = newAlpha;
        beta = newBeta;
        double first = times[0];
        double a = alpha + first;
        double b = beta + first;
        for (int k = 0; k < node.length; k++) {
            double later = node[k] - first;
            logA[k] = Math.log1p(later / a);
            logB[k] = Math.log1p(later / b);
            inverseA[k] = 1 / (a + later);
            inverseB[k] = 1 / (b + later);
        }
        for (int i = 0; i < times.length; i++) {
            logs[LOGS * i] = Math.log1p(times[i] / alpha);
            logs[LOGS * i + 1] = Math.log1p(times[i] / beta);
            logs[LOGS * i + 2] = Math.log1p((times[i] - first) / a);
            logs[LOGS * i + 3] = Math.log1p((times[i] - first) / b);
        }
    }

    /** Computes the sums for a number of purchases. */
    void compute(int x) {
        double shape = r + x;
        int cells = times.length - 1;
        firstGood = exponent(shape, cells) <= MOST_EXPONENT ? firstGood(shape) : times.length;
        for (int i = firstGood; i < times.length; i++) {
            scale[i] = s * Math.exp(exponent(shape, i));
        }
        double zero = 0;
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        Arrays.fill(sums, MOMENTS * cells, sums.length, 0);
        for (int cell = cells - 1; cell >= firstGood; cell--) {
            for (int k = NODES * cell; k < NODES * (cell + 1); k++) {
                double weight = nodeWeight[k] * inverseB[k] * Math.exp(-shape * logA[k] - s * logB[k]);
                zero += weight;
                first += weight * logA[k];
                second += weight * inverseA[k];
                third += weight * logB[k];
                fourth += weight * inverseB[k];
            }
            int at = MOMENTS * cell;
            sums[at] = zero;
            sums[at + 1] = first;
            sums[at + 2] = second;
            sums[at + 3] = third;
            sums[at + 4] = fourth;
        }
    }

    private double exponent(double shape, int time) {
        return shape * logs[LOGS * time + 2] + s * logs[LOGS * time + 3];
    }

    /** Returns the first time from which on every cell is narrow enough for its four nodes. */
    private int firstGood(double shape) {
        for (int cell = times.length - 2; cell >= 0; cell--) {
            double width = times[cell + 1] - times[cell];
            double change = (shape + 2) / (alpha + times[cell]) + (s + 3) / (beta + times[cell]);
            if (!(width * change <= MOST_CHANGE)) {
                return cell + 1;
            }
        }
        return 0;
    }

    /** Tells whether integrals from this time on are exact. */
    boolean covers(int time) {
        return time >= firstGood;
    }

    /** Returns ln(1 + y/alpha). */
    double logA(int time) {
        return logs[LOGS * time];
    }

    /** Returns ln(1 + y/beta). */
    double logB(int time) {
        return logs[LOGS * time + 1];
    }

    /** Returns ln((alpha + y)/(alpha + first)). */
    double laterA(int time) {
        return logs[LOGS * time + 2];
    }

    /** Returns ln((beta + y)/(beta + first)). */
    double laterB(int time) {
        return logs[LOGS * time + 3];
    }

    /** Returns the factor that makes an integral up to this time the odds of having dropped out. */
    double scale(int time) {
        return scale[time];
    }

    /** Returns the integral of a moment of the integrand between two times, relative to it at the first time of all. */
    double between(int from, int to, int moment) {
        return sums[MOMENTS * from + moment] - sums[MOMENTS * to + moment];
    }
}

package io.github.staycurve.segmentation.rfm;

import java.util.Arrays;

/**
 * Cuts from quantiles, with the arithmetic of the tools they are taken over from to the last bit: a quantile often equals
 * a value, and one rounding more would move that value's customers into another bin.
 *
 * <p>This class has no state.
 */
final class QuantileCuts {
    private QuantileCuts() {}

    /** Returns the cuts of {@link RfmMethod#R_RFM} for keys. */
    static double[] rRfm(double[] values, RfmDirection direction, int bins) {
        double[] sorted = sorted(values);
        double[] cuts = new double[bins - 1];
        for (int i = 0; i < cuts.length; i++) {
            cuts[i] = rQuantile(sorted, (i + 1) * (1.0 / bins)) + 1;
            cuts[i] = i == 0 ? cuts[i] : Math.max(cuts[i], cuts[i - 1]); // rounding alone could make them fall
        }
        return closedBelow(cuts, direction);
    }

    /** Returns the cuts of {@link RfmMethod#PANDAS_QCUT} for keys. */
    static double[] pandas(double[] values, RfmDirection direction, int bins) {
        double[] sorted = sorted(values);
        double[] inner = new double[bins - 1];
        int kept = 0;
        double last = sorted[0];
        double greatest = sorted[sorted.length - 1];
        for (int i = 1; i < bins; i++) {
            double edge = numpyQuantile(sorted, pandasFraction(i, bins));
            if (edge > last && edge < greatest) {
                inner[kept++] = edge;
                last = edge;
            }
        }
        return closedAbove(Arrays.copyOf(inner, kept), direction);
    }

    /** Returns i/n as qcut has it since pandas 3.0: the next double up where n times it is not i. */
    private static double pandasFraction(int i, int bins) {
        double fraction = i * (1.0 / bins);
        return bins * fraction == i ? fraction : Math.nextUp(fraction);
    }

    /** Returns the cuts for keys of bins [c, d), where a value equal to a cut is in the bin above. */
    static double[] closedBelow(double[] cuts, RfmDirection direction) {
        double[] keys = cuts.clone();
        if (direction == RfmDirection.LOW_IS_BEST) {
            for (int i = 0; i < keys.length; i++) {
                keys[i] = Math.nextUp(ScoreScale.key(direction, cuts[cuts.length - 1 - i])); // below c, not at c
            }
        }
        return keys;
    }

    /** Returns the cuts for keys of bins (c, d], where a value equal to a cut is in the bin below. */
    private static double[] closedAbove(double[] cuts, RfmDirection direction) {
        double[] keys = new double[cuts.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = direction == RfmDirection.HIGH_IS_BEST
                    ? Math.nextUp(cuts[i])
                    : ScoreScale.key(direction, cuts[cuts.length - 1 - i]);
        }
        return keys;
    }

    private static double rQuantile(double[] sorted, double p) {
        double position = 1 + (sorted.length - 1) * p;
        double floor = Math.floor(position);
        double low = sorted[(int) floor - 1];
        double high = sorted[(int) Math.ceil(position) - 1];
        double h = position - floor;
        return high == low ? low : (1 - h) * low + h * high;
    }

    private static double numpyQuantile(double[] sorted, double p) {
        double position = (sorted.length - 1) * p;
        int below = (int) Math.floor(position);
        double low = sorted[below];
        double high = sorted[Math.min(below + 1, sorted.length - 1)];
        double t = position - below;
        double difference = high - low;
        return t >= 0.5 ? high - difference * (1 - t) : low + difference * t;
    }

    private static double[] sorted(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}

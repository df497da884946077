package io.github.staycurve.churn.survival;

import io.github.staycurve.core.stat.KaplanMeier;
import java.util.Optional;
import java.util.TreeMap;

/** Functions of time at the groups of a sample, brought to mean 0 and variance 1 over the rows that ended. */
final class CoxTimes {
    private CoxTimes() {}

    /** Returns g at each group; empty where it is the same at all times. */
    static Optional<double[]> of(CoxRows rows, CoxSample sample, TimeTransform transform) {
        double[] g = switch (transform) {
            case KAPLAN_MEIER -> lost(rows, sample);
            case IDENTITY -> sample.time.clone();
            case LOG -> logarithms(sample);
            case RANK -> ranks(sample);
        };
        return standardised(g, sample);
    }

    /** Returns 1 - S just before each time. */
    private static double[] lost(CoxRows rows, CoxSample sample) {
        KaplanMeier curve = KaplanMeier.of(rows.durations());
        double[] g = new double[sample.groups];
        for (int group = 0; group < g.length; group++) {
            int low = 0;
            int high = curve.size();
            while (low < high) { // how many times of the curve lie before this one
                int middle = (low + high) >>> 1;
                if (curve.time(middle) < sample.time[group]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            g[group] = low == 0 ? 0 : 1 - curve.survival(low - 1);
        }
        return g;
    }

    private static double[] logarithms(CoxSample sample) {
        double[] g = new double[sample.groups];
        for (int group = 0; group < g.length; group++) {
            if (sample.time[group] == 0) {
                throw new IllegalArgumentException(
                        "the logarithm of time needs times above 0, but a row ended at 0; take another transform");
            }
            g[group] = sample.endedRows[group] == 0 ? 0 : Math.log(sample.time[group]);
        }
        return g;
    }

    /** Returns the mean rank of each time, half of its rows' weight counted as before it. */
    private static double[] ranks(CoxSample sample) {
        TreeMap<Double, Double> weights = new TreeMap<>();
        for (int group = 0; group < sample.groups; group++) {
            weights.merge(sample.time[group], sample.endedWeight[group], Double::sum);
        }
        double before = 0;
        TreeMap<Double, Double> ranks = new TreeMap<>();
        for (var entry : weights.entrySet()) {
            ranks.put(entry.getKey(), before + entry.getValue() / 2);
            before += entry.getValue();
        }
        double[] g = new double[sample.groups];
        for (int group = 0; group < g.length; group++) {
            g[group] = ranks.getOrDefault(sample.time[group], 0.0);
        }
        return g;
    }

    private static Optional<double[]> standardised(double[] g, CoxSample sample) {
        double sum = 0;
        for (int group = 0; group < g.length; group++) {
            sum += sample.endedRows[group] == 0 ? 0 : sample.endedWeight[group] * g[group];
        }
        double mean = sum / sample.eventWeight;
        double squares = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int group = 0; group < g.length; group++) {
            if (sample.endedRows[group] > 0) {
                low = Math.min(low, g[group]);
                high = Math.max(high, g[group]);
                squares += sample.endedWeight[group] * (g[group] - mean) * (g[group] - mean);
            }
        }
        if (!(low < high)) {
            return Optional.empty();
        }
        double deviation = Math.sqrt(squares / sample.eventWeight);
        for (int group = 0; group < g.length; group++) {
            g[group] = sample.endedRows[group] == 0 ? 0 : (g[group] - mean) / deviation;
        }
        return Optional.of(g);
    }
}

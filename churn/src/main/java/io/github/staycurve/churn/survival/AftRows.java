package io.github.staycurve.churn.survival;

import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.stat.CensoredDurations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a fit: standardised features and log times, weights that sum to 1. Rows of weight 0, and rows censored at 0,
 * which say nothing, are left out.
 */
final class AftRows {
    private final int features;
    private final double[] values;
    private final StandardizedColumns columns;
    private final double[] logTimes;
    private final double[] logEntries;
    private final boolean[] ended;
    private final double[] weights;
    private double totalWeight;
    private double endedWeight;
    private double logMean;
    private double logDeviation = 1;

    AftRows(CensoredDurations data, @Nullable FeatureTable table) {
        int[] used = used(data);
        int n = used.length;
        features = table == null ? 0 : table.features();
        values = new double[n * features];
        logTimes = new double[n];
        logEntries = new double[n];
        ended = new boolean[n];
        weights = new double[n];
        for (int i = 0; i < n; i++) {
            int row = used[i];
            logTimes[i] = Math.log(data.duration(row));
            logEntries[i] = Math.log(data.entry(row)); // minus infinity: from the start
            ended[i] = data.ended(row);
            weights[i] = data.weight(row);
            totalWeight += weights[i];
            endedWeight += ended[i] ? weights[i] : 0;
            for (int j = 0; j < features; j++) {
                values[i * features + j] = table == null ? 0 : table.value(row, j);
            }
        }
        for (int i = 0; i < n; i++) {
            weights[i] /= totalWeight;
        }
        columns = new StandardizedColumns(values, weights, features);
        standardizeTimes();
    }

    /** Returns the rows that say something; refuses one that ended at 0. */
    static int[] used(CensoredDurations data) {
        int[] used = new int[data.size()];
        int count = 0;
        for (int row = 0; row < used.length; row++) {
            if (data.weight(row) > 0 && data.duration(row) > 0) {
                used[count++] = row;
            } else if (data.weight(row) > 0 && data.ended(row)) {
                throw new IllegalArgumentException(
                        "duration of row %d must be above 0 as it ended, was 0: these models have no mass at 0; shift all durations by half a unit"
                                .formatted(row));
            }
        }
        return Arrays.copyOf(used, count);
    }

    private void standardizeTimes() {
        double square = 0;
        for (int i = 0; i < weights.length; i++) {
            logMean += weights[i] * logTimes[i];
        }
        for (int i = 0; i < weights.length; i++) {
            square += weights[i] * (logTimes[i] - logMean) * (logTimes[i] - logMean);
        }
        logDeviation = square > 0 ? Math.sqrt(square) : 1;
    }

    /**
     * Returns the features that are at their least, or at their greatest, in every row that ended, and elsewhere in others:
     * the likelihood then rises for ever as their coefficient grows.
     */
    List<Integer> separating() {
        List<Integer> found = new ArrayList<>();
        for (int j = 0; j < features; j++) {
            double[] all = range(j, false);
            double[] own = range(j, true);
            boolean alike = own[0] == own[1];
            if (alike && all[0] < all[1] && (own[0] == all[0] || own[0] == all[1])) {
                found.add(j);
            }
        }
        return found;
    }

    private double[] range(int feature, boolean thatEnded) {
        double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int i = 0; i < weights.length; i++) {
            if (ended[i] || !thatEnded) {
                range[0] = Math.min(range[0], value(i, feature));
                range[1] = Math.max(range[1], value(i, feature));
            }
        }
        return range;
    }

    /** Whether all rows that ended did so at one time. */
    boolean endedAtOneTime() {
        double[] times = IntStream.range(0, weights.length)
                .filter(i -> ended[i])
                .mapToDouble(i -> logTimes[i])
                .distinct()
                .toArray();
        return times.length == 1;
    }

    int size() {
        return weights.length;
    }

    int features() {
        return features;
    }

    /** Returns a standardised value. */
    double value(int row, int feature) {
        return values[row * features + feature];
    }

    double mean(int feature) {
        return columns.mean[feature];
    }

    double deviation(int feature) {
        return columns.scale[feature];
    }

    /** Returns the standardised logarithm of a time. */
    double logTime(int row) {
        return (logTimes[row] - logMean) / logDeviation;
    }

    double plainLogTime(int row) {
        return logTimes[row];
    }

    boolean entersLate(int row) {
        return logEntries[row] > Double.NEGATIVE_INFINITY;
    }

    double logEntry(int row) {
        return (logEntries[row] - logMean) / logDeviation;
    }

    boolean ended(int row) {
        return ended[row];
    }

    /** Returns the share of all weight. */
    double weight(int row) {
        return weights[row];
    }

    double totalWeight() {
        return totalWeight;
    }

    double endedWeight() {
        return endedWeight;
    }

    double logMean() {
        return logMean;
    }

    double logDeviation() {
        return logDeviation;
    }
}

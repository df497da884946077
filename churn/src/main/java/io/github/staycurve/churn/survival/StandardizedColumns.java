package io.github.staycurve.churn.survival;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Columns centred by their weighted means and divided by their weighted deviations, so that units do not matter to a
 * search; what the rows of a Cox and of an accelerated failure time model have in common.
 *
 * <p>Immutable after construction but for the values, which are the caller's.
 */
final class StandardizedColumns {
    /** Squares of coefficients and errors must stay within the range of doubles. */
    private static final double LEAST = 1e-100;

    private static final double GREATEST = 1e100;

    /** Of each column. */
    final double[] mean;
    /** The deviation of each column, above 0 for a constant too. */
    final double[] scale;

    private final double[] values;
    private final double[] weights;

    /**
     * Standardises values in place.
     *
     * @param values row after row
     * @param weights one a row, above 0
     */
    StandardizedColumns(double[] values, double[] weights, int columns) {
        this.values = values;
        this.weights = weights;
        this.mean = new double[columns];
        this.scale = new double[columns];
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        for (int j = 0; j < columns; j++) {
            standardize(j, total);
        }
    }

    private void standardize(int j, double total) {
        int columns = mean.length;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int at = j; at < values.length; at += columns) {
            low = Math.min(low, values[at]);
            high = Math.max(high, values[at]);
        }
        double greatest = Math.max(Math.abs(low), Math.abs(high));
        double unit = greatest == 0 ? 1 : greatest; // squares of the values themselves may overflow
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (values[i * columns + j] / unit);
        }
        double centre = sum / total;
        double squares = 0;
        for (int i = 0; i < weights.length; i++) {
            double d = values[i * columns + j] / unit - centre;
            squares += weights[i] * d * d;
        }
        double deviation = Math.sqrt(squares / total);
        mean[j] = low == high ? low : centre * unit; // rounding of the mean would leave a little of a constant
        scale[j] = deviation > 0 && low < high ? deviation * unit : unit;
        for (int at = j; at < values.length; at += columns) {
            values[at] = (values[at] - mean[j]) / scale[j];
        }
    }

    /**
     * Returns what keeps a fit from giving numbers within the range of doubles: columns in a unit so great or small that
     * the square of a coefficient leaves it.
     *
     * @return a sentence without its end; empty if there is no such column
     */
    String outOfRange(List<String> names) {
        List<String> found = new ArrayList<>();
        for (int j = 0; j < scale.length; j++) {
            if (!(scale[j] >= LEAST && scale[j] <= GREATEST)) {
                found.add(String.format(
                        Locale.ROOT,
                        "feature '%s' has a standard deviation of %.3g, which must lie between %.0e and %.0e; give it in another unit",
                        names.get(j),
                        scale[j],
                        LEAST,
                        GREATEST));
            }
        }
        return String.join("; ", found);
    }
}

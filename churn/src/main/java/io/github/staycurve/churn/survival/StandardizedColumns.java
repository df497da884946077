package io.github.staycurve.churn.survival;

/**
 * Columns centred by their weighted means and divided by their weighted deviations, so that units do not matter to a
 * search; what the rows of a Cox and of an accelerated failure time model have in common.
 *
 * <p>Immutable after construction but for the values, which are the caller's.
 */
final class StandardizedColumns {
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
}

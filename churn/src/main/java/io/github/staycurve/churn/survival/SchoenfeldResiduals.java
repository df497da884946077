package io.github.staycurve.churn.survival;

import java.util.List;

/**
 * For each row that ended, its features less what was to be expected of a row that ends at that time; scaled, an estimate
 * of the coefficient at that time, whose trend shows how an effect grows or fades.
 *
 * <p>Stratum after stratum in the order of their labels, by ascending time within.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1093/biomet/69.1.239">Schoenfeld (1982), Partial Residuals for the Proportional Hazards
 *     Regression Model, Biometrika 69, 239-241</a>
 */
public final class SchoenfeldResiduals {
    private final List<String> names;
    private final int[] rows;
    private final double[] times;
    private final double[] values;

    SchoenfeldResiduals(List<String> names, int[] rows, double[] times, double[] values) {
        this.names = names;
        this.rows = rows;
        this.times = times;
        this.values = values;
    }

    /**
     * Returns the number of rows that ended.
     *
     * @return 1 or more
     */
    public int size() {
        return rows.length;
    }

    /**
     * Returns which row a residual is of.
     *
     * @param index the index, from 0
     * @return the row's place in the data, from 0
     */
    public int row(int index) {
        return rows[index];
    }

    /**
     * Returns when the row ended.
     *
     * @param index the index, from 0
     * @return the time
     */
    public double time(int index) {
        return times[index];
    }

    /**
     * Returns a residual.
     *
     * @param index the index, from 0
     * @param feature the feature, from 0
     * @return the residual, in units of the feature; scaled, in units of the coefficient
     */
    public double value(int index, int feature) {
        return values[index * names.size() + feature];
    }

    /**
     * Returns the features.
     *
     * @return their names, read-only
     */
    public List<String> featureNames() {
        return names;
    }
}

package io.github.staycurve.core.data;

import io.github.staycurve.core.internal.CompensatedSum;
import java.util.OptionalDouble;

/**
 * One score for every row of a table, in the table's row order: what modules hand each other.
 *
 * <p>A score may be undefined for a row, as the expected spend is where its mean does not exist; it is then absent, not
 * 0.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class ScoreColumn {
    private final ScoreKind kind;
    /** NaN where undefined. */
    private final double[] values;

    private ScoreColumn(ScoreKind kind, double[] values) {
        this.kind = kind;
        this.values = values;
    }

    /**
     * Returns the column of these values.
     *
     * @param kind what the values mean
     * @param values one value a row, in the range of the kind, or NaN where the score is undefined; copied
     * @return the column
     * @throws IllegalArgumentException if a value lies outside the range of the kind
     */
    public static ScoreColumn of(ScoreKind kind, double[] values) {
        for (int row = 0; row < values.length; row++) {
            double value = values[row];
            if (value < kind.low() || value > kind.high()) { // NaN passes: it means undefined
                throw new IllegalArgumentException("score '%s' must lie in [%s, %s], was %s in row %s"
                        .formatted(kind.name(), kind.low(), kind.high(), value, row));
            }
        }
        return new ScoreColumn(kind, values.clone());
    }

    /**
     * Returns what the values mean.
     *
     * @return the kind
     */
    public ScoreKind kind() {
        return kind;
    }

    /**
     * Returns the number of rows.
     *
     * @return the number of rows, defined or not
     */
    public int size() {
        return values.length;
    }

    /**
     * Returns whether the score of a row is defined.
     *
     * @param row the row
     * @return false if there is no such number
     */
    public boolean isDefined(int row) {
        return !Double.isNaN(values[row]);
    }

    /**
     * Returns the score of a row.
     *
     * @param row the row
     * @return the score, empty where it is undefined
     */
    public OptionalDouble value(int row) {
        return isDefined(row) ? OptionalDouble.of(values[row]) : OptionalDouble.empty();
    }

    /**
     * Returns the score of a row without an object, for loops.
     *
     * @param row the row
     * @return the score, NaN where it is undefined
     */
    public double valueOrNaN(int row) {
        return values[row];
    }

    /**
     * Returns the sum of the defined scores.
     *
     * @return the sum, 0 if none is defined
     */
    public double sum() {
        CompensatedSum sum = new CompensatedSum();
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum.add(value);
            }
        }
        return sum.value();
    }

    /**
     * Returns the values as an array.
     *
     * @return a copy, with NaN where the score is undefined
     */
    public double[] toArray() {
        return values.clone();
    }
}

package io.github.staycurve.core.retention;

import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.stat.Interval;
import io.github.staycurve.core.stat.Ratio;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One cell of a retention table.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param ratio the customers who count out of those they are held against; nothing out of nothing where nothing was
 *     observed
 * @param status how far the cell is known
 */
public record RetentionCell(Ratio ratio, CellStatus status) {
    /**
     * Returns the rate.
     *
     * @return the rate; empty, never 0, where nothing was observed or nobody could return
     */
    public OptionalDouble value() {
        return ratio.value();
    }

    /**
     * Returns the Wilson interval of the rate.
     *
     * @param confidence the confidence level, above 0 and below 1; 0.95 is usual
     * @return the interval; empty where there is no rate, or it is no proportion, as one
     *     {@linkplain RetentionBase#PREVIOUS_OFFSET relative to the previous offset} can be
     * @throws IllegalArgumentException if the level is out of its range
     */
    public Optional<Interval> interval(double confidence) {
        return ratio.numerator() > ratio.denominator() ? Optional.empty() : ratio.wilson(confidence);
    }
}

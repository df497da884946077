package io.github.staycurve.core.metric;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.time.CalendarGrid;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A metric over successive periods, each with its status, so that a running period is never taken for a fall.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class MetricSeries {
    /** The greatest value accepted, either way: the squares of sums must stay in the range of a double. */
    public static final double MAX_VALUE = 1e100;

    private final String metric;
    private final double[] values;
    private final List<CellStatus> statuses;

    private MetricSeries(String metric, double[] values, List<CellStatus> statuses) {
        this.metric = metric;
        this.values = values;
        this.statuses = statuses;
    }

    /**
     * Returns a series of complete periods.
     *
     * @param metric the metric's name, not blank
     * @param values one value a period, at most 1e100 either way; copied
     * @return the series
     * @throws IllegalArgumentException if the name is blank or a value is out of its range
     */
    public static MetricSeries of(String metric, double... values) {
        return of(metric, values, Collections.nCopies(values.length, CellStatus.COMPLETE));
    }

    /**
     * Returns a series of periods of a grid, of which those that end after the data are partial.
     *
     * @param metric the metric's name, not blank
     * @param values one value a period, at most 1e100 either way; copied
     * @param grid the grid
     * @param firstIndex the index of the first period
     * @param asOf the last day of the data
     * @return the series
     * @throws IllegalArgumentException if the name is blank, a value is out of its range, or a period begins after the data ends
     */
    public static MetricSeries of(String metric, double[] values, CalendarGrid grid, int firstIndex, LocalDate asOf) {
        CellStatus[] statuses = new CellStatus[values.length];
        Arrays.setAll(statuses, i -> MetricPeriod.of(grid, firstIndex + i, asOf).status());
        return of(metric, values, List.of(statuses));
    }

    /**
     * Returns a series of periods with their statuses.
     *
     * @param metric the metric's name, not blank
     * @param values one value a period, at most 1e100 either way, without meaning where it is unobserved; copied
     * @param statuses one status a period
     * @return the series
     * @throws IllegalArgumentException if the name is blank, the columns differ in length, or a value is out of its range
     */
    public static MetricSeries of(String metric, double[] values, List<CellStatus> statuses) {
        Checks.notBlank(metric, "metric");
        if (statuses.size() != values.length) {
            throw new IllegalArgumentException("statuses must have one a value: has %d, there are %d values"
                    .formatted(statuses.size(), values.length));
        }
        for (int i = 0; i < values.length; i++) {
            if (statuses.get(i) != CellStatus.UNOBSERVED) {
                Checks.inRange(values[i], -MAX_VALUE, MAX_VALUE, "%s of period %d".formatted(metric, i));
            }
        }
        return new MetricSeries(metric, values.clone(), List.copyOf(statuses));
    }

    /**
     * Returns the metric's name.
     *
     * @return the name
     */
    public String metric() {
        return metric;
    }

    /**
     * Returns the number of periods.
     *
     * @return 0 or more
     */
    public int size() {
        return values.length;
    }

    /**
     * Returns the value of a period.
     *
     * @param index the period, from 0
     * @return its value, without meaning where it is unobserved
     */
    public double value(int index) {
        return values[index];
    }

    /**
     * Returns how far a period is known.
     *
     * @param index the period, from 0
     * @return its status
     */
    public CellStatus status(int index) {
        return statuses.get(index);
    }

    /** Returns whether a period counts. */
    boolean isComplete(int index) {
        return statuses.get(index) == CellStatus.COMPLETE;
    }

    /** Returns the values of the complete periods from first to last of them, which must not have a hole. */
    double[] completeRun() {
        int first = 0;
        while (first < values.length && !isComplete(first)) {
            first++;
        }
        int last = values.length;
        while (last > first && !isComplete(last - 1)) {
            last--;
        }
        for (int i = first; i < last; i++) {
            if (!isComplete(i)) {
                throw new IllegalArgumentException(
                        "%s: period %d is %s between complete periods; a forecast needs a run"
                                .formatted(metric, i, statuses.get(i)));
            }
        }
        return Arrays.copyOfRange(values, first, last);
    }
}

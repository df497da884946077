package io.github.staycurve.core.data;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.CompensatedSum;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Distinct purchase histories (x, t<sub>x</sub>, T), each with the number of customers who share it.
 *
 * <p>A likelihood that is a sum over customers is the weighted sum over these rows. They stand in ascending order of x,
 * then T, then t<sub>x</sub>, so that the same customers in any order give the same rows and the same sum to the last
 * bit.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class CollapsedSummaryTable {
    private final PeriodUnit unit;
    private final int[] frequency;
    private final double[] recency;
    private final double[] age;
    private final double[] weight;
    private final OptionalDouble totalLogGaps;

    private CollapsedSummaryTable(
            PeriodUnit unit,
            int[] frequency,
            double[] recency,
            double[] age,
            double[] weight,
            OptionalDouble totalLogGaps) {
        this.unit = unit;
        this.frequency = frequency;
        this.recency = recency;
        this.age = age;
        this.weight = weight;
        this.totalLogGaps = totalLogGaps;
    }

    static CollapsedSummaryTable of(CustomerSummaryTable table) {
        HistoryCounter counter = new HistoryCounter(Math.min(table.size(), 1 << 12));
        for (int row = 0; row < table.size(); row++) {
            counter.add(table.frequency(row), table.recency(row), table.age(row), 1);
        }
        return of(table.unit(), counter, totalLogGaps(table));
    }

    /** Returns the table of histories that were counted in days. */
    static CollapsedSummaryTable inDays(HistoryCounter counter) {
        return of(PeriodUnit.DAY, counter, OptionalDouble.empty());
    }

    /**
     * Returns the table of weighted histories.
     *
     * @param unit the unit of the durations
     * @param frequency x of each row, 0 or more
     * @param recency t<sub>x</sub> of each row, in [0, age], 0 exactly when x is 0
     * @param age T of each row, finite, 0 or more
     * @param weight how many customers each row stands for, positive and finite; 2 is the same as the row twice
     * @return the table; rows with equal histories are merged
     * @throws IllegalArgumentException if the arrays differ in length or a value is out of its range, naming its row (from
     *     0)
     */
    public static CollapsedSummaryTable of(
            PeriodUnit unit, int[] frequency, double[] recency, double[] age, double[] weight) {
        int n = frequency.length;
        if (recency.length != n || age.length != n || weight.length != n) {
            throw new IllegalArgumentException(
                    "columns must have one length, were frequency %s, recency %s, age %s, weight %s"
                            .formatted(n, recency.length, age.length, weight.length));
        }
        HistoryCounter counter = new HistoryCounter(Math.min(n, 1 << 12));
        for (int row = 0; row < n; row++) {
            try {
                CustomerSummary.of("row " + row, frequency[row], recency[row], age[row]);
                Checks.positiveFinite(weight[row], "weight");
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("row " + row + ": " + e.getMessage(), e);
            }
            counter.add(frequency[row], recency[row], age[row], weight[row]);
        }
        return of(unit, counter, OptionalDouble.empty());
    }

    private static OptionalDouble totalLogGaps(CustomerSummaryTable table) {
        if (!table.hasGaps()) {
            return OptionalDouble.empty();
        }
        CompensatedSum sum = new CompensatedSum();
        for (int row = 0; row < table.size(); row++) {
            sum.add(table.sumLogGaps(row));
        }
        return OptionalDouble.of(sum.value());
    }

    private static CollapsedSummaryTable of(PeriodUnit unit, HistoryCounter counter, OptionalDouble totalLogGaps) {
        int[] order = counter.order();
        int n = order.length;
        int[] frequency = new int[n];
        double[] recency = new double[n];
        double[] age = new double[n];
        double[] weight = new double[n];
        for (int i = 0; i < n; i++) {
            frequency[i] = counter.frequency(order[i]);
            recency[i] = counter.recency(order[i]);
            age[i] = counter.age(order[i]);
            weight[i] = counter.weight(order[i]);
        }
        return new CollapsedSummaryTable(unit, frequency, recency, age, weight, totalLogGaps);
    }

    /**
     * Returns the number of distinct histories.
     *
     * @return the number of rows
     */
    public int size() {
        return frequency.length;
    }

    /**
     * Returns the unit of all durations.
     *
     * @return the unit
     */
    public PeriodUnit unit() {
        return unit;
    }

    /**
     * Returns x.
     *
     * @param row the row
     * @return the number of repeat purchases
     */
    public int frequency(int row) {
        return frequency[row];
    }

    /**
     * Returns t<sub>x</sub>.
     *
     * @param row the row
     * @return the time from the first purchase to the last, in units
     */
    public double recency(int row) {
        return recency[row];
    }

    /**
     * Returns T.
     *
     * @param row the row
     * @return the time from the first purchase to the end of the observation, in units
     */
    public double age(int row) {
        return age[row];
    }

    /**
     * Returns how many customers share the history.
     *
     * @param row the row
     * @return the number of customers, above 0
     */
    public double weight(int row) {
        return weight[row];
    }

    /**
     * Returns the sum over all customers of the logarithms of the times between purchases.
     *
     * @return the sum of {@link CustomerSummaryTable#sumLogGaps}, empty where these are not known
     */
    public OptionalDouble totalLogGaps() {
        return totalLogGaps;
    }

    /**
     * Returns the number of customers.
     *
     * @return the sum of the weights
     */
    public double totalWeight() {
        return Arrays.stream(weight).sum();
    }
}

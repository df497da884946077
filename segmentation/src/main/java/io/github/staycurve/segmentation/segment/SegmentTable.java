package io.github.staycurve.segmentation.segment;

import io.github.staycurve.core.internal.CompensatedSum;
import io.github.staycurve.core.stat.Ratio;
import java.util.ArrayList;
import java.util.List;

/**
 * The segments of a map side by side: how many customers each has, what they brought, and what they are like.
 *
 * <p>Every segment has a row, also one without customers. The customers of the rows add up to all customers, and so do the
 * values up to rounding.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class SegmentTable {
    private final SegmentMap map;
    private final List<SegmentRow> rows;
    private final int customers;
    private final double totalValue;

    private SegmentTable(SegmentMap map, List<SegmentRow> rows, int customers, double totalValue) {
        this.map = map;
        this.rows = rows;
        this.customers = customers;
        this.totalValue = totalValue;
    }

    /**
     * Returns the table of these customers.
     *
     * @param segments the segment of each customer
     * @param inactivity the time since the last purchase, in any unit, in the same row order
     * @param frequency the number of purchases, in the same order
     * @param value what the customer brought, in money, in the same order
     * @return the table
     * @throws IllegalArgumentException if the columns differ in length or hold a number that is not finite, naming it
     */
    public static SegmentTable of(SegmentColumn segments, double[] inactivity, double[] frequency, double[] value) {
        double[] inactivitySums = sums(segments, inactivity, "inactivity");
        double[] frequencySums = sums(segments, frequency, "frequency");
        double[] valueSums = sums(segments, value, "value");
        int[] counts = new int[segments.map().segments().size()];
        for (int row = 0; row < segments.size(); row++) {
            counts[segments.index(row)]++;
        }
        double total = Values.sum(value, "value");
        List<SegmentRow> rows = new ArrayList<>();
        for (Segment segment : segments.map().segments()) {
            int s = rows.size();
            rows.add(new SegmentRow(
                    segment,
                    counts[s],
                    valueSums[s],
                    Ratio.of(inactivitySums[s], counts[s]),
                    Ratio.of(frequencySums[s], counts[s]),
                    Ratio.of(valueSums[s], counts[s]),
                    Ratio.of(counts[s], segments.size()),
                    total > 0 ? Ratio.of(valueSums[s], total) : Ratio.EMPTY));
        }
        return new SegmentTable(segments.map(), List.copyOf(rows), segments.size(), total);
    }

    /**
     * Returns the map of the segments.
     *
     * @return the map
     */
    public SegmentMap map() {
        return map;
    }

    /**
     * Returns the segments with their figures.
     *
     * @return a row a segment, in the order of the map, read-only
     */
    public List<SegmentRow> rows() {
        return rows;
    }

    /**
     * Returns the figures of one segment.
     *
     * @param segment the name of the segment
     * @return its row
     * @throws IllegalArgumentException if the map has no such segment, naming those it has
     */
    public SegmentRow row(String segment) {
        return rows.get(map.place(segment));
    }

    /**
     * Returns the number of customers in all segments.
     *
     * @return the number
     */
    public int customers() {
        return customers;
    }

    /**
     * Returns what all customers brought.
     *
     * @return the sum of their values, in money
     */
    public double totalValue() {
        return totalValue;
    }

    private static double[] sums(SegmentColumn segments, double[] values, String name) {
        SegmentColumn.requireRows(values.length, segments.size(), name);
        Values.requireFinite(values, name);
        CompensatedSum[] sums = new CompensatedSum[segments.map().segments().size()];
        for (int s = 0; s < sums.length; s++) {
            sums[s] = new CompensatedSum();
        }
        for (int row = 0; row < values.length; row++) {
            sums[segments.index(row)].add(values[row]);
        }
        double[] result = new double[sums.length];
        for (int s = 0; s < sums.length; s++) {
            result[s] = sums[s].value();
        }
        return result;
    }
}

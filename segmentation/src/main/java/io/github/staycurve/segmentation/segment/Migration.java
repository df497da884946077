package io.github.staycurve.segmentation.segment;

import io.github.staycurve.core.stat.Ratio;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Where the customers of each segment went between two dates.
 *
 * <p>A customer who is there at both dates counts in the matrix of segments; one who is there at the first date only has
 * left, one at the second only has entered. So for each segment {@code before = sum of its row + left}, and {@code after =
 * sum of its column + entered}.
 *
 * <p>Both dates must have been segmented by equal maps. Whether scores were made with the same frozen thresholds is the
 * caller's choice, and decides what a move means: with thresholds of their own at each date, a customer also moves because
 * others did.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class Migration {
    private final SegmentMap map;
    private final int[][] moved;
    private final int[] left;
    private final int[] entered;

    private Migration(SegmentMap map) {
        int n = map.segments().size();
        this.map = map;
        this.moved = new int[n][n];
        this.left = new int[n];
        this.entered = new int[n];
    }

    /**
     * Returns the migration between two dates.
     *
     * @param before the segments at the first date
     * @param idsBefore the customer of each of its rows, as {@code table::customerId}
     * @param after the segments at the second date
     * @param idsAfter the customer of each of its rows
     * @return the migration
     * @throws IllegalArgumentException if the maps differ, or a customer has two rows at a date, naming the customer
     */
    public static Migration between(
            SegmentColumn before, IntFunction<String> idsBefore, SegmentColumn after, IntFunction<String> idsAfter) {
        if (!before.map().equals(after.map())) {
            throw new IllegalArgumentException("segments of different maps cannot be compared: %s; %s"
                    .formatted(before.map().describe(), after.map().describe()));
        }
        Migration migration = new Migration(before.map());
        Map<String, Integer> rows = rows(before, idsBefore, "before");
        for (Map.Entry<String, Integer> customer :
                rows(after, idsAfter, "after").entrySet()) {
            int to = after.index(customer.getValue());
            Integer row = rows.remove(customer.getKey());
            if (row == null) {
                migration.entered[to]++;
            } else {
                migration.moved[before.index(row)][to]++;
            }
        }
        for (int row : rows.values()) {
            migration.left[before.index(row)]++;
        }
        return migration;
    }

    private static Map<String, Integer> rows(SegmentColumn segments, IntFunction<String> ids, String when) {
        Map<String, Integer> rows = new HashMap<>(2 * segments.size());
        for (int row = 0; row < segments.size(); row++) {
            Integer earlier = rows.put(ids.apply(row), row);
            if (earlier != null) {
                throw new IllegalArgumentException(
                        "customer '%s' has two rows %s: %s and %s".formatted(ids.apply(row), when, earlier, row));
            }
        }
        return rows;
    }

    /**
     * Returns the map of the segments.
     *
     * @return the map of both dates
     */
    public SegmentMap map() {
        return map;
    }

    /**
     * Returns how many customers went from one segment to another, or stayed if both are the same.
     *
     * @param from the name of the segment at the first date
     * @param to the name of the segment at the second date
     * @return the number of customers who are there at both dates
     * @throws IllegalArgumentException if the map has no such segment
     */
    public int customers(String from, String to) {
        return moved[map.place(from)][map.place(to)];
    }

    /**
     * Returns which part of a segment's customers went to another, out of those who are there at both dates.
     *
     * @param from the name of the segment at the first date
     * @param to the name of the segment at the second date
     * @return the share; those of one {@code from} add up to 1, and are empty if nobody of it is there at both dates
     * @throws IllegalArgumentException if the map has no such segment
     */
    public Ratio share(String from, String to) {
        return Ratio.of(customers(from, to), stayed(map.place(from)));
    }

    /**
     * Returns how many customers of a segment are not there any more at the second date.
     *
     * @param from the name of the segment at the first date
     * @return the number of customers
     * @throws IllegalArgumentException if the map has no such segment
     */
    public int left(String from) {
        return left[map.place(from)];
    }

    /**
     * Returns which part of a segment's customers is not there any more.
     *
     * @param from the name of the segment at the first date
     * @return those who left out of all of the segment at the first date
     * @throws IllegalArgumentException if the map has no such segment
     */
    public Ratio shareLeft(String from) {
        return Ratio.of(left(from), before(from));
    }

    /**
     * Returns how many customers of a segment were not there at the first date.
     *
     * @param to the name of the segment at the second date
     * @return the number of customers
     * @throws IllegalArgumentException if the map has no such segment
     */
    public int entered(String to) {
        return entered[map.place(to)];
    }

    /**
     * Returns how many customers a segment had at the first date.
     *
     * @param segment the name of the segment
     * @return the number of customers
     * @throws IllegalArgumentException if the map has no such segment
     */
    public int before(String segment) {
        int place = map.place(segment);
        return stayed(place) + left[place];
    }

    /**
     * Returns how many customers a segment has at the second date.
     *
     * @param segment the name of the segment
     * @return the number of customers
     * @throws IllegalArgumentException if the map has no such segment
     */
    public int after(String segment) {
        int place = map.place(segment);
        int sum = entered[place];
        for (int[] row : moved) {
            sum += row[place];
        }
        return sum;
    }

    /**
     * Returns how many customers are there at both dates.
     *
     * @return the number of customers in the matrix
     */
    public int present() {
        int sum = 0;
        for (int from = 0; from < moved.length; from++) {
            sum += stayed(from);
        }
        return sum;
    }

    /** Returns how many customers of a segment are there at both dates, wherever they went. */
    private int stayed(int from) {
        int sum = 0;
        for (int count : moved[from]) {
            sum += count;
        }
        return sum;
    }
}

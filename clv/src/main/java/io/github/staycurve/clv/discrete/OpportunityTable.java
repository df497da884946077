package io.github.staycurve.clv.discrete;

import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.time.CalendarGrid;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Histories of customers who can buy once a period, equal ones as one row with a weight.
 *
 * <p>The period of the first purchase is not an opportunity: it makes somebody a customer, as the first purchase does in
 * continuous time. This class is immutable and thread-safe.
 */
public final class OpportunityTable {
    private final PeriodUnit unit;
    private final int[] x;
    private final int[] tx;
    private final int[] n;
    private final double[] weight;

    private OpportunityTable(PeriodUnit unit, int[] x, int[] tx, int[] n, double[] weight) {
        this.unit = unit;
        this.x = x;
        this.tx = tx;
        this.n = n;
        this.weight = weight;
    }

    /** A history; tables list them by n, then x, then t<sub>x</sub>. */
    private record History(int n, int x, int tx) implements Comparable<History> {
        @Override
        public int compareTo(History other) {
            int byN = Integer.compare(n, other.n);
            int byX = byN != 0 ? byN : Integer.compare(x, other.x);
            return byX != 0 ? byX : Integer.compare(tx, other.tx);
        }
    }

    /**
     * Returns a table of histories.
     *
     * @param unit the time from one opportunity to the next
     * @param x opportunities taken, 0 or more
     * @param tx the number of the last one taken, 0 where x is 0
     * @param n opportunities there were
     * @param weight customers with this history, above 0
     * @return the table, equal histories together
     * @throws IllegalArgumentException if the arrays differ in length or a row is no history
     */
    public static OpportunityTable of(PeriodUnit unit, int[] x, int[] tx, int[] n, double[] weight) {
        if (tx.length != x.length || n.length != x.length || weight.length != x.length) {
            throw new IllegalArgumentException("x, tx, n and weight must be of one length, were %d, %d, %d and %d"
                    .formatted(x.length, tx.length, n.length, weight.length));
        }
        SortedMap<History, Double> rows = new TreeMap<>();
        for (int row = 0; row < x.length; row++) {
            requireHistory(x[row], tx[row], n[row]);
            rows.merge(new History(n[row], x[row], tx[row]), Checks.positiveFinite(weight[row], "weight"), Double::sum);
        }
        return of(unit, rows);
    }

    /**
     * Returns the histories of the customers of a log: a period with a purchase is an opportunity taken.
     *
     * @param log the purchases; refunds are no purchases and are passed over
     * @param grid the periods
     * @param end the last day observed; an opportunity counts when its whole period lies up to this day
     * @return the table; customers whose first purchase lies after the last whole period are not in it
     */
    public static OpportunityTable of(TransactionLog log, CalendarGrid grid, LocalDate end) {
        int last = grid.indexOf(end);
        if (grid.lastDay(last).isAfter(end)) {
            last--;
        }
        SortedMap<History, Double> rows = new TreeMap<>();
        for (int customer = 0; customer < log.customers(); customer++) {
            int first = Integer.MIN_VALUE;
            int latest = Integer.MIN_VALUE;
            int taken = 0;
            for (int row = log.start(customer); row < log.start(customer + 1); row++) {
                int period = log.isRefund(row) ? latest : grid.indexOf(Instant.ofEpochMilli(log.epochMillis(row)));
                if (period == latest || period > last) { // a log is in the order of time
                    continue;
                }
                if (first == Integer.MIN_VALUE) {
                    first = period;
                } else {
                    taken++;
                }
                latest = period;
            }
            if (first != Integer.MIN_VALUE) {
                rows.merge(new History(last - first, taken, latest - first), 1.0, Double::sum);
            }
        }
        return of(grid.unit(), rows);
    }

    private static OpportunityTable of(PeriodUnit unit, SortedMap<History, Double> rows) {
        OpportunityTable table = new OpportunityTable(
                unit, new int[rows.size()], new int[rows.size()], new int[rows.size()], new double[rows.size()]);
        int row = 0;
        for (var entry : rows.entrySet()) {
            table.x[row] = entry.getKey().x();
            table.tx[row] = entry.getKey().tx();
            table.n[row] = entry.getKey().n();
            table.weight[row] = entry.getValue();
            row++;
        }
        return table;
    }

    /** Refuses what cannot be the history of a customer. */
    static void requireHistory(int x, int tx, int n) {
        if (x < 0 || tx < x || n < tx || (x == 0 && tx != 0)) {
            throw new IllegalArgumentException(
                    "history must have 0 <= x <= tx <= n and tx = 0 where x = 0, was x = %d, tx = %d, n = %d"
                            .formatted(x, tx, n));
        }
    }

    /**
     * Returns the time from one opportunity to the next.
     *
     * @return the unit
     */
    public PeriodUnit unit() {
        return unit;
    }

    /**
     * Returns the number of distinct histories.
     *
     * @return the rows
     */
    public int size() {
        return x.length;
    }

    /**
     * Returns the opportunities taken.
     *
     * @param row the row
     * @return x, 0 or more
     */
    public int taken(int row) {
        return x[row];
    }

    /**
     * Returns the number of the last opportunity taken.
     *
     * @param row the row
     * @return t<sub>x</sub>, 0 if none was taken
     */
    public int lastTaken(int row) {
        return tx[row];
    }

    /**
     * Returns the opportunities there were.
     *
     * @param row the row
     * @return n, 0 or more
     */
    public int opportunities(int row) {
        return n[row];
    }

    /**
     * Returns how many customers have this history.
     *
     * @param row the row
     * @return the weight, above 0
     */
    public double weight(int row) {
        return weight[row];
    }

    /**
     * Returns how many customers there are.
     *
     * @return the sum of the weights
     */
    public double totalWeight() {
        double sum = 0;
        for (double each : weight) {
            sum += each;
        }
        return sum;
    }
}

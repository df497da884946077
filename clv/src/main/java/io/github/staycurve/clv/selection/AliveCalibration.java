package io.github.staycurve.clv.selection;

import io.github.staycurve.clv.model.PurchaseModel;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.internal.CompensatedSum;
import io.github.staycurve.core.stat.Ratio;
import io.github.staycurve.core.time.Horizon;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Whether P(alive) means what it says: by tenths of the customers in the order of P(alive), the share who bought in the
 * holdout against the share the model expected to.
 *
 * <p>Nobody sees who is alive. Who bought in the holdout was, but who did not may only have been silent, so that the share of
 * buyers is a lower bound of the share alive and must not be compared with P(alive) itself. What it has to meet is the mean of
 * 1 - P(no purchase in the holdout), which the model gives too.
 *
 * <p>Customers of equal P(alive) are never parted: all one-time buyers of BG/NBD, whose P(alive) is 1, are in one row. So some
 * tenths may be empty; they have no row.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param rows the tenths that have customers, by rising P(alive)
 */
public record AliveCalibration(List<Row> rows) {
    private static final int TENTHS = 10;

    /**
     * Keeps a copy of the rows.
     *
     * @param rows the tenths that have customers, by rising P(alive)
     */
    public AliveCalibration {
        rows = List.copyOf(rows);
    }

    /**
     * The customers of one tenth. Immutable and thread-safe.
     *
     * @param tenth the number of the tenth, from 1, the least likely to be alive
     * @param alive the sum of P(alive) over customers
     * @param expected the sum of the probability of a purchase in the holdout over customers, at most that of P(alive)
     * @param bought customers with a purchase in the holdout over customers: a lower bound of the share alive
     */
    public record Row(int tenth, Ratio alive, Ratio expected, Ratio bought) {
        /**
         * Returns how many customers there are.
         *
         * @return 1 or more
         */
        public long customers() {
            return (long) bought.denominator();
        }
    }

    /**
     * Returns the calibration of a model on customers with a holdout.
     *
     * @param model the model, in the unit of the table
     * @param table customers with a holdout that the model was not fitted to
     * @return the calibration
     * @throws IllegalArgumentException if the table is in another unit
     * @throws IllegalStateException if it has no holdout
     */
    public static AliveCalibration of(PurchaseModel model, CustomerSummaryTable table) {
        double[] alive = new double[table.size()];
        model.probabilityAlive(table, alive);
        Horizon holdout = table.holdout();
        double horizon = holdout.in(model.unit());
        int[] tenths = tenths(alive);
        List<Tally> tallies = new ArrayList<>();
        for (int tenth = 0; tenth < TENTHS; tenth++) {
            tallies.add(new Tally());
        }
        for (int row = 0; row < alive.length; row++) {
            Tally tally = tallies.get(tenths[row]);
            boolean buys = table.holdoutPurchases(row) > 0;
            tally.customers++;
            tally.bought += buys ? 1 : 0;
            tally.alive.add(alive[row]);
            tally.expected.add(
                    1 - model.probabilityNoPurchase(table.frequency(row), table.recency(row), table.age(row), horizon));
        }
        List<Row> rows = new ArrayList<>();
        for (int tenth = 0; tenth < TENTHS; tenth++) {
            Tally tally = tallies.get(tenth);
            if (tally.customers > 0) {
                rows.add(tally.row(tenth + 1));
            }
        }
        return new AliveCalibration(rows);
    }

    /** Returns the tenth of each value by its mid-rank, which does not part equal values or depend on their order. */
    private static int[] tenths(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int[] tenths = new int[values.length];
        for (int row = 0; row < values.length; row++) {
            int from = firstAtLeast(sorted, values[row]);
            int to = firstAtLeast(sorted, Math.nextUp(values[row]));
            double midRank = 0.5 * from + 0.5 * to;
            tenths[row] = Math.min(TENTHS - 1, (int) (TENTHS * midRank / values.length));
        }
        return tenths;
    }

    private static int firstAtLeast(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static final class Tally {
        private int customers;
        private int bought;
        private final CompensatedSum alive = new CompensatedSum();
        private final CompensatedSum expected = new CompensatedSum();

        Row row(int tenth) {
            return new Row(
                    tenth,
                    Ratio.of(alive.value(), customers),
                    Ratio.of(expected.value(), customers),
                    Ratio.of(bought, customers));
        }
    }

    /**
     * Returns the table as text, with the caution that buyers are only some of those alive.
     *
     * @return several lines
     */
    public String describe() {
        StringBuilder text = new StringBuilder(
                "Buyers in the holdout by tenths of P(alive). Who bought was alive, who did not may have"
                        + " been: compare 'bought' with 'expected', not with 'alive'.\ntenth  customers      alive   expected"
                        + "     bought");
        for (Row row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "\n%5d %10d %10.4f %10.4f %10.4f",
                    row.tenth(),
                    row.customers(),
                    row.alive().value().orElseThrow(),
                    row.expected().value().orElseThrow(),
                    row.bought().value().orElseThrow()));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return describe();
    }
}

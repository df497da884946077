package io.github.staycurve.clv.selection;

import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.CompensatedSum;
import io.github.staycurve.core.stat.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Mean purchases in the holdout, predicted and actual, by the number of repeat purchases before it: 0 to 6, and 7 or more.
 *
 * <p>A model may have the total right and the customers wrong, too much for those who bought once and too little for the
 * frequent ones: here it shows.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param name what predicted
 * @param rows a row for each number of repeat purchases, rising; the last one is for that number or more
 * @see <a href="https://doi.org/10.1287/mksc.1040.0098">Fader, Hardie and Lee (2005), "Counting Your Customers" the Easy
 *     Way, Marketing Science 24(2), figure 4: conditional expectations by frequency</a>
 */
public record FrequencyCalibration(String name, List<Row> rows) {
    /** The first number of repeat purchases that shares its row with all greater ones. */
    private static final int LAST = 7;

    /**
     * Keeps a copy of the rows.
     *
     * @param name what predicted
     * @param rows a row for each number of repeat purchases, rising; the last one is for that number or more
     */
    public FrequencyCalibration {
        Checks.notBlank(name, "name");
        rows = List.copyOf(rows);
    }

    /**
     * The customers of one frequency. Immutable and thread-safe.
     *
     * @param frequency x, their repeat purchases before the holdout
     * @param orMore whether those with more are among them
     * @param actual purchases in the holdout over customers; empty if there are no such customers
     * @param predicted predicted purchases over customers; empty if there are no such customers
     */
    public record Row(int frequency, boolean orMore, Ratio actual, Ratio predicted) {
        /**
         * Returns how many customers there are.
         *
         * @return 0 or more
         */
        public long customers() {
            return (long) actual.denominator();
        }
    }

    /**
     * Returns the calibration of a prediction.
     *
     * @param name what predicted
     * @param table customers with a holdout
     * @param predicted expected purchases of each over the length of the holdout, all defined
     * @return eight rows, those without customers too
     * @throws IllegalArgumentException if a prediction is missing, or the rows differ in number
     * @throws IllegalStateException if the table has no holdout
     */
    public static FrequencyCalibration of(String name, CustomerSummaryTable table, ScoreColumn predicted) {
        Checks.length(predicted.size(), table.size(), "predicted");
        int[] customers = new int[LAST + 1];
        long[] actual = new long[LAST + 1];
        List<CompensatedSum> expected = new ArrayList<>();
        for (int x = 0; x <= LAST; x++) {
            expected.add(new CompensatedSum());
        }
        for (int row = 0; row < table.size(); row++) {
            double value = predicted.valueOrNaN(row);
            if (Double.isNaN(value)) {
                throw new IllegalArgumentException("customer '%s' has no prediction".formatted(table.customerId(row)));
            }
            int group = Math.min(LAST, table.frequency(row));
            customers[group]++;
            actual[group] += table.holdoutPurchases(row);
            expected.get(group).add(value);
        }
        List<Row> rows = new ArrayList<>();
        for (int x = 0; x <= LAST; x++) {
            rows.add(new Row(
                    x,
                    x == LAST,
                    Ratio.of((double) actual[x], customers[x]),
                    Ratio.of(expected.get(x).value(), customers[x])));
        }
        return new FrequencyCalibration(name, rows);
    }

    /**
     * Returns the table as text.
     *
     * @return a heading and a line a row; a dash where there are no customers
     */
    public String describe() {
        StringBuilder text = new StringBuilder(name + ": mean purchases in the holdout by repeat purchases before it"
                + "\n   x  customers     actual  predicted");
        for (Row row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "\n%3d%s %10d %10s %10s",
                    row.frequency(),
                    row.orMore() ? "+" : " ",
                    row.customers(),
                    mean(row.actual()),
                    mean(row.predicted())));
        }
        return text.toString();
    }

    private static String mean(Ratio ratio) {
        OptionalDouble value = ratio.value();
        return value.isPresent() ? String.format(Locale.ROOT, "%.4f", value.getAsDouble()) : "-";
    }

    @Override
    public String toString() {
        return describe();
    }
}

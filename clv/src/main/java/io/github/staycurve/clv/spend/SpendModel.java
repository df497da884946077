package io.github.staycurve.clv.spend;

import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.data.ScoreKind;
import java.util.OptionalDouble;

/**
 * What every fitted model of spend answers: what a customer's next purchases are expected to bring, each.
 *
 * <p>A mean may not exist; it is then empty, never infinite or negative. A number never depends on who else is in the
 * table. Money is in the unit the model was fitted to.
 *
 * <p>Implementations are immutable and thread-safe.
 */
public interface SpendModel {

    /**
     * Returns the expected spend of a customer's next purchases, given the mean of those so far.
     *
     * @param x the number of repeat purchases, 0 or more
     * @param meanSpend their mean spend, 0 or more and finite; not looked at for x = 0
     * @return the conditional mean, that of the population for x = 0; empty where it does not exist
     * @throws IllegalArgumentException if an argument is out of range
     */
    OptionalDouble expectedSpend(int x, double meanSpend);

    /**
     * Returns the expected spend of every customer of a table.
     *
     * @param table the customers
     * @return one score a row, undefined where the mean does not exist
     * @throws IllegalArgumentException if a customer's repeat purchases brought less than 0 together
     */
    default ScoreColumn expectedSpend(CustomerSummaryTable table) {
        double[] values = new double[table.size()];
        for (int row = 0; row < values.length; row++) {
            int x = table.frequency(row);
            values[row] =
                    expectedSpend(x, x == 0 ? 0 : table.repeatSpend(row) / x).orElse(Double.NaN);
        }
        return ScoreColumn.of(ScoreKind.EXPECTED_SPEND, values);
    }
}

package io.github.staycurve.clv.selection;

import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.data.ScoreKind;
import io.github.staycurve.core.internal.CompensatedSum;
import io.github.staycurve.core.stat.Ratio;

/**
 * How far predicted purchases were from those of the holdout, customer by customer.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param name what predicted
 * @param actual purchase occasions that all customers of the table had in the holdout
 * @param predicted purchases that were predicted for them
 * @param meanAbsoluteError the mean over customers of |predicted - actual|
 * @param rootMeanSquaredError the root of the mean over customers of (predicted - actual)²
 */
public record HoldoutErrors(
        String name, long actual, double predicted, double meanAbsoluteError, double rootMeanSquaredError) {

    /**
     * Returns the errors of a prediction.
     *
     * @param name what predicted
     * @param table customers with a holdout, at least one
     * @param predicted expected purchases of each over the length of the holdout, all defined
     * @return the errors
     * @throws IllegalArgumentException if the table is empty, a prediction is missing, or the rows differ in number
     * @throws IllegalStateException if the table has no holdout
     */
    public static HoldoutErrors of(String name, CustomerSummaryTable table, ScoreColumn predicted) {
        if (table.size() == 0 || predicted.size() != table.size()) {
            throw new IllegalArgumentException(
                    "predictions must be one a customer, for at least one: %d customers, %d predictions"
                            .formatted(table.size(), predicted.size()));
        }
        long actual = 0;
        CompensatedSum total = new CompensatedSum();
        CompensatedSum absolute = new CompensatedSum();
        CompensatedSum squared = new CompensatedSum();
        for (int row = 0; row < table.size(); row++) {
            double expected = predicted.valueOrNaN(row);
            if (Double.isNaN(expected)) {
                throw new IllegalArgumentException("customer '%s' has no prediction".formatted(table.customerId(row)));
            }
            int bought = table.holdoutPurchases(row);
            double error = expected - bought;
            actual += bought;
            total.add(expected);
            absolute.add(Math.abs(error));
            squared.add(error * error);
        }
        int n = table.size();
        return new HoldoutErrors(name, actual, total.value(), absolute.value() / n, Math.sqrt(squared.value() / n));
    }

    /**
     * Returns the predicted total over the actual one: 1 without bias, above 1 if too much was predicted.
     *
     * @return the ratio, empty if nothing was bought in the holdout
     */
    public Ratio predictedToActual() {
        return Ratio.of(predicted, (double) actual);
    }

    /**
     * Returns the errors of the simplest forecast: everyone goes on at the rate of their own past, x / T a unit of time.
     *
     * @param table customers with a holdout, at least one
     * @return the errors of the baseline, named {@code customer-mean-rate}; a customer without a past (T = 0) is expected
     *     to buy nothing
     * @throws IllegalArgumentException if the table is empty
     * @throws IllegalStateException if the table has no holdout
     */
    public static HoldoutErrors ofCustomerMeanRate(CustomerSummaryTable table) {
        return of(
                Backtest.CUSTOMER_MEAN_RATE,
                table,
                ScoreColumn.of(ScoreKind.EXPECTED_PURCHASES, Baselines.customerMeanRate(table)));
    }
}

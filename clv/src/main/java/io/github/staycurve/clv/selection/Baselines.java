package io.github.staycurve.clv.selection;

import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.internal.CompensatedSum;
import io.github.staycurve.core.internal.math.GammaFunctions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Predictions without a model. This class has no state. */
final class Baselines {
    static final List<String> NAMES =
            List.of(Backtest.CUSTOMER_MEAN_RATE, Backtest.POPULATION_MEAN, Backtest.LAST_PERIOD_REPEAT);

    private Baselines() {}

    /** Returns what each customer is expected to buy in the holdout at the rate of their own past. */
    static double[] customerMeanRate(CustomerSummaryTable table) {
        double horizon = table.holdout().length();
        double[] expected = new double[table.size()];
        for (int row = 0; row < expected.length; row++) {
            double age = table.age(row);
            expected[row] = age == 0 ? 0 : table.frequency(row) / age * horizon;
        }
        return expected;
    }

    /** Returns what everyone is expected to buy in the holdout at the rate of all. */
    static double populationMean(CustomerSummaryTable table) {
        CompensatedSum time = new CompensatedSum();
        long purchases = 0;
        for (int row = 0; row < table.size(); row++) {
            time.add(table.age(row));
            purchases += table.frequency(row);
        }
        return purchases == 0 ? 0 : purchases / time.value() * table.holdout().length();
    }

    /**
     * Returns how many repeat purchases each customer made in the last period of the holdout's length.
     *
     * @param before the table as of the beginning of that period, with the period as its holdout
     */
    static double[] lastPeriodRepeat(CustomerSummaryTable table, CustomerSummaryTable before) {
        Map<String, Integer> counts = new HashMap<>(2 * before.size());
        for (int row = 0; row < before.size(); row++) {
            counts.put(before.customerId(row), before.holdoutPurchases(row));
        }
        double[] expected = new double[table.size()];
        for (int row = 0; row < expected.length; row++) {
            // who joined within the period made all repeat purchases in it
            Integer count = counts.get(table.customerId(row));
            expected[row] = count == null ? table.frequency(row) : count;
        }
        return expected;
    }

    /** Returns the log score of each customer's holdout under a Poisson distribution of a positive mean. */
    static double[] poissonLogScores(CustomerSummaryTable table, double mean) {
        double logMean = Math.log(mean);
        double[] scores = new double[table.size()];
        for (int row = 0; row < scores.length; row++) {
            int n = table.holdoutPurchases(row);
            scores[row] = n * logMean - mean - GammaFunctions.logGamma(n + 1.0);
        }
        return scores;
    }
}

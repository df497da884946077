package io.github.staycurve.clv.selection;

import io.github.staycurve.clv.model.PurchaseModel;
import io.github.staycurve.clv.model.PurchaseModelFit;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.data.ScoreKind;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.time.ObservationWindow;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What every forecast said at one origin, and what came. Package-private; not changed after {@link #of}. */
final class OriginRun {
    private final CustomerSummaryTable table;
    private final Map<String, FitReport> reports = new LinkedHashMap<>();
    private final Map<String, HoldoutErrors> errors = new LinkedHashMap<>();
    /** The log score of each customer, for the forecasts that give a distribution. */
    private final Map<String, double[]> logScores = new LinkedHashMap<>();

    private OriginRun(CustomerSummaryTable table) {
        this.table = table;
    }

    /** Fits and judges at one origin: the fitters see the rows of {@code table} without its holdout. */
    static OriginRun of(
            CustomerSummaryTable table, CustomerSummaryTable before, Map<String, PurchaseModelFitter> fitters) {
        OriginRun run = new OriginRun(table);
        CustomerSummaryTable known = withoutHoldout(table);
        fitters.forEach((name, fitter) -> run.judge(name, fitter.fit(known)));
        run.add(Backtest.CUSTOMER_MEAN_RATE, Baselines.customerMeanRate(table));
        double mean = Baselines.populationMean(table);
        double[] same = new double[table.size()];
        Arrays.fill(same, mean);
        run.add(Backtest.POPULATION_MEAN, same);
        if (mean > 0) { // a mean of 0 would call every purchase impossible
            run.logScores.put(Backtest.POPULATION_MEAN, Baselines.poissonLogScores(table, mean));
        }
        run.add(Backtest.LAST_PERIOD_REPEAT, Baselines.lastPeriodRepeat(table, before));
        return run;
    }

    /** The rows alone, so that a fitter cannot see the holdout even by mistake. */
    private static CustomerSummaryTable withoutHoldout(CustomerSummaryTable table) {
        double[] sumLogGaps = new double[table.size()];
        for (int row = 0; row < sumLogGaps.length; row++) {
            sumLogGaps[row] = table.sumLogGaps(row);
        }
        return CustomerSummaryTable.of(table.unit(), table.rows()).withSumLogGaps(sumLogGaps);
    }

    private void judge(String name, PurchaseModelFit fit) {
        reports.put(name, fit.report());
        if (!fit.hasModel()) {
            return;
        }
        PurchaseModel model = fit.model();
        double[] expected = new double[table.size()];
        model.expectedPurchases(table, table.holdout(), expected);
        add(name, expected);
        double horizon = table.holdout().in(model.unit());
        double[] scores = new double[table.size()];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = Math.log(model.probabilityOfPurchases(
                    table.holdoutPurchases(row), table.frequency(row), table.recency(row), table.age(row), horizon));
        }
        logScores.put(name, scores);
    }

    private void add(String name, double[] expected) {
        errors.put(name, HoldoutErrors.of(name, table, ScoreColumn.of(ScoreKind.EXPECTED_PURCHASES, expected)));
    }

    int customers() {
        return table.size();
    }

    String customerId(int row) {
        return table.customerId(row);
    }

    ObservationWindow window() {
        return table.window().orElseThrow();
    }

    Map<String, FitReport> reports() {
        return reports;
    }

    Map<String, HoldoutErrors> errors() {
        return errors;
    }

    Map<String, double[]> logScores() {
        return logScores;
    }
}

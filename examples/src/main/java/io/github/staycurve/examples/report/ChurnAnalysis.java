package io.github.staycurve.examples.report;

import io.github.staycurve.churn.definition.ChurnLabel;
import io.github.staycurve.churn.definition.ChurnLabels;
import io.github.staycurve.churn.definition.FixedWindow;
import io.github.staycurve.churn.evaluate.ScoreComparison;
import io.github.staycurve.churn.evaluate.ScoredOutcomes;
import io.github.staycurve.churn.feature.CustomerLogs;
import io.github.staycurve.churn.score.ChurnModel;
import io.github.staycurve.churn.score.LogisticModel;
import io.github.staycurve.churn.score.Reason;
import io.github.staycurve.clv.model.PurchaseModel;
import io.github.staycurve.clv.model.PurchaseModelFit;
import io.github.staycurve.clv.selection.PurchaseModels;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.time.Horizon;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Who will churn: by a model that was trained at earlier cutoffs of the same log and checked at a later one, or where there
 * is too little history for that, by the purchase model. Both say how probable it is that nothing is bought in the horizon.
 */
final class ChurnAnalysis {
    private final ReportOptions options;
    private final TransactionLog log;
    private final Optional<EventLog> events;
    private final ObservationWindow window;

    ChurnAnalysis(ReportOptions options, TransactionLog log, Optional<EventLog> events, ObservationWindow window) {
        this.options = options;
        this.log = log;
        this.events = events;
        this.window = window;
    }

    /** Scores the customers of a table, one at least, of whom a purchase model is known. */
    ChurnResult of(
            CustomerSummaryTable customers, String modelName, PurchaseModelFit purchases, LocalDate firstPurchase) {
        try {
            return byTrainedModel(train(customers.size(), firstPurchase), customers, modelName);
        } catch (ChurnTraining.TooLittle tooLittle) {
            return byPurchaseModel(customers, purchases, tooLittle.why());
        }
    }

    private ChurnTraining train(int customers, LocalDate firstPurchase) throws ChurnTraining.TooLittle {
        LocalDate end = window.calibrationEnd();
        int days = options.churnDays();
        ChurnPlan plan = ChurnPlan.of(customers, firstPurchase, end, days)
                .orElseThrow(() -> new ChurnTraining.TooLittle(ChurnPlan.tooShort(firstPurchase, end, days)));
        return ChurnTraining.of(
                plan,
                events.map(e -> CustomerLogs.of(log, e)).orElseGet(() -> CustomerLogs.of(log)),
                events.map(e -> EventTypes.mostFrequent(e, plan.training().get(0), window.zone()))
                        .orElse(List.of()),
                end,
                window.zone(),
                days);
    }

    private ChurnResult byTrainedModel(ChurnTraining training, CustomerSummaryTable customers, String modelName) {
        LocalDate end = window.calibrationEnd();
        LogisticModel model = training.explained();
        double[] scored = model.probability(training.current().table()).toArray();
        int[] rows = new int[customers.size()];
        double[] probabilities = new double[rows.length];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = training.current().indexOf(customers.customerId(row), end);
            probabilities[row] = rows[row] < 0 ? Double.NaN : scored[rows[row]];
        }
        FeatureTable features = training.current().table().withFeatures(model.featureNames());
        String source = "logistic model trained at %d earlier cutoff%s and checked at %s"
                .formatted(
                        training.plan().training().size(),
                        training.plan().training().size() == 1 ? "" : "s",
                        training.plan().check());
        return result(
                source,
                Optional.of(training),
                Optional.empty(),
                Optional.of(probabilities),
                row -> rows[row] < 0
                        ? ""
                        : model.reasons(features.row(rows[row]))
                                .top()
                                .map(Reason::words)
                                .orElse(""),
                peer(training, modelName),
                customers);
    }

    private ChurnResult byPurchaseModel(CustomerSummaryTable customers, PurchaseModelFit purchases, String why) {
        if (!purchases.hasModel()) {
            return result(
                    "no model",
                    Optional.empty(),
                    Optional.of(why + "; and there is no purchase model"),
                    Optional.empty(),
                    row -> "",
                    Optional.empty(),
                    customers);
        }
        PurchaseModel model = purchases.model();
        double[] noPurchase = model.probabilityNoPurchase(customers, horizon()).toArray();
        return result(
                purchases.report().modelName() + " as there is too little history to train a model",
                Optional.empty(),
                Optional.of(why),
                Optional.of(noPurchase),
                row -> PurchaseReason.words(model, customers, row, noPurchase[row]),
                Optional.empty(),
                customers);
    }

    private ChurnResult result(
            String source,
            Optional<ChurnTraining> training,
            Optional<String> why,
            Optional<double[]> probabilities,
            IntFunction<String> topReason,
            Optional<ScoreComparison> peer,
            CustomerSummaryTable customers) {
        LocalDate end = window.calibrationEnd();
        return new ChurnResult(
                options.churnDays(),
                end,
                "no purchase in the %s after %s: %s".formatted(horizonInWords(), end, source),
                training,
                why,
                probabilities.map(p -> ScoreColumn.of(ChurnModel.CHURN_PROBABILITY, p)),
                topReason,
                peer,
                probabilities.flatMap(p -> holdout(customers, p)));
    }

    private String horizonInWords() {
        return options.churnDays() == 1 ? "day" : options.churnDays() + " days";
    }

    private Horizon horizon() {
        return Horizon.of(options.churnDays(), PeriodUnit.DAY);
    }

    /** The model beside the purchase model, fitted to what was known at the check. */
    private Optional<ScoreComparison> peer(ChurnTraining training, String modelName) {
        CustomerSummaryTable known = log.summarize(
                        ObservationWindow.until(training.plan().check(), window.zone()), options.unit())
                .table();
        PurchaseModelFit fit = PurchaseModels.of(modelName).fit(known);
        if (!fit.hasModel()) {
            return Optional.empty();
        }
        ScoreColumn silent = fit.model().probabilityNoPurchase(known, horizon());
        Map<String, Integer> rowOf = new HashMap<>();
        for (int row = 0; row < known.size(); row++) {
            rowOf.put(known.customerId(row), row);
        }
        double[] peer = new double[training.check().size()];
        for (int i = 0; i < peer.length; i++) {
            Integer row = rowOf.get(training.check().rows().customerId(i));
            if (row == null) {
                return Optional.empty();
            }
            peer[i] = silent.valueOrNaN(row);
        }
        return Optional.of(ScoreComparison.of(
                training.fit().model().probability(training.check().table()).toArray(),
                peer,
                training.check().churned()));
    }

    /** What was said of the customers and what they did, where the horizon was observed after the calibration. */
    private Optional<ScoredOutcomes> holdout(CustomerSummaryTable customers, double[] probabilities) {
        if (window.calibrationEnd().plusDays(options.churnDays()).isAfter(window.end())) {
            return Optional.empty();
        }
        ChurnLabels labels = new FixedWindow(options.churnDays())
                .label(PurchaseDays.of(log, window.zone()), window.calibrationEnd(), window.end());
        double[] said = new double[probabilities.length];
        boolean[] churned = new boolean[probabilities.length];
        int n = 0;
        for (int row = 0; row < said.length; row++) {
            int at = labels.indexOf(customers.customerId(row));
            if (at >= 0 && labels.label(at) != ChurnLabel.UNKNOWN && !Double.isNaN(probabilities[row])) {
                said[n] = probabilities[row];
                churned[n++] = labels.label(at) == ChurnLabel.CHURNED;
            }
        }
        return n == 0
                ? Optional.empty()
                : Optional.of(ScoredOutcomes.of(Arrays.copyOf(said, n), Arrays.copyOf(churned, n)));
    }
}

package io.github.staycurve.examples.report;

import io.github.staycurve.clv.selection.BaselineWin;
import io.github.staycurve.clv.selection.HoldoutErrors;
import io.github.staycurve.clv.spend.SpendDependence;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreKind;
import io.github.staycurve.core.data.SummaryAudit;
import io.github.staycurve.core.fit.Estimate;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.ingest.Ingested;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.stat.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Writes what {@code report.json} says about purchases. */
final class PurchasesJson {
    private static final double CONFIDENCE = 0.95;

    private final PurchaseResult result;

    PurchasesJson(PurchaseResult result) {
        this.result = result;
    }

    /** What was read, and what became of it. */
    JsonObject.Builder input() {
        Ingested<?> read = result.input().transactions();
        SummaryAudit reduced = result.summaries().audit();
        return IngestJson.of(result.input().name(), read)
                .put("orders", read.audit().orders())
                .put("customers", reduced.customers())
                .put("customersSummarized", reduced.summarized())
                .put("customersLater", reduced.laterCustomers())
                .put("customersWithoutPurchase", reduced.customersWithoutPurchase())
                .put("occasions", reduced.occasions())
                .put("merged", reduced.merged())
                .put("withoutOccasion", reduced.withoutOccasion())
                .put("ofLaterCustomers", reduced.ofLaterCustomers())
                .put("outsideWindow", reduced.outsideWindow());
    }

    /** The fitted models, and those they were compared with. */
    JsonObject models() {
        PurchaseModelChoice.Chosen chosen = result.model();
        List<JsonObject> compared = new ArrayList<>();
        chosen.compared().forEach((name, report) -> compared.add(compared(chosen, name, report)));
        return JsonObject.builder()
                .put("purchases", model(chosen.name(), chosen.fit().report()))
                .put(
                        "spend",
                        model(label(result.spend().report()), result.spend().report()))
                .put("spendDependence", dependence())
                .put("compared", compared)
                .put("choice", chosen.reason().orElse("asked for by name"))
                .put(
                        "baselineWins",
                        chosen.baselineWins().stream()
                                .map(BaselineWin::describe)
                                .toList())
                .build();
    }

    /** Whether spend goes with frequency. */
    private JsonObject dependence() {
        SpendDependence dependence = result.dependence();
        Optional<Interval> interval = dependence.interval(CONFIDENCE);
        return JsonObject.builder()
                .put("rankCorrelation", dependence.rankCorrelation())
                .put("lower", number(interval.map(Interval::lower)))
                .put("upper", number(interval.map(Interval::upper)))
                .put("customers", dependence.customers())
                .put("verdict", dependence.verdict().name())
                .put("explanation", dependence.describe())
                .build();
    }

    private static OptionalDouble number(Optional<Double> value) {
        return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
    }

    private static JsonObject model(String name, FitReport report) {
        JsonObject.Builder parameters = JsonObject.builder();
        JsonObject.Builder errors = JsonObject.builder();
        for (Estimate estimate : report.estimates()) {
            parameters.put(estimate.name(), estimate.value());
            errors.put(estimate.name(), estimate.standardError());
        }
        return JsonObject.builder()
                .put("name", name)
                .put("parameters", parameters.build())
                .put("standardErrors", errors.build())
                .put("logLikelihood", finite(report.logLikelihood()))
                .put("aic", finite(report.aic()))
                .put("bic", finite(report.bic()))
                .put("status", report.status().name())
                .put("explanation", report.explanation())
                .put("customers", Math.round(report.observations())) // rows here, each of weight 1
                .put("iterations", report.iterations())
                .put("evaluations", report.evaluations())
                .build();
    }

    private static JsonObject compared(PurchaseModelChoice.Chosen chosen, String name, FitReport report) {
        return JsonObject.builder()
                .put("name", name)
                .put("status", report.status().name())
                .put("logLikelihood", finite(report.logLikelihood()))
                .put("aic", finite(report.aic()))
                .put("bic", finite(report.bic()))
                .put("logScore", chosen.logScore(name))
                .put("chosen", name.equals(chosen.name()))
                .build();
    }

    /** How well the purchase model predicted. */
    Optional<JsonObject> holdout() {
        return result.holdout().map(this::holdout);
    }

    private JsonObject holdout(PurchaseResult.Holdout holdout) {
        JsonObject.Builder json = errors(holdout.model());
        return json.put("name", holdout.model().name())
                .put("actual", holdout.model().actual())
                .put("length", result.summaries().table().holdout().length())
                .put(
                        "baseline",
                        errors(holdout.baseline())
                                .put("name", holdout.baseline().name())
                                .build())
                .build();
    }

    private static JsonObject.Builder errors(HoldoutErrors errors) {
        return JsonObject.builder()
                .put("predicted", errors.predicted())
                .put("mae", errors.meanAbsoluteError())
                .put("rmse", errors.rootMeanSquaredError());
    }

    /** Sums over the customers. */
    JsonObject totals() {
        CustomerSummaryTable table = result.summaries().table();
        long repeats =
                IntStream.range(0, table.size()).mapToLong(table::frequency).sum();
        // a stream of doubles adds with compensation
        double spend =
                IntStream.range(0, table.size()).mapToDouble(table::totalSpend).sum();
        return JsonObject.builder()
                .put("customers", table.size())
                .put("purchases", repeats + table.size())
                .put("repeatPurchases", repeats)
                .put("totalSpend", spend)
                .put("customersAlive", sum(ScoreKind.PROBABILITY_ALIVE))
                .put("expectedPurchases", sum(ScoreKind.EXPECTED_PURCHASES))
                .put("residualValue", sum(ScoreKind.RESIDUAL_VALUE))
                .build();
    }

    private OptionalDouble sum(ScoreKind kind) {
        return number(result.sum(kind));
    }

    private static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** The name in small letters: Gamma-Gamma is gamma-gamma. */
    private static String label(FitReport report) {
        return report.modelName().toLowerCase(Locale.ROOT).replace('/', '-');
    }
}

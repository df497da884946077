package io.github.staycurve.examples.report;

import io.github.staycurve.clv.selection.HoldoutErrors;
import io.github.staycurve.clv.spend.GammaGammaFit;
import io.github.staycurve.clv.spend.SpendDependence;
import io.github.staycurve.core.data.CustomerSummaries;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.data.ScoreKind;
import io.github.staycurve.core.data.ScoreTable;
import io.github.staycurve.core.ingest.IngestAudit;
import io.github.staycurve.core.lifecycle.CustomerStage;
import io.github.staycurve.core.lifecycle.LifecycleStage;
import io.github.staycurve.core.time.ObservationWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What a report says about purchases.
 *
 * @param input what was read
 * @param summaries the customers, and what became of every transaction
 * @param model the purchase model's fit, and how it was chosen
 * @param spend the spend model's fit
 * @param dependence whether spend goes with frequency, which the spend model takes for granted not to be so
 * @param scores the scores of every customer, those that there are
 * @param holdout how well the purchase model predicted, if there is a holdout and a model
 * @param segments the RFM scores, segments and value tiers of every customer
 * @param stages the lifecycle stages of every customer
 * @param operating sales, repeats, trend
 * @param churn who will buy nothing within the horizon of churn
 */
record PurchaseResult(
        TransactionSource.Input input,
        CustomerSummaries summaries,
        PurchaseModelChoice.Chosen model,
        GammaGammaFit spend,
        SpendDependence dependence,
        ScoreTable scores,
        Optional<Holdout> holdout,
        Segmentation.Result segments,
        Stages stages,
        Operating operating,
        ChurnResult churn) {

    /** The errors of the purchase model in the holdout, and those of the simplest forecast. */
    record Holdout(HoldoutErrors model, HoldoutErrors baseline) {}

    /** Returns how many orders were bought up to the end of a window, where their numbers were read. */
    OptionalLong distinctOrders(ObservationWindow window) {
        return input.transactions()
                .ordersBefore(
                        window.end().plusDays(1).atStartOfDay(window.zone()).toInstant());
    }

    /** Returns this part of the report in a few lines, for people. */
    List<String> summary(ReportOptions options, ObservationWindow window) {
        IngestAudit audit = input.transactions().audit();
        List<String> lines = new ArrayList<>();
        lines.add("%s: %,d rows, %,d accepted, %,d refused"
                .formatted(input.name(), audit.rows(), audit.accepted(), audit.refused()));
        lines.add("%,d customers; %s".formatted(scores.size(), window.describe()));
        model.reason().ifPresent(lines::add);
        lines.add("purchases: " + model.fit().report().describe());
        model.baselineWins().forEach(win -> lines.add(win.describe()));
        lines.add("spend: " + spend.report().describe());
        lines.add(dependence.describe());
        holdout.ifPresent(h -> lines.add("holdout: %,d purchases, %.0f predicted (%s: %.0f)"
                .formatted(
                        h.model().actual(),
                        h.model().predicted(),
                        h.baseline().name(),
                        h.baseline().predicted())));
        sum(ScoreKind.EXPECTED_PURCHASES)
                .ifPresent(purchasesAhead -> lines.add("%s %ss from %s on: %,.0f purchases expected%s"
                        .formatted(
                                plain(options.horizon().length()),
                                options.unit().label(),
                                window.calibrationEnd().plusDays(1),
                                purchasesAhead,
                                sum(ScoreKind.RESIDUAL_VALUE)
                                        .map(value -> ", worth %,.0f on %s".formatted(value, window.calibrationEnd()))
                                        .orElse(""))));
        lines.add(segments.table().rows().stream()
                .filter(row -> row.customers() > 0)
                .map(row -> "%s %,d".formatted(row.segment().name(), row.customers()))
                .collect(Collectors.joining(", ", "segments: ", "")));
        lines.add("stages: "
                + stages.count(CustomerStage::lifecycle, LifecycleStage.values()).entrySet().stream()
                        .map(entry -> "%s %,d".formatted(entry.getKey().label(), entry.getValue()))
                        .collect(Collectors.joining(", ")));
        lines.add(churn.summary());
        return lines;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? "%.0f".formatted(number) : Double.toString(number);
    }

    /** Returns the sum of a score over all customers, if it was made. */
    Optional<Double> sum(ScoreKind kind) {
        return column(kind).map(ScoreColumn::sum);
    }

    private Optional<ScoreColumn> column(ScoreKind kind) {
        return scores.kinds().contains(kind) ? Optional.of(scores.column(kind)) : Optional.empty();
    }
}

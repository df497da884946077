package io.github.staycurve.examples.report;

import io.github.staycurve.clv.model.PurchaseModelFit;
import io.github.staycurve.clv.selection.HoldoutErrors;
import io.github.staycurve.clv.spend.GammaGamma;
import io.github.staycurve.clv.spend.GammaGammaFit;
import io.github.staycurve.clv.spend.SpendDependence;
import io.github.staycurve.clv.value.ResidualValue;
import io.github.staycurve.clv.value.ValueAssumptions;
import io.github.staycurve.core.data.CustomerSummaries;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.data.ScoreTable;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.examples.UserError;
import java.time.LocalDate;
import java.util.Optional;

/** The walk from a log of purchases to scores: summarise, fit, score, check against the holdout, segment. */
final class PurchaseAnalysis {
    private final ReportOptions options;
    private final Progress progress;

    PurchaseAnalysis(ReportOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    PurchaseResult of(
            TransactionSource.Input input,
            Optional<EventLog> events,
            LocalDate firstPurchase,
            ObservationWindow window) {
        TransactionLog log = input.transactions().accepted();
        progress.step("summarise %,d transactions".formatted(log.size()));
        CustomerSummaries summaries = log.summarize(window, options.unit());
        CustomerSummaryTable table = summaries.table();
        if (table.size() == 0) {
            throw new UserError("no purchase up to %s in %s: choose a later --calibration-end or --end"
                    .formatted(window.calibrationEnd(), input.name()));
        }
        progress.step("fit %,d customers".formatted(table.size()));
        PurchaseModelChoice.Chosen model = options.model().fit(table, log, firstPurchase, window);
        PurchaseModelFit purchases = model.fit();
        GammaGammaFit spend = GammaGamma.withDefaults().fit(table);
        progress.step("score %,d customers".formatted(table.size()));
        ValueAssumptions assumptions =
                new ValueAssumptions(options.horizon(), options.discountRate(), options.margin());
        ScoreTable scores = scores(table, purchases, spend, assumptions);
        Optional<PurchaseResult.Holdout> holdout = window.hasHoldout() ? holdout(table, model) : Optional.empty();
        Segmentation.Result segments = options.segmentation().of(log, window, table);
        progress.step("stage %,d customers".formatted(table.size()));
        Stages stages = Stages.of(log, window, table);
        progress.step("count sales");
        Operating operating = Operating.of(log, window, firstPurchase, options.calendarGrid());
        progress.step("predict churn of %,d customers".formatted(table.size()));
        ChurnResult churn =
                new ChurnAnalysis(options, log, events, window).of(table, model.name(), purchases, firstPurchase);
        return new PurchaseResult(
                input,
                summaries,
                model,
                spend,
                SpendDependence.of(table),
                scores,
                holdout,
                segments,
                stages,
                operating,
                churn);
    }

    /** All four scores; without one of the models, those that the other gives. */
    private static ScoreTable scores(
            CustomerSummaryTable table, PurchaseModelFit purchases, GammaGammaFit spend, ValueAssumptions assumptions) {
        if (purchases.hasModel() && spend.hasModel()) {
            return ResidualValue.of(purchases.model(), spend.model(), assumptions)
                    .score(table);
        }
        ScoreTable scores = ScoreTable.of(table);
        if (purchases.hasModel()) {
            scores = scores.with(purchases.model().probabilityAlive(table))
                    .with(purchases.model().expectedPurchases(table, assumptions.horizon()));
        }
        if (spend.hasModel()) {
            scores = scores.with(spend.model().expectedSpend(table));
        }
        return scores;
    }

    private static Optional<PurchaseResult.Holdout> holdout(
            CustomerSummaryTable table, PurchaseModelChoice.Chosen model) {
        PurchaseModelFit fit = model.fit();
        if (!fit.hasModel()) {
            return Optional.empty();
        }
        return Optional.of(new PurchaseResult.Holdout(
                HoldoutErrors.of(model.name(), table, fit.model().expectedPurchases(table, table.holdout())),
                HoldoutErrors.ofCustomerMeanRate(table)));
    }
}

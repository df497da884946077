package io.github.staycurve.examples.report;

import io.github.staycurve.clv.model.PurchaseModelFit;
import io.github.staycurve.clv.selection.HoldoutErrors;
import io.github.staycurve.clv.spend.GammaGamma;
import io.github.staycurve.clv.spend.GammaGammaFit;
import io.github.staycurve.clv.value.ResidualValue;
import io.github.staycurve.clv.value.ValueAssumptions;
import io.github.staycurve.core.data.CustomerSummaries;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreTable;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.examples.UserError;
import java.time.LocalDate;
import java.util.Optional;

/** The walk from a log of purchases to scores: summarise, fit, score, check against the holdout. */
final class ReportJob {
    private final ReportOptions options;
    private final Progress progress;

    ReportJob(ReportOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    ReportResult run(TransactionSource.Input input) {
        TransactionLog log = input.transactions().accepted();
        if (log.size() == 0) {
            throw new UserError("%s has no usable row: %s".formatted(input.name(), whyNone(input)));
        }
        progress.step("summarise %,d transactions".formatted(log.size()));
        LocalDate end = end(input, log);
        ObservationWindow window = window(end);
        CustomerSummaries summaries = log.summarize(window, options.unit());
        CustomerSummaryTable table = summaries.table();
        if (table.size() == 0) {
            throw new UserError("no purchase up to %s in %s: choose a later --calibration-end or --end"
                    .formatted(window.calibrationEnd(), input.name()));
        }
        progress.step("fit %,d customers".formatted(table.size()));
        PurchaseModelFit purchases = options.model().fit(table);
        GammaGammaFit spend = GammaGamma.withDefaults().fit(table);
        progress.step("score %,d customers".formatted(table.size()));
        ValueAssumptions assumptions =
                new ValueAssumptions(options.horizon(), options.discountRate(), options.margin());
        ScoreTable scores = scores(table, purchases, spend, assumptions);
        Optional<ReportResult.Holdout> holdout = window.hasHoldout() ? holdout(table, purchases) : Optional.empty();
        Segmentation.Result segments = options.segmentation().of(log, window, table);
        progress.done();
        return new ReportResult(options, input, window, summaries, purchases, spend, scores, holdout, segments);
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

    private LocalDate end(TransactionSource.Input input, TransactionLog log) {
        return options.end().or(input::lastKnownDay).orElseGet(() -> {
            LocalDate last = log.endOfData(options.zone());
            // a calibration end after the last purchase is an observation that lasted longer
            return options.calibrationEnd().filter(last::isBefore).orElse(last);
        });
    }

    private ObservationWindow window(LocalDate end) {
        LocalDate calibrationEnd = options.calibrationEnd().orElse(end);
        if (calibrationEnd.isAfter(end)) {
            throw new UserError("--calibration-end %s must not lie after --end %s".formatted(calibrationEnd, end));
        }
        return ObservationWindow.split(calibrationEnd, end, options.zone());
    }

    private static Optional<ReportResult.Holdout> holdout(CustomerSummaryTable table, PurchaseModelFit fit) {
        if (!fit.hasModel()) {
            return Optional.empty();
        }
        return Optional.of(new ReportResult.Holdout(
                HoldoutErrors.of(
                        ReportJson.label(fit.report()), table, fit.model().expectedPurchases(table, table.holdout())),
                HoldoutErrors.ofCustomerMeanRate(table)));
    }

    private static String whyNone(TransactionSource.Input input) {
        return input.transactions().audit().rows() == 0
                ? "it holds no rows under its header"
                : "all %d rows were refused; the first: %s"
                        .formatted(
                                input.transactions().audit().rows(),
                                input.transactions().refusals().get(0).message());
    }
}

package io.github.staycurve.examples.report;

import io.github.staycurve.clv.model.PurchaseModelFit;
import io.github.staycurve.clv.selection.Backtest;
import io.github.staycurve.clv.selection.BacktestResult;
import io.github.staycurve.clv.selection.BaselineWin;
import io.github.staycurve.clv.selection.ForecastScore;
import io.github.staycurve.clv.selection.ModelChoice;
import io.github.staycurve.clv.selection.PurchaseModels;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.examples.UserError;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The purchase model of a report: one by name, or the one that would have predicted the last third of the calibration best.
 *
 * @param name the model's name, empty for the best
 */
record PurchaseModelChoice(Optional<String> name) {
    private static final String AUTO = "auto";
    /** Taken where there is too little data to choose. */
    private static final String FALLBACK = "bg-nbd";

    private static final int FEWEST_DAYS = 3;

    /**
     * The chosen model, and those it was compared with.
     *
     * @param name the name of the chosen one
     * @param fit its fit to the whole calibration
     * @param compared the fits of all models that were tried, to the whole calibration
     * @param logScores how well each predicted the last third of the calibration from the rest, if that was asked
     * @param reason why it was chosen, if it was not asked for by name
     * @param baselineWins by what a baseline would have predicted better
     */
    record Chosen(
            String name,
            PurchaseModelFit fit,
            Map<String, FitReport> compared,
            Map<String, Double> logScores,
            Optional<String> reason,
            List<BaselineWin> baselineWins) {

        /** Returns the log score of a model, if it has one. */
        OptionalDouble logScore(String model) {
            Double score = logScores.get(model);
            return score == null || !Double.isFinite(score) ? OptionalDouble.empty() : OptionalDouble.of(score);
        }
    }

    static PurchaseModelChoice ofName(String name) {
        if (name.equals(AUTO)) {
            return new PurchaseModelChoice(Optional.empty());
        }
        if (!PurchaseModels.all().containsKey(name)) {
            throw new UserError("--model must be %s or auto, was '%s'"
                    .formatted(String.join(", ", PurchaseModels.all().keySet()), name));
        }
        return new PurchaseModelChoice(Optional.of(name));
    }

    /** Fits the model to the customers of a table; to choose it, looks at the log up to the end of the calibration only. */
    Chosen fit(CustomerSummaryTable table, TransactionLog log, LocalDate firstPurchase, ObservationWindow window) {
        if (name.isPresent()) {
            PurchaseModelFit fit = PurchaseModels.of(name.get()).fit(table);
            return new Chosen(name.get(), fit, Map.of(name.get(), fit.report()), Map.of(), Optional.empty(), List.of());
        }
        Map<String, PurchaseModelFit> fits = new LinkedHashMap<>();
        PurchaseModels.all().forEach((each, fitter) -> fits.put(each, fitter.fit(table)));
        Map<String, FitReport> compared = new LinkedHashMap<>();
        fits.forEach((each, fit) -> compared.put(each, fit.report()));
        if (ChronoUnit.DAYS.between(firstPurchase, window.calibrationEnd()) < FEWEST_DAYS) {
            return fallback(fits, compared, "The calibration is too short to hold a third of it out.");
        }
        BacktestResult backtest = Backtest.of(
                        log, ObservationWindow.until(window.calibrationEnd(), window.zone()), table.unit())
                .models(PurchaseModels.all())
                .lastThird(firstPurchase)
                .build()
                .run();
        Optional<ModelChoice> choice = backtest.chooseByLogScore()
                .filter(best -> Objects.requireNonNull(fits.get(best.name())).hasModel());
        if (choice.isEmpty()) {
            return fallback(fits, compared, "No model could be fitted to the first two thirds of the calibration.");
        }
        String best = choice.get().name();
        Map<String, Double> scores = new LinkedHashMap<>();
        for (ForecastScore score : backtest.scores()) {
            score.logScore().ifPresent(value -> scores.put(score.name(), value));
        }
        return new Chosen(
                best,
                Objects.requireNonNull(fits.get(best)),
                compared,
                scores,
                Optional.of(choice.get().describe()),
                backtest.baselineWins(best));
    }

    private static Chosen fallback(Map<String, PurchaseModelFit> fits, Map<String, FitReport> compared, String reason) {
        return new Chosen(
                FALLBACK,
                Objects.requireNonNull(fits.get(FALLBACK)),
                compared,
                Map.of(),
                Optional.of(reason),
                List.of());
    }
}

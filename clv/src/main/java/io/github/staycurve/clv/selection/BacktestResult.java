package io.github.staycurve.clv.selection;

import io.github.staycurve.clv.selection.BaselineWin.Measure;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.internal.CompensatedSum;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * How models and baselines did in a {@link Backtest}, together and on every origin.
 *
 * <p>A customer who was known on several origins counts on each. A model without a fit on some origin is not scored over all of
 * them, as its origins would not be those of the others: it is listed with its reason under {@link #failures()}.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class BacktestResult {
    /** Mean log scores that differ by less are equal: as close as two searches come to the same maximum. */
    static final double SAME_SCORE = 1e-6;

    private final List<OriginRun> runs;
    private final List<String> models;
    private final int horizonDays;
    private final List<ForecastScore> scores;

    BacktestResult(List<OriginRun> runs, List<String> models, int horizonDays) {
        this.runs = List.copyOf(runs);
        this.models = models;
        this.horizonDays = horizonDays;
        this.scores = scoresOf(this.runs);
    }

    private List<ForecastScore> scoresOf(List<OriginRun> some) {
        List<ForecastScore> result = new ArrayList<>();
        for (String name : models) {
            pooled(name, false, some).ifPresent(result::add);
        }
        for (String name : Baselines.NAMES) {
            pooled(name, true, some).ifPresent(result::add);
        }
        return List.copyOf(result);
    }

    private static Optional<ForecastScore> pooled(String name, boolean baseline, List<OriginRun> some) {
        CompensatedSum predicted = new CompensatedSum();
        CompensatedSum absolute = new CompensatedSum();
        CompensatedSum squared = new CompensatedSum();
        CompensatedSum logScore = new CompensatedSum();
        long actual = 0;
        double rows = 0;
        boolean hasLogScore = true;
        for (OriginRun run : some) {
            HoldoutErrors errors = run.errors().get(name);
            if (errors == null) {
                return Optional.empty();
            }
            double n = run.customers();
            rows += n;
            actual += errors.actual();
            predicted.add(errors.predicted());
            absolute.add(n * errors.meanAbsoluteError());
            squared.add(n * errors.rootMeanSquaredError() * errors.rootMeanSquaredError());
            double[] logs = run.logScores().get(name);
            hasLogScore &= logs != null;
            if (logs != null) {
                addAll(logScore, logs);
            }
        }
        HoldoutErrors errors = new HoldoutErrors(
                name, actual, predicted.value(), absolute.value() / rows, Math.sqrt(squared.value() / rows));
        return Optional.of(new ForecastScore(
                name,
                baseline,
                errors,
                hasLogScore ? OptionalDouble.of(logScore.value() / rows) : OptionalDouble.empty()));
    }

    private static void addAll(CompensatedSum sum, double[] values) {
        for (double value : values) {
            sum.add(value);
        }
    }

    /**
     * Returns the scores over all origins.
     *
     * @return the models that have a fit on every origin in the order in which they were given, then the baselines
     */
    public List<ForecastScore> scores() {
        return scores;
    }

    /**
     * Returns the score of one forecast over all origins.
     *
     * @param name the name of a model or a baseline
     * @return the score, empty if there is no such forecast, or a model without a fit on some origin
     */
    public Optional<ForecastScore> score(String name) {
        return scores.stream().filter(score -> score.name().equals(name)).findFirst();
    }

    /**
     * Returns the days that were predicted from.
     *
     * @return the origins in ascending order
     */
    public List<LocalDate> origins() {
        return runs.stream().map(run -> run.window().calibrationEnd()).toList();
    }

    /**
     * Returns the scores on one origin.
     *
     * @param origin the day
     * @return the models that have a fit on it, then the baselines
     * @throws IllegalArgumentException if it is no origin of this back-test
     */
    public List<ForecastScore> scores(LocalDate origin) {
        return scoresOf(List.of(run(origin)));
    }

    /**
     * Returns how the fits of one origin went.
     *
     * @param origin the day
     * @return the reports by the names of the models, in the order in which these were given
     * @throws IllegalArgumentException if it is no origin of this back-test
     */
    public Map<String, FitReport> reports(LocalDate origin) {
        return Collections.unmodifiableMap(run(origin).reports());
    }

    private OriginRun run(LocalDate origin) {
        return runs.stream()
                .filter(run -> run.window().calibrationEnd().equals(origin))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("origin must be one of %s, was %s".formatted(origins(), origin)));
    }

    /**
     * Returns the fits that gave no model, with their reasons.
     *
     * @return the failures by origin; empty if there is none
     */
    public List<FailedFit> failures() {
        List<FailedFit> failures = new ArrayList<>();
        for (OriginRun run : runs) {
            run.reports().forEach((name, report) -> {
                if (!report.status().hasEstimates()) {
                    failures.add(new FailedFit(name, run.window().calibrationEnd(), report.explanation()));
                }
            });
        }
        return failures;
    }

    /**
     * Returns the model with the best mean log score over all customers and origins.
     *
     * <p>Scores within a millionth of the best are equal, as a model and its limit are (GGompertz/NBD that has become
     * Pareto/NBD): of those the one with the fewest parameters is chosen, and of several the one that was given first.
     *
     * @return the choice; empty if no model has a fit on every origin and a finite score
     */
    public Optional<ModelChoice> chooseByLogScore() {
        List<ForecastScore> candidates = scores.stream()
                .filter(score -> !score.baseline() && Double.isFinite(logScoreOf(score)))
                .toList();
        double best = candidates.stream()
                .mapToDouble(BacktestResult::logScoreOf)
                .max()
                .orElse(Double.NaN);
        return candidates.stream()
                .filter(score -> logScoreOf(score) >= best - SAME_SCORE)
                .min(Comparator.comparingInt(score -> parameters(score.name()))) // the first of equals
                .map(this::choice);
    }

    private ModelChoice choice(ForecastScore chosen) {
        List<ModelChoice.Difference> others = new ArrayList<>();
        for (ForecastScore other : scores) {
            if (!other.baseline() && !other.name().equals(chosen.name())) {
                PairedDifference paired = PairedDifference.of(runs, chosen.name(), other.name());
                others.add(new ModelChoice.Difference(
                        other.name(), logScoreOf(other), paired.mean(), paired.standardError()));
            }
        }
        others.sort(Comparator.comparingDouble(ModelChoice.Difference::meanDifference));
        int customers = PairedDifference.of(runs, chosen.name(), chosen.name()).customers();
        return new ModelChoice(chosen.name(), logScoreOf(chosen), customers, others);
    }

    private int parameters(String model) {
        return runs.stream()
                .mapToInt(run -> {
                    FitReport report = run.reports().get(model);
                    return report == null ? 0 : report.estimates().size();
                })
                .max()
                .orElse(0);
    }

    private static double logScoreOf(ForecastScore score) {
        return score.logScore().orElse(Double.NEGATIVE_INFINITY);
    }

    /**
     * Returns by what the baselines predicted better than a model, over all origins.
     *
     * @param model the name of the model
     * @return every win of a baseline; empty if the model is at least as good by every measure
     * @throws IllegalArgumentException if there is no score of this model over all origins
     */
    public List<BaselineWin> baselineWins(String model) {
        ForecastScore own = score(model)
                .orElseThrow(
                        () -> new IllegalArgumentException("no model '%s' is scored on every origin".formatted(model)));
        List<BaselineWin> wins = new ArrayList<>();
        for (ForecastScore other : scores) {
            if (other.baseline() && !own.baseline()) {
                if (other.logScore().isPresent() && logScoreOf(other) > logScoreOf(own)) {
                    wins.add(win(other, own, Measure.LOG_SCORE, BacktestResult::logScoreOf));
                }
                addIfLower(
                        wins,
                        other,
                        own,
                        Measure.MEAN_ABSOLUTE_ERROR,
                        s -> s.errors().meanAbsoluteError());
                addIfLower(
                        wins,
                        other,
                        own,
                        Measure.ROOT_MEAN_SQUARED_ERROR,
                        s -> s.errors().rootMeanSquaredError());
                addIfLower(wins, other, own, Measure.TOTAL_ERROR, ForecastScore::absoluteTotalError);
            }
        }
        return wins;
    }

    private static void addIfLower(
            List<BaselineWin> wins,
            ForecastScore baseline,
            ForecastScore model,
            Measure measure,
            ToDoubleFunction<ForecastScore> value) {
        if (value.applyAsDouble(baseline) < value.applyAsDouble(model)) {
            wins.add(win(baseline, model, measure, value));
        }
    }

    private static BaselineWin win(
            ForecastScore baseline, ForecastScore model, Measure measure, ToDoubleFunction<ForecastScore> value) {
        return new BaselineWin(
                baseline.name(), model.name(), measure, value.applyAsDouble(baseline), value.applyAsDouble(model));
    }

    /**
     * Returns the back-test in words: what was asked, a line for every forecast, what failed, the choice by log score, and
     * where a baseline beats the chosen model.
     *
     * @return several lines
     */
    public String describe() {
        StringBuilder text =
                new StringBuilder("Back-test from %s, %d days ahead each; fitted to purchases up to the origin."
                        .formatted(origins(), horizonDays));
        text.append('\n').append(BacktestText.table(scores));
        for (FailedFit failure : failures()) {
            text.append("\n%s has no model on %s: %s".formatted(failure.name(), failure.origin(), failure.reason()));
        }
        Optional<ModelChoice> choice = chooseByLogScore();
        if (choice.isEmpty()) {
            return text.append("\nNo model can be chosen: none has a fit on every origin and a finite log score.")
                    .toString();
        }
        text.append('\n').append(choice.get().describe());
        List<BaselineWin> wins = baselineWins(choice.get().name());
        if (wins.isEmpty()) {
            text.append("\nNo baseline beats %s by any measure."
                    .formatted(choice.get().name()));
        }
        wins.forEach(win -> text.append('\n').append(win.describe()));
        return text.toString();
    }

    @Override
    public String toString() {
        return describe();
    }
}

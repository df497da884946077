package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.stat.CensoredDurations;
import io.github.staycurve.core.stat.KaplanMeier;
import io.github.staycurve.core.stat.PointEstimate;
import io.github.staycurve.core.stat.WeightKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Measures predicted survival against what happened, where many were censored: each row whose state at t is known stands
 * for those like it that were censored before, by inverse probability of censoring.
 *
 * <p>A row that ended at T, by t, is weighted by 1 / G(T-) (or as {@link #withCensoring(SurvivalCensoring)} says), one seen
 * beyond t by 1 / G(t), one censored by t by 0; G is the Kaplan-Meier curve of the time of censoring, of the rows
 * themselves unless {@link #withCensoringOf(CensoredDurations)} names others. Censoring must not depend on the features.
 * Where a weight would be infinite or is not known there is no result, and none is made up: at times by which all left
 * were censored, G(t) = 0, and past the follow-up of the rows that G is from.
 *
 * <p>Standard errors are those of the infinitesimal jackknife: of Brier scores with what each row does to G, where G is of the
 * rows themselves; of areas with G as known. Frequency weights equal repetition.
 *
 * <p>This class is immutable and thread-safe. Times are in the unit of the durations.
 */
public final class SurvivalEvaluation {
    private final CensoredDurations data;
    private final CensoredDurations censoringOf;
    private final SurvivalCensoring censoring;
    private final SurvivalCensoringCurve curve;

    private SurvivalEvaluation(CensoredDurations data, CensoredDurations censoringOf, SurvivalCensoring censoring) {
        this.data = data;
        this.censoringOf = censoringOf;
        this.censoring = censoring;
        this.curve = new SurvivalCensoringCurve(censoringOf, censoring, data == censoringOf);
    }

    /**
     * Returns an evaluation on rows that were not used for the predictions.
     *
     * @param data how long each row was seen, and whether it ended; every row from the start
     * @return the evaluation, weighing by {@link SurvivalCensoring#BEFORE_TIES_LAST}
     * @throws IllegalArgumentException if a row enters late
     */
    public static SurvivalEvaluation of(CensoredDurations data) {
        ConcordanceIndex.checkFromStart(data, "a weight by censoring");
        return new SurvivalEvaluation(data, data, SurvivalCensoring.BEFORE_TIES_LAST);
    }

    /**
     * Returns this evaluation with another rule of ties.
     *
     * @param kind how weights are read off G
     * @return the evaluation
     */
    public SurvivalEvaluation withCensoring(SurvivalCensoring kind) {
        return new SurvivalEvaluation(data, censoringOf, kind);
    }

    /**
     * Returns this evaluation with G of other rows, as those of the training.
     *
     * @param others rows of the same unit and origin, every one from the start
     * @return the evaluation
     * @throws IllegalArgumentException if a row enters late
     */
    public SurvivalEvaluation withCensoringOf(CensoredDurations others) {
        ConcordanceIndex.checkFromStart(others, "a weight by censoring");
        return new SurvivalEvaluation(data, others, censoring);
    }

    /**
     * Returns the Brier score of predicted survival at some times: the mean squared distance of S(t) from what is known to
     * have been, 1 for one still here and 0 for one gone.
     *
     * @param times the times, 0 or more, ascending
     * @param survival for each time the predicted S of each row, in [0, 1]
     * @return the scores; 0 is perfect, 0.25 is what 0.5 for everyone gets
     * @throws IllegalArgumentException if the times do not ascend or are out of their range, a prediction is, or the
     *     lengths differ
     * @see <a href="https://pubmed.ncbi.nlm.nih.gov/10474158/">Graf et al. (1999), Assessment and comparison of prognostic
     *     classification schemes for survival data, Statistics in Medicine 18</a>
     */
    public SurvivalBrierScore brier(double[] times, double[][] survival) {
        checkTimes(times);
        Checks.length(survival.length, times.length, "survival");
        checkSurvival(times, survival);
        double[] steps = trapezoid(times);
        List<Optional<PointEstimate>> scores = new ArrayList<>();
        List<OptionalDouble> nullScores = new ArrayList<>();
        double[] integrals = new double[data.size()];
        double[] integralSlopes = new double[data.size()];
        KaplanMeier kaplanMeier = KaplanMeier.of(data);
        for (int k = 0; k < times.length; k++) {
            double[] losses = new double[data.size()];
            boolean known = addLosses(times[k], survival[k], losses);
            double[] slopes = curve.slopes(times[k], weighted(losses));
            scores.add(known ? mean(losses, slopes) : Optional.empty());
            nullScores.add(nullScore(times[k], kaplanMeier));
            for (int row = 0; row < losses.length; row++) {
                integrals[row] += steps[k] * losses[row];
                integralSlopes[row] += steps[k] * slopes[row];
            }
        }
        boolean whole = times.length > 1 && scores.stream().allMatch(Optional::isPresent);
        return new SurvivalBrierScore(
                describe(), times, scores, nullScores, whole ? mean(integrals, integralSlopes) : Optional.empty());
    }

    private OptionalDouble nullScore(double t, KaplanMeier kaplanMeier) {
        OptionalDouble s = kaplanMeier.survivalAt(t);
        double[] losses = new double[data.size()];
        if (s.isEmpty()) {
            return OptionalDouble.empty();
        }
        double[] same = new double[data.size()];
        Arrays.fill(same, s.getAsDouble());
        return addLosses(t, same, losses)
                ? mean(losses, new double[losses.length])
                        .map(e -> OptionalDouble.of(e.value()))
                        .orElse(OptionalDouble.empty())
                : OptionalDouble.empty();
    }

    /** Writes the weighted squared distance of each row; returns false if a weight does not exist. */
    private boolean addLosses(double t, double[] survival, double[] losses) {
        double beyond = curve.at(t);
        if (beyond == 0) {
            return false;
        }
        for (int row = 0; row < losses.length; row++) {
            if (data.duration(row) > t) {
                losses[row] = (1 - survival[row]) * (1 - survival[row]) / beyond;
            } else if (data.ended(row) && data.weight(row) > 0) {
                double g = curve.ofEnded(data.duration(row));
                if (g == 0) {
                    return false;
                }
                losses[row] = survival[row] * survival[row] / g;
            }
        }
        return true;
    }

    private double[] weighted(double[] losses) {
        double[] weighted = new double[losses.length];
        Arrays.setAll(weighted, row -> data.weight(row) * losses[row]);
        return weighted;
    }

    /** The weighted mean and its error by the infinitesimal jackknife; slopes are what each row does through G. */
    private Optional<PointEstimate> mean(double[] values, double[] slopes) {
        double total = 0;
        double sum = 0;
        for (int row = 0; row < values.length; row++) {
            total += data.weight(row);
            sum += data.weight(row) * values[row];
        }
        if (total == 0) {
            return Optional.empty();
        }
        double mean = sum / total;
        double squares = 0;
        for (int row = 0; row < values.length; row++) {
            double slope = (values[row] - mean + slopes[row]) / total;
            squares += squareWeight(row) * slope * slope;
        }
        return Optional.of(squares > 0 ? PointEstimate.of(mean, Math.sqrt(squares)) : PointEstimate.withoutError(mean));
    }

    private double squareWeight(int row) {
        double weight = data.weight(row);
        return data.weightKind() == WeightKind.FREQUENCY ? weight : weight * weight;
    }

    /**
     * Returns the area under the curve at some times, for one score: the probability that one who left by t has a higher
     * score than one still here at t, equal scores as half.
     *
     * @param times the times, 0 or more, ascending
     * @param scores the score of each row, finite; the higher, the earlier
     * @return the areas; 0.5 is chance
     * @throws IllegalArgumentException if the times do not ascend or are out of their range, a score is not finite, or the
     *     lengths differ
     * @see <a href="https://doi.org/10.1002/cjs.10046">Hung and Chiang (2010), Estimation methods for time-dependent AUC
     *     models with survival data, Canadian Journal of Statistics 38(1)</a>
     */
    public SurvivalAuc auc(double[] times, double[] scores) {
        double[][] same = new double[times.length][];
        Arrays.fill(same, scores);
        return auc(times, same);
    }

    /**
     * Returns the area under the curve at some times, with scores of their own for each, as the churn probabilities by
     * each time are.
     *
     * @param times the times, 0 or more, ascending
     * @param scores for each time the score of each row, finite; the higher, the earlier
     * @return the areas; 0.5 is chance
     * @throws IllegalArgumentException if the times do not ascend or are out of their range, a score is not finite, or the
     *     lengths differ
     */
    public SurvivalAuc auc(double[] times, double[][] scores) {
        checkTimes(times);
        Checks.length(scores.length, times.length, "scores");
        List<Optional<PointEstimate>> areas = new ArrayList<>();
        ConcordanceRanks ranks = new ConcordanceRanks(new double[0]);
        for (int k = 0; k < times.length; k++) {
            if (k == 0 || scores[k] != scores[k - 1]) { // the same column is ranked once
                ConcordanceIndex.checkScores(data, scores[k]);
                ranks = new ConcordanceRanks(scores[k]);
            }
            areas.add(area(times[k], ranks));
        }
        return new SurvivalAuc(describe(), times, areas);
    }

    private Optional<PointEstimate> area(double t, ConcordanceRanks ranks) {
        double[] cases = new double[ranks.size()];
        double[] controls = new double[ranks.size()];
        double[] factors = new double[data.size()]; // above 0 for who left by t, -1 for who is still here
        for (int row = 0; row < factors.length; row++) {
            double weight = data.weight(row);
            if (data.duration(row) > t) {
                factors[row] = -1;
                controls[ranks.rank[row]] += weight;
            } else if (data.ended(row) && weight > 0) {
                double g = curve.ofEnded(data.duration(row));
                if (g == 0) {
                    return Optional.empty();
                }
                factors[row] = 1 / g;
                cases[ranks.rank[row]] += weight / g;
            }
        }
        return SurvivalAuc.area(cases, controls, factors, ranks.rank, this::squareWeight);
    }

    /**
     * Returns how rows are weighted.
     *
     * @return one line
     */
    public String describe() {
        return "inverse probability of censoring, weights %s%s, of %s"
                .formatted(censoring, data == censoringOf ? "" : " with G of " + censoringOf, data);
    }

    @Override
    public String toString() {
        return describe();
    }

    private void checkSurvival(double[] times, double[][] survival) {
        for (int k = 0; k < times.length; k++) {
            Checks.length(survival[k].length, data.size(), "survival at time " + times[k]);
            for (int row = 0; row < data.size(); row++) {
                if (!(survival[k][row] >= 0 && survival[k][row] <= 1)) {
                    throw new IllegalArgumentException("survival of row %s at time %s must lie in [0, 1], was %s"
                            .formatted(row, times[k], survival[k][row]));
                }
            }
        }
    }

    private static void checkTimes(double[] times) {
        for (int k = 0; k < times.length; k++) {
            Checks.nonNegativeFinite(times[k], "times[" + k + "]");
            if (k > 0 && !(times[k] > times[k - 1])) {
                throw new IllegalArgumentException(
                        "times must ascend, were %s and then %s".formatted(times[k - 1], times[k]));
            }
        }
    }

    /** The weight of each time in the trapezoid rule, over the length of the span. */
    private static double[] trapezoid(double[] times) {
        double[] steps = new double[times.length];
        for (int k = 1; k < times.length; k++) {
            double half = (times[k] - times[k - 1]) / 2 / (times[times.length - 1] - times[0]);
            steps[k - 1] += half;
            steps[k] += half;
        }
        return steps;
    }
}

package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.NormalDistributions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * How good churn probabilities were on customers whose outcome is known: ranking, calibration, and what a threshold would
 * have done.
 *
 * <p>Each metric comes {@linkplain #value as a number}, {@linkplain #estimate with the interval that theory gives}, or
 * {@linkplain #estimates with one by bootstrap} where theory gives none. What is undefined, as an AUC where nobody churned, is
 * empty. Customers are taken to be independent; a customer who is in the data at several cutoffs is not, and intervals are
 * then too narrow.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class ScoreEvaluation {
    private static final int MOST_PARTS = 10_000;

    private final ScoredOutcomes outcomes;
    private final ScoreGroups groups;

    ScoreEvaluation(ScoredOutcomes outcomes) {
        this.outcomes = outcomes;
        this.groups = outcomes.groups();
    }

    /**
     * Returns the metrics that a report on a churn score wants: AUC, average precision, KS, the lift of the highest tenth,
     * log-loss, Brier score, expected calibration error in ten bins of equal numbers, and H-measure.
     *
     * @return the metrics
     */
    public static List<ScoreMetric> standardMetrics() {
        return List.of(
                ScoreMetric.auc(),
                ScoreMetric.averagePrecision(),
                ScoreMetric.kolmogorovSmirnov(),
                ScoreMetric.topLift(0.1),
                ScoreMetric.logLoss(),
                ScoreMetric.brier(),
                ScoreMetric.expectedCalibrationError(ScoreBinning.equalMass(10)),
                ScoreMetric.hMeasure());
    }

    /**
     * Returns the customers.
     *
     * @return the customers evaluated
     */
    public ScoredOutcomes outcomes() {
        return outcomes;
    }

    /**
     * Returns a metric.
     *
     * @param metric the metric
     * @return its value; empty where it is undefined
     */
    public OptionalDouble value(ScoreMetric metric) {
        return metric.value(groups);
    }

    /**
     * Returns a metric with the interval that theory gives: for AUC, Gini, log-loss, Brier score and accuracy.
     *
     * @param metric the metric
     * @param confidence the confidence level, above 0 and below 1
     * @return its value, without an interval where only a bootstrap gives one
     * @throws IllegalArgumentException if the level is out of its range
     */
    public MetricEstimate estimate(ScoreMetric metric, double confidence) {
        return metric.estimate(groups, confidence);
    }

    /**
     * Returns metrics with intervals: those that theory gives, and of the other metrics those by bootstrap, which share
     * their replicates.
     *
     * @param metrics the metrics
     * @param bootstrap how to resample, and the confidence level of all
     * @return an estimate a metric, in their order
     */
    public List<MetricEstimate> estimates(List<ScoreMetric> metrics, ScoreBootstrap bootstrap) {
        List<ScoreMetric> resampled =
                metrics.stream().filter(metric -> !metric.hasClosedForm()).toList();
        List<MetricEstimate> byBootstrap = resampled.isEmpty() ? List.of() : bootstrap.estimates(outcomes, resampled);
        List<MetricEstimate> all = new ArrayList<>();
        for (ScoreMetric metric : metrics) {
            all.add(
                    metric.hasClosedForm()
                            ? estimate(metric, bootstrap.confidence())
                            : byBootstrap.get(resampled.indexOf(metric)));
        }
        return List.copyOf(all);
    }

    /**
     * Returns what a threshold says against what happened.
     *
     * @param threshold the least score that says "will churn", not NaN
     * @return the four numbers
     * @throws IllegalArgumentException if the threshold is NaN
     */
    public ConfusionMatrix confusion(double threshold) {
        return ConfusionMatrix.of(groups, threshold);
    }

    /**
     * Returns scores against outcomes, in bins.
     *
     * @param binning how to make the bins
     * @return the table
     */
    public CalibrationTable calibration(ScoreBinning binning) {
        ScoreGroups source = binning.ties() == TieRule.INPUT_ORDER ? outcomes.rowsInOrder(false) : groups;
        return CalibrationTable.of(binning, binning.sums(source));
    }

    /**
     * Returns the line that best turns the log-odds of scores into those of outcomes.
     *
     * @return the line; empty where likelihood has no maximum: where all churned or none, all have one score, or a score
     *     parts those who churned from the others
     */
    public Optional<CalibrationLine> calibrationLine() {
        return CalibrationLine.of(groups);
    }

    /**
     * Returns the test that outcomes were drawn with the scores as probabilities.
     *
     * @return the test; empty where it says nothing: without customers, or if all scores are 0, one half or 1
     */
    public Optional<SpiegelhalterTest> spiegelhalter() {
        double z = ProbabilityMetrics.spiegelhalterZ(groups);
        return Double.isNaN(z)
                ? Optional.empty()
                : Optional.of(new SpiegelhalterTest(z, Math.min(1, 2 * NormalDistributions.cumulative(-Math.abs(z)))));
    }

    /**
     * Returns lift and gain, ties pooled.
     *
     * @param parts how many parts of equal numbers of customers, 1 to 10,000; 10 asks for deciles
     * @return the table
     * @throws IllegalArgumentException if the number is out of its range
     */
    public LiftTable lift(int parts) {
        return lift(parts, TieRule.POOLED);
    }

    /**
     * Returns lift and gain.
     *
     * @param parts how many parts of equal numbers of customers, 1 to 10,000; 10 asks for deciles
     * @param ties which customers of a tie come first
     * @return the table
     * @throws IllegalArgumentException if the number is out of its range
     */
    public LiftTable lift(int parts, TieRule ties) {
        Checks.inRange(parts, 1, MOST_PARTS, "parts");
        ScoreGroups source = ties == TieRule.INPUT_ORDER ? outcomes.rowsInOrder(true) : groups;
        return LiftTable.of(ties, BinSums.equalMass(source, parts, true), groups.total, groups.totalChurned);
    }

    /**
     * Returns the standard metrics as text, with intervals at 95 % where theory gives them.
     *
     * @return several lines
     */
    public String describe() {
        return describe(
                standardMetrics().stream().map(metric -> estimate(metric, 0.95)).toList());
    }

    /**
     * Returns the standard metrics as text, each with an interval.
     *
     * @param bootstrap how to resample for those of which theory gives none, and the confidence level of all
     * @return several lines
     */
    public String describe(ScoreBootstrap bootstrap) {
        return describe(estimates(standardMetrics(), bootstrap));
    }

    private String describe(List<MetricEstimate> estimates) {
        return estimates.stream()
                .map(estimate -> "\n  " + estimate.describe())
                .collect(Collectors.joining("", outcomes.describe(), ""));
    }

    @Override
    public String toString() {
        return describe();
    }
}

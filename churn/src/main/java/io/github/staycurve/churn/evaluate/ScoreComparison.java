package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.NormalDistributions;
import io.github.staycurve.core.stat.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Two churn scores of the same customers, compared customer by customer: what one score gets wrong the other mostly gets
 * wrong too, so that the difference is known far better than either score.
 *
 * <p>Both scores must have been given to customers that neither model was fitted to. This says whether the two scores differ
 * on customers like these; whether two ways to fit differ takes several fits, see {@link ResampledEstimate}.
 *
 * <p>This class is immutable and thread-safe. A weight counts as that many customers, and the order of rows does not matter.
 */
public final class ScoreComparison {
    private final ScoredOutcomes first;
    private final ScoredOutcomes second;
    private final JointGroups joint;

    private ScoreComparison(ScoredOutcomes first, ScoredOutcomes second, JointGroups joint) {
        this.first = first;
        this.second = second;
        this.joint = joint;
    }

    /**
     * Returns the comparison of two scores.
     *
     * @param first the churn probability by the first, in [0, 1]
     * @param second the churn probability by the second, in the same row order
     * @param churned whether each customer churned
     * @return the comparison
     * @throws IllegalArgumentException if a probability is out of its range, or the columns differ in length
     */
    public static ScoreComparison of(double[] first, double[] second, boolean[] churned) {
        return of(first, second, churned, null);
    }

    /**
     * Returns the comparison of two scores, with weights.
     *
     * @param first the churn probability by the first, in [0, 1]
     * @param second the churn probability by the second, in the same row order
     * @param churned whether each customer churned
     * @param weights how many customers each row stands for, 0 or from 1e-15 on, 1e15 together at most; null counts each
     *     once
     * @return the comparison
     * @throws IllegalArgumentException if a number is out of its range, or the columns differ in length
     */
    public static ScoreComparison of(double[] first, double[] second, boolean[] churned, double @Nullable [] weights) {
        ScoredOutcomes a = ScoredOutcomes.of(first, churned, weights);
        ScoredOutcomes b = ScoredOutcomes.of(second, churned, weights);
        return new ScoreComparison(a, b, JointGroups.of(a.groups(), b.groups(), first, second, churned, weights));
    }

    /**
     * Returns the customers with the first score.
     *
     * @return the first
     */
    public ScoredOutcomes first() {
        return first;
    }

    /**
     * Returns the customers with the second score.
     *
     * @return the second
     */
    public ScoredOutcomes second() {
        return second;
    }

    /**
     * Returns the difference of the areas under the two ROC curves, with the error of DeLong, DeLong and Clarke-Pearson
     * (1988) for correlated curves, a normal interval and z test.
     *
     * @param confidence the confidence level, above 0 and below 1
     * @return the difference
     * @throws IllegalArgumentException if the level is out of its range
     */
    public MetricDifference aucDifference(double confidence) {
        Checks.openUnit(confidence, "confidence");
        ScoreMetric metric = ScoreMetric.auc();
        ScoreGroups a = first.groups();
        OptionalDouble value = difference(metric);
        if (value.isEmpty()) {
            return undefined(metric);
        }
        if (!(a.totalChurned > 1 && a.totalStayed > 1)) {
            return MetricDifference.withoutInterval(
                    metric.name(), value, "needs two customers who churned and two who stayed");
        }
        double difference = value.getAsDouble();
        ScoreGroups b = second.groups();
        double variance = joint.varianceOfMean(
                        AucInference.placementsOfChurned(a),
                        AucInference.placementsOfChurned(b),
                        true,
                        a.totalChurned,
                        difference)
                + joint.varianceOfMean(
                        AucInference.placementsOfStayed(a),
                        AucInference.placementsOfStayed(b),
                        false,
                        a.totalStayed,
                        difference);
        return normal(metric, difference, difference, Math.sqrt(variance), confidence, "DeLong, for correlated curves");
    }

    /**
     * Returns the difference of the Brier scores: a mean over customers, with a normal interval and z test.
     *
     * @param confidence the confidence level, above 0 and below 1
     * @return the difference, negative where the first is better
     * @throws IllegalArgumentException if the level is out of its range
     */
    public MetricDifference brierDifference(double confidence) {
        return meanDifference(
                ScoreMetric.brier(),
                ProbabilityMetrics.brierTerm(first.groups()),
                ProbabilityMetrics.brierTerm(second.groups()),
                confidence);
    }

    /**
     * Returns the difference of the log-losses: a mean over customers, with a normal interval and z test.
     *
     * @param confidence the confidence level, above 0 and below 1
     * @return the difference, negative where the first is better
     * @throws IllegalArgumentException if the level is out of its range
     */
    public MetricDifference logLossDifference(double confidence) {
        return meanDifference(
                ScoreMetric.logLoss(),
                ProbabilityMetrics.logLossTerm(first.groups()),
                ProbabilityMetrics.logLossTerm(second.groups()),
                confidence);
    }

    private MetricDifference meanDifference(
            ScoreMetric metric, ProbabilityMetrics.Term a, ProbabilityMetrics.Term b, double confidence) {
        Checks.openUnit(confidence, "confidence");
        OptionalDouble value = difference(metric);
        if (value.isEmpty()) {
            return undefined(metric);
        }
        double total = first.groups().total;
        if (!(total > 1)) {
            return MetricDifference.withoutInterval(metric.name(), value, "needs two customers");
        }
        double difference = value.getAsDouble();
        double error = Math.sqrt(joint.squares(a, b, difference) / (total - 1) / total);
        return normal(
                metric, difference, difference, error, confidence, "normal, of a mean over independent customers");
    }

    private OptionalDouble difference(ScoreMetric metric) {
        double value = metric.valueOrNaN(first.groups()) - metric.valueOrNaN(second.groups());
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static MetricDifference undefined(ScoreMetric metric) {
        return MetricDifference.withoutInterval(
                metric.name(), OptionalDouble.empty(), metric.undefined().method());
    }

    /** Whether the metric is the same on any customers: both scores are, or the order that an AUC is of. */
    private boolean isSame(ScoreMetric metric) {
        return joint.isSameOrder()
                && (metric.equals(ScoreMetric.auc())
                        || metric.equals(ScoreMetric.gini())
                        || Arrays.equals(first.groups().scores, second.groups().scores));
    }

    /** A normal interval and z test around a centre, which is the difference or that without its bias. */
    private MetricDifference normal(
            ScoreMetric metric, double difference, double centre, double error, double confidence, String method) {
        if (!isSame(metric) && error <= ScoreBootstrap.ROUNDING * Math.abs(centre)) {
            return MetricDifference.withoutInterval(
                    metric.name(), OptionalDouble.of(difference), "every customer differs alike, which sets no error");
        }
        double half = -NormalDistributions.quantile((1 - confidence) / 2) * error;
        double pValue = error == 0 ? 1 : Math.min(1, 2 * NormalDistributions.cumulative(-Math.abs(centre) / error));
        return new MetricDifference(
                metric.name(),
                OptionalDouble.of(difference),
                OptionalDouble.of(error),
                Optional.of(new Interval(centre - half, centre + half, confidence)),
                OptionalDouble.of(pValue),
                method);
    }

    /**
     * Returns the differences of metrics by bootstrap: every replicate draws customers, each with both scores and the
     * outcome, and all metrics share the replicates.
     *
     * <p>Intervals are normal around the bias-corrected difference, see {@link ScoreBootstrap}, and p-values those of the same
     * z.
     *
     * @param metrics the metrics
     * @param bootstrap how to resample, and the confidence level
     * @return a difference a metric, in their order
     */
    public List<MetricDifference> differences(List<ScoreMetric> metrics, ScoreBootstrap bootstrap) {
        double[][] values = new double[metrics.size()][bootstrap.replicates()];
        SplittableRandom root = new SplittableRandom(bootstrap.seed());
        JointGroups.Draws draws = joint.draws(first.groups(), second.groups(), bootstrap.stratified());
        for (int r = 0; r < bootstrap.replicates(); r++) {
            draws.draw(root.split());
            for (int m = 0; m < values.length; m++) {
                ScoreMetric metric = metrics.get(m);
                values[m][r] = metric.valueOrNaN(draws.first()) - metric.valueOrNaN(draws.second());
            }
        }
        List<MetricDifference> differences = new ArrayList<>();
        for (int m = 0; m < values.length; m++) {
            differences.add(difference(metrics.get(m), values[m], bootstrap));
        }
        return List.copyOf(differences);
    }

    private MetricDifference difference(ScoreMetric metric, double[] values, ScoreBootstrap bootstrap) {
        OptionalDouble value = difference(metric);
        if (value.isEmpty()) {
            return undefined(metric);
        }
        double[] known = ScoreBootstrap.known(values);
        if (bootstrap.isTooFew(known)) {
            return MetricDifference.withoutInterval(
                    metric.name(),
                    value,
                    "undefined in %s of %s replicates".formatted(values.length - known.length, values.length));
        }
        double bias = ScoreBootstrap.mean(known) - value.getAsDouble();
        return normal(
                metric,
                value.getAsDouble(),
                value.getAsDouble() - bias,
                ScoreBootstrap.standardDeviation(known),
                bootstrap.confidence(),
                bootstrap.describe());
    }

    /**
     * Returns the comparison in words: AUC, Brier score and log-loss, with intervals at 95 %.
     *
     * @return several lines
     */
    public String describe() {
        return "first less second on %s%n  %s%n  %s%n  %s"
                .formatted(
                        "%s customers, %s of whom churned"
                                .formatted(first.customers(), first.churnRate().numerator()),
                        aucDifference(0.95).describe(),
                        brierDifference(0.95).describe(),
                        logLossDifference(0.95).describe());
    }

    @Override
    public String toString() {
        return describe();
    }
}

package io.github.staycurve.benchmarks;

import io.github.staycurve.churn.evaluate.Acceptance;
import io.github.staycurve.churn.evaluate.ColumnDrift;
import io.github.staycurve.churn.evaluate.DriftSettings;
import io.github.staycurve.churn.evaluate.MetricEstimate;
import io.github.staycurve.churn.evaluate.RetentionOffer;
import io.github.staycurve.churn.evaluate.ScoreBinning;
import io.github.staycurve.churn.evaluate.ScoreBootstrap;
import io.github.staycurve.churn.evaluate.ScoreComparison;
import io.github.staycurve.churn.evaluate.ScoreEvaluation;
import io.github.staycurve.churn.evaluate.ScoreMetric;
import io.github.staycurve.churn.evaluate.ScoredOutcomes;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The evaluation of a churn score: all metrics, tables and closed-form intervals from raw columns, a bootstrap, the
 * comparison of two scores, and drift. Scores have no ties, which is the costliest case.
 *
 * <pre>{@code java -jar benchmarks/target/staycurve-benchmarks.jar ScoreEvaluationBenchmark -prof gc}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ScoreEvaluationBenchmark {
    private static final RetentionOffer OFFER = new RetentionOffer(200, 10, 1, Acceptance.beta(6, 14));

    @Param({"10000", "1000000"})
    int rows;

    private double[] scores = {};
    private double[] others = {};
    private double[] ones = {};
    private boolean[] churned = {};
    private ScoredOutcomes outcomes = ScoredOutcomes.of(scores, churned);
    private final List<ScoreMetric> metrics = new ArrayList<>();

    @Setup
    public void setUp() {
        SplittableRandom random = new SplittableRandom(19880901);
        scores = new double[rows];
        others = new double[rows];
        ones = new double[rows];
        churned = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            double p = random.nextDouble();
            scores[row] = p * p;
            others[row] = Math.min(1, p * p * (0.8 + 0.4 * random.nextDouble()));
            ones[row] = 1;
            churned[row] = random.nextDouble() < p * p;
        }
        outcomes = ScoredOutcomes.of(scores, churned);
        metrics.addAll(ScoreEvaluation.standardMetrics());
        metrics.add(ScoreMetric.gini());
        metrics.add(ScoreMetric.hMeasure(2, 2));
        metrics.add(ScoreMetric.maximumProfit(OFFER));
        metrics.add(ScoreMetric.expectedMaximumProfit(OFFER));
        metrics.add(ScoreMetric.expectedCalibrationError(ScoreBinning.equalWidth(10)));
        metrics.add(ScoreMetric.accuracy(0.5));
        metrics.add(ScoreMetric.f1(0.5));
        metrics.add(ScoreMetric.matthews(0.5));
    }

    /** Everything from two columns of rows: sorting, 16 metrics, closed-form intervals, tables. */
    @Benchmark
    public void evaluate(Blackhole hole) {
        evaluate(ScoredOutcomes.of(scores, churned), hole);
    }

    /** The same with a weight a row. */
    @Benchmark
    public void evaluateWeighted(Blackhole hole) {
        evaluate(ScoredOutcomes.of(scores, churned, ones), hole);
    }

    private void evaluate(ScoredOutcomes fresh, Blackhole hole) {
        ScoreEvaluation evaluation = fresh.evaluate();
        for (ScoreMetric metric : metrics) {
            hole.consume(evaluation.estimate(metric, 0.95));
        }
        hole.consume(evaluation.lift(10));
        hole.consume(evaluation.calibration(ScoreBinning.equalMass(10)));
        hole.consume(evaluation.spiegelhalter());
    }

    /** Of which this is the sorting. */
    @Benchmark
    public ScoredOutcomes sort() {
        return ScoredOutcomes.of(scores, churned);
    }

    /** The regression that the calibration line is. */
    @Benchmark
    public Object calibrationLine() {
        return outcomes.evaluate().calibrationLine();
    }

    /** Twenty replicates of all metrics. */
    @Benchmark
    public List<MetricEstimate> bootstrapOf20() {
        return ScoreBootstrap.of(20, 1).estimates(outcomes, metrics);
    }

    /** Two scores of the same customers, by DeLong and by means. */
    @Benchmark
    public void compare(Blackhole hole) {
        ScoreComparison comparison = ScoreComparison.of(scores, others, churned);
        hole.consume(comparison.aucDifference(0.95));
        hole.consume(comparison.brierDifference(0.95));
        hole.consume(comparison.logLossDifference(0.95));
    }

    /** One column against a reference of as many rows. */
    @Benchmark
    public ColumnDrift drift() {
        return ColumnDrift.of("score", scores, others, DriftSettings.DEFAULT);
    }
}

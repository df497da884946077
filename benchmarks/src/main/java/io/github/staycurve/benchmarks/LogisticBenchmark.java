package io.github.staycurve.benchmarks;

import io.github.staycurve.churn.score.LogisticFit;
import io.github.staycurve.churn.score.LogisticModel;
import io.github.staycurve.churn.score.LogisticRegression;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.data.ScoreColumn;
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

/**
 * Logistic regression on 20 correlated features: the whole fit with its checks and standard errors, a table, one row.
 *
 * <pre>{@code java -jar benchmarks/target/staycurve-benchmarks.jar LogisticBenchmark -prof gc}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class LogisticBenchmark {
    private static final int FEATURES = 20;

    @Param("1000000")
    int customers;

    private FeatureTable table =
            FeatureTable.builder().column("none", new double[0]).build();
    private boolean[] churned = {};
    private LogisticModel model = LogisticRegression.of("made up")
            .fit(FeatureTable.builder().column("x", new double[] {0, 1, 2, 3}).build(), new boolean[] {
                false, true, false, true
            })
            .model();
    private double[] row = {};

    @Setup
    public void setUp() {
        SplittableRandom random = new SplittableRandom(1);
        double[][] columns = new double[FEATURES][customers];
        churned = new boolean[customers];
        for (int i = 0; i < customers; i++) {
            double eta = -1;
            for (int j = 0; j < FEATURES; j++) {
                double before = j > 0 ? columns[j - 1][i] : 0;
                columns[j][i] = 2 * random.nextDouble() - 1 + 0.3 * before;
                eta += (j % 3 - 1) * 0.8 * columns[j][i];
            }
            churned[i] = random.nextDouble() < 1 / (1 + Math.exp(-eta));
        }
        FeatureTable.Builder builder = FeatureTable.builder();
        for (int j = 0; j < FEATURES; j++) {
            builder.column("x" + j, columns[j]);
        }
        table = builder.build();
        model = fit().model();
        row = table.row(7);
    }

    @Benchmark
    public LogisticFit fit() {
        return LogisticRegression.of("made up").fit(table, churned);
    }

    @Benchmark
    public ScoreColumn scoreTable() {
        return model.probability(table);
    }

    @Benchmark
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public double scoreOneRow() {
        return model.probability(row);
    }
}

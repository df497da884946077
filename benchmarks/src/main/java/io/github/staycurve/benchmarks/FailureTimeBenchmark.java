package io.github.staycurve.benchmarks;

import io.github.staycurve.churn.survival.AcceleratedFailureTime;
import io.github.staycurve.churn.survival.AftDistribution;
import io.github.staycurve.churn.survival.AftFit;
import io.github.staycurve.churn.survival.AftModel;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.stat.CensoredDurations;
import java.util.Arrays;
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
 * Accelerated failure time models of ten features: the fit, and the scores of a table.
 *
 * <pre>{@code java -jar benchmarks/target/staycurve-benchmarks.jar FailureTimeBenchmark -prof gc}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class FailureTimeBenchmark {
    private static final int FEATURES = 10;

    @Param({"100000"})
    int rows;

    @Param({"WEIBULL", "LOG_NORMAL"})
    AftDistribution distribution = AftDistribution.WEIBULL;

    private CensoredDurations data = CensoredDurations.of(new double[0], new boolean[0]);
    private FeatureTable table =
            FeatureTable.builder().column("empty", new double[0]).build();
    private AftModel model = AftModel.of(AftDistribution.EXPONENTIAL, table.names(), 0, new double[1], 1);

    @Setup
    public void setUp() {
        SplittableRandom random = new SplittableRandom(20021001);
        double[][] columns = new double[FEATURES][rows];
        double[] durations = new double[rows];
        boolean[] ended = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            double location = 4;
            for (int j = 0; j < FEATURES; j++) {
                columns[j][row] = j < 5 ? random.nextDouble() : random.nextInt(2);
                location += (j - 4.5) / 10 * columns[j][row];
            }
            double life = Math.exp(location) * Math.pow(-Math.log(1 - random.nextDouble()), 0.7);
            double seen = 150 * random.nextDouble();
            durations[row] = Math.min(life, seen);
            ended[row] = life <= seen;
        }
        FeatureTable.Builder builder = FeatureTable.builder();
        for (int j = 0; j < FEATURES; j++) {
            builder.column("x" + j, columns[j]);
        }
        table = builder.build();
        data = CensoredDurations.of(durations, ended);
        model = fit().model();
    }

    @Benchmark
    public AftFit fit() {
        return AcceleratedFailureTime.of(distribution).fit(table, data);
    }

    /** The probability of leaving within a month, each at an age of their own. */
    @Benchmark
    public double[] churnProbability() {
        double[] ages = new double[rows];
        Arrays.setAll(ages, data::duration);
        return model.churnProbability(table, ages, 30);
    }

    @Benchmark
    public double[] restrictedMean() {
        return model.restrictedMean(table, 365);
    }
}

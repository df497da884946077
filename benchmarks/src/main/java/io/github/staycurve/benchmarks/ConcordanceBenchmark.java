package io.github.staycurve.benchmarks;

import io.github.staycurve.churn.evaluate.ConcordanceIndex;
import io.github.staycurve.core.stat.CensoredDurations;
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
 * Concordance of a score, with its standard error: whole days, with many ties, and instants, with none.
 *
 * <pre>{@code java -jar benchmarks/target/staycurve-benchmarks.jar ConcordanceBenchmark -prof gc}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ConcordanceBenchmark {
    @Param({"10000", "100000"})
    int rows;

    @Param({"true", "false"})
    boolean wholeDays = true;

    private CensoredDurations data = CensoredDurations.of(new double[0], new boolean[0]);
    private double[] scores = {};

    @Setup
    public void setUp() {
        SplittableRandom random = new SplittableRandom(19820514);
        double[] durations = new double[rows];
        boolean[] ended = new boolean[rows];
        scores = new double[rows];
        for (int row = 0; row < rows; row++) {
            scores[row] = random.nextDouble();
            double days = -200 * Math.log(1 - random.nextDouble()) * Math.exp(-scores[row]) + 1;
            durations[row] = wholeDays ? Math.ceil(days) : days;
            ended[row] = random.nextInt(3) != 0;
        }
        data = CensoredDurations.of(durations, ended);
    }

    @Benchmark
    public ConcordanceIndex harrell() {
        return ConcordanceIndex.harrell(data, scores);
    }

    @Benchmark
    public ConcordanceIndex uno() {
        return ConcordanceIndex.uno(data, scores);
    }
}

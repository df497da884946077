package io.github.staycurve.benchmarks;

import io.github.staycurve.core.stat.CensoredDurations;
import io.github.staycurve.core.stat.KaplanMeier;
import io.github.staycurve.core.stat.WeightKind;
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
 * The Kaplan-Meier curve of a column of durations: whole days, with many ties, and instants, with none.
 *
 * <pre>{@code java -jar benchmarks/target/staycurve-benchmarks.jar KaplanMeierBenchmark -prof gc}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class KaplanMeierBenchmark {
    @Param({"10000", "1000000"})
    int rows;

    @Param({"true", "false"})
    boolean wholeDays = true;

    private CensoredDurations plain = CensoredDurations.of(new double[0], new boolean[0]);
    private CensoredDurations weighted = plain;

    @Setup
    public void setUp() {
        SplittableRandom random = new SplittableRandom(19580601);
        double[] durations = new double[rows];
        boolean[] ended = new boolean[rows];
        double[] entries = new double[rows];
        double[] weights = new double[rows];
        for (int row = 0; row < rows; row++) {
            double days = -200 * Math.log(1 - random.nextDouble()) + 1;
            durations[row] = wholeDays ? Math.ceil(days) : days;
            ended[row] = random.nextInt(3) != 0;
            entries[row] = random.nextInt(4) == 0 ? durations[row] / 3 : 0;
        }
        Arrays.setAll(weights, row -> 0.5 + random.nextDouble());
        plain = CensoredDurations.of(durations, ended);
        weighted = plain.withEntries(entries).withWeights(weights, WeightKind.SAMPLING);
    }

    @Benchmark
    public KaplanMeier curve() {
        return KaplanMeier.of(plain);
    }

    /** The costliest input: late entries, and errors by the jackknife. */
    @Benchmark
    public KaplanMeier curveWithEntriesAndSamplingWeights() {
        return KaplanMeier.of(weighted);
    }
}

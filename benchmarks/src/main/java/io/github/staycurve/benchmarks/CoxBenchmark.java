package io.github.staycurve.benchmarks;

import io.github.staycurve.churn.survival.CoxFit;
import io.github.staycurve.churn.survival.CoxModel;
import io.github.staycurve.churn.survival.CoxRegression;
import io.github.staycurve.core.data.FeatureTable;
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
 * A Cox regression from columns to report, by Efron's ties, and scoring with its model: whole months with heavy ties, and
 * instants with none.
 *
 * <pre>{@code java -jar benchmarks/target/staycurve-benchmarks.jar CoxBenchmark -prof gc}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CoxBenchmark {
    private static final int FEATURES = 10;

    @Param({"100000"})
    int rows;

    @Param({"true", "false"})
    boolean wholeMonths = true;

    private FeatureTable features =
            FeatureTable.builder().column("none", new double[0]).build();
    private CensoredDurations plain = CensoredDurations.of(new double[0], new boolean[0]);
    private CensoredDurations late = plain;
    private double[] ages = new double[0];
    private CoxModel model = CoxRegression.withDefaults()
            .fit(
                    FeatureTable.builder().column("x", new double[] {0, 1, 3}).build(),
                    CensoredDurations.of(new double[] {5, 4, 9}, new boolean[] {false, true, false}))
            .model();

    @Setup
    public void setUp() {
        SplittableRandom random = new SplittableRandom(19720301);
        double[][] columns = new double[FEATURES][rows];
        double[] durations = new double[rows];
        boolean[] ended = new boolean[rows];
        double[] entries = new double[rows];
        for (int row = 0; row < rows; row++) {
            double score = 0;
            for (int j = 0; j < FEATURES; j++) {
                columns[j][row] = j % 2 == 0 ? random.nextGaussian() : random.nextInt(2);
                score += 0.1 * (j - 4) * columns[j][row];
            }
            double leaves = 24 * -Math.log(1 - random.nextDouble()) / Math.exp(score);
            double censored = 48 * random.nextDouble();
            double duration = Math.min(leaves, censored);
            durations[row] = wholeMonths ? Math.ceil(duration) : duration;
            ended[row] = leaves <= censored;
            entries[row] = random.nextInt(4) == 0 ? durations[row] / 3 : 0;
        }
        FeatureTable.Builder table = FeatureTable.builder();
        for (int j = 0; j < FEATURES; j++) {
            table.column("x" + j, columns[j]);
        }
        features = table.build();
        plain = CensoredDurations.of(durations, ended);
        late = plain.withEntries(entries);
        model = CoxRegression.withDefaults().fit(features, plain).model();
        ages = random.doubles(rows, 0, 24).toArray();
    }

    @Benchmark
    public CoxFit fit() {
        return CoxRegression.withDefaults().fit(features, plain);
    }

    /** A quarter of the rows enters late, so that sums are compensated. */
    @Benchmark
    public CoxFit fitWithEntries() {
        return CoxRegression.withDefaults().fit(features, late);
    }

    /** The chance to leave in the next three months, for every row at its own age. */
    @Benchmark
    public double[] churnProbability() {
        return model.churnProbability(features, ages, 3);
    }
}

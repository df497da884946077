package io.github.staycurve.benchmarks;

import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.segmentation.cluster.FeatureScaling;
import io.github.staycurve.segmentation.cluster.GaussianMixture;
import io.github.staycurve.segmentation.cluster.GaussianMixtureFit;
import io.github.staycurve.segmentation.cluster.KMeans;
import io.github.staycurve.segmentation.cluster.KMeansFit;
import io.github.staycurve.segmentation.cluster.KMeansModel;
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
 * Five clusters of three features: fitting them from one start, in mini-batches and as a mixture, and assigning every row
 * to frozen centres. The groups overlap, so that the exact stop takes its time.
 *
 * <pre>{@code java -jar benchmarks/target/staycurve-benchmarks.jar ClusterBenchmark -prof gc}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class ClusterBenchmark {
    private static final double[][] CENTRES = {{0, 0, 0}, {3, 0, 0}, {0, 3, 0}, {0, 0, 3}, {3, 3, 3}};

    @Param({"100000", "1000000"})
    int customers;

    private FeatureTable table =
            FeatureTable.builder().column("none", new double[0]).build();
    private FeatureScaling scaling = FeatureScaling.none(table.names());
    private KMeansModel[] model = new KMeansModel[0];

    @Setup
    public void setUp() {
        SplittableRandom random = new SplittableRandom(20050601);
        double[][] columns = new double[3][customers];
        for (int row = 0; row < customers; row++) {
            double[] centre = CENTRES[random.nextInt(CENTRES.length)];
            for (int feature = 0; feature < 3; feature++) {
                columns[feature][row] = centre[feature] + random.nextGaussian();
            }
        }
        table = FeatureTable.builder()
                .column("inactivity", columns[0])
                .column("purchases", columns[1])
                .column("spend", columns[2])
                .build();
        scaling = FeatureScaling.robust(table);
        model = new KMeansModel[] {oneStart().model()};
    }

    @Benchmark
    public KMeansFit oneStart() {
        return KMeans.of(5).withRestarts(1).fit(table, scaling, 1);
    }

    @Benchmark
    public KMeansFit tenStarts() {
        return KMeans.of(5).fit(table, scaling, 1);
    }

    @Benchmark
    public KMeansFit miniBatches() {
        return KMeans.of(5).withRestarts(3).withMiniBatches(1000, 100).fit(table, scaling, 1);
    }

    @Benchmark
    public GaussianMixtureFit mixture() {
        return GaussianMixture.of(5).withStarts(1).fit(table, scaling, 1);
    }

    @Benchmark
    public FeatureScaling robustScaling() {
        return FeatureScaling.robust(table);
    }

    @Benchmark
    public int[] assign() {
        return model[0].assign(table);
    }
}

package io.github.staycurve.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Scoring the one customer of a request.
 *
 * <pre>{@code java -jar benchmarks/target/staycurve-benchmarks.jar OneRowBenchmark -prof gc}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OneRowBenchmark {
    @Param({"0", "2", "30"})
    int frequency;

    private final double age = 38.86;
    private final double delta = 0.0018;

    @Benchmark
    public double probabilityAlive() {
        return Population.PURCHASE_MODEL.probabilityAlive(frequency, recency(), age);
    }

    @Benchmark
    public double expectedPurchases() {
        return Population.PURCHASE_MODEL.expectedPurchases(frequency, recency(), age, 52);
    }

    @Benchmark
    public double discountedExpectedPurchases() {
        return Population.PURCHASE_MODEL.discountedExpectedPurchases(frequency, recency(), age, 52, delta);
    }

    private double recency() {
        return frequency == 0 ? 0 : 30.43;
    }
}

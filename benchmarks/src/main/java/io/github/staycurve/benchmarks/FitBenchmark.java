package io.github.staycurve.benchmarks;

import io.github.staycurve.clv.model.BgNbd;
import io.github.staycurve.clv.model.BgNbdFit;
import io.github.staycurve.clv.spend.GammaGamma;
import io.github.staycurve.clv.spend.GammaGammaFit;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.List;
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
 * Fitting both models to raw rows, collapsing and standard errors included; 2357 is the size of the CDNOW sample.
 *
 * <pre>{@code java -jar benchmarks/target/staycurve-benchmarks.jar FitBenchmark -prof gc}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class FitBenchmark {
    @Param({"2357", "1000000"})
    int customers;

    private CustomerSummaryTable table = CustomerSummaryTable.of(PeriodUnit.WEEK, List.of());

    @Setup
    public void setUp() {
        table = Population.table(customers);
    }

    @Benchmark
    public BgNbdFit bgNbd() {
        return BgNbd.withDefaults().fit(table);
    }

    @Benchmark
    public GammaGammaFit gammaGamma() {
        return GammaGamma.withDefaults().fit(table);
    }
}

package io.github.staycurve.benchmarks;

import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.ZoneId;
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
 * Reducing a log to summaries; 5,000,000 customers have about ten million transactions.
 *
 * <pre>{@code java -Xmx4g -jar benchmarks/target/staycurve-benchmarks.jar SummarizeBenchmark -prof gc}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SummarizeBenchmark {
    @Param({"10000", "1000000", "5000000"})
    int customers;

    /** The second one changes its clocks. */
    @Param({"UTC", "Europe/London"})
    String zone = "UTC";

    private TransactionLog log = TransactionLog.builder().build();

    @Setup
    public void setUp() {
        log = Population.log(customers);
        System.out.printf("%n# %,d transactions%n", log.size());
    }

    @Benchmark
    public CustomerSummaryTable summarize() {
        return log.summarize(Population.window(ZoneId.of(zone)), PeriodUnit.WEEK)
                .table();
    }
}

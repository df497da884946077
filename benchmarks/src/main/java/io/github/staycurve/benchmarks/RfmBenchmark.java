package io.github.staycurve.benchmarks;

import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.segmentation.rfm.RfmMeasure;
import io.github.staycurve.segmentation.rfm.RfmMethod;
import io.github.staycurve.segmentation.rfm.RfmScorer;
import io.github.staycurve.segmentation.rfm.RfmScores;
import io.github.staycurve.segmentation.rfm.RfmTable;
import io.github.staycurve.segmentation.rfm.RfmThresholds;
import java.time.ZoneOffset;
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
 * RFM in five bins: the table from a log, bins and scores of a table, a table by frozen thresholds, and all its customers
 * one by one.
 *
 * <pre>{@code java -jar benchmarks/target/staycurve-benchmarks.jar RfmBenchmark -prof gc}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RfmBenchmark {
    @Param({"10000", "1000000"})
    int customers;

    /** The default, the one with quantiles, and the one that compares identifiers. */
    @Param({"MID_RANK", "PANDAS_QCUT", "SQL_NTILE"})
    RfmMethod method = RfmMethod.MID_RANK;

    private TransactionLog log = TransactionLog.builder().build();
    private RfmTable table = RfmTable.of(List.of());
    private RfmScorer scorer = RfmScorer.withDefaults();
    private RfmThresholds thresholds = frozen();

    private RfmThresholds frozen() {
        RfmTable one = RfmTable.of(new String[] {"a"}, new double[1], new double[1], new double[1]);
        return scorer.fit(one).thresholds();
    }

    @Setup
    public void setUp() {
        log = Population.log(customers);
        table = RfmTable.of(log, Population.window(ZoneOffset.UTC));
        scorer = RfmScorer.builder().method(method).build();
        thresholds = scorer.fit(table).thresholds();
    }

    @Benchmark
    public RfmTable tableOfLog() {
        return RfmTable.of(log, Population.window(ZoneOffset.UTC));
    }

    @Benchmark
    public RfmScores fitAndScore() {
        return scorer.fit(table);
    }

    @Benchmark
    public RfmScores scoreFrozen() {
        return thresholds.score(table);
    }

    @Benchmark
    public int scoreOneByOne() {
        int sum = 0;
        for (int row = 0; row < table.size(); row++) {
            String id = table.customerId(row);
            sum += thresholds.score(RfmMeasure.INACTIVITY, table.inactivity(row), id)
                    + thresholds.score(RfmMeasure.FREQUENCY, table.frequency(row), id)
                    + thresholds.score(RfmMeasure.MONETARY, table.monetary(row), id);
        }
        return sum;
    }
}

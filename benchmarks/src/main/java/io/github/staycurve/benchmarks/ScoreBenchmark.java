package io.github.staycurve.benchmarks;

import io.github.staycurve.clv.value.ResidualValue;
import io.github.staycurve.clv.value.ValueAssumptions;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreTable;
import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.Horizon;
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
 * Scoring a table: P(alive) alone, expected purchases, and all four scores over a year; with the loop over one-row calls
 * that a caller would write without the table methods beside it.
 *
 * <pre>{@code java -jar benchmarks/target/staycurve-benchmarks.jar ScoreBenchmark -prof gc}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ScoreBenchmark {
    private static final Horizon YEAR = Horizon.of(52, PeriodUnit.WEEK);
    private static final ResidualValue VALUE = ResidualValue.of(
            Population.PURCHASE_MODEL, Population.SPEND_MODEL, new ValueAssumptions(YEAR, DiscountRate.annual(0.1), 1));

    @Param({"10000", "1000000"})
    int customers;

    private CustomerSummaryTable table = CustomerSummaryTable.of(PeriodUnit.WEEK, List.of());
    private double[] out = new double[0];

    @Setup
    public void setUp() {
        table = Population.table(customers);
        out = new double[customers];
    }

    @Benchmark
    public double[] probabilityAlive() {
        Population.PURCHASE_MODEL.probabilityAlive(table, out);
        return out;
    }

    @Benchmark
    public double[] expectedPurchases() {
        Population.PURCHASE_MODEL.expectedPurchases(table, YEAR, out);
        return out;
    }

    @Benchmark
    public double[] expectedPurchasesRowByRow() {
        for (int row = 0; row < out.length; row++) {
            out[row] = Population.PURCHASE_MODEL.expectedPurchases(
                    table.frequency(row), table.recency(row), table.age(row), 52);
        }
        return out;
    }

    @Benchmark
    public ScoreTable allScores() {
        return VALUE.score(table);
    }
}

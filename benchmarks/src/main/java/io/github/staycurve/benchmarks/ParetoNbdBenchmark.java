package io.github.staycurve.benchmarks;

import io.github.staycurve.clv.model.ParetoNbd;
import io.github.staycurve.clv.model.ParetoNbdFit;
import io.github.staycurve.clv.model.ParetoNbdModel;
import io.github.staycurve.clv.model.ParetoNbdParameters;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreColumn;
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
 * The Pareto/NBD model on customers in whole days: the fit from raw rows, collapsing and standard errors included, and the
 * scores of a table.
 *
 * <pre>{@code java -jar benchmarks/target/staycurve-benchmarks.jar ParetoNbdBenchmark -prof gc}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ParetoNbdBenchmark {
    private static final ParetoNbdModel CDNOW =
            ParetoNbdModel.of(new ParetoNbdParameters(0.553, 10.578, 0.606, 11.669), PeriodUnit.WEEK);
    private static final Horizon YEAR = Horizon.of(52, PeriodUnit.WEEK);

    @Param({"2357", "100000"})
    int customers;

    private CustomerSummaryTable table = CustomerSummaryTable.of(PeriodUnit.WEEK, List.of());
    private double[] out = new double[0];

    @Setup
    public void setUp() {
        table = Population.table(customers);
        out = new double[customers];
    }

    @Benchmark
    public ParetoNbdFit fit() {
        return ParetoNbd.withDefaults().fit(table);
    }

    @Benchmark
    public double[] probabilityAlive() {
        CDNOW.probabilityAlive(table, out);
        return out;
    }

    @Benchmark
    public double[] expectedPurchases() {
        CDNOW.expectedPurchases(table, YEAR, out);
        return out;
    }

    @Benchmark
    public ScoreColumn dert() {
        return CDNOW.dert(table, DiscountRate.annual(0.1));
    }

    @Benchmark
    public double[] dertRowByRow() {
        for (int row = 0; row < out.length; row++) {
            out[row] = CDNOW.dert(table.frequency(row), table.recency(row), table.age(row), 0.0018);
        }
        return out;
    }
}

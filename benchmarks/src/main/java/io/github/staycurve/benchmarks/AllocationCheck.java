package io.github.staycurve.benchmarks;

import com.sun.management.ThreadMXBean;
import io.github.staycurve.churn.score.ChurnModel;
import io.github.staycurve.churn.score.FeatureTerm;
import io.github.staycurve.churn.score.LogisticModel;
import io.github.staycurve.clv.value.ResidualValue;
import io.github.staycurve.clv.value.ValueAssumptions;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.Horizon;
import io.github.staycurve.core.time.PeriodUnit;
import io.github.staycurve.segmentation.rfm.RfmMeasure;
import io.github.staycurve.segmentation.rfm.RfmScorer;
import io.github.staycurve.segmentation.rfm.RfmTable;
import io.github.staycurve.segmentation.rfm.RfmThresholds;
import java.lang.management.ManagementFactory;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * Fails when scoring allocates per row: counts the bytes that a small and a large table take and looks at the difference a
 * row. The short form of {@link ScoreBenchmark} that every build runs; it measures memory, not time.
 *
 * <pre>{@code java -cp benchmarks/target/staycurve-benchmarks.jar io.github.staycurve.benchmarks.AllocationCheck}</pre>
 */
public final class AllocationCheck {
    private static final int SMALL = 10_000;
    private static final int LARGE = 200_000;
    private static final int RUNS = 5;
    private static final Horizon YEAR = Horizon.of(52, PeriodUnit.WEEK);
    private static final ResidualValue VALUE = ResidualValue.of(
            Population.PURCHASE_MODEL, Population.SPEND_MODEL, new ValueAssumptions(YEAR, DiscountRate.annual(0.1), 1));

    private static final ChurnModel CHURN_MODEL = LogisticModel.of(
            -1,
            List.of(
                    new FeatureTerm("inactivity", true, 0.8, OptionalDouble.empty(), 10),
                    new FeatureTerm("mean_gap", false, -0.1, OptionalDouble.of(0.5), 4)),
            "no purchase within 13 weeks");

    /** A table of scores owns a column of eight bytes for each of its four kinds, and makes each once more on the way. */
    private static final double SCORE_TABLE_BYTES = 2 * 5 * Double.BYTES;

    private final CustomerSummaryTable small = Population.table(SMALL);
    private final CustomerSummaryTable large = Population.table(LARGE);
    private final RfmThresholds thresholds = RfmScorer.withDefaults()
            .fit(RfmTable.of(Population.log(SMALL), Population.window(ZoneOffset.UTC)))
            .thresholds();
    private final double[] out = new double[LARGE];
    private final double[] features = new double[2];
    private boolean failed;

    private AllocationCheck() {}

    public static void main(String[] args) {
        AllocationCheck check = new AllocationCheck();
        check.atMost(0, "P(alive) into an array", t -> Population.PURCHASE_MODEL.probabilityAlive(t, check.out));
        check.atMost(
                0,
                "expected purchases into an array",
                t -> Population.PURCHASE_MODEL.expectedPurchases(t, YEAR, check.out));
        check.atMost(0, "row by row", check::rowByRow);
        check.atMost(0, "RFM, one by one", check::rfm);
        check.atMost(0, "churn probability, row by row", check::churn);
        check.atMost(SCORE_TABLE_BYTES, "a table of all scores", VALUE::score);
        if (check.failed) {
            System.exit(1);
        }
    }

    private void rowByRow(CustomerSummaryTable table) {
        for (int row = 0; row < table.size(); row++) {
            out[row] = Population.PURCHASE_MODEL.discountedExpectedPurchases(
                    table.frequency(row), table.recency(row), table.age(row), 52, 0.0018);
        }
    }

    private void rfm(CustomerSummaryTable table) {
        for (int row = 0; row < table.size(); row++) {
            out[row] = thresholds.score(RfmMeasure.INACTIVITY, table.inactivity(row))
                    + thresholds.score(RfmMeasure.FREQUENCY, table.frequency(row) + 1)
                    + thresholds.score(RfmMeasure.MONETARY, table.totalSpend(row));
        }
    }

    private void churn(CustomerSummaryTable table) {
        for (int row = 0; row < table.size(); row++) {
            features[0] = table.inactivity(row);
            features[1] = table.frequency(row) == 0 ? Double.NaN : table.recency(row) / table.frequency(row);
            out[row] = CHURN_MODEL.probability(features);
        }
    }

    private void atMost(double bytesAllowed, String what, Consumer<CustomerSummaryTable> work) {
        double bytesARow = (double) (bytes(work, large) - bytes(work, small)) / (LARGE - SMALL);
        boolean good = bytesARow <= bytesAllowed + 1; // the tables of terms by x and T grow with distinct values only
        System.out.printf(
                "%-34s %8.3f bytes a row, %.0f allowed: %s%n",
                what, bytesARow, bytesAllowed, good ? "good" : "TOO MUCH");
        failed |= !good;
    }

    /** Returns the least that a run allocated: compilation in the background only ever adds. */
    private static long bytes(Consumer<CustomerSummaryTable> work, CustomerSummaryTable table) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            work.accept(table);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}

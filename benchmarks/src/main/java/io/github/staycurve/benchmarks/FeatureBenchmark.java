package io.github.staycurve.benchmarks;

import io.github.staycurve.churn.definition.FixedWindow;
import io.github.staycurve.churn.feature.CustomerLogs;
import io.github.staycurve.churn.feature.FeatureSet;
import io.github.staycurve.churn.feature.LabelledFeatures;
import io.github.staycurve.churn.feature.OneCustomer;
import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.data.EventLogBuilder;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.data.TransactionLogBuilder;
import io.github.staycurve.core.lifecycle.FixedSilence;
import io.github.staycurve.core.lifecycle.StagePolicy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
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
 * Point-in-time features with labels: one cutoff of a shop over two years, ten transactions a customer; and the row of one
 * customer.
 *
 * <pre>{@code java -Xmx4g -jar benchmarks/target/staycurve-benchmarks.jar FeatureBenchmark -p customers=1000000 -prof gc}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class FeatureBenchmark {
    private static final LocalDate FIRST_DAY = LocalDate.of(2022, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2023, 12, 31);
    private static final LocalDate CUTOFF = LocalDate.of(2023, 9, 30);
    private static final int DAYS = 730;
    private static final ZoneId ZONE = ZoneId.of("Europe/London");

    @Param({"10000", "1000000"})
    int customers;

    /** The standard set has 19 features; events add four, stages four. */
    @Param({"standard", "events", "stages"})
    String features = "standard";

    private CustomerLogs logs = CustomerLogs.of(TransactionLog.builder().build());
    private FeatureSet set = FeatureSet.standard(ZONE);
    private OneCustomer one = new OneCustomer(ZONE);
    private double[] row = new double[0];

    @Setup
    public void setUp() {
        SplittableRandom random = new SplittableRandom(20220101);
        TransactionLogBuilder purchases = TransactionLog.builder();
        EventLogBuilder events = EventLog.builder();
        Instant start = FIRST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
        for (int i = 0; i < customers; i++) {
            double rate = -Math.log1p(-random.nextDouble()) / 40;
            double join = random.nextDouble() * DAYS;
            for (double day = join; day < DAYS; day -= Math.log1p(-random.nextDouble()) / rate) {
                purchases.add("customer-" + i, start.plusSeconds((long) (day * 86_400)), 100 * random.nextDouble());
                if (features.equals("events")) {
                    events.add(
                            "customer-" + i, start.plusSeconds((long) (day * 86_000)), day % 2 < 1 ? "login" : "view");
                }
            }
        }
        logs = features.equals("events")
                ? CustomerLogs.of(purchases.build(), events.build())
                : CustomerLogs.of(purchases.build());
        set = switch (features) {
            case "events" -> FeatureSet.standard(ZONE).withEvents(List.of("login", "view"), 30);
            case "stages" -> FeatureSet.standard(ZONE).withStages(StagePolicy.of(FixedSilence.DEFAULT), FIRST_DAY);
            default -> FeatureSet.standard(ZONE);
        };
        one = new OneCustomer(ZONE);
        for (int i = 0; i < 10; i++) {
            one.purchase(start.plusSeconds(40L * 86_400 * i), 10 + i);
        }
        row = new double[set.names().size()];
        System.out.printf(
                "%n# %,d transactions, %s features%n", logs.purchases().size(), row.length);
    }

    @Benchmark
    public LabelledFeatures oneCutoff() {
        return set.at(logs, List.of(CUTOFF), new FixedWindow(90), LAST_DAY);
    }

    @Benchmark
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public boolean oneCustomer() {
        return set.copyRow(one, CUTOFF, row);
    }
}

package io.github.staycurve.benchmarks;

import io.github.staycurve.core.activity.ActiveUsersCounter;
import io.github.staycurve.core.activity.ActivityTable;
import io.github.staycurve.core.activity.ActivityTableBuilder;
import io.github.staycurve.core.activity.ActivityWindow;
import io.github.staycurve.core.activity.GrowthAccounting;
import io.github.staycurve.core.activity.LifecycleCounter;
import io.github.staycurve.core.activity.LifecycleFlows;
import io.github.staycurve.core.time.CalendarGrid;
import java.time.LocalDate;
import java.time.ZoneId;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * Filling an activity table from events in no order, and metrics of it in one pass: 20 events a customer over 730 days.
 *
 * <pre>{@code java -Xmx4g -jar benchmarks/target/staycurve-benchmarks.jar ActivityBenchmark}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ActivityBenchmark {
    private static final int EVENTS_A_CUSTOMER = 20;
    private static final int DAYS = 730;
    private static final long MILLIS_A_DAY = 86_400_000L;

    @Param({"10000", "1000000"})
    int customers;

    /** The second one changes its clocks. */
    @Param({"UTC", "Europe/London"})
    String zone = "UTC";

    private ActivityWindow window = window();
    private int[] customerOf = new int[0];
    private long[] epochMillis = new long[0];
    private ActivityTable table = ActivityTable.builder(window, "events", 0).build();

    private ActivityWindow window() {
        LocalDate start = LocalDate.of(2023, 1, 1);
        return ActivityWindow.of(CalendarGrid.daily(ZoneId.of(zone)), start, start.plusDays(DAYS - 1L));
    }

    @Setup
    public void setUp() {
        window = window();
        SplittableRandom random = new SplittableRandom(20231101);
        int events = customers * EVENTS_A_CUSTOMER;
        customerOf = new int[events];
        epochMillis = new long[events];
        long start = window.start().toEpochDay() * MILLIS_A_DAY;
        for (int i = 0; i < events; i++) {
            int customer = random.nextInt(customers);
            long joined = customer % DAYS; // customers join evenly over the days
            customerOf[i] = customer;
            epochMillis[i] = start + joined * MILLIS_A_DAY + random.nextLong((DAYS - joined) * MILLIS_A_DAY);
        }
        table = ingest();
    }

    @Benchmark
    public ActivityTable ingest() {
        ActivityTableBuilder builder = ActivityTable.builder(window, "events", customers);
        for (int i = 0; i < customerOf.length; i++) {
            builder.add(customerOf[i], epochMillis[i]);
        }
        return builder.build();
    }

    /** Lifecycle flows and the growth accounting of every day. */
    @Benchmark
    public void growthAccounting(Blackhole hole) {
        consume(LifecycleFlows.of(table, 1), hole);
    }

    /** The same pass feeds daily, weekly and 28-day actives too. */
    @Benchmark
    public void growthAccountingAndActives(Blackhole hole) {
        LifecycleCounter lifecycle = new LifecycleCounter(table, 1, 0);
        ActiveUsersCounter actives = new ActiveUsersCounter(table, 7, 28);
        table.scan(lifecycle, actives);
        consume(lifecycle.flows(), hole);
        hole.consume(actives.activeUsers());
    }

    private static void consume(LifecycleFlows flows, Blackhole hole) {
        for (int slot = 0; slot < flows.periods(); slot++) {
            GrowthAccounting growth = flows.growth(slot);
            hole.consume(growth.quickRatio());
        }
    }
}

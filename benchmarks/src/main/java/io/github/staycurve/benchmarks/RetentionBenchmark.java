package io.github.staycurve.benchmarks;

import io.github.staycurve.core.activity.ActivityTable;
import io.github.staycurve.core.activity.ActivityTableBuilder;
import io.github.staycurve.core.activity.ActivityWindow;
import io.github.staycurve.core.activity.LifecycleCounter;
import io.github.staycurve.core.activity.LifecycleFlows;
import io.github.staycurve.core.retention.CohortEntry;
import io.github.staycurve.core.retention.Retention;
import io.github.staycurve.core.retention.RetentionCounter;
import io.github.staycurve.core.retention.RetentionDefinition;
import io.github.staycurve.core.retention.RetentionMode;
import io.github.staycurve.core.retention.RetentionTable;
import io.github.staycurve.core.time.CalendarGrid;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
 * The full retention triangle of 730 days, 266,815 cells, alone and in one pass with the lifecycle flows and their growth
 * accounting. A million users have 20 million events, which come in no order.
 *
 * <pre>{@code java -Xmx2g -jar benchmarks/target/staycurve-benchmarks.jar RetentionBenchmark -prof gc}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RetentionBenchmark {
    private static final int DAYS = 730;
    private static final int EVENTS_A_USER = 20;
    private static final long MILLIS_A_DAY = 86_400_000L;
    private static final LocalDate START = LocalDate.of(2023, 1, 1);
    private static final ActivityWindow WINDOW =
            ActivityWindow.of(CalendarGrid.daily(ZoneOffset.UTC), START, START.plusDays(DAYS - 1));

    @Param("1000000")
    int users;

    @Param({"ON", "ON_OR_AFTER", "STREAK"})
    RetentionMode mode = RetentionMode.ON;

    private ActivityTable table = ActivityTable.builder(WINDOW, "active", 0).build();
    private RetentionDefinition definition = RetentionDefinition.daily(ZoneOffset.UTC, WINDOW.asOf());
    private RetentionDefinition everyPeriod = definition;

    /** Fills the table: everyone joins on some day, and comes back the less the longer ago that is. */
    @Setup
    public void setUp() {
        SplittableRandom random = new SplittableRandom(730); // the same table in every fork
        int[] joined = random.ints(users, 0, DAYS).toArray();
        ActivityTableBuilder builder = ActivityTable.builder(WINDOW, "active", users);
        long start = START.toEpochDay() * MILLIS_A_DAY;
        for (int user = 0; user < users; user++) {
            builder.add(user, start + joined[user] * MILLIS_A_DAY);
        }
        for (long event = users; event < (long) users * EVENTS_A_USER; event++) {
            int user = random.nextInt(users);
            double later = random.nextDouble();
            int day = joined[user] + (int) (later * later * (DAYS - joined[user]));
            builder.add(user, start + day * MILLIS_A_DAY + random.nextInt((int) MILLIS_A_DAY));
        }
        table = builder.build();
        definition = definition.toBuilder().mode(mode).build();
        everyPeriod = definition.toBuilder().entry(CohortEntry.EVERY).build();
    }

    /** What comes out of one pass. */
    public record OnePass(RetentionTable retention, LifecycleFlows flows) {}

    @Benchmark
    public RetentionTable retention() {
        return Retention.of(table, definition).table();
    }

    @Benchmark
    public OnePass retentionFlowsAndGrowthInOnePass() {
        RetentionCounter retention = new RetentionCounter(table, definition);
        LifecycleCounter lifecycle = new LifecycleCounter(table, 1, 0);
        table.scan(lifecycle, retention);
        return new OnePass(retention.table(), lifecycle.flows());
    }

    @Benchmark
    public RetentionTable retentionOfEveryActivePeriod() {
        return Retention.of(table, everyPeriod).table();
    }
}

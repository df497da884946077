package io.github.staycurve.benchmarks;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.data.TransactionLogBuilder;
import io.github.staycurve.core.lifecycle.FixedSilence;
import io.github.staycurve.core.lifecycle.StagePolicy;
import io.github.staycurve.core.lifecycle.StageProjection;
import io.github.staycurve.core.lifecycle.StageTimeline;
import io.github.staycurve.core.lifecycle.StageTransitions;
import io.github.staycurve.core.markov.TransitionCounts;
import io.github.staycurve.core.time.CalendarGrid;
import java.time.Instant;
import java.time.LocalDate;
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
 * Moves between stages over 24 months: all of them with triples and lags of up to three months, and each month's apart.
 *
 * <pre>{@code java -jar benchmarks/target/staycurve-benchmarks.jar StageTransitionsBenchmark -prof gc}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class StageTransitionsBenchmark {
    private static final LocalDate FIRST_DAY = LocalDate.of(2022, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2023, 12, 31);
    private static final CalendarGrid MONTHS = CalendarGrid.monthly(ZoneOffset.UTC);
    private static final StagePolicy POLICY =
            StagePolicy.builder(FixedSilence.DEFAULT).medianGapDays(30).build();

    @Param({"10000", "1000000"})
    int customers;

    private StageTimeline timeline = timeline(1);

    @Setup
    public void setUp() {
        timeline = timeline(customers);
    }

    /** Customers who join at any time, with gaps of a hundred days on average. */
    private static StageTimeline timeline(int customers) {
        SplittableRandom random = new SplittableRandom(20220101); // the same in every fork
        TransactionLogBuilder log = TransactionLog.builder();
        long start = FIRST_DAY.toEpochDay();
        for (int customer = 0; customer < customers; customer++) {
            double day = start + 720 * random.nextDouble();
            while (day <= LAST_DAY.toEpochDay()) {
                log.add("customer-" + customer, Instant.ofEpochSecond((long) (86_400 * day)), 1);
                day -= 100 * Math.log(1 - random.nextDouble());
            }
        }
        PurchaseDays days = PurchaseDays.of(log.build(), ZoneOffset.UTC);
        return POLICY.timeline(days, MONTHS, FIRST_DAY, LAST_DAY);
    }

    @Benchmark
    public TransitionCounts counts() {
        return StageTransitions.of(timeline, StageProjection.LIFECYCLE).counts();
    }

    @Benchmark
    public TransitionCounts countsOfAllStages() {
        return StageTransitions.of(timeline, StageProjection.STAGE).counts();
    }

    @Benchmark
    public TransitionCounts countsByDwell() {
        return StageTransitions.of(timeline, StageProjection.LIFECYCLE)
                .splitByDwell("decline", 3)
                .counts();
    }

    @Benchmark
    public List<TransitionCounts> countsByStep() {
        return StageTransitions.of(timeline, StageProjection.LIFECYCLE).byStep();
    }
}

package io.github.staycurve.benchmarks;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.data.TransactionLogBuilder;
import io.github.staycurve.core.lifecycle.AdaptiveSilence;
import io.github.staycurve.core.lifecycle.AliveSilence;
import io.github.staycurve.core.lifecycle.FixedSilence;
import io.github.staycurve.core.lifecycle.GapPopulation;
import io.github.staycurve.core.lifecycle.GapPopulationFit;
import io.github.staycurve.core.lifecycle.StagePolicy;
import io.github.staycurve.core.lifecycle.StageTable;
import io.github.staycurve.core.lifecycle.StageTimeline;
import io.github.staycurve.core.lifecycle.TrendRule;
import io.github.staycurve.core.time.CalendarGrid;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.Instant;
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
 * Staging over 24 monthly steps, and on one day; customers join over two years, rates differ by a gamma distribution, and
 * one in thirty leaves a month: about ten purchases each.
 *
 * <pre>{@code java -Xmx4g -jar benchmarks/target/staycurve-benchmarks.jar StageBenchmark -p customers=1000000 -prof gc}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class StageBenchmark {
    private static final LocalDate FIRST_DAY = LocalDate.of(2022, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2023, 12, 31);
    private static final int DAYS = 730;
    private static final CalendarGrid GRID = CalendarGrid.monthly(ZoneOffset.UTC);

    @Param({"10000", "1000000"})
    int customers;

    @Param({"fixed", "adaptive", "alive", "trend"})
    String engine = "adaptive";

    private PurchaseDays days = PurchaseDays.of(TransactionLog.builder().build(), ZoneOffset.UTC);
    private StagePolicy policy = StagePolicy.of(FixedSilence.DEFAULT);

    @Setup
    public void setUp() {
        days = PurchaseDays.of(log(), ZoneOffset.UTC);
        AdaptiveSilence adaptive = AdaptiveSilence.of(GapPopulation.of(1.4, 30));
        policy = switch (engine) {
            case "fixed" -> StagePolicy.of(FixedSilence.DEFAULT);
            case "alive" ->
                StagePolicy.of(AliveSilence.of("cdnow", Population.PURCHASE_MODEL, PeriodUnit.WEEK, adaptive));
            case "trend" ->
                StagePolicy.builder(adaptive).trend(TrendRule.DEFAULT).build();
            default -> StagePolicy.of(adaptive);
        };
        System.out.printf("%n# %,d purchases%n", days.size());
    }

    private TransactionLog log() {
        SplittableRandom random = new SplittableRandom(20240101);
        TransactionLogBuilder log = TransactionLog.builder();
        Instant start = FIRST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
        for (int i = 0; i < customers; i++) {
            // a gamma distribution of shape 2, as the sum of two exponentials
            double rate = (exponential(random) + exponential(random)) / 40;
            double end = Math.min(DAYS, random.nextDouble() * DAYS + 900 * exponential(random));
            for (double day = random.nextDouble() * DAYS; day < end; day += exponential(random) / rate) {
                log.add("customer-" + i, start.plusSeconds((long) (day * 86_400)), 10);
            }
        }
        return log.build();
    }

    private static double exponential(SplittableRandom random) {
        return -Math.log1p(-random.nextDouble());
    }

    @Benchmark
    public StageTimeline timeline() {
        return policy.timeline(days, GRID, FIRST_DAY, LAST_DAY);
    }

    @Benchmark
    public StageTable oneDay() {
        return policy.stageAt(days, GRID, LAST_DAY);
    }

    @Benchmark
    public GapPopulationFit fitPopulation() {
        return GapPopulation.fit(days, LAST_DAY);
    }
}

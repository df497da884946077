package io.github.staycurve.benchmarks;

import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.data.EventLogBuilder;
import io.github.staycurve.core.funnel.EntryRange;
import io.github.staycurve.core.funnel.FunnelDefinition;
import io.github.staycurve.core.funnel.FunnelDefinitionBuilder;
import io.github.staycurve.core.funnel.FunnelOrder;
import io.github.staycurve.core.funnel.FunnelResult;
import io.github.staycurve.core.funnel.FunnelState;
import io.github.staycurve.core.funnel.PathDefinition;
import io.github.staycurve.core.funnel.PathResult;
import java.time.Duration;
import java.time.Instant;
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
 * A funnel of five steps within 30 days over a log of 20 events a customer in a year, in each order; the same event by event
 * with one state a customer; and paths.
 *
 * <pre>{@code java -jar benchmarks/target/staycurve-benchmarks.jar FunnelBenchmark -prof gc}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx6g")
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class FunnelBenchmark {
    private static final String[] TYPES = {"view", "search", "cart", "order", "pay", "share", "like", "login"};
    private static final int EVENTS_A_CUSTOMER = 20;
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final long YEAR = Duration.ofDays(365).toSeconds();
    private static final EntryRange ALL = EntryRange.upTo(START.plus(Duration.ofDays(366)));

    @Param({"100000", "1000000"})
    int customers;

    private EventLog log = EventLog.builder().build();

    @Setup
    public void setUp() {
        SplittableRandom random = new SplittableRandom(20240101); // the same log in every fork
        EventLogBuilder builder = EventLog.builder();
        for (int customer = 0; customer < customers; customer++) {
            String id = "customer-" + customer;
            for (int i = 0; i < EVENTS_A_CUSTOMER; i++) {
                long second = random.nextLong(YEAR);
                int type = Math.min(random.nextInt(TYPES.length), random.nextInt(TYPES.length)); // views are most
                builder.add(id, START.toEpochMilli() + 1000 * second, TYPES[type]);
            }
        }
        log = builder.build();
    }

    private static FunnelDefinition funnel(FunnelOrder order) {
        FunnelDefinitionBuilder builder =
                FunnelDefinition.builder().order(order).window(Duration.ofDays(30));
        for (int step = 0; step < 5; step++) {
            builder.step(TYPES[step]);
        }
        return builder.build();
    }

    @Benchmark
    public FunnelResult ordered() {
        return funnel(FunnelOrder.ORDERED).evaluate(log, ALL);
    }

    @Benchmark
    public FunnelResult unordered() {
        return funnel(FunnelOrder.UNORDERED).evaluate(log, ALL);
    }

    @Benchmark
    public FunnelResult strict() {
        return funnel(FunnelOrder.STRICT_ADJACENT).evaluate(log, ALL);
    }

    @Benchmark
    public long eventByEvent() {
        FunnelDefinition definition = funnel(FunnelOrder.ORDERED);
        long levels = 0;
        for (int customer = 0; customer < log.customers(); customer++) {
            FunnelState state = FunnelState.of(definition);
            for (int row = log.start(customer); row < log.start(customer + 1); row++) {
                state.add(log.typeName(log.type(row)), log.epochMillis(row));
            }
            levels += state.level();
        }
        return levels;
    }

    @Benchmark
    public PathResult paths() {
        return PathDefinition.withDefaults().evaluate(log, ALL);
    }
}

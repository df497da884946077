package io.github.staycurve.core.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The walkers against the enumeration of all chains, on random definitions and random events with many ties. */
class ChainWalkerTest {
    private static final int CASES = 20_000;

    @ParameterizedTest
    @EnumSource(FunnelOrder.class)
    void everyCustomerIsClassifiedAsTheEnumerationOfChainsSays(FunnelOrder order) {
        for (long seed = 1; seed <= CASES; seed++) {
            check(RandomFunnel.draw(new SplittableRandom(seed), order, false), order, seed);
        }
    }

    @Test
    void withATieToleranceToo() {
        for (long seed = 1; seed <= CASES; seed++) {
            check(RandomFunnel.draw(new SplittableRandom(seed), FunnelOrder.ORDERED, true), FunnelOrder.ORDERED, seed);
        }
    }

    private static void check(RandomFunnel funnel, FunnelOrder order, long seed) {
        ChainEnumeration expected = new ChainEnumeration(funnel.events(), funnel.plan(), order);
        ChainWalker walker = ChainWalker.of(funnel.plan(), order);
        walker.walk(funnel.buffer());
        String what = "seed %d, %s, %s, %s".formatted(seed, funnel.definition(), funnel.range(), funnel.events());
        assertThat(walker.level).as("level, %s", what).isEqualTo(expected.level);
        assertThat(walker.pending).as("pending, %s", what).isEqualTo(expected.pending);
        boolean converted = expected.level == funnel.plan().steps - 1;
        if (converted) {
            assertThat(walker.end - walker.start)
                    .as("time to convert, %s", what)
                    .isEqualTo(expected.end - expected.start);
            assertThat(walker.start).as("start, %s", what).isEqualTo(expected.start);
        } else {
            assertThat(walker.entry).as("entry, %s", what).isEqualTo(expected.entry);
        }
    }

    /** A definition, a range and the events of one customer, all drawn from a seed. */
    record RandomFunnel(FunnelDefinition definition, EntryRange range, List<ChainEnumeration.Event> events) {
        private static final String[] TYPES = {"a", "b", "c", "d", "e"};

        static RandomFunnel draw(SplittableRandom random, FunnelOrder order, boolean tolerant) {
            FunnelDefinitionBuilder builder = FunnelDefinition.builder().order(order);
            int steps = 2 + random.nextInt(3);
            boolean disjoint = tolerant || random.nextInt(3) == 0;
            for (int step = 0; step < steps; step++) {
                addStep(builder, step, disjoint, random);
                if (step > 0 && order != FunnelOrder.UNORDERED && random.nextInt(4) == 0) {
                    builder.withinOfPrevious(Duration.ofMillis(1 + random.nextInt(5)));
                }
            }
            if (random.nextInt(4) > 0) {
                builder.window(Duration.ofMillis(1 + random.nextInt(10)));
            }
            if (tolerant) {
                builder.tieTolerance(Duration.ofMillis(1 + random.nextInt(3)));
            } else if (order != FunnelOrder.UNORDERED && random.nextInt(4) == 0) {
                builder.strictIncrease();
            }
            if (random.nextInt(2) == 0) {
                if (order == FunnelOrder.UNORDERED || random.nextInt(2) == 0) {
                    builder.exclude("x");
                } else {
                    int after = random.nextInt(steps - 1);
                    builder.excludeBetween("x", "s" + after, "s" + (after + 1 + random.nextInt(steps - after - 1)));
                }
            }
            builder.entryPolicy(random.nextInt(3) == 0 ? EntryPolicy.FIRST_ENTRY : EntryPolicy.BEST_LEVEL);
            FunnelDefinition definition = builder.build();
            return new RandomFunnel(definition, range(random), events(definition, random));
        }

        private static void addStep(
                FunnelDefinitionBuilder builder, int step, boolean disjoint, SplittableRandom random) {
            TreeSet<String> types = new TreeSet<>();
            types.add(disjoint ? TYPES[step] : TYPES[random.nextInt(3)]);
            if (!disjoint && random.nextBoolean()) {
                types.add(TYPES[random.nextInt(3)]);
            }
            builder.step("s" + step, types);
        }

        private static EntryRange range(SplittableRandom random) {
            int from = random.nextInt(4);
            Instant end = Instant.ofEpochMilli(15 + random.nextInt(6));
            return random.nextBoolean()
                    ? EntryRange.upTo(end)
                    : EntryRange.between(
                            Instant.ofEpochMilli(from), Instant.ofEpochMilli(from + 1 + random.nextInt(12)), end);
        }

        private static List<ChainEnumeration.Event> events(FunnelDefinition definition, SplittableRandom random) {
            List<ChainEnumeration.Event> events = new ArrayList<>();
            int count = random.nextInt(8);
            int span = 2 + random.nextInt(14);
            for (int i = 0; i < count; i++) {
                int draw = random.nextInt(8);
                String type = draw == 7 ? "x" : draw == 6 ? "other" : TYPES[draw % 5 == 4 ? 0 : draw % 5];
                events.add(new ChainEnumeration.Event(
                        i, random.nextInt(span), definition.stepMask(type), definition.breakMask(type)));
            }
            events.sort(Comparator.comparingLong(ChainEnumeration.Event::time));
            return events;
        }

        FunnelPlan plan() {
            return new FunnelPlan(definition, range);
        }

        CustomerEvents buffer() {
            CustomerEvents buffer = new CustomerEvents();
            events.forEach(event -> buffer.add(event.time(), event.steps(), event.breaks()));
            return buffer;
        }
    }
}

package io.github.staycurve.core.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Summaries of spans under random reduction trees, and the state event by event, against the enumeration of all chains. */
class FunnelSummaryTest {
    private static final int CASES = 40_000;
    private static final String[] TYPES = {"a", "b", "c"};
    private static final FunnelDefinition ABC = FunnelDefinition.builder()
            .step("a")
            .step("b")
            .step("c")
            .window(Duration.ofMillis(10))
            .build();

    private record Named(long time, String type) {}

    @Test
    void anyReductionTreeGivesWhatTheEnumerationGives() {
        int converted = 0;
        int pending = 0;
        for (long seed = 1; seed <= CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            FunnelDefinition definition = definition(random);
            List<Named> events = events(random);
            Instant asOf = Instant.ofEpochMilli(events.get(events.size() - 1).time + random.nextInt(6));
            ChainEnumeration expected = enumeration(definition, events, asOf);
            FunnelSummary summary = reduce(spans(definition, events, random), random);
            String what = "seed %d, %s, %s, %s".formatted(seed, definition, asOf, events);
            assertThat(summary.level()).as("level, %s", what).isEqualTo(expected.level);
            assertThat(summary.isPending(asOf)).as("pending, %s", what).isEqualTo(expected.pending);
            assertThat(summary.timeToConvert()).as("time, %s", what).isEqualTo(timeToConvert(expected, definition));
            assertThat(FunnelSummary.fromBytes(definition, summary.toBytes()))
                    .as("bytes, %s", what)
                    .isEqualTo(summary);
            converted += summary.isConverted() ? 1 : 0;
            pending += expected.pending ? 1 : 0;
        }
        assertThat(converted).isGreaterThan(CASES / 20); // the draws are not all trivial
        assertThat(pending).isGreaterThan(CASES / 20);
    }

    @Test
    void anyTreeOverTheSameSpansGivesTheSameSummary() {
        for (long seed = 1; seed <= CASES / 4; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            FunnelDefinition definition = definition(random);
            List<FunnelSummary> spans = spans(definition, events(random), random);
            FunnelSummary one = reduce(new ArrayList<>(spans), random);
            FunnelSummary other = reduce(new ArrayList<>(spans), random);
            assertThat(one).as("seed %d", seed).isEqualTo(other);
            assertThat(one.merge(FunnelSummary.empty(definition)))
                    .as("seed %d", seed)
                    .isEqualTo(one);
            assertThat(FunnelSummary.empty(definition).merge(one))
                    .as("seed %d", seed)
                    .isEqualTo(one);
        }
    }

    @Test
    void spansWithoutEntriesCompleteChainsAndStartNone() {
        for (long seed = 1; seed <= CASES / 4; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            FunnelDefinition definition = definition(random);
            List<Named> events = events(random);
            long until = 1 + random.nextLong(14);
            Instant asOf = Instant.ofEpochMilli(20);
            FunnelSummary during = summary(definition, events, Long.MIN_VALUE, until);
            FunnelSummary after =
                    summary(definition, events, until, Long.MAX_VALUE).withoutEntries();
            EntryRange range = EntryRange.between(Instant.EPOCH, Instant.ofEpochMilli(until), asOf);
            ChainEnumeration expected = new ChainEnumeration(
                    enumerable(definition, events), new FunnelPlan(definition, range), FunnelOrder.ORDERED);
            FunnelSummary summary = during.merge(after);
            assertThat(summary.level()).as("seed %d", seed).isEqualTo(expected.level);
            assertThat(summary.timeToConvert()).as("seed %d", seed).isEqualTo(timeToConvert(expected, definition));
        }
    }

    @Test
    void theStateEventByEventGivesTheSame() {
        for (long seed = 1; seed <= CASES / 4; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            FunnelDefinition definition = definition(random);
            List<Named> events = events(random);
            Instant asOf = Instant.ofEpochMilli(events.get(events.size() - 1).time + random.nextInt(6));
            FunnelState state = FunnelState.of(definition);
            for (int i = 0; i < events.size(); i++) {
                state.add(events.get(i).type, Instant.ofEpochMilli(events.get(i).time));
                int seen = i + 1;
                ChainEnumeration expected = enumeration(definition, events.subList(0, seen), asOf);
                String what = "seed %d, after %d, %s, %s".formatted(seed, seen, definition, events);
                assertThat(state.level()).as(what).isEqualTo(expected.level);
                assertThat(state.isPending(asOf)).as(what).isEqualTo(expected.pending);
                assertThat(state.timeToConvert()).as(what).isEqualTo(timeToConvert(expected, definition));
            }
        }
    }

    @Test
    void twoSpansThatOverlapAndTwoDefinitionsDoNotMerge() {
        FunnelSummary early = summary(ABC, List.of(new Named(0, "a"), new Named(5, "b")), Long.MIN_VALUE, 10);
        FunnelSummary within = summary(ABC, List.of(new Named(5, "c")), Long.MIN_VALUE, 10);
        assertThatThrownBy(() -> early.merge(within)).hasMessageContaining("must not overlap");
        FunnelDefinition other = FunnelDefinition.ordered("a", "b", "c");
        assertThatThrownBy(() -> early.merge(FunnelSummary.empty(other))).hasMessageContaining("one definition");
        assertThatThrownBy(() -> FunnelSummary.fromBytes(other, early.toBytes()))
                .hasMessageContaining("another definition");
    }

    @Test
    void theOrderOfTheArgumentsDoesNotMatter() {
        FunnelSummary early = summary(ABC, List.of(new Named(0, "a")), Long.MIN_VALUE, 10);
        FunnelSummary late = summary(ABC, List.of(new Named(5, "b"), new Named(10, "c")), Long.MIN_VALUE, 11);
        assertThat(late.merge(early)).isEqualTo(early.merge(late));
        assertThat(late.merge(early).timeToConvert()).contains(Duration.ofMillis(10)); // the window's end is inside
    }

    @Test
    void bytesThatAreNoSummaryAreRefused() {
        byte[] bytes = FunnelSummary.empty(ABC).toBytes();
        assertThat(bytes).hasSize(20 + 8 * (4 + 3 + 3));
        assertThatThrownBy(() -> FunnelSummary.fromBytes(ABC, new byte[3])).hasMessageContaining("no funnel summary");
        assertThatThrownBy(() -> FunnelSummary.fromBytes(ABC, new byte[100])).hasMessageContaining("no funnel summary");
        byte[] later = bytes.clone();
        later[4] = 2;
        assertThatThrownBy(() -> FunnelSummary.fromBytes(ABC, later)).hasMessageContaining("version 2");
        byte[] cut = java.util.Arrays.copyOf(bytes, bytes.length - 8);
        assertThatThrownBy(() -> FunnelSummary.fromBytes(ABC, cut)).hasMessageContaining("100 bytes");
    }

    @Test
    void funnelsThatNeedMoreThanASummaryAreRefused() {
        FunnelDefinition broken =
                FunnelDefinition.builder().step("a").step("b").exclude("x").build();
        FunnelDefinition limited = FunnelDefinition.builder()
                .step("a")
                .step("b")
                .withinOfPrevious(Duration.ofSeconds(1))
                .build();
        FunnelDefinition strict = FunnelDefinition.builder()
                .step("a")
                .step("b")
                .order(FunnelOrder.STRICT_ADJACENT)
                .build();
        for (FunnelDefinition definition : List.of(broken, limited, strict)) {
            assertThatThrownBy(() -> FunnelSummary.empty(definition)).hasMessageContaining("mergeable summary");
        }
        assertThatThrownBy(() -> FunnelState.of(strict)).hasMessageContaining("ORDERED");
    }

    @Test
    void eventsMustComeByTime() {
        FunnelSummaryBuilder builder = FunnelSummary.builder(ABC).add("a", Instant.ofEpochMilli(5));
        assertThatThrownBy(() -> builder.add("b", Instant.ofEpochMilli(4))).hasMessageContaining("by time");
        builder.build();
        assertThatThrownBy(() -> builder.add("b", 5)).hasMessageContaining("was built");
        assertThat(builder.add("b", 6).build().level()).isEqualTo(1);
        FunnelState state = FunnelState.of(ABC).add("a", 5).add("other", 4711);
        assertThatThrownBy(() -> state.add("b", 4)).hasMessageContaining("by time");
        assertThatThrownBy(() -> state.isPending(Instant.ofEpochMilli(4))).hasMessageContaining("asOf");
    }

    @Test
    void sixtyFourStepsMergeToo() {
        FunnelDefinitionBuilder builder = FunnelDefinition.builder().window(Duration.ofMillis(63));
        for (int step = 0; step < FunnelDefinition.MAX_STEPS; step++) {
            builder.step("step" + step);
        }
        FunnelDefinition definition = builder.build();
        List<FunnelSummary> spans = new ArrayList<>();
        for (int step = 0; step < FunnelDefinition.MAX_STEPS; step++) {
            spans.add(FunnelSummary.builder(definition).add("step" + step, step).build());
        }
        FunnelSummary summary = reduce(spans, new SplittableRandom(64));
        assertThat(summary.timeToConvert()).contains(Duration.ofMillis(63));
        assertThat(FunnelSummary.fromBytes(definition, summary.toBytes())).isEqualTo(summary);
    }

    @Test
    void manyEventsAtOneInstantTakeNoMoreRoomThanStepsNeed() {
        FunnelState state = FunnelState.of(FunnelDefinition.builder()
                .step("first", Set.of("a"))
                .step("second", Set.of("a"))
                .build());
        for (int i = 0; i < 100_000; i++) {
            state.add("a", 7);
        }
        assertThat(state.timeToConvert()).contains(Duration.ZERO);
    }

    static FunnelSummary summary(FunnelDefinition definition, List<Named> events, long from, long until) {
        FunnelSummaryBuilder builder = FunnelSummary.builder(definition);
        for (Named event : events) {
            if (event.time >= from && event.time < until) {
                builder.add(event.type, event.time);
            }
        }
        return builder.build();
    }

    /** Cuts time at random instants. */
    private static List<FunnelSummary> spans(FunnelDefinition definition, List<Named> events, SplittableRandom random) {
        List<FunnelSummary> spans = new ArrayList<>();
        long from = 0;
        while (from < 16) {
            long until = from + 1 + random.nextInt(6);
            spans.add(summary(definition, events, from, until));
            from = until;
        }
        return spans;
    }

    /** Merges neighbours until one is left, in random order and with random sides. */
    private static FunnelSummary reduce(List<FunnelSummary> spans, SplittableRandom random) {
        while (spans.size() > 1) {
            int at = random.nextInt(spans.size() - 1);
            FunnelSummary later = spans.remove(at + 1);
            FunnelSummary earlier = spans.get(at);
            spans.set(at, random.nextBoolean() ? earlier.merge(later) : later.merge(earlier));
        }
        return spans.get(0);
    }

    private static FunnelDefinition definition(SplittableRandom random) {
        FunnelDefinitionBuilder builder = FunnelDefinition.builder();
        int steps = 2 + random.nextInt(3);
        boolean common = random.nextBoolean();
        for (int step = 0; step < steps; step++) {
            String type = common ? TYPES[random.nextInt(3)] : TYPES[step % 3];
            String second = common && random.nextBoolean() ? TYPES[random.nextInt(3)] : type;
            builder.step("s" + step, second.equals(type) ? Set.of(type) : Set.of(type, second));
        }
        if (random.nextInt(5) > 0) {
            builder.window(Duration.ofMillis(1 + random.nextInt(12)));
        }
        if (random.nextInt(4) == 0) {
            builder.strictIncrease();
        }
        return builder.entryPolicy(random.nextInt(3) == 0 ? EntryPolicy.FIRST_ENTRY : EntryPolicy.BEST_LEVEL)
                .build();
    }

    private static List<Named> events(SplittableRandom random) {
        List<Named> events = new ArrayList<>();
        int count = 2 + random.nextInt(10);
        int span = 3 + random.nextInt(13); // few instants: many ties
        for (int i = 0; i < count; i++) {
            events.add(new Named(random.nextInt(span), TYPES[random.nextInt(3)]));
        }
        events.sort(Comparator.comparingLong(Named::time));
        return events;
    }

    private static ChainEnumeration enumeration(FunnelDefinition definition, List<Named> events, Instant asOf) {
        FunnelPlan plan = new FunnelPlan(definition, EntryRange.upTo(asOf));
        return new ChainEnumeration(enumerable(definition, events), plan, FunnelOrder.ORDERED);
    }

    private static List<ChainEnumeration.Event> enumerable(FunnelDefinition definition, List<Named> events) {
        List<ChainEnumeration.Event> enumerable = new ArrayList<>();
        for (Named event : events) {
            long mask = definition.stepMask(event.type);
            enumerable.add(new ChainEnumeration.Event(enumerable.size(), event.time, mask, 0));
        }
        return enumerable;
    }

    private static Optional<Duration> timeToConvert(ChainEnumeration expected, FunnelDefinition definition) {
        return expected.level == definition.steps().size() - 1
                ? Optional.of(Duration.ofMillis(expected.end - expected.start))
                : Optional.empty();
    }
}

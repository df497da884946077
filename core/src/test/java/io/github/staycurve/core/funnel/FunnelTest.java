package io.github.staycurve.core.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.github.staycurve.core.data.Event;
import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.data.EventLogBuilder;
import io.github.staycurve.core.stat.Ratio;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The traps of funnels, one test each, and what a result says about them. */
class FunnelTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final EntryRange ALL = EntryRange.upTo(START.plus(Duration.ofDays(100)));

    private static FunnelDefinitionBuilder steps(String... types) {
        FunnelDefinitionBuilder builder = FunnelDefinition.builder();
        for (String type : types) {
            builder.step(type);
        }
        return builder;
    }

    /** Builds a log of one customer: an event type and an hour each. */
    private static EventLog log(Object... typesAndHours) {
        EventLogBuilder builder = EventLog.builder();
        add(builder, "c", typesAndHours);
        return builder.build();
    }

    private static void add(EventLogBuilder builder, String customer, Object... typesAndHours) {
        for (int i = 0; i < typesAndHours.length; i += 2) {
            builder.add(customer, hour((Integer) typesAndHours[i + 1]), (String) typesAndHours[i]);
        }
    }

    private static Instant hour(int hour) {
        return START.plus(Duration.ofHours(hour));
    }

    private static long[] reached(FunnelDefinition definition, EventLog log) {
        FunnelResult result = definition.evaluate(log, ALL);
        long[] counts = new long[result.steps()];
        for (int step = 0; step < counts.length; step++) {
            counts[step] = result.reached(step);
        }
        return counts;
    }

    @Test
    void oneEventNeverFulfilsTwoSteps() { // windowFunnel of ClickHouse does, unless told otherwise
        FunnelDefinition twice = FunnelDefinition.builder()
                .step("first visit", Set.of("visit"))
                .step("second visit", Set.of("visit"))
                .build();
        assertThat(reached(twice, log("visit", 0))).containsExactly(1, 0);
        assertThat(reached(twice, log("visit", 0, "visit", 1))).containsExactly(1, 1);
    }

    @Test
    void overlappingStepsAreMatchedExactlyNotGreedily() { // a greedy choice gives x to "either" and finds nothing
        // for "x"
        FunnelDefinition either = FunnelDefinition.builder()
                .step("either", Set.of("x", "y"))
                .step("x only", Set.of("x"))
                .order(FunnelOrder.UNORDERED)
                .build();
        assertThat(reached(either, log("x", 0, "y", 1))).containsExactly(1, 1);
        assertThat(reached(either, log("y", 0, "y", 1))).containsExactly(1, 0);
    }

    @Test
    void eventsAtTheSameInstantMayStandInEitherOrder() { // whole-second logs: 0 % instead of 100 % with a strict >
        FunnelDefinition plain = steps("view", "buy").build();
        FunnelDefinition strictly = steps("view", "buy").strictIncrease().build();
        EventLog tied = log("buy", 5, "view", 5);
        assertThat(reached(plain, tied)).containsExactly(1, 1);
        assertThat(reached(strictly, tied)).containsExactly(1, 0);
        assertThat(reached(plain, log("buy", 4, "view", 5))).containsExactly(1, 0);
    }

    @Test
    void anEventSomewhatEarlyIsTolerated() {
        EventLog early = EventLog.builder()
                .add("c", START.plusSeconds(2), "view")
                .add("c", START, "buy")
                .build();
        FunnelDefinitionBuilder builder = steps("view", "buy");
        assertThat(reached(builder.build(), early)).containsExactly(1, 0);
        assertThat(reached(builder.tieTolerance(Duration.ofSeconds(2)).build(), early))
                .containsExactly(1, 1);
        assertThat(reached(builder.tieTolerance(Duration.ofMillis(1999)).build(), early))
                .containsExactly(1, 0);
    }

    @Test
    void aLaterEntryOpensANewWindowUnlessOnlyTheFirstCounts() {
        EventLog again = log("view", 0, "view", 30, "buy", 40);
        FunnelDefinitionBuilder builder = steps("view", "buy").window(Duration.ofHours(24));
        assertThat(reached(builder.build(), again)).containsExactly(1, 1);
        assertThat(reached(builder.entryPolicy(EntryPolicy.FIRST_ENTRY).build(), again))
                .containsExactly(1, 0);
    }

    @Test
    void theWindowIncludesItsEnd() {
        FunnelDefinition day = steps("view", "buy").window(Duration.ofHours(24)).build();
        EventLog atEnd = EventLog.builder()
                .add("in", START, "view")
                .add("in", START.plus(Duration.ofHours(24)), "buy")
                .add("out", START, "view")
                .add("out", START.plus(Duration.ofHours(24)).plusMillis(1), "buy")
                .build();
        FunnelResult result = day.evaluate(atEnd, ALL);
        assertThat(result.customersReaching(1)).containsExactly("in");
        assertThat(result.customersDroppedAt(0)).containsExactly("out");
    }

    @Test
    void theWindowIsAnchoredAtTheEntryAndAStepCanHaveALimitOfItsOwn() {
        EventLog slow = log("a", 0, "b", 10, "c", 23);
        assertThat(reached(steps("a", "b", "c").window(Duration.ofHours(22)).build(), slow))
                .containsExactly(1, 1, 0);
        FunnelDefinition limited =
                steps("a", "b", "c").withinOfPrevious(Duration.ofHours(12)).build();
        assertThat(reached(limited, slow)).containsExactly(1, 1, 0);
        assertThat(limited.limit(2)).contains(Duration.ofHours(12));
        assertThat(reached(limited, log("a", 0, "b", 10, "b", 11, "c", 23))).containsExactly(1, 1, 1);
    }

    @Test
    void pendingEntriesAreNeitherConvertedNorLost() {
        FunnelDefinition day = steps("view", "buy").window(Duration.ofHours(24)).build();
        EventLogBuilder builder = EventLog.builder();
        add(builder, "converted", "view", 0, "buy", 1);
        add(builder, "dropped", "view", 6);
        add(builder, "pending", "view", 7);
        FunnelResult result = day.evaluate(builder.build(), EntryRange.upTo(hour(30)));
        assertThat(result.entered()).isEqualTo(3);
        assertThat(result.pending()).isEqualTo(1); // 7 + 24 is after 30; 6 + 24 is not
        assertThat(result.customersPendingAt(0)).containsExactly("pending");
        assertThat(result.customersDroppedAt(0)).containsExactly("dropped");
        assertThat(result.conversion()).isEqualTo(Ratio.of(1, 2));
        assertThat(result.conversionOfEntered(1)).isEqualTo(Ratio.of(1, 3));
        assertThat(result.stepConversion(1)).isEqualTo(Ratio.of(1, 2));
        assertThat(result.conversion(0)).isEqualTo(Ratio.of(3, 3));
    }

    @Test
    void onlyEntriesMustLieInTheRange() { // where completions must too, conversion falls towards the end of any range
        FunnelDefinition day = steps("view", "buy").window(Duration.ofHours(24)).build();
        EntryRange range = EntryRange.between(hour(0), hour(10), hour(100));
        assertThat(day.evaluate(log("view", 9, "buy", 20), range).converted()).isEqualTo(1);
        assertThat(day.evaluate(log("view", 10, "buy", 20), range).entered()).isZero();
        assertThat(day.evaluate(log("view", -1, "buy", 5), range).entered()).isZero();
    }

    @Test
    void eventsAfterTheAsOfInstantDoNotExistAndAreCounted() {
        FunnelResult result =
                steps("view", "buy").build().evaluate(log("view", 0, "buy", 5, "buy", 6), EntryRange.upTo(hour(4)));
        assertThat(result.converted()).isZero();
        assertThat(result.eventsAfterAsOf()).isEqualTo(2);
        assertThat(steps("view", "buy")
                        .build()
                        .evaluate(log("view", 0, "buy", 5), EntryRange.upTo(hour(5)))
                        .converted())
                .isEqualTo(1); // the as-of instant itself is seen
    }

    @Test
    void aDuplicateConvertsNobodyIfItHasTheSameIdentifier() {
        FunnelDefinition twice = FunnelDefinition.builder()
                .step("first order", Set.of("order"))
                .step("repeat order", Set.of("order"))
                .build();
        Event order = Event.of("c", START, "order").withId("e1");
        Event resent = Event.of("c", START.plusSeconds(9), "order").withId("e1");
        assertThat(reached(twice, EventLog.builder().add(order).add(resent).build()))
                .containsExactly(1, 0);
        assertThat(reached(
                        twice,
                        EventLog.builder().add(order).add(resent.withId("e2")).build()))
                .containsExactly(1, 1);
    }

    @Test
    void adjacentStepsStandNothingInBetween() {
        FunnelDefinition strict =
                steps("a", "b").order(FunnelOrder.STRICT_ADJACENT).build();
        EventLog other = log("a", 0, "x", 1, "b", 2);
        assertThat(reached(strict, other)).containsExactly(1, 0);
        assertThat(reached(steps("a", "b").build(), other)).containsExactly(1, 1);
        assertThat(reached(strict, log("a", 0, "x", 1, "a", 2, "b", 3))).containsExactly(1, 1);
    }

    @Test
    void anExcludedEventBreaksAChainAndTheCustomerMayEnterAnew() {
        FunnelDefinition noReturn = steps("a", "b", "c").exclude("cancel").build();
        assertThat(reached(noReturn, log("a", 0, "b", 1, "cancel", 2, "c", 3))).containsExactly(1, 1, 0);
        assertThat(reached(noReturn, log("a", 0, "cancel", 1, "a", 2, "b", 3, "c", 4)))
                .containsExactly(1, 1, 1);
        FunnelDefinition late =
                steps("a", "b", "c").excludeBetween("cancel", "b", "c").build();
        assertThat(reached(late, log("a", 0, "cancel", 1, "b", 2, "c", 3))).containsExactly(1, 1, 1);
        assertThat(reached(late, log("a", 0, "b", 1, "cancel", 2, "c", 3))).containsExactly(1, 1, 0);
    }

    @Test
    void aBrokenChainIsNotPending() {
        FunnelDefinition day =
                steps("a", "b").exclude("cancel").window(Duration.ofHours(24)).build();
        assertThat(day.evaluate(log("a", 0, "cancel", 1), EntryRange.upTo(hour(2)))
                        .pending())
                .isZero();
        assertThat(day.evaluate(log("a", 0), EntryRange.upTo(hour(2))).pending())
                .isEqualTo(1);
    }

    @Test
    void aChangeOfTheClocksDoesNotMoveAWindow() { // 24 hours across it end at another local hour
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Instant evening = LocalDateTime.of(2024, 3, 30, 20, 0).atZone(berlin).toInstant();
        Instant sameLocalTime =
                LocalDateTime.of(2024, 3, 31, 20, 0).atZone(berlin).toInstant();
        assertThat(Duration.between(evening, sameLocalTime)).isEqualTo(Duration.ofHours(23));
        FunnelDefinition definition =
                steps("a", "b").window(Duration.ofHours(24)).build();
        EventLog log = EventLog.builder()
                .add("c", evening, "a")
                .add("c", sameLocalTime.plus(Duration.ofHours(1)), "b")
                .build();
        assertThat(reached(definition, log)).containsExactly(1, 1);
    }

    @Test
    void theEmptyLogHasNoRates() {
        FunnelResult result =
                steps("a", "b").build().evaluate(EventLog.builder().build(), ALL);
        assertThat(result.entered()).isZero();
        assertThat(result.conversion().value()).isEmpty();
        assertThat(result.medianTimeToConvert()).isEmpty();
        assertThat(result.customersReaching(0)).isEmpty();
    }

    @Test
    void everyoneConverts() {
        EventLogBuilder builder = EventLog.builder();
        for (int i = 0; i < 100; i++) {
            add(builder, "c" + i, "a", 0, "b", 1 + i);
        }
        FunnelResult result = steps("a", "b").build().evaluate(builder.build(), ALL);
        assertThat(result.conversion()).isEqualTo(Ratio.of(100, 100));
        assertThat(result.pending()).isZero();
        assertThat(result.medianTimeToConvert()).contains(Duration.ofHours(50));
    }

    @Test
    void sixtyFourStepsWorkInEveryOrder() {
        for (FunnelOrder order : FunnelOrder.values()) {
            FunnelDefinitionBuilder builder = FunnelDefinition.builder().order(order);
            EventLogBuilder log = EventLog.builder();
            for (int step = 0; step < FunnelDefinition.MAX_STEPS; step++) {
                builder.step("step" + step);
                log.add("all", hour(step), "step" + step);
                if (step < 63) {
                    log.add("almost", hour(step), "step" + step);
                }
            }
            FunnelDefinition definition = builder.build();
            assertThat(definition.evaluate(log.build(), ALL).customersReaching(63))
                    .as(order.name())
                    .containsExactly("all");
            assertThat(definition.evaluate(log.build(), ALL).customersReaching(62))
                    .as(order.name())
                    .containsExactly("all", "almost");
            assertThatThrownBy(() -> builder.step("one more")).hasMessageContaining("at most 64");
        }
    }

    @Test
    void pendingCustomersAreCensoredInTheTimeToConvert() {
        FunnelDefinition tenHours = steps("a", "b").window(Duration.ofHours(10)).build();
        EventLogBuilder builder = EventLog.builder();
        add(builder, "fast", "a", 0, "b", 2);
        add(builder, "slow", "a", 0, "b", 8);
        add(builder, "never", "a", 0);
        add(builder, "young", "a", 15);
        FunnelResult result = tenHours.evaluate(builder.build(), EntryRange.upTo(hour(20)));
        // at risk 4, 3 after young was censored at 5 h: S = 3/4, then 3/4 * 1/2 after 8 h with slow and never at risk
        assertThat(result.timeToConvert().survivalAt(2 / 24.0)).hasValueCloseTo(0.75, offset(1e-15));
        assertThat(result.timeToConvert().survivalAt(8 / 24.0)).hasValueCloseTo(0.375, offset(1e-15));
        assertThat(result.medianTimeToConvert())
                .contains(Duration.ofHours(8)); // of the converted alone it would be 2 or 5
    }

    @Test
    void theTimeIsThatOfTheFirstConversion() {
        FunnelResult result = steps("a", "b").build().evaluate(log("a", 0, "a", 3, "b", 5, "a", 6, "b", 7), ALL);
        assertThat(result.medianTimeToConvert())
                .contains(Duration.ofHours(2)); // from 3 to 5, not from 6 to 7 or 0 to 5
    }

    @Test
    void theCountsAndTheCustomersBehindThemAgree() {
        for (long seed = 1; seed <= 50; seed++) {
            FunnelDefinition definition =
                    steps("a", "b", "c").window(Duration.ofHours(20)).build();
            FunnelResult result = definition.evaluate(randomLog(seed, 0, 200), EntryRange.upTo(hour(60)));
            for (int step = 0; step < 3; step++) {
                assertThat(result.customersReaching(step)).as("seed %d", seed).hasSize((int) result.reached(step));
                assertThat(result.customersDroppedAt(step)).as("seed %d", seed).hasSize((int) result.droppedAt(step));
                assertThat(result.customersPendingAt(step)).as("seed %d", seed).hasSize((int) result.pendingAt(step));
                long next = step < 2 ? result.reached(step + 1) : result.converted();
                assertThat(next + result.pendingAt(step) + result.droppedAt(step))
                        .as("seed %d", seed)
                        .isEqualTo(result.reached(step));
            }
        }
    }

    @Test
    void partsOfTheCustomersMergeToTheWhole() {
        FunnelDefinition definition =
                steps("a", "b", "c").window(Duration.ofHours(20)).build();
        EntryRange range = EntryRange.upTo(hour(60));
        FunnelResult whole = definition.evaluate(randomLog(7, 0, 200), range);
        FunnelResult left = definition.evaluate(randomLog(7, 0, 90), range);
        FunnelResult right = definition.evaluate(randomLog(7, 90, 200), range);
        FunnelResult merged = right.merge(left);
        for (int step = 0; step < 3; step++) {
            assertThat(merged.customersReaching(step)).isEqualTo(whole.customersReaching(step));
            assertThat(merged.conversion(step)).isEqualTo(whole.conversion(step));
        }
        assertThat(merged.medianTimeToConvert()).isEqualTo(whole.medianTimeToConvert());
        assertThatThrownBy(() -> left.merge(whole)).hasMessageContaining("is in both funnels");
        FunnelResult other = definition.evaluate(randomLog(7, 0, 90), ALL);
        assertThatThrownBy(() -> right.merge(other)).hasMessageContaining("one definition");
    }

    @Test
    void summariesOfCustomersGiveTheSameResultAsTheirLog() {
        FunnelDefinition definition =
                steps("a", "b", "c").window(Duration.ofHours(20)).build();
        EventLog log = randomLog(11, 0, 200);
        Map<String, FunnelSummary> summaries = new LinkedHashMap<>();
        for (int c = 0; c < log.customers(); c++) {
            FunnelSummary all = FunnelSummary.empty(definition);
            for (int row = log.start(c); row < log.start(c + 1); row++) {
                all = all.merge(FunnelSummary.builder(definition)
                        .add(log.typeName(log.type(row)), log.epochMillis(row))
                        .build());
            }
            summaries.put(log.customerId(c), all);
        }
        FunnelResult expected = definition.evaluate(log, EntryRange.upTo(hour(60)));
        FunnelResult result = FunnelResult.of(definition, summaries, hour(60));
        for (int step = 0; step < 3; step++) {
            assertThat(result.customersReaching(step)).isEqualTo(expected.customersReaching(step));
            assertThat(result.customersPendingAt(step)).isEqualTo(expected.customersPendingAt(step));
        }
        assertThat(result.medianTimeToConvert()).isEqualTo(expected.medianTimeToConvert());
        assertThatThrownBy(() -> FunnelResult.of(steps("a", "b").build(), summaries, hour(60)))
                .hasMessageContaining("the summary is of");
        assertThatThrownBy(() -> FunnelResult.of(definition, summaries, START)).hasMessageContaining("asOf");
    }

    /** Draws customers by their number, at most one event an hour each, so that parts have the events of the whole. */
    private static EventLog randomLog(long seed, int from, int to) {
        EventLogBuilder builder = EventLog.builder();
        for (int customer = from; customer < to; customer++) {
            SplittableRandom random = new SplittableRandom(seed * 1000 + customer);
            int hour = random.nextInt(10);
            for (int i = random.nextInt(8); i > 0; i--) {
                builder.add("c" + customer, hour(hour), String.valueOf((char) ('a' + random.nextInt(4))));
                hour += 1 + random.nextInt(7);
            }
        }
        return builder.build();
    }

    @Test
    void aResultSaysWhatItCounts() {
        FunnelDefinition definition = FunnelDefinition.builder()
                .step("view")
                .step("buy", Set.of("order", "preorder"))
                .withinOfPrevious(Duration.ofHours(2))
                .window(Duration.ofDays(7))
                .exclude("logout")
                .strictIncrease()
                .entryPolicy(EntryPolicy.FIRST_ENTRY)
                .build();
        assertThat(definition.describe())
                .isEqualTo("funnel view > buy (order or preorder), in order, within PT168H of the entry,"
                        + " buy within PT2H of the step before, broken by logout, each step later than the one before,"
                        + " first entry only");
        EntryRange range = EntryRange.between(hour(0), hour(24), hour(48));
        assertThat(definition.evaluate(log("view", 0), range).describe())
                .contains(definition.describe(), "until 2024-01-02T00:00:00Z exclusive", "less pending ones");
        FunnelDefinition tolerant = steps("a", "b", "c")
                .excludeBetween("x", "a", "b")
                .tieTolerance(Duration.ofSeconds(2))
                .build();
        assertThat(tolerant.describe())
                .isEqualTo("funnel a > b > c, in order, without a window, broken by x between a and b,"
                        + " events up to PT2S early, best of all entries");
    }

    @Test
    void equalDefinitionsAreEqual() {
        FunnelDefinition one =
                steps("a", "b").window(Duration.ofDays(1)).exclude("x").build();
        FunnelDefinition same =
                steps("a", "b").window(Duration.ofHours(24)).exclude("x").build();
        FunnelDefinition other =
                steps("a", "b").window(Duration.ofHours(23)).exclude("x").build();
        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other);
        assertThat(one.fingerprint()).isEqualTo(same.fingerprint()).isNotEqualTo(other.fingerprint());
    }

    @Test
    void aDefinitionThatContradictsItselfIsRefused() {
        assertThatThrownBy(() -> steps("a").build()).hasMessageContaining("2 to 64 steps, has 1");
        assertThatThrownBy(() -> steps("a", "a")).hasMessageContaining("'a' is there already");
        assertThatThrownBy(() -> steps("a", " ")).hasMessageContaining("blank");
        assertThatThrownBy(() -> FunnelDefinition.builder().step("a", Set.of())).hasMessageContaining("at least one");
        assertThatThrownBy(() -> steps("a", "b").window(Duration.ZERO)).hasMessageContaining("window must be positive");
        assertThatThrownBy(() -> steps("a", "b").window(Duration.ofNanos(1_500_000)))
                .hasMessageContaining("whole milliseconds");
        assertThatThrownBy(() -> steps("a").withinOfPrevious(Duration.ofHours(1)))
                .hasMessageContaining("needs two steps");
        assertThatThrownBy(() -> steps("a", "b").exclude("a").build()).hasMessageContaining("excluded and of step");
        assertThatThrownBy(() -> steps("a", "b").exclude("x").exclude("x")).hasMessageContaining("already");
        assertThatThrownBy(() -> steps("a", "b").excludeBetween("x", "b", "a")).hasMessageContaining("in their order");
        FunnelDefinitionBuilder common = steps("a").step("again", Set.of("a")).tieTolerance(Duration.ofSeconds(2));
        assertThatThrownBy(common::build).hasMessageContaining("'a' and 'again' share 'a'");
        assertThatThrownBy(() -> steps("a", "b")
                        .tieTolerance(Duration.ofSeconds(2))
                        .strictIncrease()
                        .build())
                .hasMessageContaining("contradicts");
        assertThatThrownBy(() -> steps("a", "b")
                        .order(FunnelOrder.STRICT_ADJACENT)
                        .tieTolerance(Duration.ofSeconds(2))
                        .build())
                .hasMessageContaining("needs an ORDERED");
        assertThatThrownBy(() -> steps("a", "b")
                        .order(FunnelOrder.UNORDERED)
                        .strictIncrease()
                        .build())
                .hasMessageContaining("UNORDERED");
        assertThatThrownBy(() -> steps("a", "b")
                        .withinOfPrevious(Duration.ofHours(1))
                        .order(FunnelOrder.UNORDERED)
                        .build())
                .hasMessageContaining("limit of step 'b'");
        assertThatThrownBy(() -> steps("a", "b")
                        .excludeBetween("x", "a", "b")
                        .order(FunnelOrder.UNORDERED)
                        .build())
                .hasMessageContaining("'x' between two steps");
    }

    @Test
    void aRangeOutOfOrderIsRefused() {
        assertThatThrownBy(() -> EntryRange.between(hour(1), hour(1), hour(2)))
                .hasMessageContaining("until must lie after");
        assertThatThrownBy(() -> EntryRange.between(hour(1), hour(2), hour(0)))
                .hasMessageContaining("asOf must not lie");
        assertThatThrownBy(() -> EntryRange.upTo(Instant.MAX)).hasMessageContaining("years 1 to 9999");
        FunnelResult result = steps("a", "b").build().evaluate(log("a", 0), ALL);
        assertThatThrownBy(() -> result.reached(2)).hasMessageContaining("step must lie in [0, 1], was 2");
        assertThatThrownBy(() -> result.stepConversion(0)).hasMessageContaining("step must lie in [1, 1]");
        assertThat(List.of(result.toString(), FunnelDefinition.ordered("a", "b").toString()))
                .allMatch(text -> text.contains("a > b"));
    }
}

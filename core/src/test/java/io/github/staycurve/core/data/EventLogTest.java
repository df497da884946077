package io.github.staycurve.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EventLogTest {
    private static final Instant NOON = Instant.parse("2020-02-29T12:00:00Z");

    private static List<Event> random(SplittableRandom random) {
        List<Event> events = new ArrayList<>();
        int count = random.nextInt(200);
        boolean plain = random.nextInt(3) == 0;
        for (int i = 0; i < count; i++) {
            Event event = Event.of(
                    "c" + random.nextInt(5),
                    NOON.plusSeconds(random.nextInt(20)),
                    List.of("view", "cart", "buy").get(random.nextInt(3)));
            if (!plain && random.nextInt(3) == 0) {
                event = event.withValue(random.nextInt(-2, 3) * 0.5);
            }
            if (!plain && random.nextInt(3) == 0) {
                event = event.withCounterpart("c" + random.nextInt(9));
            }
            if (random.nextInt(3) == 0) {
                event = event.withId("e" + random.nextInt(60));
            }
            events.add(event);
        }
        return events;
    }

    private static EventLogBuilder builder(List<Event> events) {
        EventLogBuilder builder = EventLog.builder();
        events.forEach(builder::add);
        return builder;
    }

    /** Also which of two different events of one identifier stays does not depend on the order they came in. */
    @Test
    void arrivalOrderDoesNotMatter() {
        for (long seed = 0; seed < 200; seed++) {
            List<Event> events = random(new SplittableRandom(seed));
            EventLogBuilder builder = builder(events);
            EventLog log = builder.build();
            long anonymous = events.stream().filter(e -> e.eventId().isEmpty()).count();
            long named = events.stream()
                    .flatMap(e -> e.eventId().stream())
                    .distinct()
                    .count();
            assertThat((long) log.size()).as("seed %d", seed).isEqualTo(anonymous + named);
            assertThat(builder.duplicates()).as("seed %d", seed).isEqualTo(events.size() - anonymous - named);
            Collections.shuffle(events, new Random(seed));
            assertThat(builder(events).build())
                    .as("seed %d", seed)
                    .isEqualTo(log)
                    .hasSameHashCodeAs(log);
        }
    }

    @Test
    void rowsStandByCustomerTimeAndTies() {
        Event invite = Event.of("ann", NOON, "invite");
        EventLog log = builder(List.of(
                        Event.of("bob", NOON, "view"),
                        invite.withCounterpart("zoe"),
                        Event.of("ann", NOON, "view").withValue(-0.0),
                        invite.withCounterpart("bob"),
                        Event.of("ann", NOON.minusMillis(1), "view"),
                        invite,
                        Event.of("ann", NOON, "view"),
                        Event.of("ann", NOON, "view").withValue(-1)))
                .build();
        assertThat(log.size()).isEqualTo(8);
        assertThat(log.customers()).isEqualTo(2);
        assertThat(log.customerId(1)).isEqualTo("bob");
        assertThat(log.indexOf("bob")).isEqualTo(1);
        assertThat(log.indexOf("zoe")).isEqualTo(-1);
        assertThat(new int[] {log.start(0), log.start(1), log.start(2)}).containsExactly(0, 7, 8);
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < log.size(); row++) {
            String counterpart = log.counterpart(row) < 0 ? "" : "->" + log.counterpartId(log.counterpart(row));
            rows.add(log.epochMillis(row) - NOON.toEpochMilli() + " " + log.typeName(log.type(row))
                    + (log.hasValue(row) ? " " + log.value(row) : "") + counterpart);
        }
        assertThat(rows)
                .containsExactly(
                        "-1 view",
                        "0 invite",
                        "0 invite->bob",
                        "0 invite->zoe",
                        "0 view",
                        "0 view -1.0",
                        "0 view 0.0",
                        "0 view");
        assertThat(log.types()).isEqualTo(2);
        assertThat(log.typeOf("view")).isEqualTo(1);
        assertThat(log.typeOf("cart")).isEqualTo(-1);
        assertThat(log.counterparts()).isEqualTo(2);
        assertThat(log).hasToString("EventLog[8 events of 2 customers]");
        assertThatIllegalStateException()
                .isThrownBy(() -> log.value(0))
                .withMessage("event 0 has no value: ask hasValue first");
    }

    @Test
    void aReplacedDuplicateLeavesNoCustomerTypeOrCounterpartBehind() {
        Event later = Event.of("zoe", NOON, "view")
                .withValue(3)
                .withCounterpart("yan")
                .withId("1");
        Event kept = Event.of("ann", NOON, "buy").withId("1");
        for (List<Event> order : List.of(List.of(later, kept), List.of(kept, later))) {
            EventLogBuilder builder = builder(order);
            EventLog log = builder.build();
            assertThat(builder.size()).isEqualTo(1);
            assertThat(builder.duplicates()).isEqualTo(1);
            assertThat(log.customers()).isEqualTo(1);
            assertThat(log.customerId(0)).isEqualTo("ann");
            assertThat(log.types()).isEqualTo(1);
            assertThat(log.counterparts()).isZero();
            assertThat(log.hasValue(0)).isFalse();
            assertThat(log.counterpart(0)).isEqualTo(-1);
        }
        assertThat(builder(List.of(later, kept)).build())
                .as("equal to a log that never saw it")
                .isEqualTo(builder(List.of(kept)).build());
    }

    @Test
    void aBuilderGrowsAndGoesOnAfterABuild() {
        EventLogBuilder builder = EventLog.builder();
        for (int i = 0; i < 5000; i++) {
            builder.add("c" + i % 97, NOON.minusSeconds(i), "t" + i % 3);
        }
        builder.add(Event.of("c0", NOON, "t").withValue(1).withCounterpart("x"));
        for (int i = 0; i < 3000; i++) {
            builder.add("c" + i % 97, NOON.plusSeconds(i), "t" + i % 3);
        }
        EventLog log = builder.build();
        assertThat(log.size()).isEqualTo(8001);
        assertThat(log.customers()).isEqualTo(97);
        for (int customer = 0; customer < log.customers(); customer++) {
            for (int row = log.start(customer) + 1; row < log.start(customer + 1); row++) {
                assertThat(log.epochMillis(row)).isGreaterThanOrEqualTo(log.epochMillis(row - 1));
            }
        }
        builder.add("c1", NOON, "t");
        assertThat(builder.build().size()).isEqualTo(8002);
        assertThat(log.size()).isEqualTo(8001);
    }

    @Test
    void refusals() {
        EventLogBuilder builder = EventLog.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add(" ", NOON, "view"))
                .withMessage("customerId must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add("ann", NOON, ""))
                .withMessage("type must not be blank");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.add("ann", Instant.MAX, "view"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.add("ann", Long.MIN_VALUE, "view"));
        Event event = Event.of("ann", NOON, "view");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> event.withValue(Double.NaN))
                .withMessage("value must lie in [-1.0E15, 1.0E15], was NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> event.withCounterpart(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> event.withId(""));
        assertThat(builder.size()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventLog.of(List.of("ann", " "), id -> id, id -> NOON, id -> "view"))
                .withMessage("row 2: customerId must not be blank");
        assertThat(EventLog.of(List.of("ann"), id -> id, id -> NOON, id -> "view")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void endOfDataIsALocalDay() {
        EventLog log = EventLog.builder()
                .add("ann", Instant.parse("2020-02-29T20:00:00Z"), "view")
                .build();
        assertThat(log.endOfData(ZoneOffset.UTC)).isEqualTo(LocalDate.of(2020, 2, 29));
        assertThat(log.endOfData(ZoneId.of("Asia/Tokyo"))).isEqualTo(LocalDate.of(2020, 3, 1));
        assertThatIllegalStateException()
                .isThrownBy(() -> EventLog.builder().build().endOfData(ZoneOffset.UTC));
        assertThat(new HashSet<>(List.of(log))).contains(log);
    }
}

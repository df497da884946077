package io.github.staycurve.core.funnel;

import static io.github.staycurve.core.funnel.PathDefinition.END;
import static io.github.staycurve.core.funnel.PathDefinition.OTHER;
import static io.github.staycurve.core.funnel.PathDefinition.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.data.EventLogBuilder;
import io.github.staycurve.core.markov.TransitionCounts;
import io.github.staycurve.core.stat.Ratio;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PathTest {
    private static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");
    private static final EntryRange DAY = EntryRange.upTo(NOON.plus(Duration.ofHours(12)));

    /** Adds a letter an event, each at the minute that belongs to it. */
    private static EventLogBuilder add(EventLogBuilder builder, String customer, String letters, int... minutes) {
        for (int i = 0; i < minutes.length; i++) {
            builder.add(customer, NOON.plus(Duration.ofMinutes(minutes[i])), letters.substring(i, i + 1));
        }
        return builder;
    }

    private static EventLog log() {
        EventLogBuilder builder = EventLog.builder();
        add(builder, "u", "abab", 0, 10, 20, 51); // 31 minutes before the last: a second session
        add(builder, "v", "aac", 0, 30, 40); // 30 minutes: the same session
        return builder.build();
    }

    @Test
    void sessionsEndAfterAGapLongerThanHalfAnHour() {
        PathResult result = PathDefinition.withDefaults().evaluate(log(), DAY);
        assertThat(result.customers()).isEqualTo(2);
        assertThat(result.paths()).isEqualTo(3);
        assertThat(result.openPaths()).isZero();
        TransitionCounts counts = result.transitions();
        assertThat(counts.count(START, "a")).isEqualTo(2);
        assertThat(counts.count(START, "b")).isEqualTo(1);
        assertThat(counts.count("a", "b")).isEqualTo(1);
        assertThat(counts.count("b", "a")).isEqualTo(1);
        assertThat(counts.count("a", "a")).isEqualTo(1);
        assertThat(counts.count("a", "c")).isEqualTo(1);
        assertThat(counts.count("a", END)).isEqualTo(1);
        assertThat(counts.count("b", END)).isEqualTo(1);
        assertThat(counts.count("c", END)).isEqualTo(1);
        assertThat(counts.steps()).isEqualTo(10); // 7 events in 3 paths: 4 steps between them, 3 starts, 3 ends
    }

    @Test
    void aSessionHasNotEndedBeforeTheGapHasPassed() {
        EventLog log = add(EventLog.builder(), "u", "ab", 0, 10).build();
        PathDefinition definition = PathDefinition.withDefaults();
        PathResult open = definition.evaluate(log, EntryRange.upTo(NOON.plus(Duration.ofMinutes(40))));
        assertThat(open.openPaths()).isEqualTo(1);
        assertThat(open.transitions().count("b", END)).isZero();
        EntryRange later = EntryRange.upTo(NOON.plus(Duration.ofMinutes(40)).plusMillis(1));
        assertThat(definition.evaluate(log, later).transitions().count("b", END))
                .isEqualTo(1);
    }

    @Test
    void aWeightSaysHowOftenARepeatCounts() {
        EventLogBuilder builder = EventLog.builder();
        add(builder, "u", "ababab", 0, 1, 2, 3, 60, 61);
        add(builder, "v", "ab", 0, 1);
        EventLog log = builder.build();
        assertThat(weighted(PathWeight.EVENTS, log)).isEqualTo(4);
        assertThat(weighted(PathWeight.SESSIONS, log)).isEqualTo(3);
        assertThat(weighted(PathWeight.USERS, log)).isEqualTo(2);
    }

    private static long weighted(PathWeight weight, EventLog log) {
        PathDefinition definition = PathDefinition.builder().weight(weight).build();
        assertThat(definition.weight()).isEqualTo(weight);
        return definition.evaluate(log, DAY).transitions().count("a", "b");
    }

    @Test
    void rareTypesBecomeOneStateAndRepeatsOne() {
        EventLog log =
                add(EventLog.builder(), "u", "aabcdba", 0, 1, 2, 3, 4, 5, 6).build();
        PathResult top = PathDefinition.builder().top(2).build().evaluate(log, DAY);
        assertThat(top.transitions().states().names()).containsExactly(START, "a", "b", OTHER, END);
        assertThat(top.transitions().count(OTHER, OTHER)).isEqualTo(1);
        assertThat(top.transitions().count("a", "a")).isEqualTo(1);
        PathResult collapsed =
                PathDefinition.builder().top(2).collapseRepeats().build().evaluate(log, DAY);
        assertThat(collapsed.transitions().count(OTHER, OTHER)).isZero();
        assertThat(collapsed.transitions().count("a", "a")).isZero();
        assertThat(collapsed.transitions().count("b", OTHER)).isEqualTo(1);
        assertThat(collapsed.describe()).contains("repeats as one", "PT30M", "every step counts");
    }

    @Test
    void linksAreSortedAndCarryTheirShare() {
        List<PathLink> links =
                PathDefinition.withDefaults().evaluate(log(), DAY).links();
        assertThat(links.get(0)).isEqualTo(new PathLink(START, "a", 2, Ratio.of(2, 3)));
        assertThat(links).hasSize(9).allMatch(link -> link.count() > 0);
    }

    @Test
    void wholeHistoriesNeverEnd() {
        PathDefinition whole = PathDefinition.builder().wholeHistory().build();
        PathResult result = whole.evaluate(log(), DAY);
        assertThat(result.paths()).isEqualTo(2);
        assertThat(result.openPaths()).isEqualTo(2);
        assertThat(result.transitions().count("a", "b")).isEqualTo(2); // the gap does not matter
        assertThat(whole.sessionGap()).isEmpty();
    }

    @Test
    void onlyEventsInTheRangeMakePaths() {
        EntryRange range = EntryRange.between(
                NOON.plus(Duration.ofMinutes(5)), NOON.plus(Duration.ofMinutes(30)), NOON.plus(Duration.ofHours(9)));
        PathResult result = PathDefinition.withDefaults().evaluate(log(), range);
        assertThat(result.customers()).isEqualTo(1);
        assertThat(result.transitions().count(START, "b")).isEqualTo(1);
        assertThat(result.transitions().count("a", END)).isEqualTo(1);
    }

    @Test
    void stepMatrixSharesSumToOneAndEndedPathsStayEnded() {
        StepMatrix matrix = PathDefinition.withDefaults().stepMatrix(log(), DAY, 4);
        assertThat(matrix.share("a", 0)).isEqualTo(Ratio.of(2, 3));
        assertThat(matrix.share("b", 0)).isEqualTo(Ratio.of(1, 3));
        assertThat(matrix.share(END, 1)).isEqualTo(Ratio.of(1, 3));
        assertThat(matrix.share("c", 2)).isEqualTo(Ratio.of(1, 3));
        assertThat(matrix.share(END, 3)).isEqualTo(Ratio.of(3, 3));
        assertThat(matrix.plus(matrix).count(END, 3)).isEqualTo(6);
        assertThat(matrix.describe()).contains("first 4 places", "PT30M");
    }

    @Test
    void openPathsCountUpToTheirLastEvent() {
        EventLogBuilder builder = add(EventLog.builder(), "old", "a", 0);
        EventLog log = add(builder, "young", "ab", 100, 101).build();
        StepMatrix matrix =
                PathDefinition.withDefaults().stepMatrix(log, EntryRange.upTo(NOON.plus(Duration.ofMinutes(110))), 3);
        assertThat(matrix.share(END, 1)).isEqualTo(Ratio.of(1, 2));
        assertThat(matrix.share(END, 2))
                .isEqualTo(Ratio.of(1, 1)); // where the young one is at its third event is not known
    }

    @Test
    void partsOfTheCustomersMergeToTheWhole() {
        PathDefinition definition = PathDefinition.builder()
                .types(List.of("a", "b"))
                .weight(PathWeight.USERS)
                .build();
        PathResult whole = definition.evaluate(randomLog(0, 60), DAY);
        PathResult parts = definition.evaluate(randomLog(0, 20), DAY).plus(definition.evaluate(randomLog(20, 60), DAY));
        assertThat(parts).isEqualTo(whole);
        PathDefinition other = PathDefinition.builder().types(List.of("a", "b")).build();
        assertThatThrownBy(() -> whole.plus(other.evaluate(randomLog(0, 20), DAY)))
                .isInstanceOf(IllegalArgumentException.class);
        StepMatrix matrix = definition.stepMatrix(randomLog(0, 20), DAY, 3);
        StepMatrix longer = definition.stepMatrix(randomLog(20, 60), DAY, 4);
        assertThatThrownBy(() -> matrix.plus(longer)).hasMessageContaining("one definition");
    }

    /** Each step of each path by looking at every pair of neighbours, for every weight at once. */
    @Test
    void countsAreThoseOfAPlainLoop() {
        for (int seed = 0; seed < 50; seed++) {
            EventLog log = randomLog(100 * seed, 100 * seed + 20);
            long pairs = 0;
            for (int c = 0; c < log.customers(); c++) {
                for (int row = log.start(c) + 1; row < log.start(c + 1); row++) {
                    boolean together = log.epochMillis(row) - log.epochMillis(row - 1) <= 30 * 60_000;
                    String types = log.typeName(log.type(row - 1)) + log.typeName(log.type(row));
                    pairs += together && types.equals("ab") ? 1 : 0;
                }
            }
            PathResult result = PathDefinition.withDefaults().evaluate(log, DAY);
            assertThat(result.transitions().count("a", "b")).as("seed %d", seed).isEqualTo(pairs);
            assertThat(result.transitions().steps())
                    .as("seed %d", seed)
                    .isEqualTo(log.size() + result.paths() - result.openPaths());
        }
    }

    private static EventLog randomLog(int from, int to) {
        EventLogBuilder builder = EventLog.builder();
        for (int customer = from; customer < to; customer++) {
            SplittableRandom random = new SplittableRandom(customer);
            int minute = 0;
            for (int i = 0; i < 12; i++) {
                minute += 1 + random.nextInt(45);
                builder.add("c" + customer, NOON.plus(Duration.ofMinutes(minute)), String.valueOf((char)
                        ('a' + random.nextInt(3))));
            }
        }
        return builder.build();
    }

    @Test
    void whatCannotBeCountedIsRefused() {
        EventLog reserved = EventLog.builder().add("u", NOON, END).build();
        assertThatThrownBy(() -> PathDefinition.withDefaults().evaluate(reserved, DAY))
                .hasMessageContaining("'(end)' has the name of a state");
        assertThatThrownBy(() -> PathDefinition.builder().top(0)).hasMessageContaining("top must be 1 or more");
        assertThatThrownBy(() -> PathDefinition.builder().types(List.of())).hasMessageContaining("empty");
        assertThatThrownBy(() -> PathDefinition.builder().types(List.of("a", "a")))
                .hasMessageContaining("differ");
        assertThatThrownBy(() -> PathDefinition.builder().sessionGap(Duration.ZERO))
                .hasMessageContaining("sessionGap");
        PathDefinition definition = PathDefinition.withDefaults();
        assertThatThrownBy(() -> definition.stepMatrix(log(), DAY, 0)).hasMessageContaining("steps must lie in");
        StepMatrix matrix = definition.stepMatrix(log(), DAY, 2);
        assertThatThrownBy(() -> matrix.count("a", 2)).hasMessageContaining("step must lie in [0, 1]");
        EventLogBuilder many = EventLog.builder();
        for (int i = 0; i < 5000; i++) {
            many.add("u", NOON, "t" + i);
        }
        assertThatThrownBy(() -> definition.evaluate(many.build(), DAY)).hasMessageContaining("take the top ones");
        assertThat(PathDefinition.builder()
                        .top(3)
                        .build()
                        .evaluate(many.build(), DAY)
                        .transitions()
                        .states()
                        .names())
                .containsExactly(START, "t0", "t1", "t10", OTHER, END);
    }

    @Test
    void theEmptyLogHasNoPaths() {
        PathResult result =
                PathDefinition.withDefaults().evaluate(EventLog.builder().build(), DAY);
        assertThat(result.paths()).isZero();
        assertThat(result.links()).isEmpty();
    }
}

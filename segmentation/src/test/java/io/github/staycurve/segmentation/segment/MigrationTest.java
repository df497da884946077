package io.github.staycurve.segmentation.segment;

import static io.github.staycurve.segmentation.segment.SegmentRule.ANY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.stat.Ratio;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class MigrationTest {
    /** No scores at all: the map refuses them. */
    private static final int[] NOBODY = {0, 0, 0};

    private static final SegmentMap MAP = SegmentMap.builder("three", 3)
            .segment("High", "h", ANY.withR(3))
            .segment("Middle", "m", ANY.withR(2))
            .segment("Low", "l", ANY.withR(1))
            .build();

    private static SegmentColumn column(SegmentMap map, int... r) {
        return map.assign(r, r, r);
    }

    private static Migration between(
            SegmentColumn before, List<String> idsBefore, SegmentColumn after, List<String> ids) {
        return Migration.between(before, idsBefore::get, after, ids::get);
    }

    @Test
    void aSmallCaseByHand() {
        // a, b, c high; d middle; e, f low. Then: a high, b middle, d high, e low, and g, h new in low; c and f are
        // gone
        Migration migration = between(
                column(MAP, 3, 3, 3, 2, 1, 1),
                List.of("a", "b", "c", "d", "e", "f"),
                column(MAP, 1, 1, 3, 2, 3, 1),
                List.of("h", "e", "d", "b", "a", "g"));
        assertThat(migration.customers("High", "High")).isEqualTo(1);
        assertThat(migration.customers("High", "Middle")).isEqualTo(1);
        assertThat(migration.customers("High", "Low")).isZero();
        assertThat(migration.customers("Middle", "High")).isEqualTo(1);
        assertThat(migration.customers("Low", "Low")).isEqualTo(1);
        assertThat(migration.left("High")).isEqualTo(1);
        assertThat(migration.left("Low")).isEqualTo(1);
        assertThat(migration.entered("Low")).isEqualTo(2);
        assertThat(migration.entered("High")).isZero();
        assertThat(migration.before("High")).isEqualTo(3);
        assertThat(migration.after("High")).isEqualTo(2);
        assertThat(migration.present()).isEqualTo(4);
        assertThat(migration.share("High", "Middle")).isEqualTo(Ratio.of(1, 2));
        assertThat(migration.shareLeft("High")).isEqualTo(Ratio.of(1, 3));
        assertThat(migration.map()).isEqualTo(MAP);
    }

    @Test
    void nobodyThereAtBothDatesHasNoShares() {
        Migration migration = between(column(MAP, 3), List.of("a"), column(MAP, 3), List.of("b"));
        assertThat(migration.share("High", "High").value()).isEmpty();
        assertThat(migration.shareLeft("High")).isEqualTo(Ratio.of(1, 1));
        assertThat(migration.shareLeft("Low").value()).isEmpty();
        assertThat(migration.present()).isZero();
    }

    @Test
    void differentMapsAreNotCompared() {
        SegmentColumn other = column(MAP.rescaled(4), 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> between(column(MAP, 1), List.of("a"), other, List.of("a")))
                .withMessage(
                        "segments of different maps cannot be compared: segment map 'three' of scores 1 to 3: High, "
                                + "Middle, Low; segment map 'three' of scores 1 to 4, rescaled from 3: High, Middle, Low");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> between(
                        column(SegmentMaps.eleven(), 1), List.of("a"), column(SegmentMaps.putler(), 1), List.of("a")));
    }

    @Test
    void twoRowsOfOneCustomerAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> between(column(MAP, 1), List.of("a"), column(MAP, 1, 2), List.of("b", "b")))
                .withMessage("customer 'b' has two rows after: 0 and 1");
    }

    @Test
    void unknownSegmentsAreRefused() {
        Migration migration = between(column(MAP, 3), List.of("a"), column(MAP, 3), List.of("b"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> migration.customers("High", "Lost"))
                .withMessageContaining("no segment 'Lost'");
    }

    /** Against a count customer by customer, and the identities; the order of rows does not matter. */
    @RepeatedTest(100)
    void rowsAndColumnsAddUp(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        SegmentMap map = SegmentMaps.named(SegmentMaps.NAMES.get(random.nextInt(4)), 5);
        Map<String, int[]> before = population(random);
        Map<String, int[]> after = population(random);
        Migration migration = migration(map, before, after, new Random(seed));
        assertThat(migration.present())
                .as("seed %d", seed)
                .isEqualTo(before.keySet().stream().filter(after::containsKey).count());
        for (Segment from : map.segments()) {
            String name = from.name();
            double shares = 0;
            int row = 0;
            int column = 0;
            for (Segment to : map.segments()) {
                assertThat(migration.customers(name, to.name()))
                        .as("seed %d", seed)
                        .isEqualTo((int) before.keySet().stream()
                                .filter(after::containsKey)
                                .filter(id -> in(map, before.getOrDefault(id, NOBODY), from)
                                        && in(map, after.getOrDefault(id, NOBODY), to))
                                .count());
                row += migration.customers(name, to.name());
                column += migration.customers(to.name(), name);
                shares += migration.share(name, to.name()).value().orElse(0);
            }
            assertThat(migration.before(name)).as("seed %d", seed).isEqualTo(row + migration.left(name));
            assertThat(migration.before(name)).isEqualTo(count(map, before, from));
            assertThat(migration.after(name)).as("seed %d", seed).isEqualTo(column + migration.entered(name));
            assertThat(migration.after(name)).isEqualTo(count(map, after, from));
            assertThat(shares).isCloseTo(row == 0 ? 0 : 1, within(1e-14));
        }
    }

    private static boolean in(SegmentMap map, int[] cell, Segment segment) {
        return map.segmentOf(cell[0], cell[1], cell[2]).equals(segment);
    }

    private static int count(SegmentMap map, Map<String, int[]> people, Segment segment) {
        return (int)
                people.values().stream().filter(cell -> in(map, cell, segment)).count();
    }

    private static Map<String, int[]> population(SplittableRandom random) {
        Map<String, int[]> people = new HashMap<>();
        int n = random.nextInt(60);
        for (int i = 0; i < n; i++) {
            people.put("c" + random.nextInt(80), random.ints(3, 1, 6).toArray());
        }
        return people;
    }

    private static Migration migration(
            SegmentMap map, Map<String, int[]> before, Map<String, int[]> after, Random order) {
        List<String> idsBefore = new ArrayList<>(before.keySet());
        List<String> idsAfter = new ArrayList<>(after.keySet());
        Collections.shuffle(idsBefore, order);
        Collections.shuffle(idsAfter, order);
        return between(segments(map, before, idsBefore), idsBefore, segments(map, after, idsAfter), idsAfter);
    }

    private static SegmentColumn segments(SegmentMap map, Map<String, int[]> people, List<String> ids) {
        int[][] scores = new int[3][ids.size()];
        for (int i = 0; i < ids.size(); i++) {
            int[] cell = people.getOrDefault(ids.get(i), NOBODY);
            for (int k = 0; k < 3; k++) {
                scores[k][i] = cell[k];
            }
        }
        return map.assign(scores[0], scores[1], scores[2]);
    }
}

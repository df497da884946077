package io.github.staycurve.segmentation.segment;

import static io.github.staycurve.segmentation.segment.SegmentRule.ANY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentMapTest {
    private static final SegmentMap HALVES = SegmentMap.builder("halves", 4)
            .segment("Here", "Bought of late", ANY.withR(3, 4))
            .segment("Big", "Long gone, but big", ANY.withR(1, 2).withMeanFm(3, 4))
            .segment("Rest", "Long gone and small", ANY.withR(1, 2).withMeanFm(1, 2.5))
            .build();

    @Test
    void everyCellIsInOneSegment() {
        assertThat(HALVES.segmentOf(3, 1, 1).name()).isEqualTo("Here");
        assertThat(HALVES.segmentOf(2, 2, 4).name()).isEqualTo("Big");
        assertThat(HALVES.segmentOf(2, 1, 4).name()).isEqualTo("Rest"); // a mean of 2.5
        assertThat(HALVES.indexOf(1, 1, 1)).isEqualTo(2);
        assertThat(HALVES.segments()).extracting(Segment::name).containsExactly("Here", "Big", "Rest");
        assertThat(HALVES.segment("Big")).map(Segment::description).hasValue("Long gone, but big");
        assertThat(HALVES.segment("big")).isEmpty();
        assertThat(HALVES.name()).isEqualTo("halves");
        assertThat(HALVES).hasToString("SegmentMap[segment map 'halves' of scores 1 to 4: Here, Big, Rest]");
    }

    @Test
    void anAssignmentTellsItsRule() {
        assertThat(HALVES.explain(2, 2, 4))
                .isEqualTo("R 2 F 2 M 4: Big, by the rule 'R 1 to 2, mean of F and M 3 to 4'");
        assertThat(HALVES.rescaled(8).explain(3, 4, 7))
                .isEqualTo(
                        "R 3 F 4 M 7 of 8 (like R 2 F 2 M 4 of 4): Big, by the rule 'R 1 to 2, mean of F and M 3 to 4'");
        assertThat(ANY.describe()).isEqualTo("any scores");
        assertThat(ANY.withR(2).withF(1).withM(1, 3)).hasToString("R 2, F 1, M 1 to 3");
        assertThat(new SegmentRule(new ScoreRange(2, Double.POSITIVE_INFINITY), ANY.f(), ANY.m(), ANY.meanFm()))
                .hasToString("R 2 or more");
    }

    @Test
    void anOverlapListsItsCellsAndRules() {
        SegmentMap.Builder map = SegmentMap.builder("torn", 2)
                .segment("A", "a", ANY.withR(1), ANY.withF(2))
                .segment("B", "b", ANY.withR(2));
        assertThatIllegalArgumentException()
                .isThrownBy(map::build)
                .withMessage("segment map 'torn' must put each of its 8 cells (R-F-M) into one segment; 2 in several: "
                        + "2-2-1 (A by 'F 2'; B by 'R 2'), 2-2-2 (A by 'F 2'; B by 'R 2')");
    }

    @Test
    void aGapListsItsCells() {
        SegmentMap.Builder map = SegmentMap.builder("holed", 2)
                .segment("A", "a", ANY.withR(1))
                .segment("B", "b", ANY.withR(2).withF(2));
        assertThatIllegalArgumentException()
                .isThrownBy(map::build)
                .withMessage(
                        "segment map 'holed' must put each of its 8 cells (R-F-M) into one segment; 2 in none: 2-1-1, 2-1-2");
    }

    @Test
    void aLongListIsCutShortWithItsCount() {
        SegmentMap.Builder map =
                SegmentMap.builder("both", 5).segment("A", "a", ANY.withR(2, 3)).segment("B", "b", ANY.withR(3, 4));
        assertThatIllegalArgumentException()
                .isThrownBy(map::build)
                .withMessageContaining("; 50 in none: 1-1-1, ")
                .withMessageContaining(", 1-3-2 and 38 more; 25 in several: 3-1-1 (A by 'R 2 to 3'; B by 'R 3 to 4'), ")
                .withMessageEndingWith(" and 13 more");
    }

    @Test
    void rulesOfOneSegmentMayOverlapAndTheFirstIsTold() {
        SegmentMap map = SegmentMap.builder("vip", 2)
                .segment("VIP", "Best at something", ANY.withF(2), ANY.withM(2))
                .segment("Rest", "All others", ANY.withF(1).withM(1))
                .build();
        assertThat(map.ruleOf(1, 2, 2)).isEqualTo(ANY.withF(2));
        assertThat(map.ruleOf(1, 1, 2)).isEqualTo(ANY.withM(2));
    }

    @Test
    void emptyRulesAndDoubleNamesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentMap.builder("m", 3)
                        .segment("A", "a", ANY, ANY.withF(1).withMeanFm(2.5, 3))
                        .build())
                .withMessage("segment map 'm': rule 'F 1, mean of F and M 2.5 to 3' of segment 'A' holds in no cell");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentMap.builder("m", 3)
                        .segment("A", "a", ANY.withR(1, 4))
                        .build())
                .withMessage("segment map 'm': rule 'R 1 to 4' of segment 'A' names scores beyond 3, the highest");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> SegmentMap.builder("m", 3).segment("A", "a", ANY).segment("A", "b", ANY))
                .withMessage("segment map 'm' has a segment 'A' already");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentMap.builder("m", 3).segment("A", "a"))
                .withMessage("segment 'A' has no rule, so nobody can be in it");
        assertThatIllegalArgumentException().isThrownBy(() -> new Segment(" ", "a", List.of(ANY)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Segment("A", "", List.of(ANY)))
                .withMessageContaining("segment 'A'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentMap.builder("m", 3).build());
    }

    @Test
    void aMapHas127SegmentsAtMost() {
        SegmentMap.Builder map = SegmentMap.builder("many", 6);
        for (int i = 0; i < 127; i++) {
            map.segment("S" + i, "s", ANY.withR(i / 36 + 1).withF(i / 6 % 6 + 1).withM(i % 6 + 1));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> map.segment("one more", "s", ANY))
                .withMessage("segment map 'many' can have 127 segments at most");
    }

    @ParameterizedTest
    @CsvSource({"0.5, 1", "2, 1", "1.25, 2", "1, 1.75", "NaN, 2", "1, NaN", "Infinity, Infinity"})
    void rangesAreInOrderAndInHalfSteps(double from, double to) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScoreRange(from, to))
                .withMessageStartingWith("scores from " + from + " to " + to);
    }

    @Test
    void scoresOfAMeasureAreWhole() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SegmentRule(new ScoreRange(1, 1.5), ANY.f(), ANY.m(), ANY.meanFm()))
                .withMessage("R from 1.0 to 1.5: the scores of a measure are whole");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 5, Integer.MAX_VALUE})
    void scoresBeyondTheBinsAreRefused(int score) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HALVES.segmentOf(1, score, 1))
                .withMessage("f must be a score from 1 to 4, was " + score);
        assertThatIllegalArgumentException().isThrownBy(() -> HALVES.segmentOf(score, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> HALVES.explain(1, 1, score));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 101})
    void binsHaveALimit(int bins) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentMap.builder("m", bins))
                .withMessage("bins must be 1 to 100, was " + bins);
        assertThatIllegalArgumentException().isThrownBy(() -> HALVES.rescaled(bins));
    }

    @Test
    void aRescaledScoreStandsForTheScoreAtItsMiddle() {
        // the middles of thirds are 1/6, 1/2 and 5/6; the quarters that hold them are the 1st, the 2nd (its end) and
        // the 4th
        SegmentMap thirds = HALVES.rescaled(3);
        assertThat(thirds.bins()).isEqualTo(3);
        assertThat(thirds.ruleBins()).isEqualTo(4);
        for (int r = 1; r <= 3; r++) {
            assertThat(thirds.segmentOf(r, 3, 2)).isEqualTo(HALVES.segmentOf(new int[] {1, 2, 4}[r - 1], 4, 2));
        }
        SegmentMap tenths = SegmentMaps.eleven().rescaled(10);
        for (int r = 1; r <= 10; r++) {
            for (int f = 1; f <= 10; f++) {
                assertThat(tenths.segmentOf(r, f, 6))
                        .isEqualTo(SegmentMaps.eleven().segmentOf((r + 1) / 2, (f + 1) / 2, 3));
            }
        }
        assertThat(tenths.describe())
                .startsWith("segment map 'eleven' of scores 1 to 10, rescaled from 5: Champions, ");
        assertThat(tenths.rescaled(5)).isEqualTo(SegmentMaps.eleven());
    }

    @Test
    void aSegmentThatRescalingWouldEmptyIsARefusal() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HALVES.rescaled(1))
                .withMessage(
                        "segment map 'halves' is written for 4 scores a measure; with 1 nobody could be in Here, Big");
    }

    @Test
    void mapsAreEqualByContent() {
        assertThat(SegmentMaps.eleven()).isEqualTo(SegmentMaps.eleven()).hasSameHashCodeAs(SegmentMaps.eleven());
        assertThat(SegmentMaps.eleven()).isNotEqualTo(SegmentMaps.putler());
        assertThat(SegmentMaps.eleven()).isNotEqualTo(SegmentMaps.eleven().rescaled(6));
        SegmentMap renamed = SegmentMap.builder("quarters", 4)
                .segment(HALVES.segments().get(0))
                .segment(HALVES.segments().get(1))
                .segment(HALVES.segments().get(2))
                .build();
        assertThat(renamed).isNotEqualTo(HALVES);
    }

    @Test
    void aColumnIsTheMapRowByRow() {
        SegmentColumn column = HALVES.assign(new int[] {3, 2, 2}, new int[] {1, 2, 1}, new int[] {1, 4, 4});
        assertThat(column.size()).isEqualTo(3);
        assertThat(column.map()).isEqualTo(HALVES);
        assertThat(List.of(
                        column.get(0).name(),
                        column.get(1).name(),
                        column.get(2).name()))
                .containsExactly("Here", "Big", "Rest");
        assertThat(column.index(2)).isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HALVES.assign(new int[] {1, 5}, new int[] {1, 1}, new int[] {1, 1}))
                .withMessage("row 1: r must be a score from 1 to 4, was 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HALVES.assign(new int[] {1}, new int[] {1, 1}, new int[] {1}))
                .withMessage("scores f: 2 rows where 1 are expected");
    }

    @Test
    void lookingUpAllocatesNothing() {
        SegmentMap map = SegmentMaps.eleven().rescaled(10);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int length = 0;
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100_000; i++) {
            length += map.segmentOf(i % 10 + 1, i / 10 % 10 + 1, i / 100 % 10 + 1)
                    .name()
                    .length();
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(length).isPositive();
        assertThat(allocated).isLessThan(100_000); // less than a byte each: what there is comes from the measurement
    }

    /** Cuts the cube into boxes at random; then plants a hole or a second owner and counts the cells that are wrong. */
    @RepeatedTest(100)
    void aRandomPartitionIsAcceptedAndABrokenOneIsNot(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        int bins = random.nextInt(2, 8);
        int cut = random.nextInt(1, bins);
        int cutF = random.nextInt(1, bins);
        SegmentRule low = ANY.withR(1, cut).withF(1, cutF);
        SegmentRule side = ANY.withR(1, cut).withF(cutF + 1, bins);
        SegmentRule high = ANY.withR(cut + 1, bins);
        SegmentMap map = SegmentMap.builder("random", bins)
                .segment("low", "l", low)
                .segment("side", "s", side)
                .segment("high", "h", high)
                .build();
        int r = random.nextInt(1, bins + 1);
        int f = random.nextInt(1, bins + 1);
        String expected = r > cut ? "high" : f > cutF ? "side" : "low";
        assertThat(map.segmentOf(r, f, random.nextInt(1, bins + 1)).name())
                .as("seed %d", run.getCurrentRepetition())
                .isEqualTo(expected);
        int broken = cut * cutF * bins;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentMap.builder("holed", bins)
                        .segment("side", "s", side)
                        .segment("high", "h", high)
                        .build())
                .withMessageContaining("; " + broken + " in none: 1-1-1, ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentMap.builder("torn", bins)
                        .segment("low", "l", low)
                        .segment("again", "a", low)
                        .segment("side", "s", side)
                        .segment("high", "h", high)
                        .build())
                .withMessageContaining("; " + broken + " in several: 1-1-1 (low by ");
    }
}

package io.github.staycurve.segmentation.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentMapsTest {
    /**
     * The ranges that the eleven segments are commonly published with, read as scores, both ends included: R from, R to, F
     * and M from, F and M to.
     */
    private static final Map<String, int[]> PUBLISHED = published();

    private static Map<String, int[]> published() {
        Map<String, int[]> ranges = new LinkedHashMap<>();
        ranges.put("Champions", new int[] {4, 5, 4, 5});
        ranges.put("Loyal Customers", new int[] {2, 5, 3, 5});
        ranges.put("Potential Loyalist", new int[] {3, 5, 1, 3});
        ranges.put("New Customers", new int[] {4, 5, 1, 1});
        ranges.put("Promising", new int[] {3, 4, 1, 1});
        ranges.put("Need Attention", new int[] {2, 3, 2, 3});
        ranges.put("About To Sleep", new int[] {2, 3, 1, 2});
        ranges.put("At Risk", new int[] {1, 2, 2, 5});
        ranges.put("Can't Lose Them", new int[] {1, 1, 4, 5});
        ranges.put("Hibernating", new int[] {1, 2, 1, 2});
        ranges.put("Lost", new int[] {1, 2, 1, 2});
        return ranges;
    }

    static Stream<SegmentMap> everyMapOfEverySize() {
        return IntStream.of(2, 3, 4, 5, 6, 7, 10, 13)
                .boxed()
                .flatMap(bins -> SegmentMaps.NAMES.stream()
                        .filter(name -> bins >= 5 || name.equals("eight"))
                        .map(name -> SegmentMaps.named(name, bins)));
    }

    private static Set<String> claims(int r, int f, int m) {
        Set<String> claims = new HashSet<>();
        PUBLISHED.forEach((name, range) -> {
            if (r >= range[0] && r <= range[1] && Math.min(f, m) >= range[2] && Math.max(f, m) <= range[3]) {
                claims.add(name);
            }
        });
        return claims;
    }

    @ParameterizedTest
    @MethodSource("everyMapOfEverySize")
    void everyCellHasOneSegmentWithARuleAndEverySegmentACell(SegmentMap map) {
        Set<Segment> reached = new HashSet<>();
        for (int r = 1; r <= map.bins(); r++) {
            for (int f = 1; f <= map.bins(); f++) {
                for (int m = 1; m <= map.bins(); m++) {
                    int[] cell = {ruleScore(map, r), ruleScore(map, f), ruleScore(map, m)};
                    // counted with the rules alone, not with what the map made of them
                    List<Segment> owners = owners(map, cell);
                    assertThat(owners).as("cell %s-%s-%s", r, f, m).hasSize(1);
                    assertThat(map.segmentOf(r, f, m)).isSameAs(owners.get(0));
                    reached.add(owners.get(0));
                    if (map.bins() <= 10) {
                        SegmentRule rule = map.ruleOf(r, f, m);
                        assertThat(owners.get(0).rules()).contains(rule);
                        assertThat(rule.holds(cell[0], cell[1], cell[2])).isTrue();
                        assertThat(map.explain(r, f, m))
                                .endsWith(": %s, by the rule '%s'"
                                        .formatted(owners.get(0).name(), rule.describe()));
                    }
                }
            }
        }
        assertThat(reached).hasSameSizeAs(map.segments());
    }

    /** The documented rescaling: ceil(n (s - 1/2) / b), in exact fractions. */
    private static int ruleScore(SegmentMap map, int score) {
        int numerator = map.ruleBins() * (2 * score - 1);
        int denominator = 2 * map.bins();
        int whole = numerator / denominator;
        return whole * denominator == numerator ? whole : whole + 1;
    }

    private static List<Segment> owners(SegmentMap map, int[] cell) {
        List<Segment> owners = new ArrayList<>();
        for (Segment segment : map.segments()) {
            for (SegmentRule rule : segment.rules()) {
                if (rule.holds(cell[0], cell[1], cell[2])) {
                    owners.add(segment);
                    break;
                }
            }
        }
        return owners;
    }

    @Test
    void thePublishedRangesAreNoPartition() {
        int gaps = 0;
        int overlaps = 0;
        Set<String> firstMatches = new HashSet<>();
        for (int r = 1; r <= 5; r++) {
            for (int f = 1; f <= 5; f++) {
                for (int m = 1; m <= 5; m++) {
                    Set<String> claims = claims(r, f, m);
                    gaps += claims.isEmpty() ? 1 : 0;
                    overlaps += claims.size() > 1 ? 1 : 0;
                    PUBLISHED.keySet().stream()
                            .filter(claims::contains)
                            .findFirst()
                            .ifPresent(firstMatches::add);
                }
            }
        }
        assertThat(gaps).isEqualTo(36);
        assertThat(overlaps).isPositive();
        assertThat(firstMatches).doesNotContain("New Customers", "Promising", "Can't Lose Them");
    }

    @Test
    void elevenKeepsToThePublishedRangesWhereverOneHolds() {
        SegmentMap map = SegmentMaps.eleven();
        assertThat(map.segments()).extracting(Segment::name).containsExactlyElementsOf(PUBLISHED.keySet());
        for (int r = 1; r <= 5; r++) {
            for (int f = 1; f <= 5; f++) {
                for (int m = 1; m <= 5; m++) {
                    Set<String> claims = claims(r, f, m);
                    String segment = map.segmentOf(r, f, m).name();
                    if (claims.isEmpty()) {
                        assertThat(segment).as("cell %s-%s-%s", r, f, m).isEqualTo(nearestInMoney(map, r, f, m));
                    } else {
                        assertThat(claims).as("cell %s-%s-%s", r, f, m).contains(segment);
                        int narrowest = claims.stream()
                                .mapToInt(SegmentMapsTest::publishedCells)
                                .min()
                                .orElseThrow();
                        boolean exception = r == 3 && f == 1 && m == 1; // the document says why
                        assertThat(publishedCells(segment) == narrowest)
                                .as("cell %s-%s-%s", r, f, m)
                                .isEqualTo(!exception);
                    }
                }
            }
        }
    }

    private static int publishedCells(String segment) {
        int[] range = PUBLISHED.getOrDefault(segment, new int[4]);
        int scores = range[3] - range[2] + 1;
        return (range[1] - range[0] + 1) * scores * scores;
    }

    private static String nearestInMoney(SegmentMap map, int r, int f, int m) {
        for (int distance = 1; distance < 5; distance++) {
            List<String> found = new ArrayList<>();
            for (int other : new int[] {m - distance, m + distance}) {
                if (other >= 1 && other <= 5 && !claims(r, f, other).isEmpty()) {
                    found.add(map.segmentOf(r, f, other).name());
                }
            }
            if (!found.isEmpty()) {
                assertThat(found).hasSize(1);
                return found.get(0);
            }
        }
        throw new AssertionError("no claimed cell with R " + r + " and F " + f);
    }

    /** At one R, buying more or spending more never leads to a segment that ranks lower there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 | New Customers, Potential Loyalist, Loyal Customers, Champions",
                "4 | Promising, Potential Loyalist, Loyal Customers, Champions",
                "3 | About To Sleep, Potential Loyalist, Need Attention, Loyal Customers",
                "2 | Hibernating, Need Attention, At Risk",
                "1 | Lost, At Risk, Can't Lose Them"
            })
    void moreIsNeverLess(int r, String order) {
        List<String> ranks = List.of(order.split(", "));
        SegmentMap map = SegmentMaps.eleven();
        for (int f = 1; f <= 5; f++) {
            for (int m = 1; m <= 5; m++) {
                int rank = ranks.indexOf(map.segmentOf(r, f, m).name());
                assertThat(rank).isNotNegative();
                if (f < 5) {
                    assertThat(ranks.indexOf(map.segmentOf(r, f + 1, m).name())).isGreaterThanOrEqualTo(rank);
                }
                if (m < 5) {
                    assertThat(ranks.indexOf(map.segmentOf(r, f, m + 1).name())).isGreaterThanOrEqualTo(rank);
                }
            }
        }
    }

    /** The same ranges as edges of a grid from 0 to 5, where the narrower of two nested ranges goes first. */
    @Test
    void putlerIsTheTilingOfThePublishedEdges() {
        SegmentMap map = SegmentMaps.putler();
        for (int r = 1; r <= 5; r++) {
            for (int f = 1; f <= 5; f++) {
                for (int m = 1; m <= 5; m++) {
                    int field = (f + m + 1) / 2; // the mean rounded up: (a - 1, a] is field a
                    assertThat(map.segmentOf(r, f, m).name().replace("Recent", "New"))
                            .as("cell %s-%s-%s", r, f, m)
                            .isEqualTo(narrowestTile(r, field));
                }
            }
        }
    }

    private static String narrowestTile(int r, int field) {
        String narrowest = "";
        int least = Integer.MAX_VALUE;
        for (Map.Entry<String, int[]> entry : PUBLISHED.entrySet()) {
            int[] e = entry.getValue().clone();
            if (e[0] == 1 && !entry.getKey().equals("Hibernating")) {
                e[0] = 0; // published as "2 or less", "1 or less"
            }
            if (e[2] == 1 && !List.of("Hibernating", "Potential Loyalist").contains(entry.getKey())) {
                e[2] = 0;
            }
            int area = (e[1] - e[0]) * (e[3] - e[2]);
            if (r > e[0] && r <= e[1] && field > e[2] && field <= e[3] && area < least) {
                least = area;
                narrowest = entry.getKey();
            }
        }
        return narrowest;
    }

    @Test
    void shopifyHasItsGroupsButTheOneWithoutOrders() {
        assertThat(SegmentMaps.shopify().segments())
                .extracting(Segment::name)
                .containsExactly(
                        "CHAMPIONS",
                        "LOYAL",
                        "ACTIVE",
                        "NEW",
                        "PROMISING",
                        "NEEDS_ATTENTION",
                        "ALMOST_LOST",
                        "AT_RISK",
                        "PREVIOUSLY_LOYAL",
                        "DORMANT");
    }

    @ParameterizedTest
    @CsvSource({
        "5, 5, 5, Important Value, 重要价值客户",
        "4, 3, 4, Important Development, 重要发展客户",
        "3, 4, 4, Important Retention, 重要保持客户",
        "1, 1, 5, Important Winback, 重要挽留客户",
        "4, 4, 3, General Value, 一般价值客户",
        "5, 1, 1, General Development, 一般发展客户",
        "2, 5, 3, General Retention, 一般保持客户",
        "3, 3, 3, General Winback, 一般挽留客户"
    })
    void eightCutsAboveTheMiddle(int r, int f, int m, String name, String chinese) {
        Segment segment = SegmentMaps.eight().segmentOf(r, f, m);
        assertThat(segment.name()).isEqualTo(name);
        assertThat(segment.description()).contains(chinese);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 9, 10, 99, 100})
    void eightIsHighAboveHalfOfTheBinsAndOne(int bins) {
        SegmentMap map = SegmentMaps.eight(bins);
        for (int s = 1; s <= bins; s++) {
            boolean high = 2 * s > bins + 1;
            assertThat(map.segmentOf(s, s, s).name()).isEqualTo(high ? "Important Value" : "General Winback");
        }
    }

    @Test
    void namesAndSizesThatDoNotExistAreRefused() {
        assertThat(SegmentMaps.named("Eleven", 5)).isEqualTo(SegmentMaps.eleven());
        assertThat(SegmentMaps.named("eight", 10)).isEqualTo(SegmentMaps.eight(10));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentMaps.named("twelve", 5))
                .withMessage("no segment map 'twelve'; there are eleven, putler, shopify, eight");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentMaps.named("eleven", 4))
                .withMessage(
                        "segment map 'eleven' is written for 5 scores a measure; with 4 nobody could be in Need Attention, About To Sleep");
        assertThatIllegalArgumentException().isThrownBy(() -> SegmentMaps.named("putler", 4));
        assertThatIllegalArgumentException().isThrownBy(() -> SegmentMaps.named("shopify", 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentMaps.eight(1))
                .withMessage("segment map 'eight' needs 2 bins or more, was 1");
    }
}

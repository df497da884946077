package io.github.staycurve.segmentation.segment;

import static io.github.staycurve.segmentation.segment.SegmentRule.ANY;

import java.util.List;
import java.util.Locale;

/**
 * Segment maps in common use, each made a sound partition: all cells of all of them, with the reasons, are in
 * docs/segment-maps.md.
 *
 * <p>All but {@link #eight} are written for scores from 1 to 5 and {@linkplain SegmentMap#rescaled rescaled} to others. They
 * need five scores at least: with four, one of their segments would have no cell left.
 *
 * <p>This class has no state.
 */
public final class SegmentMaps {
    /** The names that {@link #named} knows. */
    public static final List<String> NAMES = List.of("eleven", "putler", "shopify", "eight");

    private static final int USUAL_BINS = 5;

    private SegmentMaps() {}

    /**
     * Returns the map of a name.
     *
     * @param name one of {@link #NAMES}, in any case
     * @param bins the number of scores a measure has
     * @return the map
     * @throws IllegalArgumentException if there is no such map, or it does not exist for so many bins
     */
    public static SegmentMap named(String name, int bins) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "eleven" -> eleven().rescaled(bins);
            case "putler" -> putler().rescaled(bins);
            case "shopify" -> shopify().rescaled(bins);
            case "eight" -> eight(bins);
            default ->
                throw new IllegalArgumentException(
                        "no segment map '%s'; there are %s".formatted(name, String.join(", ", NAMES)));
        };
    }

    /**
     * Returns the eleven common segments on R, F and M, from Champions to Lost.
     *
     * <p>The ranges that these segments are published with overlap, leave 36 of the 125 cells out, and, asked in their order,
     * leave three segments without a cell. Here each cell that the published ranges claim is in one of the segments that
     * claim it, the narrower ranges go first, and a cell that no range claims follows the nearest money score that one does,
     * since how often a customer buys says more about the relation than a single large basket.
     *
     * @return the map, of scores 1 to 5
     */
    public static SegmentMap eleven() {
        SegmentMap.Builder map = SegmentMap.builder("eleven", USUAL_BINS);
        addRecent(map);
        addFading(map);
        return map.build();
    }

    private static void addRecent(SegmentMap.Builder map) {
        map.segment(
                        "Champions",
                        "Bought recently, buy often and spend the most",
                        ANY.withR(4, 5).withF(4, 5).withM(4, 5))
                .segment(
                        "Loyal Customers",
                        "Buy often, or fairly often and for much, and were here not long ago",
                        ANY.withR(4, 5).withF(4, 5).withM(1, 3),
                        ANY.withR(3).withF(4, 5),
                        ANY.withR(3, 5).withF(3).withM(4, 5))
                .segment(
                        "Potential Loyalist",
                        "Bought recently and more than the least, not yet often",
                        ANY.withR(4, 5).withF(1).withM(2, 5),
                        ANY.withR(4, 5).withF(2),
                        ANY.withR(4, 5).withF(3).withM(1, 3),
                        ANY.withR(3).withF(1).withM(3, 5),
                        ANY.withR(3).withF(3).withM(1))
                .segment(
                        "New Customers",
                        "Bought just now, the least often and for the least: most are new",
                        ANY.withR(5).withF(1).withM(1))
                .segment(
                        "Promising",
                        "Bought recently, seldom and little so far",
                        ANY.withR(4).withF(1).withM(1));
    }

    private static void addFading(SegmentMap.Builder map) {
        map.segment(
                        "Need Attention",
                        "Middling in everything and about to slip",
                        ANY.withR(3).withF(2).withM(3, 5),
                        ANY.withR(3).withF(3).withM(2, 3),
                        ANY.withR(2).withF(2).withM(3),
                        ANY.withR(2).withF(3).withM(1, 3))
                .segment(
                        "About To Sleep",
                        "Bought seldom and little, and not of late",
                        ANY.withR(3).withF(1, 2).withM(1, 2))
                .segment(
                        "At Risk",
                        "Bought often or spent much, but long ago",
                        ANY.withR(2).withF(2, 3).withM(4, 5),
                        ANY.withR(2).withF(4, 5),
                        ANY.withR(1).withF(2).withM(3, 5),
                        ANY.withR(1).withF(3),
                        ANY.withR(1).withF(4, 5).withM(1, 3))
                .segment(
                        "Can't Lose Them",
                        "Bought the most often and for the most, and have been gone the longest",
                        ANY.withR(1).withF(4, 5).withM(4, 5))
                .segment(
                        "Hibernating",
                        "Bought seldom, long ago",
                        ANY.withR(2).withF(1),
                        ANY.withR(2).withF(2).withM(1, 2))
                .segment(
                        "Lost",
                        "Bought seldom, the longest time ago",
                        ANY.withR(1).withF(1),
                        ANY.withR(1).withF(2).withM(1, 2));
    }

    /**
     * Returns the eleven segments on a grid of R and the mean of F and M.
     *
     * <p>Read as edges of a grid from 0 to 5, on which score s is the field from s - 1 to s, the published ranges tile the
     * plane. The mean is a point of that axis: 4.5 lies in the fifth field.
     *
     * @return the map, of scores 1 to 5
     */
    public static SegmentMap putler() {
        return SegmentMap.builder("putler", USUAL_BINS)
                .segment(
                        "Champions",
                        "Bought just now, and are at the top in purchases and money",
                        ANY.withR(5).withMeanFm(4.5, 5))
                .segment(
                        "Loyal Customers",
                        "Buy often or for much, and were here not long ago",
                        ANY.withR(5).withMeanFm(3.5, 4),
                        ANY.withR(3, 4).withMeanFm(3.5, 5))
                .segment(
                        "Potential Loyalist",
                        "Bought recently, middling in purchases and money",
                        ANY.withR(4, 5).withMeanFm(1.5, 3))
                .segment(
                        "Recent Customers",
                        "Bought just now, at the bottom in purchases and money",
                        ANY.withR(5).withMeanFm(1, 1))
                .segment(
                        "Promising",
                        "Bought recently, at the bottom in purchases and money",
                        ANY.withR(4).withMeanFm(1, 1))
                .segment(
                        "Need Attention",
                        "Middling in everything and about to slip",
                        ANY.withR(3).withMeanFm(2.5, 3))
                .segment(
                        "About To Sleep",
                        "Low in purchases and money, and not here of late",
                        ANY.withR(3).withMeanFm(1, 2))
                .segment(
                        "At Risk",
                        "Bought often or spent much, but long ago",
                        ANY.withR(2).withMeanFm(2.5, 5),
                        ANY.withR(1).withMeanFm(2.5, 4))
                .segment(
                        "Can't Lose Them",
                        "At the top in purchases and money, and gone the longest",
                        ANY.withR(1).withMeanFm(4.5, 5))
                .segment(
                        "Hibernating",
                        "Low in purchases and money, long ago",
                        ANY.withR(2).withMeanFm(1.5, 2))
                .segment(
                        "Lost",
                        "The least in purchases and money, or low and gone the longest",
                        ANY.withR(2).withMeanFm(1, 1),
                        ANY.withR(1).withMeanFm(1, 2))
                .build();
    }

    /**
     * Returns the groups of Shopify's {@code CustomerRfmGroup}, on R and the mean of F and M.
     *
     * <p>Shopify describes its groups in words; the fields of the grid are ours, set to fit them. Its eleventh group,
     * PROSPECTS, is of customers without an order: they have no scores and no cell here.
     *
     * @return the map, of scores 1 to 5
     */
    public static SegmentMap shopify() {
        return SegmentMap.builder("shopify", USUAL_BINS)
                .segment(
                        "CHAMPIONS",
                        "Very recent, with the most orders and spend",
                        ANY.withR(5).withMeanFm(4.5, 5))
                .segment(
                        "LOYAL",
                        "Recent, with many orders and much spend",
                        ANY.withR(5).withMeanFm(3.5, 4),
                        ANY.withR(3, 4).withMeanFm(3.5, 5))
                .segment(
                        "ACTIVE",
                        "Recent, with some orders and moderate spend",
                        ANY.withR(4, 5).withMeanFm(2.5, 3))
                .segment(
                        "NEW",
                        "Very recent, with few orders and low spend",
                        ANY.withR(5).withMeanFm(1, 2))
                .segment(
                        "PROMISING",
                        "Recent, with few orders and low spend",
                        ANY.withR(4).withMeanFm(1, 2))
                .segment(
                        "NEEDS_ATTENTION",
                        "Less recent, with some orders and moderate spend",
                        ANY.withR(3).withMeanFm(2.5, 3))
                .segment(
                        "ALMOST_LOST",
                        "Not recent, with rather few orders and low to moderate spend",
                        ANY.withR(3).withMeanFm(1, 2),
                        ANY.withR(2).withMeanFm(2.5, 3))
                .segment(
                        "AT_RISK",
                        "Long ago, with many orders and much spend",
                        ANY.withR(1, 2).withMeanFm(3.5, 4))
                .segment(
                        "PREVIOUSLY_LOYAL",
                        "Long ago, with the most orders and spend",
                        ANY.withR(1, 2).withMeanFm(4.5, 5))
                .segment(
                        "DORMANT",
                        "Long ago, with few orders and low spend",
                        ANY.withR(2).withMeanFm(1, 2),
                        ANY.withR(1).withMeanFm(1, 3))
                .build();
    }

    /**
     * Returns the cube of high and low scores, of 1 to 5.
     *
     * @return {@link #eight(int) eight(5)}
     */
    public static SegmentMap eight() {
        return eight(USUAL_BINS);
    }

    /**
     * Returns the cube of high and low scores, as operations teams in China use it: important or general by money, and value,
     * development, retention or winback by inactivity and frequency.
     *
     * <p>High is above the middle score (bins + 1) / 2, so 4 and 5 of 5: the middle itself counts as low. The map is written
     * anew for each number of bins, and rescaling it is another thing: the upper half of ten scores is high here, while
     * {@code eight().rescaled(10)} keeps the upper four of ten.
     *
     * @param bins the number of scores a measure has, 2 to {@value SegmentMap#MAX_BINS}
     * @return the map
     * @throws IllegalArgumentException if the number is out of range
     */
    public static SegmentMap eight(int bins) {
        if (bins < 2) {
            throw new IllegalArgumentException("segment map 'eight' needs 2 bins or more, was " + bins);
        }
        SegmentMap.Builder map = SegmentMap.builder("eight", bins);
        int high = (bins + 1) / 2 + 1; // the least score above (bins + 1) / 2
        for (boolean important : new boolean[] {true, false}) {
            int from = important ? high : 1;
            int to = important ? bins : high - 1;
            String rank = important ? "Important" : "General";
            String chinese = important ? "重要" : "一般";
            String money = important ? "much" : "little";
            SegmentRule rule = ANY.withM(from, to);
            map.segment(
                            rank + " Value",
                            "Bought recently, often, for %s (%s价值客户)".formatted(money, chinese),
                            rule.withR(high, bins).withF(high, bins))
                    .segment(
                            rank + " Development",
                            "Bought recently, seldom, for %s (%s发展客户)".formatted(money, chinese),
                            rule.withR(high, bins).withF(1, high - 1))
                    .segment(
                            rank + " Retention",
                            "Bought long ago, often, for %s (%s保持客户)".formatted(money, chinese),
                            rule.withR(1, high - 1).withF(high, bins))
                    .segment(
                            rank + " Winback",
                            "Bought long ago, seldom, for %s (%s挽留客户)".formatted(money, chinese),
                            rule.withR(1, high - 1).withF(1, high - 1));
        }
        return map.build();
    }
}

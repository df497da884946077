package io.github.staycurve.segmentation.segment;

import io.github.staycurve.core.internal.Checks;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A division of customers into segments by their scores: every combination of R, F and M is in exactly one segment.
 *
 * <p>Scores run from 1 to {@link #bins()}, the highest being the best: the shortest inactivity, the most purchases, the most
 * money. A map that leaves a combination out, or has it in two segments, cannot be built; the error lists the cells. Rules
 * of one segment may overlap, and the first that holds is the one that is {@linkplain #explain told}.
 *
 * <p>Ready maps are in {@link SegmentMaps}; own ones come from {@link #builder} or from JSON. Two maps are equal when their
 * names, bins and segments are. Looking a customer up takes constant time and allocates nothing; a map costs a byte a cell
 * of the lattice that its rules are written for.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class SegmentMap {
    /** The most bins a measure can have. */
    public static final int MAX_BINS = 100;

    private static final int MAX_SEGMENTS = Byte.MAX_VALUE;

    private final String name;
    private final int ruleBins;
    private final List<Segment> segments;
    private final byte[] segmentOfCell;
    /** For each score, less 1, the score that the rules know it by, less 1. */
    private final int[] ruleScore;

    private SegmentMap(String name, int ruleBins, List<Segment> segments, byte[] segmentOfCell, int[] ruleScore) {
        this.name = name;
        this.ruleBins = ruleBins;
        this.segments = segments;
        this.segmentOfCell = segmentOfCell;
        this.ruleScore = ruleScore;
    }

    /**
     * Returns a builder of a map.
     *
     * @param name the name of the map, for documents and messages
     * @param bins the number of scores a measure has, 1 to {@value #MAX_BINS}; 5 is usual
     * @return the builder
     * @throws IllegalArgumentException if the name is blank or the number out of range
     */
    public static Builder builder(String name, int bins) {
        return new Builder(Checks.notBlank(name, "name"), requireBins(bins));
    }

    /**
     * Returns the name of the map.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Returns the number of scores a measure has.
     *
     * @return the highest score
     */
    public int bins() {
        return ruleScore.length;
    }

    /**
     * Returns the number of scores a measure has in the rules, which differs from {@link #bins()} in a
     * {@linkplain #rescaled rescaled} map only.
     *
     * @return the highest score a rule can name
     */
    public int ruleBins() {
        return ruleBins;
    }

    /**
     * Returns the segments.
     *
     * @return the segments in the order of the map, read-only
     */
    public List<Segment> segments() {
        return segments;
    }

    /**
     * Returns the segment of a name.
     *
     * @param segment the name
     * @return the segment, empty if there is none of this name
     */
    public Optional<Segment> segment(String segment) {
        return segments.stream().filter(s -> s.name().equals(segment)).findFirst();
    }

    /**
     * Returns the segment of a customer.
     *
     * @param r the score of inactivity, 1 to {@link #bins()}, the highest for the most recent buyer
     * @param f the score of frequency, 1 to {@link #bins()}
     * @param m the score of money, 1 to {@link #bins()}
     * @return the segment
     * @throws IllegalArgumentException if a score is out of range
     */
    public Segment segmentOf(int r, int f, int m) {
        return segments.get(indexOf(r, f, m));
    }

    /**
     * Returns the place of a customer's segment among the {@link #segments()}.
     *
     * @param r the score of inactivity, 1 to {@link #bins()}
     * @param f the score of frequency, 1 to {@link #bins()}
     * @param m the score of money, 1 to {@link #bins()}
     * @return the place, from 0
     * @throws IllegalArgumentException if a score is out of range
     */
    public int indexOf(int r, int f, int m) {
        return segmentOfCell[(ruleScore(r, "r") * ruleBins + ruleScore(f, "f")) * ruleBins + ruleScore(m, "m")];
    }

    /**
     * Returns the rule that puts a customer into the segment.
     *
     * @param r the score of inactivity, 1 to {@link #bins()}
     * @param f the score of frequency, 1 to {@link #bins()}
     * @param m the score of money, 1 to {@link #bins()}
     * @return the first rule of the segment that holds, in scores of 1 to {@link #ruleBins()}
     * @throws IllegalArgumentException if a score is out of range
     */
    public SegmentRule ruleOf(int r, int f, int m) {
        int ruleR = ruleScore(r, "r") + 1;
        int ruleF = ruleScore(f, "f") + 1;
        int ruleM = ruleScore(m, "m") + 1;
        return Partition.firstRule(segmentOf(r, f, m), ruleR, ruleF, ruleM)
                .orElseThrow(); // the segment owns the cell because one of its rules holds there
    }

    /**
     * Returns why a customer is in the segment, in words.
     *
     * @param r the score of inactivity, 1 to {@link #bins()}
     * @param f the score of frequency, 1 to {@link #bins()}
     * @param m the score of money, 1 to {@link #bins()}
     * @return one line: the scores, the segment and the rule
     * @throws IllegalArgumentException if a score is out of range
     */
    public String explain(int r, int f, int m) {
        String rule = ruleOf(r, f, m).describe();
        String scores = "R %s F %s M %s".formatted(r, f, m);
        if (bins() != ruleBins) {
            scores += " of %s (like R %s F %s M %s of %s)"
                    .formatted(bins(), ruleScore(r, "r") + 1, ruleScore(f, "f") + 1, ruleScore(m, "m") + 1, ruleBins);
        }
        return "%s: %s, by the rule '%s'".formatted(scores, segmentOf(r, f, m).name(), rule);
    }

    /**
     * Returns the segments of many customers.
     *
     * @param r their scores of inactivity, 1 to {@link #bins()}, in row order
     * @param f their scores of frequency, in the same order
     * @param m their scores of money, in the same order
     * @return the segments in the same order
     * @throws IllegalArgumentException if the columns differ in length or a score is out of range, naming the row
     */
    public SegmentColumn assign(int[] r, int[] f, int[] m) {
        return SegmentColumn.of(this, r, f, m);
    }

    /**
     * Returns this map for another number of scores a measure.
     *
     * <p>Of b bins, score s covers the customers from the share (s - 1) / b to s / b; it stands for the score of the rules
     * that covers the middle of them, ceil(n (s - 1/2) / b) out of n. Between 5 and 10 bins, for one, each score of 5 becomes
     * two. More bins therefore keep every segment; fewer may leave one without a cell, and are then refused.
     *
     * @param bins the new number of scores, 1 to {@value #MAX_BINS}
     * @return the map; rescaling it once more starts from the original rules
     * @throws IllegalArgumentException if the number is out of range, or a segment would have no cell left, naming it
     */
    public SegmentMap rescaled(int bins) {
        requireBins(bins);
        int[] scores = new int[bins];
        for (int s = 0; s < bins; s++) {
            scores[s] = (ruleBins * (2 * s + 1) + 2 * bins - 1) / (2 * bins) - 1;
        }
        SegmentMap map = new SegmentMap(name, ruleBins, segments, segmentOfCell, scores);
        List<String> lost = map.segmentsWithoutCell();
        if (!lost.isEmpty()) {
            throw new IllegalArgumentException(
                    "segment map '%s' is written for %s scores a measure; with %s nobody could be in %s"
                            .formatted(name, ruleBins, bins, String.join(", ", lost)));
        }
        return map;
    }

    /**
     * Returns what this map is, in words.
     *
     * @return one line: its name, its scores and its segments
     */
    public String describe() {
        String rescaled = bins() == ruleBins ? "" : ", rescaled from %s".formatted(ruleBins);
        return "segment map '%s' of scores 1 to %s%s: %s".formatted(name, bins(), rescaled, names());
    }

    /** Returns the place of a segment in this map. */
    int place(String segment) {
        for (int s = 0; s < segments.size(); s++) {
            if (segments.get(s).name().equals(segment)) {
                return s;
            }
        }
        throw new IllegalArgumentException(
                "segment map '%s' has no segment '%s'; there are %s".formatted(name, segment, names()));
    }

    private String names() {
        return String.join(", ", segments.stream().map(Segment::name).toList());
    }

    private int ruleScore(int score, String measure) {
        if (score < 1 || score > ruleScore.length) {
            throw new IllegalArgumentException(
                    "%s must be a score from 1 to %s, was %s".formatted(measure, bins(), score));
        }
        return ruleScore[score - 1];
    }

    private List<String> segmentsWithoutCell() {
        BitSet reached = new BitSet();
        for (int r = 1; r <= bins(); r++) {
            for (int f = 1; f <= bins(); f++) {
                for (int m = 1; m <= bins(); m++) {
                    reached.set(indexOf(r, f, m));
                }
            }
        }
        List<String> lost = new ArrayList<>();
        for (int s = reached.nextClearBit(0); s < segments.size(); s = reached.nextClearBit(s + 1)) {
            lost.add(segments.get(s).name());
        }
        return lost;
    }

    static int requireBins(int bins) {
        if (bins < 1 || bins > MAX_BINS) {
            throw new IllegalArgumentException("bins must be 1 to %s, was %s".formatted(MAX_BINS, bins));
        }
        return bins;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SegmentMap map
                && name.equals(map.name)
                && ruleBins == map.ruleBins
                && bins() == map.bins()
                && segments.equals(map.segments);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + bins()) + segments.hashCode();
    }

    @Override
    public String toString() {
        return "SegmentMap[" + describe() + "]";
    }

    /**
     * Collects the segments of a map, in their order.
     *
     * <p>This class is not thread-safe.
     */
    public static final class Builder {
        private final String name;
        private final int bins;
        private final List<Segment> segments = new ArrayList<>();
        private final Set<String> names = new HashSet<>();

        private Builder(String name, int bins) {
            this.name = name;
            this.bins = bins;
        }

        /**
         * Adds a segment.
         *
         * @param segment the name, unique in the map
         * @param description who the customers are, in a sentence
         * @param rules the rules, of which one has to hold, in the order in which they are asked; at least one
         * @return this builder
         * @throws IllegalArgumentException if a text is blank, the name is there already, or there is no rule
         */
        public Builder segment(String segment, String description, SegmentRule... rules) {
            return segment(new Segment(segment, description, List.of(rules)));
        }

        /**
         * Adds a segment.
         *
         * @param segment the segment, its name unique in the map
         * @return this builder
         * @throws IllegalArgumentException if the name is there already, or the map is full
         */
        public Builder segment(Segment segment) {
            if (!names.add(segment.name())) {
                throw new IllegalArgumentException(
                        "segment map '%s' has a segment '%s' already".formatted(name, segment.name()));
            }
            if (segments.size() == MAX_SEGMENTS) {
                throw new IllegalArgumentException(
                        "segment map '%s' can have %s segments at most".formatted(name, MAX_SEGMENTS));
            }
            segments.add(segment);
            return this;
        }

        /**
         * Returns the map of the segments.
         *
         * @return the map
         * @throws IllegalArgumentException if the segments overlap or leave a gap, listing the first of the cells and how
         *     many there are; or if a rule holds in no cell or names a score beyond the highest
         */
        public SegmentMap build() {
            List<Segment> all = List.copyOf(segments);
            int[] same = new int[bins];
            for (int s = 0; s < bins; s++) {
                same[s] = s;
            }
            return new SegmentMap(name, bins, all, Partition.of(name, all, bins), same);
        }
    }
}

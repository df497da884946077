package io.github.staycurve.segmentation.segment;

import java.util.List;
import java.util.stream.Stream;

/**
 * A condition on the three scores of a customer: each in its range, and the mean of F and M too.
 *
 * <p>Rules are made from {@link #ANY} by narrowing: {@code SegmentRule.ANY.withR(4, 5).withF(1)} holds for every customer
 * with R 4 or 5 and F 1, whatever M is.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param r the scores of inactivity that the rule holds for, whole
 * @param f the scores of frequency, whole
 * @param m the scores of money, whole
 * @param meanFm the means of the scores of frequency and money, multiples of 0.5
 */
public record SegmentRule(ScoreRange r, ScoreRange f, ScoreRange m, ScoreRange meanFm) {
    /** The rule that holds for everyone. */
    public static final SegmentRule ANY =
            new SegmentRule(ScoreRange.ANY, ScoreRange.ANY, ScoreRange.ANY, ScoreRange.ANY);

    /**
     * Checks the ranges.
     *
     * @param r the scores of inactivity that the rule holds for, whole
     * @param f the scores of frequency, whole
     * @param m the scores of money, whole
     * @param meanFm the means of the scores of frequency and money, multiples of 0.5
     * @throws IllegalArgumentException if a range of a single measure ends between two scores
     */
    public SegmentRule {
        requireWhole(r, "R");
        requireWhole(f, "F");
        requireWhole(m, "M");
    }

    /**
     * Returns this rule for one score of inactivity only.
     *
     * @param score the score; the highest is the most recent buyer
     * @return the rule
     */
    public SegmentRule withR(int score) {
        return withR(score, score);
    }

    /**
     * Returns this rule for a range of scores of inactivity.
     *
     * @param from the lowest score, 1 or more
     * @param to the highest score
     * @return the rule
     */
    public SegmentRule withR(int from, int to) {
        return new SegmentRule(new ScoreRange(from, to), f, m, meanFm);
    }

    /**
     * Returns this rule for one score of frequency only.
     *
     * @param score the score
     * @return the rule
     */
    public SegmentRule withF(int score) {
        return withF(score, score);
    }

    /**
     * Returns this rule for a range of scores of frequency.
     *
     * @param from the lowest score, 1 or more
     * @param to the highest score
     * @return the rule
     */
    public SegmentRule withF(int from, int to) {
        return new SegmentRule(r, new ScoreRange(from, to), m, meanFm);
    }

    /**
     * Returns this rule for one score of money only.
     *
     * @param score the score
     * @return the rule
     */
    public SegmentRule withM(int score) {
        return withM(score, score);
    }

    /**
     * Returns this rule for a range of scores of money.
     *
     * @param from the lowest score, 1 or more
     * @param to the highest score
     * @return the rule
     */
    public SegmentRule withM(int from, int to) {
        return new SegmentRule(r, f, new ScoreRange(from, to), meanFm);
    }

    /**
     * Returns this rule for a range of the mean of F and M.
     *
     * @param from the lowest mean, 1 or more, a multiple of 0.5
     * @param to the highest mean, a multiple of 0.5
     * @return the rule
     */
    public SegmentRule withMeanFm(double from, double to) {
        return new SegmentRule(r, f, m, new ScoreRange(from, to));
    }

    /**
     * Returns whether the rule holds for a customer.
     *
     * @param rScore the score of inactivity
     * @param fScore the score of frequency
     * @param mScore the score of money
     * @return true if all of its ranges hold
     */
    public boolean holds(int rScore, int fScore, int mScore) {
        return r.contains(rScore)
                && f.contains(fScore)
                && m.contains(mScore)
                && meanFm.contains((fScore + mScore) / 2.0);
    }

    /**
     * Returns the rule in words.
     *
     * @return the ranges that set a limit, as {@code R 4 to 5, F 1}; {@code any scores} if none does
     */
    public String describe() {
        List<String> limits = Stream.of(
                        r.describe("R"), f.describe("F"), m.describe("M"), meanFm.describe("mean of F and M"))
                .filter(text -> !text.isEmpty())
                .toList();
        return limits.isEmpty() ? "any scores" : String.join(", ", limits);
    }

    @Override
    public String toString() {
        return describe();
    }

    boolean fits(int bins) {
        return r.fits(bins) && f.fits(bins) && m.fits(bins) && meanFm.fits(bins);
    }

    private static void requireWhole(ScoreRange range, String measure) {
        if (!range.isWhole()) {
            throw new IllegalArgumentException(
                    "%s from %s to %s: the scores of a measure are whole".formatted(measure, range.from(), range.to()));
        }
    }
}

package io.github.staycurve.segmentation.segment;

/**
 * The scores of one measure from a lowest to a highest, both included.
 *
 * <p>A score is whole; the mean of two scores may also lie halfway between two, so both ends are multiples of 0.5.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param from the lowest, 1 or more
 * @param to the highest, at least {@code from}; infinite for no upper limit
 */
public record ScoreRange(double from, double to) {
    /** Every score there is. */
    public static final ScoreRange ANY = new ScoreRange(1, Double.POSITIVE_INFINITY);

    /**
     * Checks the ends.
     *
     * @param from the lowest, 1 or more
     * @param to the highest, at least {@code from}; infinite for no upper limit
     * @throws IllegalArgumentException if an end is no multiple of 0.5, {@code from} is below 1 or above {@code to}
     */
    public ScoreRange {
        if (!(from >= 1 && from <= to && isHalfStep(from) && (isHalfStep(to) || to == Double.POSITIVE_INFINITY))) {
            throw new IllegalArgumentException(
                    "scores from %s to %s: the ends must be 1 or more, in order, and whole or halfway between"
                            .formatted(from, to));
        }
    }

    /**
     * Returns whether a score lies in this range.
     *
     * @param score the score, or the mean of two
     * @return true from the lowest to the highest, both included
     */
    public boolean contains(double score) {
        return score >= from && score <= to;
    }

    /** Returns whether both ends are whole, as those of a single measure are. */
    boolean isWhole() {
        return from == Math.rint(from) && to == Math.rint(to);
    }

    /** Returns whether a map of so many bins has every score that this range names. */
    boolean fits(int bins) {
        return from <= bins && (to <= bins || to == Double.POSITIVE_INFINITY);
    }

    /** Returns the range in words, empty if it sets no limit. */
    String describe(String measure) {
        if (equals(ANY)) {
            return "";
        }
        if (to == Double.POSITIVE_INFINITY) {
            return "%s %s or more".formatted(measure, text(from));
        }
        return from == to
                ? "%s %s".formatted(measure, text(from))
                : "%s %s to %s".formatted(measure, text(from), text(to));
    }

    private static boolean isHalfStep(double value) {
        return 2 * value == Math.rint(2 * value) && Double.isFinite(value);
    }

    private static String text(double score) {
        return score == Math.rint(score) ? Long.toString((long) score) : Double.toString(score);
    }
}

package io.github.staycurve.segmentation.rfm;

import java.util.Arrays;

/**
 * The frozen cuts of one measure.
 *
 * <p>All methods come to this: a value is turned into a key, itself or its negative where the least is the best, and its
 * score is 1 and one more for each cut that the key reaches. Whether a bin is closed above or below is in the cut: "more
 * than c" is "at least the next double after c".
 */
final class ScoreScale {
    /** A cut that every key reaches. */
    static final double ALWAYS = -Double.MAX_VALUE;
    /** A cut that no key reaches. */
    static final double NEVER = Double.MAX_VALUE;

    private final RfmMeasure measure;
    private final RfmMethod method;
    private final RfmDirection direction;
    private final int bins;
    private final double weight;
    /** Ascending; one for each score above 1. */
    private final double[] cuts;
    /** The identifier from which on a key equal to the cut reaches it; empty unless ties are split. */
    private final String[] cutIds;

    ScoreScale(
            RfmMeasure measure,
            RfmMethod method,
            RfmDirection direction,
            int bins,
            double weight,
            double[] cuts,
            String[] cutIds) {
        this.measure = measure;
        this.method = method;
        this.direction = direction;
        this.bins = bins;
        this.weight = weight;
        this.cuts = Arrays.stream(cuts).map(cut -> cut + 0.0).toArray(); // makes -0.0 into 0.0, as keys are
        this.cutIds = cutIds;
        checkCuts();
    }

    private void checkCuts() {
        if (cuts.length >= bins) {
            throw new IllegalArgumentException(
                    "%s: %s bins have at most %s cuts, not %s".formatted(measure.label(), bins, bins - 1, cuts.length));
        }
        if (cutIds.length != (method == RfmMethod.SQL_NTILE ? cuts.length : 0)) {
            throw new IllegalArgumentException("%s: %s identifiers for %s cuts of method %s"
                    .formatted(measure.label(), cutIds.length, cuts.length, method.label()));
        }
        for (int i = 1; i < cuts.length; i++) {
            boolean inOrder = cuts[i - 1] < cuts[i]
                    || (cuts[i - 1] == cuts[i] && (cutIds.length == 0 || cutIds[i - 1].compareTo(cutIds[i]) <= 0));
            if (!inOrder) {
                throw new IllegalArgumentException(
                        "%s: cuts must rise with the score, were %s".formatted(measure.label(), Arrays.toString(cuts)));
            }
        }
    }

    /** Returns the key of a value; 0.0 for both zeros. */
    static double key(RfmDirection direction, double value) {
        return direction == RfmDirection.HIGH_IS_BEST ? value + 0.0 : 0.0 - value;
    }

    RfmMeasure measure() {
        return measure;
    }

    RfmMethod method() {
        return method;
    }

    RfmDirection direction() {
        return direction;
    }

    int bins() {
        return bins;
    }

    double weight() {
        return weight;
    }

    int levels() {
        return cuts.length + 1;
    }

    boolean splitsTies() {
        return method == RfmMethod.SQL_NTILE;
    }

    /** Returns the cut below a score of 2 or more, as a value of the measure. */
    double cut(int score) {
        return key(direction, cuts[score - 2]); // a key is its own inverse
    }

    /** Returns the cuts as values of the measure, for the scores from 2. */
    double[] cutValues() {
        double[] values = new double[cuts.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = cut(i + 2);
        }
        return values;
    }

    String[] cutIds() {
        return cutIds;
    }

    /** Returns the score of a value in the range of the measure; ties are not split. */
    int score(double value) {
        return scoreOfKey(key(direction, value));
    }

    /** Returns the score of a customer, by value and identifier. */
    int score(double value, String customerId) {
        double key = key(direction, value);
        return splitsTies() ? scoreOfKey(key, customerId) : scoreOfKey(key);
    }

    /** Returns the scores of a column. */
    int[] scores(double[] values, String[] ids) {
        int[] scores = new int[values.length];
        for (int row = 0; row < scores.length; row++) {
            double key = key(direction, values[row]);
            scores[row] = splitsTies() ? scoreOfKey(key, ids[row]) : scoreOfKey(key);
        }
        return scores;
    }

    private int scoreOfKey(double key) {
        int low = 0;
        int high = cuts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cuts[middle] <= key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low + 1;
    }

    private int scoreOfKey(double key, String id) {
        int low = 0;
        int high = cuts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            double cut = cuts[middle];
            if (cut < key || (cut == key && cutIds[middle].compareTo(id) <= 0)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low + 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScoreScale scale
                && measure == scale.measure
                && method == scale.method
                && direction == scale.direction
                && bins == scale.bins
                && Double.compare(weight, scale.weight) == 0
                && Arrays.equals(cuts, scale.cuts)
                && Arrays.equals(cutIds, scale.cutIds);
    }

    @Override
    public int hashCode() {
        return 31 * measure.hashCode() + Arrays.hashCode(cuts);
    }
}

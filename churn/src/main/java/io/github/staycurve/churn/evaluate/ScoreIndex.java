package io.github.staycurve.churn.evaluate;

/**
 * Finds the group of a score: a table by the first bits of the score, and halving in what it leaves. Immutable and
 * thread-safe.
 *
 * <p>Halving over all groups would miss the cache a score at almost every step.
 */
final class ScoreIndex {
    private static final int MOST_BUCKETS = 1 << 20;

    private final double[] descending;
    private final int buckets;
    /** How many groups lie in a bucket or one above it: the groups of bucket b are from[b + 1] to from[b]. */
    private final int[] from;

    /** The index of distinct scores in [0, 1], the highest first. */
    ScoreIndex(double[] descending) {
        this.descending = descending;
        buckets = Math.max(1, Math.min(MOST_BUCKETS, descending.length));
        from = new int[buckets + 1];
        for (double score : descending) {
            from[bucketOf(score)]++;
        }
        for (int bucket = buckets - 1; bucket >= 0; bucket--) {
            from[bucket] += from[bucket + 1];
        }
    }

    private int bucketOf(double score) {
        return (int) (score * (buckets - 1));
    }

    /** The group of a score that is among them. */
    int indexOf(double score) {
        int bucket = bucketOf(score);
        int low = from[bucket + 1];
        int high = from[bucket] - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (descending[middle] > score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

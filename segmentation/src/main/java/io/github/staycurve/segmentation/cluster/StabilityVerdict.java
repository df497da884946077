package io.github.staycurve.segmentation.cluster;

/**
 * What a mean Jaccard similarity over resamples says about a cluster.
 *
 * <p>The limits are rules of thumb in the documentation of the method's own software, not tests.
 */
public enum StabilityVerdict {
    /** 0.85 or more: comes again with nearly the same customers. */
    HIGHLY_STABLE("highly stable: comes again with nearly the same customers"),
    /** 0.75 to 0.85: comes again. */
    STABLE("stable: comes again"),
    /** 0.6 to 0.75: there is a pattern, but which customers belong to it is doubtful. */
    DOUBTFUL("doubtful: there is a pattern, but which customers belong to it is not certain"),
    /** Below 0.6: not to be relied on. */
    UNSTABLE("unstable: other customers of the same kind would have been divided otherwise");

    private static final double HIGH = 0.85;
    private static final double GOOD = 0.75;
    private static final double FAIR = 0.6;

    private final String words;

    StabilityVerdict(String words) {
        this.words = words;
    }

    /**
     * Returns the verdict in words.
     *
     * @return one line
     */
    public String words() {
        return words;
    }

    static StabilityVerdict of(double meanJaccard) {
        if (meanJaccard >= HIGH) {
            return HIGHLY_STABLE;
        }
        if (meanJaccard >= GOOD) {
            return STABLE;
        }
        return meanJaccard >= FAIR ? DOUBTFUL : UNSTABLE;
    }
}

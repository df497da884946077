package io.github.staycurve.segmentation.cluster;

/**
 * How a cluster differs from the population in one feature.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param name the feature
 * @param median the median of the cluster, in the feature's unit
 * @param populationMedian the median of all customers, in the feature's unit
 * @param difference the first less the second, in interquartile ranges of the population; on the logarithmic scale where
 *     the scaling has one
 */
public record FeatureProfile(String name, double median, double populationMedian, double difference) {
    /** From half an interquartile range on: on a normal feature, a median beyond three quarters of the population. */
    private static final double STANDS_OUT = 0.5;
    /** From one and a half on: a median beyond 97 % of the population. */
    private static final double STANDS_FAR_OUT = 1.5;

    /**
     * Returns whether the difference is 0.5 or more, up or down.
     *
     * @return true if the feature is worth naming
     */
    public boolean standsOut() {
        return Math.abs(difference) >= STANDS_OUT;
    }

    /**
     * Says in words where the cluster lies.
     *
     * @return the name with very low (−1.5 or less), low (−0.5), average, high (0.5), or very high (1.5 or more)
     */
    public String words() {
        if (!standsOut()) {
            return name + " average";
        }
        String direction = difference > 0 ? "high" : "low";
        return name + (Math.abs(difference) >= STANDS_FAR_OUT ? " very " : " ") + direction;
    }
}

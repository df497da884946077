package io.github.staycurve.segmentation.cluster;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the customers of one cluster are like.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param cluster the cluster, from 0
 * @param size how many customers belong to it, 0 or more
 * @param share their share of all customers, in [0, 1]
 * @param features one entry a feature in column order; none if nobody belongs to the cluster
 */
public record ClusterProfile(int cluster, int size, double share, List<FeatureProfile> features) {
    /**
     * Keeps a copy of the list.
     *
     * @param cluster the cluster, from 0
     * @param size how many customers belong to it, 0 or more
     * @param share their share of all customers, in [0, 1]
     * @param features one entry a feature in column order; none if nobody belongs to the cluster
     */
    public ClusterProfile {
        features = List.copyOf(features);
    }

    /**
     * Returns the features that stand out.
     *
     * @return the features at least half an interquartile range from the population, the farthest first
     */
    public List<FeatureProfile> outstanding() {
        return features.stream()
                .filter(FeatureProfile::standsOut)
                .sorted(Comparator.comparingDouble(feature -> -Math.abs(feature.difference())))
                .toList();
    }

    /**
     * Says in words what stands out: {@code inactivity low, purchases very high}.
     *
     * @return the outstanding features, or that there is none
     */
    public String words() {
        if (size == 0) {
            return "no customers";
        }
        String words = outstanding().stream().map(FeatureProfile::words).collect(Collectors.joining(", "));
        return words.isEmpty() ? "average in every feature" : words;
    }
}

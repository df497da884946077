package io.github.staycurve.churn.survival;

import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.stat.CensoredDurations;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a Cox regression is fitted to: features and durations in one row order, with a stratum and a cluster of each row
 * where there are any.
 *
 * <p>A customer whose features change has several rows, one for each span of time in which they stay the same: the span's
 * start is the row's entry, its end the row's duration, and only the last of them may have ended. As
 * {@link CensoredDurations} says, a row with entry 0 is at risk at time 0 already, and one with a later entry after it
 * only, so that cutting a row (0, b] into (0, a] and (a, b] changes nothing.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class CoxRows {
    private final FeatureTable features;
    private final CensoredDurations durations;
    private final @Nullable List<String> strata;
    private final @Nullable List<String> clusters;

    private CoxRows(
            FeatureTable features,
            CensoredDurations durations,
            @Nullable List<String> strata,
            @Nullable List<String> clusters) {
        this.features = features;
        this.durations = durations;
        this.strata = strata;
        this.clusters = clusters;
    }

    /**
     * Returns rows of one stratum, each a cluster of its own.
     *
     * @param features what is known about each row
     * @param durations how long each row was observed, with weights and late entries if there are any
     * @return the rows
     * @throws IllegalArgumentException if the two differ in their number of rows
     */
    public static CoxRows of(FeatureTable features, CensoredDurations durations) {
        Checks.length(durations.size(), features.rows(), "durations");
        return new CoxRows(features, durations, null, null);
    }

    /**
     * Returns these rows in strata: groups that share the coefficients and have a baseline hazard each, so that a row is
     * compared with rows of its own stratum only. What divides the strata must not be a feature too.
     *
     * @param labels the stratum of each row, not blank; copied
     * @return the rows
     * @throws IllegalArgumentException if the column has another length or a blank label
     */
    public CoxRows withStrata(List<String> labels) {
        return new CoxRows(features, durations, checked(labels, "strata"), clusters);
    }

    /**
     * Returns these rows in clusters: rows of one cluster may depend on each other, as the rows of one customer do, and
     * standard errors then are those of the sandwich over clusters.
     *
     * @param labels the cluster of each row, as the customer's identifier, not blank; copied
     * @return the rows
     * @throws IllegalArgumentException if the column has another length or a blank label
     */
    public CoxRows withClusters(List<String> labels) {
        return new CoxRows(features, durations, strata, checked(labels, "clusters"));
    }

    private List<String> checked(List<String> labels, String name) {
        Checks.length(labels.size(), features.rows(), name);
        for (String label : labels) {
            Checks.notBlank(label, name);
        }
        return List.copyOf(labels);
    }

    /**
     * Returns what is known about each row.
     *
     * @return the features
     */
    public FeatureTable features() {
        return features;
    }

    /**
     * Returns how long each row was observed.
     *
     * @return the durations
     */
    public CensoredDurations durations() {
        return durations;
    }

    /**
     * Returns the stratum of each row.
     *
     * @return a label a row, read-only; empty without strata
     */
    public Optional<List<String>> strata() {
        return Optional.ofNullable(strata);
    }

    /**
     * Returns the cluster of each row.
     *
     * @return a label a row, read-only; empty where each row is its own
     */
    public Optional<List<String>> clusters() {
        return Optional.ofNullable(clusters);
    }

    /** Returns these rows with other features. */
    CoxRows withFeatures(FeatureTable others) {
        return new CoxRows(others, durations, strata, clusters);
    }

    /** Returns the labels of the strata in alphabetical order; one empty label without strata. */
    List<String> strataLabels() {
        return strata == null ? List.of("") : List.copyOf(new TreeSet<>(strata));
    }

    @Override
    public String toString() {
        return "CoxRows[%s, %s%s%s]"
                .formatted(
                        features,
                        durations,
                        strata == null ? "" : ", in " + strataLabels().size() + " strata",
                        clusters == null ? "" : ", in clusters");
    }

    /** Returns the stratum of a row; the empty label without strata. */
    String stratum(int row) {
        return strata == null ? "" : strata.get(row);
    }
}

package io.github.staycurve.segmentation.cluster;

import io.github.staycurve.core.data.FeatureTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the clusters of a table are like: where their medians lie in the population, in numbers and in words.
 *
 * <p>A feature stands out in a cluster when the median of the cluster is half an interquartile range or more from the
 * median of the population, and stands out far from one and a half on. Medians, as a few extreme customers shall not give
 * their cluster its name; a feature that is 0 for more than half of a cluster and of the population stands out nowhere.
 *
 * <p>This class has no state.
 */
public final class ClusterProfiles {
    private ClusterProfiles() {}

    /**
     * Returns the profiles of k-means clusters.
     *
     * @param model the clusters
     * @param table the population, with the features of the model; one customer at least
     * @return a profile a cluster
     * @throws IllegalArgumentException if the table is empty, has other features, or a value is out of range
     */
    public static List<ClusterProfile> of(KMeansModel model, FeatureTable table) {
        return of(table, model.scaling(), model.assign(table), model.k());
    }

    /**
     * Returns the profiles of the clusters of a mixture, each customer counted in its most probable one.
     *
     * @param model the clusters
     * @param table the population, with the features of the model; one customer at least
     * @return a profile a cluster
     * @throws IllegalArgumentException if the table is empty, has other features, or a value is out of range
     */
    public static List<ClusterProfile> of(GaussianMixtureModel model, FeatureTable table) {
        return of(table, model.scaling(), model.assign(table), model.k());
    }

    private static List<ClusterProfile> of(FeatureTable table, FeatureScaling scaling, int[] assignment, int k) {
        Set<String> logs = scaling.scales().stream()
                .filter(FeatureScale::log)
                .map(FeatureScale::name)
                .collect(Collectors.toSet());
        FeatureScaling population = FeatureScaling.robust(table, logs);
        int[] sizes = new int[k];
        for (int cluster : assignment) {
            sizes[cluster]++;
        }
        List<List<FeatureProfile>> features = new ArrayList<>();
        for (int cluster = 0; cluster < k; cluster++) {
            features.add(new ArrayList<>());
        }
        for (int feature = 0; feature < table.features(); feature++) {
            double[][] members = members(table.column(feature), assignment, sizes);
            for (int cluster = 0; cluster < k; cluster++) {
                if (sizes[cluster] > 0) {
                    features.get(cluster).add(profile(population.scales().get(feature), members[cluster]));
                }
            }
        }
        List<ClusterProfile> profiles = new ArrayList<>();
        for (int cluster = 0; cluster < k; cluster++) {
            double share = (double) sizes[cluster] / table.rows();
            profiles.add(new ClusterProfile(cluster, sizes[cluster], share, features.get(cluster)));
        }
        return List.copyOf(profiles);
    }

    private static double[][] members(double[] column, int[] assignment, int[] sizes) {
        double[][] members = new double[sizes.length][];
        for (int cluster = 0; cluster < sizes.length; cluster++) {
            members[cluster] = new double[sizes[cluster]];
        }
        int[] filled = new int[sizes.length];
        for (int row = 0; row < column.length; row++) {
            members[assignment[row]][filled[assignment[row]]++] = column[row];
        }
        return members;
    }

    private static FeatureProfile profile(FeatureScale population, double[] members) {
        for (int i = 0; i < members.length; i++) {
            members[i] = population.scaled(members[i]);
        }
        Arrays.sort(members);
        double difference = Quantiles.ofSorted(members, 0.5); // the population's median is scaled to 0
        return new FeatureProfile(
                population.name(), population.original(difference), population.original(0), difference);
    }

    /**
     * Says in words what the clusters are like.
     *
     * @param profiles the profiles
     * @return a line a cluster
     */
    public static String describe(List<ClusterProfile> profiles) {
        return profiles.stream()
                .map(profile -> String.format(
                        Locale.ROOT,
                        "cluster %d, %d customers (%.1f %%): %s",
                        profile.cluster(),
                        profile.size(),
                        100 * profile.share(),
                        profile.words()))
                .collect(Collectors.joining("\n"));
    }
}

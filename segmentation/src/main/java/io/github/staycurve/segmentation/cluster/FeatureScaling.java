package io.github.staycurve.segmentation.cluster;

import io.github.staycurve.core.data.FeatureTable;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How the features of a table are brought to one scale: a {@link FeatureScale} each, frozen with the model that was fitted
 * on them.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class FeatureScaling {
    /** The interquartile range of a normal distribution, in standard deviations: 2 Φ⁻¹(3/4). */
    private static final double NORMAL_RANGE = 1.3489795003921634;

    private final List<FeatureScale> scales;

    private FeatureScaling(List<FeatureScale> scales) {
        this.scales = scales;
    }

    /**
     * Returns a scaling of these parts.
     *
     * @param scales one a feature, in the column order of the tables to be scaled
     * @return the scaling
     * @throws IllegalArgumentException if there is none, or two have one name
     */
    public static FeatureScaling of(List<FeatureScale> scales) {
        if (scales.isEmpty()) {
            throw new IllegalArgumentException("a scaling needs a feature at least");
        }
        if (scales.stream().map(FeatureScale::name).distinct().count() < scales.size()) {
            throw new IllegalArgumentException("a feature comes twice in " + scales);
        }
        return new FeatureScaling(List.copyOf(scales));
    }

    /**
     * Returns the scaling by the quantiles of a table: the centre is the median, the spread the interquartile range.
     *
     * <p>Quantiles interpolate between the two nearest values, so that a few extreme customers hardly move them. Where the
     * interquartile range is 0, as with a feature that is 0 for most, the spread is 1.349 standard deviations, which is the
     * same on a normal distribution; where every value is equal it is 1, and the feature is scaled to 0.
     *
     * @param table the customers, one at least
     * @return the scaling
     * @throws IllegalArgumentException if the table has no row
     */
    public static FeatureScaling robust(FeatureTable table) {
        return robust(table, Set.of());
    }

    /**
     * Returns the scaling by quantiles, of the logarithm for some features: for amounts and counts, where twice as much
     * means the same step everywhere.
     *
     * @param table the customers, one at least
     * @param logFeatures the names of the features to take as log(1 + value), each 0 or more in every row
     * @return the scaling
     * @throws IllegalArgumentException if the table has no row or no such feature, or a value of one is below 0
     */
    public static FeatureScaling robust(FeatureTable table, Set<String> logFeatures) {
        table.requireComplete();
        if (table.rows() == 0) {
            throw new IllegalArgumentException("a table without rows has no quantiles to scale by");
        }
        Set<String> unknown = new LinkedHashSet<>(logFeatures);
        table.names().forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("no feature %s here; there are %s".formatted(unknown, table.names()));
        }
        return of(IntStream.range(0, table.features())
                .mapToObj(feature -> robust(
                        table, feature, logFeatures.contains(table.names().get(feature))))
                .toList());
    }

    /**
     * Returns the scaling that leaves every value as it is, for features that have one unit already.
     *
     * @param names the features' names
     * @return the scaling
     * @throws IllegalArgumentException if there is none, or a name is blank or comes twice
     */
    public static FeatureScaling none(List<String> names) {
        return of(
                names.stream().map(name -> new FeatureScale(name, false, 0, 1)).toList());
    }

    private static FeatureScale robust(FeatureTable table, int feature, boolean log) {
        String name = table.names().get(feature);
        double[] sorted = table.column(feature);
        for (int row = 0; row < sorted.length; row++) {
            sorted[row] = FeatureScale.transformed(name, log, sorted[row]);
        }
        Arrays.sort(sorted);
        double spread = Quantiles.ofSorted(sorted, 0.75) - Quantiles.ofSorted(sorted, 0.25);
        if (spread == 0 && sorted[0] < sorted[sorted.length - 1]) {
            spread = NORMAL_RANGE * standardDeviation(sorted);
        }
        return new FeatureScale(name, log, Quantiles.ofSorted(sorted, 0.5), spread > 0 ? spread : 1);
    }

    private static double standardDeviation(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
    }

    /**
     * Returns the scales of the features.
     *
     * @return one a feature, in column order, read-only
     */
    public List<FeatureScale> scales() {
        return scales;
    }

    /**
     * Returns the names of the features.
     *
     * @return the names in column order, read-only
     */
    public List<String> names() {
        return scales.stream().map(FeatureScale::name).toList();
    }

    /**
     * Returns the number of features.
     *
     * @return d, 1 or more
     */
    public int features() {
        return scales.size();
    }

    /**
     * Returns the scaled values of one customer.
     *
     * @param values one value a feature, in column order
     * @return the scaled values
     * @throws IllegalArgumentException if there are more or fewer values, or one is out of range
     */
    public double[] scaled(double... values) {
        double[] scaled = new double[features()];
        scaleInto(scaled, values);
        return scaled;
    }

    /**
     * Returns the values that are scaled to these.
     *
     * @param scaled one scaled value a feature, in column order
     * @return the values in the features' units
     */
    public double[] original(double... scaled) {
        double[] original = new double[scaled.length];
        for (int feature = 0; feature < scaled.length; feature++) {
            original[feature] = scales.get(feature).original(scaled[feature]);
        }
        return original;
    }

    private void scaleInto(double[] out, double[] values) {
        if (values.length != features()) {
            throw new IllegalArgumentException(
                    "%s values for the features %s; there must be one each".formatted(values.length, names()));
        }
        for (int feature = 0; feature < values.length; feature++) {
            out[feature] = scales.get(feature).scaled(values[feature]);
        }
    }

    /** Returns the scaled values of a table, row after row. */
    double[] scaled(FeatureTable table) {
        table.requireComplete();
        if (!table.names().equals(names())) {
            throw new IllegalArgumentException(
                    "the table has the features %s, the scaling is of %s".formatted(table.names(), names()));
        }
        int d = features();
        double[] scaled = new double[table.rows() * d];
        for (int feature = 0; feature < d; feature++) {
            FeatureScale scale = scales.get(feature);
            for (int row = 0; row < table.rows(); row++) {
                scaled[row * d + feature] = scale.scaled(table.value(row, feature));
            }
        }
        return scaled;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FeatureScaling scaling && scales.equals(scaling.scales);
    }

    @Override
    public int hashCode() {
        return scales.hashCode();
    }

    @Override
    public String toString() {
        return scales.toString();
    }
}

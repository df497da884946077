package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.stat.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far one column has moved from a reference: a score, or a feature (then the index is also called CSI).
 *
 * <p>Bins and shares include missing values; the test and the Wasserstein distance are of the values that are known.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param name the column
 * @param level how large the drift is, by the Jensen-Shannon divergence and the thresholds of the settings
 * @param stability the population stability index and the Jensen-Shannon divergence of the shares of bins
 * @param bins the bins, then and now, that of missing values last
 * @param kolmogorovSmirnov the two-sample test of the known values; empty where one side has none
 * @param wasserstein the area between the two distribution functions of the known values, in the unit of the column; empty
 *     where one side has none
 */
public record ColumnDrift(
        String name,
        DriftLevel level,
        PopulationStability stability,
        List<DriftBin> bins,
        Optional<KolmogorovSmirnovTest> kolmogorovSmirnov,
        OptionalDouble wasserstein) {

    /**
     * Copies the bins.
     *
     * @param name the column
     * @param level how large the drift is
     * @param stability the index and the divergence
     * @param bins the bins
     * @param kolmogorovSmirnov the two-sample test
     * @param wasserstein the area between the distribution functions
     */
    public ColumnDrift {
        bins = List.copyOf(bins);
    }

    /**
     * Returns the drift of a column.
     *
     * @param name the column's name
     * @param reference its values then, finite, NaN where missing, one row at least
     * @param current its values now, finite, NaN where missing, one row at least
     * @param settings bins, floor and thresholds
     * @return the drift
     * @throws IllegalArgumentException if a side has no row or a value is infinite
     */
    public static ColumnDrift of(String name, double[] reference, double[] current, DriftSettings settings) {
        requireRows(reference.length, "reference");
        requireRows(current.length, "current");
        double[] then = EmpiricalDistances.sortedKnown(reference, "column '" + name + "': reference");
        double[] now = EmpiricalDistances.sortedKnown(current, "column '" + name + "': current");
        DriftBins cuts = DriftBins.ofSorted(then, settings.bins());
        double[] thenCounts = counts(cuts, then, reference.length);
        double[] nowCounts = counts(cuts, now, current.length);
        PopulationStability stability = PopulationStability.of(thenCounts, nowCounts, settings.floor());
        boolean known = then.length > 0 && now.length > 0;
        return new ColumnDrift(
                name,
                settings.levelOf(stability.jensenShannon()),
                stability,
                bins(cuts.cuts(), thenCounts, nowCounts, reference.length, current.length),
                known ? Optional.of(KolmogorovSmirnovTest.ofSorted(then, now)) : Optional.empty(),
                known ? OptionalDouble.of(EmpiricalDistances.areaBetween(then, now)) : OptionalDouble.empty());
    }

    /** Of ascending values, which is quicker than of any: neighbours go the same way. */
    private static double[] counts(DriftBins cuts, double[] known, int rows) {
        double[] counts = cuts.counts(known);
        counts[counts.length - 1] = (double) rows - known.length;
        return counts;
    }

    static void requireRows(int rows, String name) {
        if (rows == 0) {
            throw new IllegalArgumentException(name + " must have a row at least, has none");
        }
    }

    private static List<DriftBin> bins(double[] cuts, double[] then, double[] now, double rowsThen, double rowsNow) {
        List<DriftBin> bins = new ArrayList<>();
        int last = then.length - 1;
        for (int bin = 0; bin <= last; bin++) {
            double lower = bin == 0 ? Double.NEGATIVE_INFINITY : bin == last ? Double.NaN : cuts[bin - 1];
            double upper = bin == last ? Double.NaN : bin == cuts.length ? Double.POSITIVE_INFINITY : cuts[bin];
            bins.add(new DriftBin(lower, upper, Ratio.of(then[bin], rowsThen), Ratio.of(now[bin], rowsNow)));
        }
        return bins;
    }

    /**
     * Returns the drift in words.
     *
     * @return one line
     */
    public String describe() {
        String text = String.format(
                Locale.ROOT,
                "%s: %s, Jensen-Shannon %.4f, PSI %.4f%s, by chance with p = %s",
                name,
                level.word(),
                stability.jensenShannon(),
                stability.psi(),
                stability.flooredBins() == 0
                        ? ""
                        : " (of which bins raised to the floor of %s: %d)"
                                .formatted(stability.floor(), stability.flooredBins()),
                stability.pValue().isPresent()
                        ? String.format(Locale.ROOT, "%.3g", stability.pValue().getAsDouble())
                        : "1");
        return kolmogorovSmirnov
                .map(test -> String.format(
                        Locale.ROOT, "%s, KS %.4f, Wasserstein %.6g", text, test.distance(), wasserstein.orElseThrow()))
                .orElse(text);
    }
}

package io.github.staycurve.churn.survival;

import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.internal.Checks;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A Cox model with known coefficients: a row's hazard is exp(&beta;(x - c)) times the baseline hazard of its stratum, which
 * is that of the reference row c.
 *
 * <p>A model with strata answers no question about a row before it knows the row's stratum: {@link #inStratum}. One
 * without answers at once.
 *
 * <p>This class is immutable and thread-safe. Times are in the unit of the durations it was fitted to.
 *
 * @see <a href="https://doi.org/10.1111/j.2517-6161.1972.tb00899.x">Cox (1972), Regression Models and Life-Tables, Journal
 *     of the Royal Statistical Society B 34, 187-220</a>
 */
public final class CoxModel implements SurvivalModel {
    private final List<String> names;
    private final double[] coefficients;
    private final double[] reference;
    private final CoxTies ties;
    private final List<BaselineHazard> baselines;

    private CoxModel(
            List<String> names,
            double[] coefficients,
            double[] reference,
            CoxTies ties,
            List<BaselineHazard> baselines) {
        this.names = names;
        this.coefficients = coefficients;
        this.reference = reference;
        this.ties = ties;
        this.baselines = baselines;
    }

    /**
     * Returns a model.
     *
     * @param names the features, in the order of a row
     * @param coefficients the log hazard ratio of each feature, finite; copied
     * @param reference the features whose hazard the baselines are, finite; copied
     * @param ties how ties were taken in the fit
     * @param baselines the baseline hazard of each stratum, of different labels; one with an empty label without strata
     * @return the model
     * @throws IllegalArgumentException if a value is not finite, a name blank or there twice, the lengths differ, or there
     *     is no baseline or two of one label
     */
    public static CoxModel of(
            List<String> names,
            double[] coefficients,
            double[] reference,
            CoxTies ties,
            List<BaselineHazard> baselines) {
        ModelRows.checkFeatures(names, coefficients);
        Checks.length(reference.length, names.size(), "reference");
        for (int j = 0; j < reference.length; j++) {
            Checks.finite(reference[j], "reference of " + names.get(j));
        }
        long labels = baselines.stream().map(BaselineHazard::stratum).distinct().count();
        if (baselines.isEmpty() || labels != baselines.size()) {
            throw new IllegalArgumentException("baselines must be one or more, of different strata, were " + baselines);
        }
        return new CoxModel(
                List.copyOf(names),
                coefficients.clone(),
                reference.clone(),
                Objects.requireNonNull(ties, "ties"),
                List.copyOf(baselines));
    }

    @Override
    public List<String> featureNames() {
        return names;
    }

    /**
     * Returns the log hazard ratios: by how much the logarithm of the hazard rises for 1 more of each feature.
     *
     * @return a copy, one value a feature
     */
    public double[] coefficients() {
        return coefficients.clone();
    }

    /**
     * Returns the features whose cumulative hazard the baselines are: the means of the data.
     *
     * @return a copy, one value a feature
     */
    public double[] reference() {
        return reference.clone();
    }

    /**
     * Returns how ties were taken in the fit; the baseline hazard has the same weights.
     *
     * @return the convention
     */
    public CoxTies ties() {
        return ties;
    }

    /**
     * Returns the baseline hazards.
     *
     * @return one a stratum, read-only
     */
    public List<BaselineHazard> baselines() {
        return baselines;
    }

    /**
     * Returns the labels of the strata.
     *
     * @return the labels; one empty label for a model without strata
     */
    public List<String> strata() {
        return baselines.stream().map(BaselineHazard::stratum).toList();
    }

    /**
     * Returns the model of one stratum.
     *
     * @param stratum its label
     * @return a model without a choice of strata
     * @throws IllegalArgumentException if there is no such stratum
     */
    public CoxModel inStratum(String stratum) {
        for (BaselineHazard baseline : baselines) {
            if (baseline.stratum().equals(stratum)) {
                return new CoxModel(names, coefficients, reference, ties, List.of(baseline));
            }
        }
        throw new IllegalArgumentException("no stratum '%s' here; there are %s".formatted(stratum, strata()));
    }

    private BaselineHazard baseline() {
        if (baselines.size() > 1) {
            throw new IllegalStateException(
                    "this model has the strata %s: choose one with inStratum(label)".formatted(strata()));
        }
        return baselines.get(0);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if this model has several strata, as every question about a row
     */
    @Override
    public double knownUpTo() {
        return baseline().knownUpTo();
    }

    /** Returns exp(&beta;(x - c)), the hazard of a row relative to the reference. */
    double relativeHazard(double[] row) {
        ModelRows.check(names, row);
        return uncheckedRelativeHazard(row);
    }

    private double uncheckedRelativeHazard(double[] row) {
        double sum = 0;
        for (int j = 0; j < coefficients.length; j++) {
            sum += coefficients[j] * (row[j] - reference[j]);
        }
        return Math.exp(sum);
    }

    /** Returns a factor times a hazard, where a hazard of 0 is 0 even if the factor overflowed. */
    private static double product(double factor, double hazard) {
        return hazard == 0 ? 0 : factor * hazard;
    }

    @Override
    public double cumulativeHazardAt(double[] row, double t) {
        double factor = relativeHazard(row);
        return product(factor, baseline().cumulativeHazardAt(t));
    }

    @Override
    public OptionalDouble quantile(double[] row, double share) {
        Checks.openUnit(share, "share");
        double factor = relativeHazard(row);
        BaselineHazard baseline = baseline();
        double wanted = -Math.log1p(-share);
        int low = 0;
        int high = baseline.size();
        while (low < high) { // the first jump that reaches it
            int middle = (low + high) >>> 1;
            if (product(factor, baseline.cumulativeHazard(middle)) >= wanted) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low == baseline.size() ? OptionalDouble.empty() : OptionalDouble.of(baseline.time(low));
    }

    /** {@inheritDoc} Costs an exponential for each jump of the baseline up to that time. */
    @Override
    public double restrictedMean(double[] row, double upTo) {
        double factor = relativeHazard(row);
        BaselineHazard baseline = baseline();
        int last = baseline.lastAtOrBefore(upTo);
        double area = 0;
        double survival = 1;
        double from = 0;
        for (int i = 0; i <= last; i++) {
            area += survival * (baseline.time(i) - from);
            survival = Math.exp(-product(factor, baseline.cumulativeHazard(i)));
            from = baseline.time(i);
        }
        return Math.min(upTo, area + survival * (upTo - from));
    }

    /** {@inheritDoc} It is &beta;x, the linear predictor, not centred. */
    @Override
    public double riskScore(double[] row) {
        ModelRows.check(names, row);
        double sum = 0;
        for (int j = 0; j < coefficients.length; j++) {
            sum += coefficients[j] * row[j];
        }
        return sum;
    }

    @Override
    public double churnProbability(double[] row, double aliveAt, double length) {
        double factor = relativeHazard(row);
        return churnProbability(factor, aliveAt, length, baseline());
    }

    private static double churnProbability(double factor, double aliveAt, double length, BaselineHazard baseline) {
        Checks.nonNegativeFinite(aliveAt, "aliveAt");
        Checks.nonNegativeFinite(length, "length");
        double jump = baseline.cumulativeHazardAt(aliveAt + length) - baseline.cumulativeHazardAt(aliveAt);
        return -Math.expm1(-product(factor, jump)) + 0.0; // no -0.0
    }

    @Override
    public double[] survivalAt(FeatureTable table, double t) {
        double hazard = baseline().cumulativeHazardAt(t); // looked up once for all rows
        return ModelRows.of(this, table).map((row, i) -> Math.exp(-product(uncheckedRelativeHazard(row), hazard)));
    }

    @Override
    public double[] churnProbability(FeatureTable table, double[] aliveAt, double length) {
        Checks.length(aliveAt.length, table.rows(), "aliveAt");
        BaselineHazard baseline = baseline();
        return ModelRows.of(this, table)
                .map((row, i) -> churnProbability(uncheckedRelativeHazard(row), aliveAt[i], length, baseline));
    }

    /**
     * Returns the survival of a customer whose features change on the way, from a time at which they are alive.
     *
     * @param path the features over each span of time, in order of time; all features of this model by name
     * @param starts when each span starts, ascending, 0 or more; the first is when the customer is known to be alive, and
     *     each span lasts to the next start, that time included
     * @param upTo the end of the last span, at or after the last start, in [0, {@link #knownUpTo()}]
     * @return the probability to stay past {@code upTo} given alive at the first start: exp(-&Sigma; of the hazards of the
     *     spans), in [0, 1]
     * @throws IllegalArgumentException if a feature is absent or missing, the columns differ in length or are empty, or a
     *     time is out of its range or order
     */
    public double survivalAlong(FeatureTable path, double[] starts, double upTo) {
        Checks.length(starts.length, path.rows(), "starts");
        if (starts.length == 0) {
            throw new IllegalArgumentException("path must have one span at least, has none");
        }
        BaselineHazard baseline = baseline();
        double[] factors = ModelRows.of(this, path).map((row, i) -> uncheckedRelativeHazard(row));
        double hazard = 0;
        for (int i = 0; i < starts.length; i++) {
            double end = i + 1 < starts.length ? starts[i + 1] : upTo;
            if (!(starts[i] <= end)) {
                throw new IllegalArgumentException(
                        "starts must ascend and end before upTo: %s is followed by %s".formatted(starts[i], end));
            }
            hazard += product(factors[i], baseline.cumulativeHazardAt(end) - baseline.cumulativeHazardAt(starts[i]));
        }
        return Math.exp(-hazard);
    }

    @Override
    public String describe() {
        return "Cox model, ties %s%s: %s"
                .formatted(
                        ties,
                        baselines.size() == 1 ? "" : ", " + baselines.size() + " strata",
                        IntStream.range(0, coefficients.length)
                                .mapToObj(j -> String.format(Locale.ROOT, "%s %.4g", names.get(j), coefficients[j]))
                                .collect(Collectors.joining(", ")));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CoxModel that
                && names.equals(that.names)
                && Arrays.equals(coefficients, that.coefficients)
                && Arrays.equals(reference, that.reference)
                && ties == that.ties
                && baselines.equals(that.baselines);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(coefficients);
    }

    @Override
    public String toString() {
        return describe();
    }
}

package io.github.staycurve.churn.score;

import io.github.staycurve.core.internal.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Any function from a row to a probability as a churn model: a booster, a network, a service.
 *
 * <p>Its reasons are contributions to the log-odds that the caller's function gives, which are checked to add up; without
 * one, Shapley values against the reference customer: a feature contributes what the log-odds change by when it takes the
 * customer's value instead of the reference's, averaged over the orders in which features do so. They are exact for up to 12
 * features at 2<sup>d</sup> calls of the function; for more, over as many random orders as
 * {@link #withSampledReasons(int, long)} says, at 2(d + 1) calls each, and still add up to the score.
 *
 * <p>This class is immutable, and thread-safe if the functions are.
 *
 * @see <a href="https://doi.org/10.1007/s10115-013-0679-x">Štrumbelj and Kononenko (2014), Explaining Prediction Models and
 *     Individual Predictions with Feature Contributions, Knowledge and Information Systems 41, 647-665</a>
 */
public final class CustomChurnModel implements ChurnModel {
    private static final double SUMS = 1e-6;

    private final List<String> names;
    private final double[] reference;
    private final ToDoubleFunction<double[]> probability;
    private final String predicts;
    private final @Nullable Function<double[], double[]> contributions;
    private final ShapleyValues shapley;

    private CustomChurnModel(
            CustomChurnModel from, @Nullable Function<double[], double[]> contributions, ShapleyValues shapley) {
        this.names = from.names;
        this.reference = from.reference;
        this.probability = from.probability;
        this.predicts = from.predicts;
        this.contributions = contributions;
        this.shapley = shapley;
    }

    private CustomChurnModel(
            List<String> names, double[] reference, ToDoubleFunction<double[]> probability, String predicts) {
        this.names = List.copyOf(names);
        this.reference = reference.clone();
        this.probability = Objects.requireNonNull(probability, "probability");
        this.predicts = Checks.notBlank(predicts, "predicts");
        this.contributions = null;
        this.shapley = ShapleyValues.exact();
    }

    /**
     * Returns the model of a function.
     *
     * @param names the features in the order of the values of a row, each once
     * @param reference the values of the customer that others are compared with; NaN where it is missing
     * @param probability the probability of churn of a row, from 0 to 1; it must not change or keep the row
     * @param predicts what the probability is of: definition of churn and horizon
     * @return the model
     * @throws IllegalArgumentException if there is no feature, one comes twice, the reference has another length, or the text
     *     is blank
     */
    public static CustomChurnModel of(
            List<String> names, double[] reference, ToDoubleFunction<double[]> probability, String predicts) {
        if (names.isEmpty() || names.stream().distinct().count() != names.size()) {
            throw new IllegalArgumentException("features must have different names, are " + names);
        }
        Checks.length(reference.length, names.size(), "reference");
        return new CustomChurnModel(names, reference, probability, predicts);
    }

    /**
     * Returns this model with a function of its own for reasons, as the contributions that boosters give.
     *
     * @param function for a row, what each feature adds to the log-odds of the reference customer; its sum must be the
     *     difference of the log-odds to 1e-6
     * @return the model
     */
    public CustomChurnModel withContributions(Function<double[], double[]> function) {
        return new CustomChurnModel(this, Objects.requireNonNull(function, "function"), shapley);
    }

    /**
     * Returns this model with reasons from random orders of features: each order is taken forwards and backwards.
     *
     * @param orders the number of random orders, 1 or more; errors fall with its root
     * @param seed the seed; equal seeds give equal reasons
     * @return the model
     * @throws IllegalArgumentException if the number is below 1
     */
    public CustomChurnModel withSampledReasons(int orders, long seed) {
        return new CustomChurnModel(this, null, ShapleyValues.sampled(orders, seed));
    }

    @Override
    public List<String> featureNames() {
        return names;
    }

    @Override
    public String predicts() {
        return predicts;
    }

    @Override
    public double[] referenceRow() {
        return reference.clone();
    }

    @Override
    public double probability(double[] row) {
        Checks.length(row.length, names.size(), "row");
        double p = probability.applyAsDouble(row);
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalStateException("the function of the model must give a probability, gave " + p);
        }
        return p;
    }

    @Override
    public Reasons reasons(double[] row) {
        double referenceLogOdds = Reasons.logOddsOf(probability(reference));
        double logOdds = Reasons.logOddsOf(probability(row));
        double[] parts = contributions == null
                ? shapley.of(reference, row, mixed -> Reasons.logOddsOf(probability(mixed)))
                : checked(contributions.apply(row.clone()), logOdds - referenceLogOdds);
        List<Reason> reasons = new ArrayList<>();
        for (int j = 0; j < parts.length; j++) {
            reasons.add(Reason.of(names.get(j), row[j], reference[j], parts[j]));
        }
        return Reasons.of(referenceLogOdds, logOdds, reasons);
    }

    private double[] checked(double[] parts, double expected) {
        Checks.length(parts.length, names.size(), "contributions");
        double sum = 0;
        for (double part : parts) {
            sum += part;
        }
        if (!(Math.abs(sum - expected) <= SUMS)) {
            throw new IllegalStateException(
                    "contributions must add up to the difference of the log-odds to the reference, %s, add up to %s"
                            .formatted(expected, sum));
        }
        return parts;
    }

    @Override
    public String describe() {
        return "model of the caller on %s, probability of: %s".formatted(names, predicts);
    }

    @Override
    public String toString() {
        return describe();
    }
}

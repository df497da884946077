package io.github.staycurve.churn.survival;

import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.internal.Checks;
import java.util.List;
import java.util.OptionalDouble;

/**
 * When a customer leaves, given what is known about them: the survival curve of each row of features.
 *
 * <p>A row is an array with one finite value for each of {@link #featureNames()}, in that order; a table may have its
 * columns in any order and others beside them, since they are found by name, and must have no missing value in those that
 * the model reads. No method makes the whole curve of every row: ask at the horizons that matter.
 *
 * <p>Times are in the unit of the durations that the model was fitted to, with the same origin. A model knows the curve up
 * to {@link #knownUpTo()}: the last time of its data where the baseline is a step function, infinity where the curve is a
 * formula. Later times are refused.
 *
 * <p>Implementations are immutable and thread-safe.
 */
public interface SurvivalModel {
    /**
     * Returns the features that a row must have.
     *
     * @return their names in the order of a row, read-only; empty for a model without features
     */
    List<String> featureNames();

    /**
     * Returns the time up to which the curves are known.
     *
     * @return the last time that may be asked for, 0 or more; may be infinite
     */
    double knownUpTo();

    /**
     * Returns the hazard of a row cumulated up to a time, H(t) = -log S(t).
     *
     * @param row one finite value a feature
     * @param t the time, in [0, {@link #knownUpTo()}], finite
     * @return H(t), 0 or more; infinite where S(t) is 0
     * @throws IllegalArgumentException if the row has another length or a value that is not finite, or the time is out of
     *     its range
     */
    double cumulativeHazardAt(double[] row, double t);

    /**
     * Returns the time by which a share of customers with this row has left.
     *
     * @param row one finite value a feature
     * @param share the share, above 0 and below 1; 0.5 asks for the median
     * @return the first time at which S is at most 1 - share; empty where the curve does not fall that far within
     *     {@link #knownUpTo()}
     * @throws IllegalArgumentException if the row has another length or a value that is not finite, or the share is out of
     *     its range
     */
    OptionalDouble quantile(double[] row, double share);

    /**
     * Returns the mean lifetime of a row, cut at a time: the area under S up to it.
     *
     * @param row one finite value a feature
     * @param upTo the time, in [0, {@link #knownUpTo()}], finite
     * @return the restricted mean, in [0, {@code upTo}]
     * @throws IllegalArgumentException if the row has another length or a value that is not finite, or the time is out of
     *     its range
     */
    double restrictedMean(double[] row, double upTo);

    /**
     * Returns the number by which rows are ranked: the higher, the earlier they leave. It is the linear predictor of a
     * proportional hazards model and minus that of an accelerated failure time model.
     *
     * @param row one finite value a feature
     * @return the score, finite
     * @throws IllegalArgumentException if the row has another length or a value that is not finite
     */
    double riskScore(double[] row);

    /**
     * Returns what this model is: its family, conventions and size.
     *
     * @return one line
     */
    String describe();

    /**
     * Returns the share of customers with this row who stay longer than a time.
     *
     * @param row one finite value a feature
     * @param t the time, in [0, {@link #knownUpTo()}], finite
     * @return S(t), in [0, 1]
     * @throws IllegalArgumentException if the row has another length or a value that is not finite, or the time is out of
     *     its range
     */
    default double survivalAt(double[] row, double t) {
        return Math.exp(-cumulativeHazardAt(row, t));
    }

    /**
     * Returns the probability that a customer who is still here leaves in (aliveAt, aliveAt + length].
     *
     * @param row one finite value a feature
     * @param aliveAt the age by which the customer has not left, 0 or more
     * @param length how far ahead, 0 or more; the end of the span must lie within {@link #knownUpTo()}
     * @return 1 - S(aliveAt + length) / S(aliveAt), in [0, 1]; taken from the hazards, so that it is right where both are
     *     tiny; where H(aliveAt) is not finite, 1 for a length above 0, and 0 for none
     * @throws IllegalArgumentException if the row has another length or a value that is not finite, or a time is out of its
     *     range
     */
    default double churnProbability(double[] row, double aliveAt, double length) {
        Checks.nonNegativeFinite(aliveAt, "aliveAt");
        Checks.nonNegativeFinite(length, "length");
        double start = cumulativeHazardAt(row, aliveAt);
        double end = cumulativeHazardAt(row, aliveAt + length);
        if (start == Double.POSITIVE_INFINITY) {
            return length > 0 ? 1 : 0;
        }
        return Math.max(0, -Math.expm1(start - end));
    }

    /**
     * Returns the share that stays longer than a time, for every row of a table.
     *
     * @param table the rows; every feature of the model by name, none missing
     * @param t the time, in [0, {@link #knownUpTo()}], finite
     * @return S(t), one value a row
     * @throws IllegalArgumentException if a feature is absent or missing in a row, or the time is out of its range
     */
    default double[] survivalAt(FeatureTable table, double t) {
        return ModelRows.of(this, table).map((row, i) -> survivalAt(row, t));
    }

    /**
     * Returns the probability to leave within a span for every customer of a table, each at their own age.
     *
     * @param table the rows; every feature of the model by name, none missing
     * @param aliveAt the age of each customer, 0 or more, one a row
     * @param length how far ahead, 0 or more
     * @return 1 - S(aliveAt + length) / S(aliveAt), one value a row
     * @throws IllegalArgumentException if a feature is absent or missing in a row, the columns differ in length, or a time
     *     is out of its range
     */
    default double[] churnProbability(FeatureTable table, double[] aliveAt, double length) {
        Checks.length(aliveAt.length, table.rows(), "aliveAt");
        return ModelRows.of(this, table).map((row, i) -> churnProbability(row, aliveAt[i], length));
    }

    /**
     * Returns the mean lifetime cut at a time, for every row of a table.
     *
     * @param table the rows; every feature of the model by name, none missing
     * @param upTo the time, in [0, {@link #knownUpTo()}], finite
     * @return the restricted means, one value a row
     * @throws IllegalArgumentException if a feature is absent or missing in a row, or the time is out of its range
     */
    default double[] restrictedMean(FeatureTable table, double upTo) {
        return ModelRows.of(this, table).map((row, i) -> restrictedMean(row, upTo));
    }

    /**
     * Returns the number by which rows are ranked, for every row of a table.
     *
     * @param table the rows; every feature of the model by name, none missing
     * @return the higher, the earlier a customer leaves; one value a row
     * @throws IllegalArgumentException if a feature is absent or missing in a row
     */
    default double[] riskScores(FeatureTable table) {
        return ModelRows.of(this, table).map((row, i) -> riskScore(row));
    }
}

package io.github.staycurve.churn.survival;

import io.github.staycurve.core.stat.Interval;
import io.github.staycurve.core.stat.PointEstimate;
import io.github.staycurve.core.stat.SurvivalIntervalKind;
import java.util.Optional;

/**
 * How well the curves of a fitted model are known: its predictions with standard errors and intervals, by the delta method
 * from the errors of the estimates. They do not tell how far single customers scatter about a curve.
 *
 * <p>Rows and times are those of the {@link SurvivalModel}, and so are the values. This class and its extensions are
 * immutable and thread-safe.
 */
public abstract sealed class SurvivalPredictionErrors permits AftPredictionErrors, CoxPredictionErrors {
    SurvivalPredictionErrors() {}

    /** Returns the hazard up to a time, that time included. */
    abstract HazardEstimate upTo(double[] row, double t);

    /** Returns the hazard over (aliveAt, aliveAt + length]. */
    abstract HazardEstimate ahead(double[] row, double aliveAt, double length);

    /**
     * Returns the cumulative hazard of a row with its standard error.
     *
     * @param row one finite value a feature, in the order of the model
     * @param t the time, in [0, the model's {@code knownUpTo}], finite
     * @return H(t) and its standard error; 0 with an error of 0 before anybody may leave, by the model or as a step function
     *     that has not jumped; without an error where that is too great for doubles
     * @throws IllegalArgumentException if the row has another length or a value that is not finite, the time is out of its
     *     range, or the hazard is beyond doubles
     */
    public PointEstimate cumulativeHazardAt(double[] row, double t) {
        return upTo(row, t).hazard();
    }

    /**
     * Returns the survival of a row with its standard error, S times that of the cumulative hazard.
     *
     * @param row one finite value a feature, in the order of the model
     * @param t the time, in [0, the model's {@code knownUpTo}], finite
     * @return S(t) and its standard error
     * @throws IllegalArgumentException if the row has another length or a value that is not finite, or the time is out of
     *     its range
     */
    public PointEstimate survivalAt(double[] row, double t) {
        return upTo(row, t).survival();
    }

    /**
     * Returns the probability that a customer who is still here leaves in (aliveAt, aliveAt + length].
     *
     * @param row one finite value a feature, in the order of the model
     * @param aliveAt the age by which the customer has not left, 0 or more
     * @param length how far ahead, 0 or more; the end must lie within the model's {@code knownUpTo}
     * @return the probability and its standard error
     * @throws IllegalArgumentException if the row has another length or a value that is not finite, or a time is out of its
     *     range
     */
    public PointEstimate churnProbability(double[] row, double aliveAt, double length) {
        return ahead(row, aliveAt, length).churn();
    }

    /**
     * Returns the interval of the survival of a row.
     *
     * @param row one finite value a feature, in the order of the model
     * @param t the time, in [0, the model's {@code knownUpTo}], finite
     * @param confidence the confidence level, above 0 and below 1
     * @param kind the scale on which it is symmetric
     * @return the interval; empty where S is 1 or the hazard or its error is too great for doubles
     * @throws IllegalArgumentException if the row has another length or a value that is not finite, or the time or the
     *     level is out of its range
     */
    public Optional<Interval> survivalInterval(double[] row, double t, double confidence, SurvivalIntervalKind kind) {
        return upTo(row, t).survivalInterval(confidence, kind);
    }

    /**
     * Returns the interval of the probability to leave, symmetric in the logarithm of the hazard ahead, so that it stays
     * within 0 and 1.
     *
     * @param row one finite value a feature, in the order of the model
     * @param aliveAt the age by which the customer has not left, 0 or more
     * @param length how far ahead, 0 or more; the end must lie within the model's {@code knownUpTo}
     * @param confidence the confidence level, above 0 and below 1
     * @return the interval; empty where nobody may leave in that span, or the hazard or its error is too great for doubles
     * @throws IllegalArgumentException if the row has another length or a value that is not finite, or a time or the level
     *     is out of its range
     */
    public Optional<Interval> churnInterval(double[] row, double aliveAt, double length, double confidence) {
        return ahead(row, aliveAt, length).churnInterval(confidence);
    }
}

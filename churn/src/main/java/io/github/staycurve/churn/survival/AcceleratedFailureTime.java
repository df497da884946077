package io.github.staycurve.churn.survival;

import io.github.staycurve.churn.fit.Penalty;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.stat.CensoredDurations;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fits an accelerated failure time model by maximum likelihood: right-censored lifetimes, late entries, weights, and a ridge
 * penalty if wanted.
 *
 * <p>Columns that no model can be fitted to are named before the search: missing values, constants, columns made of others,
 * and columns that tell the rows that ended from the others, whose coefficient has no finite maximum.
 *
 * <p>The search is Newton's with exact derivatives, on standardised columns and log times, in coefficient / scale and 1 /
 * scale, in which the likelihood is concave without late entries; so the unit of time and the scale of columns do not
 * matter, and it ends at the maximum to working precision. The report gives the intercept, the coefficients and the
 * logarithm of the scale, with standard errors from the observed information; with sampling weights they are robust ones
 * (the sandwich), with a penalty those of the penalised likelihood.
 *
 * <p>A penalty weighs coefficient / scale, for the Weibull model the log hazard ratio, which keeps the objective concave and
 * free of the unit of time; for the objective see {@link Penalty}, the intercept and the scale being free.
 *
 * <p>The search uses no random numbers. This class is immutable and thread-safe: one instance may run many fits at a time.
 * Cost: n d² a step for n rows of d features, about ten steps.
 *
 * @see <a href="https://doi.org/10.1002/9781118032985">Kalbfleisch and Prentice (2002), The Statistical Analysis of Failure
 *     Time Data, section 3.6</a>
 */
public final class AcceleratedFailureTime {
    private static final Logger LOG = LoggerFactory.getLogger(AcceleratedFailureTime.class);

    private final AftDistribution distribution;
    private final Penalty penalty;

    private AcceleratedFailureTime(AftDistribution distribution, Penalty penalty) {
        this.distribution = distribution;
        this.penalty = penalty;
    }

    /**
     * Returns the fitter of models with this shape of lifetimes, without penalty.
     *
     * @param distribution the shape
     * @return the fitter
     */
    public static AcceleratedFailureTime of(AftDistribution distribution) {
        return new AcceleratedFailureTime(distribution, Penalty.none());
    }

    /**
     * Returns a fitter that holds coefficients back.
     *
     * @param with none or a ridge, on coefficient / scale
     * @return the fitter
     * @throws IllegalArgumentException if the penalty has a share of lasso
     */
    public AcceleratedFailureTime withPenalty(Penalty with) {
        if (with.lassoWeight() > 0) {
            throw new IllegalArgumentException(
                    "penalty must be none or a ridge here, was " + with.describe() + "; a Cox model takes a lasso");
        }
        return new AcceleratedFailureTime(distribution, with);
    }

    /**
     * Fits a model without features: one curve for all.
     *
     * @param durations how long each row was seen, and whether it ended; a row censored at 0 says nothing and is left out
     * @return the model and the report; never an exception for hard data
     * @throws IllegalArgumentException if a row ended at 0
     */
    public AftFit fit(CensoredDurations durations) {
        return fitted(null, durations);
    }

    /**
     * Fits a model to rows with features.
     *
     * @param features what is known about each row
     * @param durations how long each row was seen, and whether it ended; a row censored at 0 says nothing and is left out
     * @return the model and the report, or the problems of the features; never an exception for hard data
     * @throws IllegalArgumentException if the two differ in their number of rows, or a row ended at 0
     */
    public AftFit fit(FeatureTable features, CensoredDurations durations) {
        Checks.length(durations.size(), features.rows(), "durations");
        return fitted(features, durations);
    }

    private AftFit fitted(@Nullable FeatureTable features, CensoredDurations durations) {
        AftFit fit = new AftEstimation(distribution, penalty, features, durations).fit();
        LOG.atDebug().log(() -> "%s of %s: %s"
                .formatted(fit.report().modelName(), durations, fit.report().status()));
        return fit;
    }
}

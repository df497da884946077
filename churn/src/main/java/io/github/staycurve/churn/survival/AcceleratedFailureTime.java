package io.github.staycurve.churn.survival;

import io.github.staycurve.churn.fit.FeatureChecks;
import io.github.staycurve.churn.fit.FeatureProblem;
import io.github.staycurve.churn.fit.Penalty;
import io.github.staycurve.churn.internal.NewtonMinimum;
import io.github.staycurve.churn.internal.NewtonSearch;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.stat.CensoredDurations;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fits an accelerated failure time model by maximum likelihood: right-censored lifetimes, late entries, weights, and a ridge
 * penalty if wanted.
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
     * Returns what keeps this model from being fitted to rows with these features.
     *
     * @param data how long each row was seen, and whether it ended
     * @param features the features of each row
     * @return the problems, each with its column and the remedy; empty if a model can be fitted
     * @throws IllegalArgumentException if the numbers of rows differ, no row has a weight, or one ended at 0
     */
    public List<FeatureProblem> problems(CensoredDurations data, FeatureTable features) {
        Checks.length(features.rows(), data.size(), "features");
        double[] weights = new double[data.size()];
        for (int row = 0; row < weights.length; row++) {
            // rows censored at 0 are left out of the fit
            weights[row] = data.duration(row) > 0 ? data.weight(row) : 0;
        }
        List<FeatureProblem> problems = new ArrayList<>();
        for (FeatureProblem problem : FeatureChecks.problems(features, weights)) {
            if (penalty.isNone() || problem.kind() != FeatureProblem.Kind.COLLINEAR) {
                problems.add(problem);
            }
        }
        if (problems.isEmpty() && penalty.isNone()) {
            for (int feature : new AftRows(data, features).separating()) {
                problems.add(separating(features.names().get(feature)));
            }
        }
        return problems;
    }

    private static FeatureProblem separating(String name) {
        return new FeatureProblem(
                name,
                FeatureProblem.Kind.SEPARATING,
                List.of(),
                "is the same at its end in every row that ended, so that its coefficient has no finite estimate; leave it out, or add a ridge penalty");
    }

    /**
     * Fits a model without features: one curve for all.
     *
     * @param data how long each row was seen, and whether it ended; a row censored at 0 says nothing and is left out
     * @return the model and the report
     * @throws IllegalArgumentException if a row ended at 0
     */
    public AftFit fit(CensoredDurations data) {
        return fitted(data, null);
    }

    /**
     * Fits a model to rows with features.
     *
     * @param data how long each row was seen, and whether it ended; a row censored at 0 says nothing and is left out
     * @param features the features of each row, none missing
     * @return the model and the report
     * @throws IllegalArgumentException if the numbers of rows differ, a row ended at 0, or a feature has a problem; the
     *     message names each such feature with its remedy
     */
    public AftFit fit(CensoredDurations data, FeatureTable features) {
        Checks.length(features.rows(), data.size(), "features");
        if (endedWeight(data) > 0) {
            List<FeatureProblem> problems = problems(data, features);
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException(
                        problems.stream().map(FeatureProblem::toString).collect(Collectors.joining("; ")));
            }
        }
        return fitted(data, features);
    }

    private static double endedWeight(CensoredDurations data) {
        double sum = 0;
        for (int row = 0; row < data.size(); row++) {
            sum += data.ended(row) ? data.weight(row) : 0;
        }
        return sum;
    }

    private AftFit fitted(CensoredDurations data, @Nullable FeatureTable features) {
        AftEstimate estimate = new AftEstimate(
                distribution,
                penalty,
                features == null ? List.of() : features.names(),
                new AftRows(data, features),
                data.weightKind());
        AftFit fit = estimate.fit(minimum(estimate));
        LOG.atDebug().log(() -> "%s of %s: %s"
                .formatted(fit.report().modelName(), data, fit.report().status()));
        return fit;
    }

    private @Nullable NewtonMinimum minimum(AftEstimate estimate) {
        if (estimate.rows().endedWeight() == 0) {
            return null; // the likelihood is greatest where nobody ever ends
        }
        double[] start = new double[estimate.likelihood().unknowns()];
        if (distribution.hasScale()) {
            start[start.length - 1] = 1;
        }
        double[] ridge = new double[start.length];
        for (int j = 0; j < estimate.rows().features(); j++) {
            double deviation = penalty.standardizes() ? 1 : estimate.rows().deviation(j);
            ridge[1 + j] = penalty.ridgeWeight() / (deviation * deviation);
        }
        return NewtonSearch.withDefaults().minimize(estimate.likelihood(), start, ridge, new double[start.length]);
    }
}

package io.github.staycurve.churn.score;

import io.github.staycurve.churn.fit.FeatureProblem;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.NormalDistributions;
import io.github.staycurve.core.stat.Interval;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A fitted logistic model with the report of the fit, and what was wrong with columns.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class LogisticFit {
    private final @Nullable LogisticModel model;
    private final FitReport report;
    private final List<FeatureProblem> problems;
    private final double nullLogLikelihood;
    private final @Nullable LogOddsErrors errors;

    LogisticFit(
            @Nullable LogisticModel model, FitReport report, List<FeatureProblem> problems, double nullLogLikelihood) {
        this.model = model;
        this.report = report;
        this.problems = List.copyOf(problems);
        this.nullLogLikelihood = nullLogLikelihood;
        this.errors = null;
    }

    private LogisticFit(LogisticFit fit, @Nullable LogOddsErrors errors) {
        this.model = fit.model;
        this.report = fit.report;
        this.problems = fit.problems;
        this.nullLogLikelihood = fit.nullLogLikelihood;
        this.errors = errors;
    }

    LogisticFit withErrors(@Nullable LogOddsErrors ofLogOdds) {
        return new LogisticFit(this, ofLogOdds);
    }

    /**
     * Returns how well the fit knows the probability of a customer: Wald's interval of the log-odds, as probabilities. It tells
     * what more customers to fit to would change, not whether this customer leaves.
     *
     * @param row as for {@link LogisticModel#probability(double[])}
     * @param confidence the confidence level, above 0 and below 1
     * @return the interval, within [0, 1]; empty if the fit has no standard errors
     * @throws IllegalArgumentException if the level or a value is out of its range
     * @throws IllegalStateException if the fit failed
     */
    public Optional<Interval> probabilityInterval(double[] row, double confidence) {
        Checks.openUnit(confidence, "confidence");
        double logOdds = model().logOdds(row);
        if (errors == null) {
            return Optional.empty();
        }
        double reach = -NormalDistributions.quantile((1 - confidence) / 2) * errors.of(row);
        return Optional.of(new Interval(
                BinaryLink.LOGIT.probability(logOdds - reach),
                BinaryLink.LOGIT.probability(logOdds + reach),
                confidence));
    }

    /**
     * Returns whether there is a model.
     *
     * @return false if the fit failed
     */
    public boolean hasModel() {
        return model != null;
    }

    /**
     * Returns the fitted model.
     *
     * @return the model
     * @throws IllegalStateException if the fit failed; the message is the report's explanation
     */
    public LogisticModel model() {
        return Optional.ofNullable(model).orElseThrow(() -> new IllegalStateException(report.explanation()));
    }

    /**
     * Returns how the fit went.
     *
     * @return the report; its estimates are {@code (intercept)} and the columns, in the caller's units. Columns that a lasso
     *     set to 0 have none
     */
    public FitReport report() {
        return report;
    }

    /**
     * Returns the estimates with z and p-value.
     *
     * @return one for each estimate of the report, in its order
     */
    public List<Coefficient> coefficients() {
        return report.estimates().stream().map(Coefficient::of).toList();
    }

    /**
     * Returns what is wrong with columns: what kept the fit from a model, or what a penalty had to bridge.
     *
     * @return the problems, often none
     */
    public List<FeatureProblem> problems() {
        return problems;
    }

    /**
     * Returns the log-likelihood of a model that gives everybody the share of churned customers.
     *
     * @return the natural logarithm, 0 or below
     */
    public double nullLogLikelihood() {
        return nullLogLikelihood;
    }

    /**
     * Returns −2 times the log-likelihood of the fit, as every row is one customer.
     *
     * @return 0 or more; infinite if the fit failed
     */
    public double deviance() {
        return -2 * report.logLikelihood();
    }

    /**
     * Returns −2 times {@link #nullLogLikelihood()}.
     *
     * @return 0 or more
     */
    public double nullDeviance() {
        return -2 * nullLogLikelihood;
    }
}

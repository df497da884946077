package io.github.staycurve.churn.survival;

import io.github.staycurve.churn.fit.FeatureProblem;
import io.github.staycurve.core.fit.FitReport;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A fitted accelerated failure time model with the report of the fit, the errors of its predictions, and what was wrong with
 * columns.
 *
 * <p>This class is immutable and thread-safe. It holds no row of the data.
 */
public final class AftFit {
    private final @Nullable AftModel model;
    private final FitReport report;
    private final List<FeatureProblem> problems;

    AftFit(@Nullable AftModel model, FitReport report, List<FeatureProblem> problems) {
        this.model = model;
        this.report = report;
        this.problems = List.copyOf(problems);
    }

    static AftFit failed(AftDistribution distribution, String explanation, List<FeatureProblem> problems) {
        return new AftFit(null, FitReport.failed(AftEstimate.modelName(distribution), explanation), problems);
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
    public AftModel model() {
        if (model == null) {
            throw new IllegalStateException(report.explanation());
        }
        return model;
    }

    /**
     * Returns how the fit went.
     *
     * @return the report, with estimates named {@code (intercept)}, as the features, and {@code log(scale)}
     */
    public FitReport report() {
        return report;
    }

    /**
     * Returns what is wrong with columns.
     *
     * @return the problems; with a penalty there may be some and a model too, as the penalty makes up for them
     */
    public List<FeatureProblem> problems() {
        return problems;
    }

    /**
     * Returns the errors of the model's curves.
     *
     * @return the errors; empty where the fit failed or the estimates have no errors
     */
    public Optional<AftPredictionErrors> predictionErrors() {
        double[][] covariance = report.covariance();
        return model == null || covariance.length == 0
                ? Optional.empty()
                : Optional.of(new AftPredictionErrors(model, covariance));
    }

    /**
     * Returns the report and the problems in words.
     *
     * @return several lines
     */
    public String describe() {
        StringBuilder text = new StringBuilder(report.describe());
        problems.forEach(problem -> text.append('\n').append(problem));
        return text.toString();
    }

    @Override
    public String toString() {
        return describe();
    }
}

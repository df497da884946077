package io.github.staycurve.churn.score;

import io.github.staycurve.churn.fit.FeatureProblem;
import io.github.staycurve.core.fit.FitReport;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A fitted discrete-time hazard with the report of the fit, and what was wrong with columns or periods.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class HazardFit {
    private final @Nullable HazardModel model;
    private final FitReport report;
    private final List<FeatureProblem> problems;
    private final double personPeriods;

    HazardFit(@Nullable HazardModel model, FitReport report, List<FeatureProblem> problems, double personPeriods) {
        this.model = model;
        this.report = report;
        this.problems = List.copyOf(problems);
        this.personPeriods = personPeriods;
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
    public HazardModel model() {
        return Optional.ofNullable(model).orElseThrow(() -> new IllegalStateException(report.explanation()));
    }

    /**
     * Returns how the fit went.
     *
     * @return the report; its estimates are those of the baseline and of the columns, in the caller's units. Columns that a
     *     lasso set to 0 have none
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
     * Returns what is wrong with columns or periods: what kept the fit from a model, or what a penalty had to bridge.
     *
     * @return the problems, often none
     */
    public List<FeatureProblem> problems() {
        return problems;
    }

    /**
     * Returns how many periods all customers were at risk together.
     *
     * @return the sum of weights over person-periods
     */
    public double personPeriods() {
        return personPeriods;
    }
}

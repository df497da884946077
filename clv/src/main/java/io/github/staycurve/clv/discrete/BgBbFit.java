package io.github.staycurve.clv.discrete;

import io.github.staycurve.clv.internal.FittedModel;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A fitted BG/BB model with the report of the fit.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class BgBbFit {
    private final FittedModel<BgBbModel> fitted;

    /** Takes the model of the report's estimates, if there is one. */
    BgBbFit(FitReport report, PeriodUnit unit) {
        this.fitted = new FittedModel<>(report, p -> BgBbModel.of(new BgBbParameters(p[0], p[1], p[2], p[3]), unit));
    }

    /**
     * Returns whether the fit gave a model.
     *
     * @return false if it failed
     */
    public boolean hasModel() {
        return fitted.isPresent();
    }

    /**
     * Returns the fitted model.
     *
     * @return the model
     * @throws IllegalStateException if the fit failed; the message is the report's explanation
     */
    public BgBbModel model() {
        return fitted.get();
    }

    /**
     * Returns how the fit went.
     *
     * @return the report, with estimates named alpha, beta, gamma and delta
     */
    public FitReport report() {
        return fitted.report();
    }

    /**
     * Returns how uncertain a prediction is because the parameters are, by the delta method.
     *
     * @param prediction a number that a model gives, such as {@code m -> m.expectedPurchases(2, 4, 6, 5)}
     * @return the standard error, 0 or more; empty unless the fit converged, and where a model so close to the fitted one
     *     does not give a finite number
     */
    public OptionalDouble standardError(ToDoubleFunction<BgBbModel> prediction) {
        return fitted.standardError(prediction);
    }

    /**
     * Returns how uncertain the scores of a table or the path of a customer are, by the delta method.
     *
     * @param scores the scores that a model gives, such as {@code m -> m.probabilityAlive(table)}
     * @return a standard error a row, undefined where the score is, its kind named as that of the scores with {@code _se} at
     *     the end; empty unless the fit converged
     */
    public Optional<ScoreColumn> standardErrors(Function<BgBbModel, ScoreColumn> scores) {
        return fitted.standardErrors(scores);
    }
}

package io.github.staycurve.clv.spend;

import io.github.staycurve.clv.internal.FittedModel;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.fit.FitReport;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A fitted Gamma-Gamma model with the report of the fit, and what the fit left out.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class GammaGammaFit {
    private final FittedModel<GammaGammaModel> fitted;
    private final int excludedWithoutRepeat;
    private final int excludedZeroSpend;

    GammaGammaFit(FitReport report, SpendRows rows) {
        this.fitted = new FittedModel<>(report, p -> GammaGammaModel.of(new GammaGammaParameters(p[0], p[1], p[2])));
        this.excludedWithoutRepeat = rows.excluded.withoutRepeat();
        this.excludedZeroSpend = rows.excluded.withoutSpend();
    }

    /**
     * Returns whether there is a model: unless the fit {@linkplain io.github.staycurve.core.fit.FitStatus#FAILED failed}.
     *
     * @return whether {@link #model()} returns one
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
    public GammaGammaModel model() {
        return fitted.get();
    }

    /**
     * Returns how the fit went.
     *
     * @return the report, with estimates named p, q and gamma
     */
    public FitReport report() {
        return fitted.report();
    }

    /**
     * Returns how uncertain a prediction is because the parameters are, by the delta method.
     *
     * @param prediction a number that a model gives, such as {@code m -> m.expectedSpend(2, 30).orElse(NaN)}
     * @return the standard error, 0 or more; empty unless the fit converged, and where a model so close to the fitted one
     *     does not give a finite number
     */
    public OptionalDouble standardError(ToDoubleFunction<? super GammaGammaModel> prediction) {
        return fitted.standardError(prediction);
    }

    /**
     * Returns how uncertain a column of predictions is because the parameters are, by the delta method.
     *
     * @param scores what a model gives, always as many scores, such as {@code m -> m.expectedSpend(table)}
     * @return a standard error a row, undefined where the score is; empty unless the fit converged
     */
    public Optional<ScoreColumn> standardErrors(Function<? super GammaGammaModel, ScoreColumn> scores) {
        return fitted.standardErrors(scores);
    }

    /**
     * Returns how many rows were left out because their customer has no repeat purchase, so no mean spend.
     *
     * @return 0 or more
     */
    public int excludedWithoutRepeat() {
        return excludedWithoutRepeat;
    }

    /**
     * Returns how many rows with repeat purchases were left out because these brought 0 or less, which has no density
     * under the model.
     *
     * @return 0 or more
     */
    public int excludedZeroSpend() {
        return excludedZeroSpend;
    }
}

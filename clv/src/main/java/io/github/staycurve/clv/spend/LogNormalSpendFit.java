package io.github.staycurve.clv.spend;

import io.github.staycurve.clv.internal.FittedModel;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.fit.FitReport;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A fitted log-normal spend model with the report of the fit, and what the fit left out.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class LogNormalSpendFit {
    private final FittedModel<LogNormalSpendModel> fitted;
    private final int excludedZeroSpend;

    LogNormalSpendFit(FitReport report, LogSpendRows rows) {
        this.fitted = new FittedModel<>(report, LogNormalSpendFit::near);
        this.excludedZeroSpend = rows.withoutSpend;
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
    public LogNormalSpendModel model() {
        return fitted.get();
    }

    /**
     * Returns how the fit went. Its likelihood is that of single amounts: it compares with that of no model of mean
     * spends, such as Gamma-Gamma.
     *
     * @return the report, with estimates named median, between and within; its observations are customers
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
    public OptionalDouble standardError(ToDoubleFunction<? super LogNormalSpendModel> prediction) {
        return fitted.standardError(prediction);
    }

    /**
     * Returns how uncertain a column of predictions is because the parameters are, by the delta method.
     *
     * @param scores what a model gives, always as many scores, such as {@code m -> m.expectedSpend(table)}
     * @return a standard error a row, undefined where the score is; empty unless the fit converged
     */
    public Optional<ScoreColumn> standardErrors(Function<? super LogNormalSpendModel, ScoreColumn> scores) {
        return fitted.standardErrors(scores);
    }

    /**
     * Returns how many purchases were left out because they brought 0 or less, which has no density under the model.
     *
     * @return 0 or more
     */
    public int excludedZeroSpend() {
        return excludedZeroSpend;
    }

    /** Returns the model with these parameters, which a step of the delta method may have taken beyond a limit. */
    private static LogNormalSpendModel near(double[] p) {
        return LogNormalSpendModel.of(new LogNormalSpendParameters(p[0], deviation(p[1]), deviation(p[2])));
    }

    private static double deviation(double value) {
        return Math.min(
                LogNormalSpendParameters.GREATEST_DEVIATION, Math.max(LogNormalSpendParameters.LEAST_DEVIATION, value));
    }
}

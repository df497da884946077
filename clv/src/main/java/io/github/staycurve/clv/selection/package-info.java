/**
 * Choosing a purchase model and checking it against what customers then did.
 *
 * <p>{@link io.github.staycurve.clv.selection.Backtest} is the type to start from: it fits every model on past days and judges
 * it by what came after them, beside baselines without a model, and its result chooses one.
 * {@link io.github.staycurve.clv.selection.ModelComparison} and {@link io.github.staycurve.clv.selection.LikelihoodRatioTest}
 * compare fits to the same customers without a holdout.
 * {@link io.github.staycurve.clv.selection.FrequencyCalibration},
 * {@link io.github.staycurve.clv.selection.AliveCalibration} and
 * {@link io.github.staycurve.clv.selection.PurchaseTracking} show where one model is off.
 *
 * <p><b>Units.</b> Errors are in purchases over the whole holdout; log scores are natural logarithms, a customer.
 *
 * <p><b>Threads.</b> Every type here but the builders is immutable and safe to share.
 */
@NullMarked
package io.github.staycurve.clv.selection;

import org.jspecify.annotations.NullMarked;

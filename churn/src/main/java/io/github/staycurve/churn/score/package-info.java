/**
 * Who will leave and why: models with reasons, and their calibration.
 *
 * <p>Start from {@link io.github.staycurve.churn.score.LogisticRegression} for a probability over one horizon, from {@link
 * io.github.staycurve.churn.score.HazardRegression} for a probability in each period; both give a {@link
 * io.github.staycurve.churn.score.ChurnModel}, as {@link io.github.staycurve.churn.score.CustomChurnModel} does of any
 * function. β are coefficients, η is the linear predictor, contributions and reasons are in log-odds (natural logarithms).
 * Fitters, models and calibrators are immutable and thread-safe; nothing runs in parallel by itself.
 */
@NullMarked
package io.github.staycurve.churn.score;

import org.jspecify.annotations.NullMarked;

/**
 * How good a churn score is: ranking, calibration and profit, each with an interval; two scores compared; drift.
 *
 * <p>The way in is {@link io.github.staycurve.churn.evaluate.ScoredOutcomes}: churn probabilities in [0, 1] and what customers
 * did. {@link io.github.staycurve.churn.evaluate.ScoreEvaluation} has metrics and tables,
 * {@link io.github.staycurve.churn.evaluate.OfferProfit} what a threshold earns,
 * {@link io.github.staycurve.churn.evaluate.ScoreComparison} the difference of two scores of the same customers, and
 * {@link io.github.staycurve.churn.evaluate.DriftReport} how far customers have moved from those of a fit.
 * {@link io.github.staycurve.churn.evaluate.ConcordanceIndex} and
 * {@link io.github.staycurve.churn.evaluate.SurvivalEvaluation} measure predictions of when. Money is in the caller's currency. All types are immutable and thread-safe; random numbers start from a seed that the caller gives.
 */
@NullMarked
package io.github.staycurve.churn.evaluate;

import org.jspecify.annotations.NullMarked;

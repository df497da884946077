/**
 * RFM scores: how recently, how often and for how much each customer bought, in bins that can be frozen.
 *
 * <p>{@link io.github.staycurve.segmentation.rfm.RfmScorer} fits bins to a {@link
 * io.github.staycurve.segmentation.rfm.RfmTable} and returns {@link io.github.staycurve.segmentation.rfm.RfmScores}; their
 * {@link io.github.staycurve.segmentation.rfm.RfmThresholds} are frozen, can be stored as JSON, and score other tables or
 * one customer at a time.
 *
 * <p><b>Units.</b> Inactivity and tenure are in local days, frequency is a number of orders, money is in the caller's
 * currency. What others call the recency of RFM is the inactivity here: recency is the time from first purchase to last.
 *
 * <p><b>Threads.</b> Tables, scorers, scores and thresholds are immutable and safe to share. Scoring a value allocates
 * nothing.
 *
 * <p><b>Symbols.</b> n is the number of bins, N that of customers; L and E are how many values of the table lie below a
 * value and how many equal it.
 */
@NullMarked
package io.github.staycurve.segmentation.rfm;

import org.jspecify.annotations.NullMarked;

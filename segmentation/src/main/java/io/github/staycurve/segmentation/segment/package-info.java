/**
 * Segments over RFM scores, tiers of value, and how customers move between segments.
 *
 * <p>{@link io.github.staycurve.segmentation.segment.SegmentMaps} is the place to start from: it has the maps in common use.
 * A {@link io.github.staycurve.segmentation.segment.SegmentMap} puts every combination of scores into exactly one segment
 * and tells the rule; {@link io.github.staycurve.segmentation.segment.SegmentTable} and
 * {@link io.github.staycurve.segmentation.segment.Migration} sum the segments up at one date and between two.
 * {@link io.github.staycurve.segmentation.segment.ValueTiers} needs no scores: it cuts customers by what they brought, and
 * {@link io.github.staycurve.segmentation.segment.ValueConcentration} says how unequal that is.
 *
 * <p><b>Units.</b> Scores are whole, from 1 to the number of bins, the highest being the best: for R, the shortest
 * inactivity. Money is in the caller's currency; shares are in [0, 1].
 *
 * <p><b>Threads.</b> Every type here is immutable and safe to share; builders are not.
 *
 * <p><b>Symbols.</b> R, F and M are the scores of inactivity, frequency and money.
 */
@NullMarked
package io.github.staycurve.segmentation.segment;

import org.jspecify.annotations.NullMarked;

/**
 * What was known about customers at a cutoff: features that cannot look past it, and the labels that follow it.
 *
 * <p>A {@link io.github.staycurve.churn.feature.FeatureSet} turns the logs of all customers, or the objects of one, into
 * rows: {@code FeatureSet.standard(zone).at(logs, cutoffs, definition, observationEnd)} is what a model is trained on. A
 * {@link io.github.staycurve.churn.feature.Feature} is a function of a
 * {@link io.github.staycurve.churn.feature.CustomerHistory}, which holds nothing later than the cutoff.
 *
 * <p><b>Units.</b> Days are local days in the zone of the set; the cutoff day itself is known to its end. Windows are whole
 * days that end with it.
 *
 * <p><b>Threads.</b> Features, sets and rows are immutable and safe to share; histories and single customers are not.
 */
@NullMarked
package io.github.staycurve.churn.feature;

import org.jspecify.annotations.NullMarked;

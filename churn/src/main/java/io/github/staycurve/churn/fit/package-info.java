/**
 * What every fitted churn model shares: {@link io.github.staycurve.churn.fit.Penalty}, and the columns that a fit refuses by
 * name, which {@link io.github.staycurve.churn.fit.FeatureChecks} finds.
 */
@NullMarked
package io.github.staycurve.churn.fit;

import org.jspecify.annotations.NullMarked;

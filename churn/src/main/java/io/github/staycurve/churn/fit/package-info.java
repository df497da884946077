/**
 * What every fitted churn model shares: penalties, and the columns that a fit refuses by name.
 */
@NullMarked
package io.github.staycurve.churn.fit;

import org.jspecify.annotations.NullMarked;

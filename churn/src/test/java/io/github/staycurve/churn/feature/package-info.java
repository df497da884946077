/** Tests of point-in-time features. */
@NullMarked
package io.github.staycurve.churn.feature;

import org.jspecify.annotations.NullMarked;

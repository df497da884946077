/**
 * What was known about customers at a cutoff: features that cannot look past it, and the labels that follow it.
 */
@NullMarked
package io.github.staycurve.churn.feature;

import org.jspecify.annotations.NullMarked;

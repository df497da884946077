/**
 * When customers leave: tests between curves, Cox and accelerated failure time models.
 */
@NullMarked
package io.github.staycurve.churn.survival;

import org.jspecify.annotations.NullMarked;

/**
 * How good a score is: ranking, calibration, profit and drift, each with an interval.
 */
@NullMarked
package io.github.staycurve.churn.evaluate;

import org.jspecify.annotations.NullMarked;

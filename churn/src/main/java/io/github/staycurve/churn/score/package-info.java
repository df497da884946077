/**
 * Who will leave and why: models with reasons, and their calibration.
 */
@NullMarked
package io.github.staycurve.churn.score;

import org.jspecify.annotations.NullMarked;

/**
 * How well predictions held: the purchases that a model expected in the holdout against those that were made.
 *
 * <p>{@link io.github.staycurve.clv.selection.HoldoutErrors} is the type to start from.
 *
 * <p><b>Units.</b> Errors are in purchases over the whole holdout.
 *
 * <p><b>Threads.</b> Every type here is immutable and safe to share.
 */
@NullMarked
package io.github.staycurve.clv.selection;

import org.jspecify.annotations.NullMarked;

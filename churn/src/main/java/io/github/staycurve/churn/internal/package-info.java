/**
 * Numerical searches that the rooms of this module share, {@link io.github.staycurve.churn.internal.NewtonSearch} first; not
 * for users.
 */
@NullMarked
package io.github.staycurve.churn.internal;

import org.jspecify.annotations.NullMarked;

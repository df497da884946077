/**
 * Numerical searches that the rooms of this module share; not for users.
 */
@NullMarked
package io.github.staycurve.churn.internal;

import org.jspecify.annotations.NullMarked;

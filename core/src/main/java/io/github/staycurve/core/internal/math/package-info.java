/**
 * Special functions, optimiser, quadrature and linear algebra for Staycurve's own modules.
 *
 * <p>The only package that may import commons-math3. Nothing here is part of the public interface.
 */
@NullMarked
package io.github.staycurve.core.internal.math;

import org.jspecify.annotations.NullMarked;

/**
 * What Staycurve's own modules share and users do not see: argument checks and, below, numerics.
 *
 * <p>Nothing here is part of the public interface.
 */
@NullMarked
package io.github.staycurve.core.internal;

import org.jspecify.annotations.NullMarked;

/**
 * What the models of this module share. Not part of the public interface; may change at any time.
 */
@NullMarked
package io.github.staycurve.clv.internal;

import org.jspecify.annotations.NullMarked;

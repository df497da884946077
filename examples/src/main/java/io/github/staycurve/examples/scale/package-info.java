/** How far the library goes in one JVM: made-up customers from log to scores, with the time of each step. */
@NullMarked
package io.github.staycurve.examples.scale;

import org.jspecify.annotations.NullMarked;

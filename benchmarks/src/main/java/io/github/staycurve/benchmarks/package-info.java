/** JMH benchmarks, one class a hot path. */
@NullMarked
package io.github.staycurve.benchmarks;

import org.jspecify.annotations.NullMarked;

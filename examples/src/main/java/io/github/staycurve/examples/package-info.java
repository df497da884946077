/** One main a question, and the runnable jar. */
@NullMarked
package io.github.staycurve.examples;

import org.jspecify.annotations.NullMarked;

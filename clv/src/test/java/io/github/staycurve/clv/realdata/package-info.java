/** Fits to public data sets that lie beside the project; skipped, by name, where they are absent. */
@NullMarked
package io.github.staycurve.clv.realdata;

import org.jspecify.annotations.NullMarked;

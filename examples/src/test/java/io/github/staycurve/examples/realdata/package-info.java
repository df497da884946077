/** Tests on public data sets that lie beside the project; skipped, by name, where these are absent. */
@NullMarked
package io.github.staycurve.examples.realdata;

import org.jspecify.annotations.NullMarked;

/** Tests on public data sets that lie beside the project. */
@NullMarked
package io.github.staycurve.clv.realdata;

import org.jspecify.annotations.NullMarked;

/**
 * The lifecycle stage of every customer, and how customers move between stages.
 *
 * <p><b>Symbols.</b> x, t<sub>x</sub> and T are the frequency, recency and age of
 * {@link io.github.staycurve.core.data.CustomerSummary}.
 */
@NullMarked
package io.github.staycurve.core.lifecycle;

import org.jspecify.annotations.NullMarked;

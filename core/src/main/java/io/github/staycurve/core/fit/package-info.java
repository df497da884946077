/**
 * What a fit reports beside its model: how sure the estimates are and whether to trust them.
 *
 * <p>{@link io.github.staycurve.core.fit.FitReport} is the main type. Every fitter of Staycurve returns an immutable
 * model and one of these; a hard data set shows in its {@link io.github.staycurve.core.fit.FitStatus}, never as an
 * exception.
 *
 * <p><b>Units.</b> Estimates carry the units of the model they belong to. Log-likelihoods are natural logarithms.
 *
 * <p><b>Threads.</b> Everything here is immutable and safe to share, except the builder of a report.
 */
@NullMarked
package io.github.staycurve.core.fit;

import org.jspecify.annotations.NullMarked;

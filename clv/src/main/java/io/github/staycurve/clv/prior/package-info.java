/**
 * What is taken to be likely of customers before their data are seen: {@link io.github.staycurve.clv.prior.Prior}, an option of
 * the fits of all models.
 *
 * <p><b>Units.</b> The prior is on quantities that have none.
 *
 * <p><b>Threads.</b> A prior is immutable and safe to share.
 */
@NullMarked
package io.github.staycurve.clv.prior;

import org.jspecify.annotations.NullMarked;

/**
 * Retention: of the customers who began in one period, how many came back after how long.
 *
 * <p>A {@link io.github.staycurve.core.retention.RetentionDefinition} says what is counted,
 * {@link io.github.staycurve.core.retention.Retention} counts it over events, purchases or an activity table, and the
 * {@link io.github.staycurve.core.retention.RetentionTable} holds a row a cohort and a column an offset.
 *
 * <p><b>Units.</b> A cohort is named by the index of its period in the definition's grid. An offset counts periods, or
 * lengths of the definition's clock, from 0. Rates are proportions.
 *
 * <p><b>Threads.</b> Every public type here is immutable and safe to share, builders aside.
 */
@NullMarked
package io.github.staycurve.core.retention;

import org.jspecify.annotations.NullMarked;

/**
 * What it means that a customer has churned: definitions, and the labels they give to a history.
 *
 * <p>A {@link io.github.staycurve.churn.definition.ChurnDefinition} labels the customers of
 * {@link io.github.staycurve.core.data.PurchaseDays} or {@link io.github.staycurve.churn.definition.Contracts} at a cutoff:
 * {@link io.github.staycurve.churn.definition.ChurnLabels} says of each whether they churned, since which day, and how many
 * there are; between two cutoffs it gives the {@link io.github.staycurve.core.metric.CustomerFlow} that churn rates are
 * computed from. {@link io.github.staycurve.churn.definition.FixedWindow} is the one to start with.
 *
 * <p><b>Units.</b> Days are local days; the cutoff day belongs to the past as a whole. Lengths are whole days.
 *
 * <p><b>Threads.</b> Definitions and labels are immutable and safe to share; builders are not.
 */
@NullMarked
package io.github.staycurve.churn.definition;

import org.jspecify.annotations.NullMarked;

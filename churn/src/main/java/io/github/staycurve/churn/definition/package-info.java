/**
 * What it means that a customer has churned: definitions, and the labels they give to a history.
 */
@NullMarked
package io.github.staycurve.churn.definition;

import org.jspecify.annotations.NullMarked;

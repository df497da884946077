/**
 * Churn models as documents: a few kilobytes of versioned JSON, with no customer in them.
 */
@NullMarked
package io.github.staycurve.churn.json;

import org.jspecify.annotations.NullMarked;

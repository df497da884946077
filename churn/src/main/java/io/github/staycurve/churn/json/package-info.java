/**
 * Churn models as documents: a few kilobytes of versioned JSON, with no customer in them.
 *
 * <p>{@link io.github.staycurve.churn.json.ChurnModelJson} stores what scores a live customer, {@link
 * io.github.staycurve.churn.json.FeatureSetJson} and {@link io.github.staycurve.churn.json.ChurnDefinitionJson} what it reads
 * and means. A document that is not of its form and version is refused with the name of what is wrong.
 */
@NullMarked
package io.github.staycurve.churn.json;

import org.jspecify.annotations.NullMarked;

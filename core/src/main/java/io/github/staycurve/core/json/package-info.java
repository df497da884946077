/**
 * Documents as JSON: stored models and reports.
 *
 * <p>{@link io.github.staycurve.core.json.JsonObject} is the main type: an immutable tree of our own, built field by field
 * or parsed from text, whose getters check and name what they did not find.
 * {@link io.github.staycurve.core.json.VersionedDocument} gives a stored form its head and refuses those of another kind or
 * of a later release. {@link io.github.staycurve.core.json.FitReportJson} is the stored form of a fit's report; those of
 * the models are in the {@code json} rooms of their modules.
 *
 * <p>The parser behind it is this room's own business: no type of it is public, and no error of it escapes.
 *
 * <p><b>Numbers.</b> A {@code double} is written so that it reads back equal; one that is not finite has no form in JSON and
 * is refused. A {@code long} is written in full, without an exponent.
 *
 * <p><b>Threads.</b> Objects and lists are immutable and safe to share; builders are not.
 */
@NullMarked
package io.github.staycurve.core.json;

import org.jspecify.annotations.NullMarked;

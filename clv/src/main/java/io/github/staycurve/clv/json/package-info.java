/**
 * Stored forms of fitted models: a few numbers as versioned JSON, with no customer in them.
 *
 * <p>{@link io.github.staycurve.clv.json.BgNbdJson} and {@link io.github.staycurve.clv.json.GammaGammaJson} write a model
 * and read it again; a document of another model or of a later version is refused.
 *
 * <p><b>Threads.</b> The classes have no state.
 */
@NullMarked
package io.github.staycurve.clv.json;

import org.jspecify.annotations.NullMarked;

/**
 * Stored forms of fitted models: a few numbers as versioned JSON, with no customer in them.
 *
 * <p>There is a class a model, such as {@link io.github.staycurve.clv.json.BgNbdJson}, that writes it and reads it again; a
 * document of another model or of a later version is refused.
 *
 * <p><b>Threads.</b> The classes have no state.
 */
@NullMarked
package io.github.staycurve.clv.json;

import org.jspecify.annotations.NullMarked;

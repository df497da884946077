/**
 * Stored forms of this module: segment maps and the cuts of value tiers, as versioned JSON.
 *
 * <p>{@link io.github.staycurve.segmentation.json.SegmentMapJson} reads a map that people wrote as well as one it wrote
 * itself; a document of another kind or of a later version is refused.
 *
 * <p><b>Threads.</b> The classes have no state.
 */
@NullMarked
package io.github.staycurve.segmentation.json;

import org.jspecify.annotations.NullMarked;

/**
 * Segment maps over RFM scores, value tiers, and migration between segments.
 */
@NullMarked
package io.github.staycurve.segmentation.segment;

import org.jspecify.annotations.NullMarked;

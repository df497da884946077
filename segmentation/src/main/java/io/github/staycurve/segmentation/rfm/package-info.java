/**
 * RFM scores: how recently, how often and for how much each customer bought, in bins that can be frozen.
 */
@NullMarked
package io.github.staycurve.segmentation.rfm;

import org.jspecify.annotations.NullMarked;

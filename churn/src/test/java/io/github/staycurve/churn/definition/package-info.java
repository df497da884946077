/** Tests of the definitions of churn. */
@NullMarked
package io.github.staycurve.churn.definition;

import org.jspecify.annotations.NullMarked;

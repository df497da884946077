/** Tests of stored forms. */
@NullMarked
package io.github.staycurve.churn.json;

import org.jspecify.annotations.NullMarked;

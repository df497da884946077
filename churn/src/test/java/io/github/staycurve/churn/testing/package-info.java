/** What the tests of several rooms share. */
@NullMarked
package io.github.staycurve.churn.testing;

import org.jspecify.annotations.NullMarked;

/**
 * Buy-till-you-die models of customers who never announce that they leave.
 */
@NullMarked
package io.github.staycurve.clv.model;

import org.jspecify.annotations.NullMarked;

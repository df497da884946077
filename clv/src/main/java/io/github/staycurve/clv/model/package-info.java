/**
 * Buy-till-you-die models of customers who never announce that they leave.
 *
 * <p>{@link io.github.staycurve.clv.model.BgNbdModel} is the BG/NBD model; its methods score one history each.
 *
 * <p><b>Units.</b> All durations and rates are in the time unit of the model's parameters, which the model carries. No
 * method of this package converts units.
 *
 * <p><b>Threads.</b> Models and parameters are immutable and safe to share. Scoring allocates nothing.
 *
 * <p><b>Symbols.</b> x is the number of purchases after the first, t<sub>x</sub> the time from the first purchase to the
 * last, T the time from the first purchase to the end of observation; parameter names are those of the papers.
 */
@NullMarked
package io.github.staycurve.clv.model;

import org.jspecify.annotations.NullMarked;

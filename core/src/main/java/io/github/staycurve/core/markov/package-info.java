/**
 * Markov chains over named states: lifecycle stages from one calendar step to the next, or events along a path.
 *
 * <p>{@link io.github.staycurve.core.markov.TransitionCounts} is the type to start from. It counts the steps of many
 * paths, merges, and gives a {@link io.github.staycurve.core.markov.TransitionEstimate}: the
 * {@link io.github.staycurve.core.markov.TransitionMatrix} with intervals and draws. From the matrix come the
 * {@link io.github.staycurve.core.markov.AbsorbingChain} (time to absorption, occupancy, survival), the
 * {@link io.github.staycurve.core.markov.FirstPassage} to any state, the
 * {@link io.github.staycurve.core.markov.StateValue} and the
 * {@link io.github.staycurve.core.markov.HeadcountForecast}. Whether a chain of first order describes the paths at all is
 * for {@link io.github.staycurve.core.markov.MarkovChecks} to say, and
 * {@link io.github.staycurve.core.markov.DwellExpansion} is the remedy where the length of a stay matters.
 *
 * <p><b>Units.</b> Time is counted in steps of the paths; what a step is, the definition of the counts says. Money is in
 * the caller's currency.
 *
 * <p><b>Threads.</b> Everything but {@link io.github.staycurve.core.markov.TransitionCounter} is immutable and safe to
 * share.
 *
 * <p><b>Symbols.</b> P is the transition matrix, p<sub>ij</sub> its entries, n<sub>ij</sub> the counts; Q is P without
 * the absorbing states. Formulas without another source are those of Kemeny and Snell (1960), "Finite Markov Chains",
 * chapter III.
 */
@NullMarked
package io.github.staycurve.core.markov;

import org.jspecify.annotations.NullMarked;

package io.github.staycurve.core.markov;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a customer in each state is worth: the margins of this and all later steps, discounted.
 *
 * <p>A margin is received at the start of a step, by the state the customer is in then: V = Σ<sub>k</sub>
 * (P/(1+d))<sup>k</sup> m = (I - P/(1+d))<sup>-1</sup> m. Without end it supposes that customers go on for ever by the
 * same matrix; where they can come back from churn that inflates the value greatly, so show {@link #within} of a horizon
 * beside it. Pfeifer and Carraway (2000), "Modeling customer relationships as Markov chains", Journal of Interactive
 * Marketing 14(2), 43-55.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class StateValue {
    private final TransitionMatrix matrix;
    private final double[] margins;
    /** 1 / (1 + d) of one step. */
    private final double factor;

    private final String definition;
    private final double[] values;

    private StateValue(TransitionMatrix matrix, double[] margins, double factor, String definition) {
        this.matrix = matrix;
        this.margins = margins;
        this.factor = factor;
        this.definition = definition;
        this.values = values();
    }

    /**
     * Returns the values of the states.
     *
     * @param matrix the transitions of a step
     * @param margins the mean margin of a customer in each state a step, finite; below 0 is a loss
     * @param rate the discount rate
     * @param step the length of a step
     * @return the values
     * @throws IllegalArgumentException if the margins have another length or are not finite, or without discounting if a
     *     state that is never left for good has a margin other than 0: its value has no bound
     */
    public static StateValue of(TransitionMatrix matrix, double[] margins, DiscountRate rate, PeriodUnit step) {
        matrix.states().requireOneEach(margins.length, "margins");
        for (double margin : margins) {
            Checks.finite(margin, "margin");
        }
        double factor = Math.exp(-rate.perUnit(step));
        String definition = "margins of all steps of one %s each, received at its start, discounted by %s a year"
                .formatted(step.label(), rate.effectivePerYear());
        return new StateValue(matrix, margins.clone(), factor, definition);
    }

    private double[] values() {
        if (factor < 1) {
            int[] all = IntStream.range(0, margins.length).toArray();
            return TransientPart.of(matrix, all, factor).solve(margins);
        }
        ChainStructure structure = ChainStructure.of(matrix);
        for (int state = 0; state < margins.length; state++) {
            if (!structure.isTransient(state) && margins[state] != 0) {
                throw new IllegalArgumentException(
                        "without discounting, the margin %s of '%s' adds up for ever: the chain does not leave it for good. "
                                        .formatted(
                                                margins[state], matrix.states().name(state))
                                + "Give a discount rate above 0, or a margin of 0");
            }
        }
        int[] passing = IntStream.range(0, margins.length)
                .filter(structure::isTransient)
                .toArray();
        if (passing.length == 0) {
            return new double[margins.length];
        }
        TransientPart part = TransientPart.of(matrix, passing, 1);
        return part.spread(part.solve(part.gather(margins)));
    }

    /**
     * Returns what a customer in a state is worth over all steps, the one that starts now included.
     *
     * @param state the state now
     * @return the value, in the unit of the margins; of CHURNED with winback it is the value of winning back
     * @throws IllegalArgumentException if there is no such state
     */
    public double of(String state) {
        return values[matrix.states().index(state)];
    }

    /**
     * Returns what a customer in a state is worth over some steps, the one that starts now included.
     *
     * @param state the state now
     * @param steps the number of steps, 0 or more
     * @return Σ<sub>k&lt;steps</sub> (P/(1+d))<sup>k</sup> m, in the unit of the margins
     * @throws IllegalArgumentException if there is no such state, or {@code steps} is negative
     */
    public double within(String state, int steps) {
        int index = matrix.states().index(state);
        Checks.nonNegative(steps, "steps");
        double[] value = new double[margins.length];
        for (int step = 0; step < steps; step++) { // from the last step back: v = m + P v / (1 + d)
            double[] next = matrix.apply(value);
            for (int i = 0; i < value.length; i++) {
                value[i] = margins[i] + factor * next[i];
            }
        }
        return value[index];
    }

    /**
     * Returns what one contact may cost at most if it raises the probability of a move at the end of this step.
     *
     * <p>ΔP (V(to) - V(from)) / (1 + d): the contact is paid now, and the customer is worth the difference from the next
     * step on.
     *
     * @param from the state now, as CHURNED
     * @param to the state that the contact is to lead to
     * @param gain by how much it raises the probability of that move within a step, in [0, 1]; what stays less likely
     *     is to be in {@code from}
     * @return the cost at which the contact neither gains nor loses, in the unit of the margins
     * @throws IllegalArgumentException if there is no such state, or the gain is out of its range
     */
    public double breakEvenContactCost(String from, String to, double gain) {
        Checks.inRange(gain, 0, 1, "gain");
        return gain * (of(to) - of(from)) * factor;
    }

    /**
     * Returns the values in words.
     *
     * @return one line
     */
    public String describe() {
        return definition + "; margins " + Arrays.toString(margins) + " of states " + matrix.states();
    }
}

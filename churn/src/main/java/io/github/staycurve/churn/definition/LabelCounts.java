package io.github.staycurve.churn.definition;

import io.github.staycurve.core.metric.CustomerFlow;
import io.github.staycurve.core.stat.Ratio;

/**
 * How many customers have which label, by one definition.
 *
 * <p>Everyone is counted once: {@link #customers()} is the sum of all counts. This record is immutable and thread-safe.
 *
 * @param definition what churned means
 * @param churned how many have left
 * @param retained how many have not
 * @param notYetCustomers how many were no customers at the cutoff
 * @param notObserved how many have no label because the days that decide were not observed
 * @param notDefined how many have no label because what the definition needs does not exist
 * @param alreadyChurned how many had left by the cutoff where the question was who will
 */
public record LabelCounts(
        ChurnDefinition definition,
        long churned,
        long retained,
        long notYetCustomers,
        long notObserved,
        long notDefined,
        long alreadyChurned) {

    /**
     * Checks the counts.
     *
     * @param definition what churned means
     * @param churned how many have left
     * @param retained how many have not
     * @param notYetCustomers how many were no customers at the cutoff
     * @param notObserved how many have no label because the days that decide were not observed
     * @param notDefined how many have no label because what the definition needs does not exist
     * @param alreadyChurned how many had left by the cutoff where the question was who will
     * @throws IllegalArgumentException if a count is negative
     */
    public LabelCounts {
        for (long count : new long[] {churned, retained, notYetCustomers, notObserved, notDefined, alreadyChurned}) {
            if (count < 0) {
                throw new IllegalArgumentException("counts must be 0 or more, was " + count);
            }
        }
    }

    /**
     * Returns the number of all customers.
     *
     * @return the sum of all counts
     */
    public long customers() {
        return churned + retained + notYetCustomers + notObserved + notDefined + alreadyChurned;
    }

    /**
     * Returns the share that has churned, of those with a label.
     *
     * @return churned / (churned + retained), by the formula of {@link CustomerFlow}; empty when nobody has a label
     */
    public Ratio churnRate() {
        return CustomerFlow.of(churned + retained, 0, churned).churnRate();
    }

    /**
     * Returns the counts of both together.
     *
     * @param other counts of other customers, or of the same ones at another cutoff
     * @return the sums
     * @throws IllegalArgumentException if they are by another definition
     */
    public LabelCounts plus(LabelCounts other) {
        ChurnLabels.requireSame(definition, other.definition);
        return new LabelCounts(
                definition,
                churned + other.churned,
                retained + other.retained,
                notYetCustomers + other.notYetCustomers,
                notObserved + other.notObserved,
                notDefined + other.notDefined,
                alreadyChurned + other.alreadyChurned);
    }

    /**
     * Returns these counts in words.
     *
     * @return one line
     */
    public String describe() {
        return ("%s customers: %s churned, %s retained, %s not yet customers, %s not observed, %s not defined, %s churned"
                        + " before; churned is: %s")
                .formatted(
                        customers(),
                        churned,
                        retained,
                        notYetCustomers,
                        notObserved,
                        notDefined,
                        alreadyChurned,
                        definition.describe());
    }
}

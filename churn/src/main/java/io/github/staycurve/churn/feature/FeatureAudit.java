package io.github.staycurve.churn.feature;

/**
 * Where every customer at every cutoff went: a row, or why none.
 *
 * <p>{@code considered = rows + notYetCustomers + notObserved + notDefined + alreadyChurned}, always. This record is
 * immutable and thread-safe.
 *
 * @param considered customers of the logs times cutoffs
 * @param rows how many have a row
 * @param notYetCustomers how many were no customers at the cutoff: nothing bought by then or, by
 *     labels from contracts, none begun
 * @param notObserved how many have no label because its horizon was not observed
 * @param notDefined how many have no label because what its definition needs does not exist, or nobody labelled them
 * @param alreadyChurned how many had left by the cutoff where the question is who will
 */
public record FeatureAudit(
        long considered, long rows, long notYetCustomers, long notObserved, long notDefined, long alreadyChurned) {
    /** Of nothing. */
    static final FeatureAudit EMPTY = new FeatureAudit(0, 0, 0, 0, 0, 0);

    /**
     * Checks that everyone is counted once.
     *
     * @param considered customers of the logs times cutoffs
     * @param rows how many have a row
     * @param notYetCustomers how many were no customers at the cutoff: nothing bought by then or, by
     *     labels from contracts, none begun
     * @param notObserved how many have no label because its horizon was not observed
     * @param notDefined how many have no label because what its definition needs does not exist, or nobody labelled them
     * @param alreadyChurned how many had left by the cutoff where the question is who will
     * @throws IllegalArgumentException if the counts do not add up
     */
    public FeatureAudit {
        if (considered != rows + notYetCustomers + notObserved + notDefined + alreadyChurned) {
            throw new IllegalArgumentException(
                    "considered must be the sum of the others, was %s of %s, %s, %s, %s and %s"
                            .formatted(considered, rows, notYetCustomers, notObserved, notDefined, alreadyChurned));
        }
    }

    /**
     * Returns the audit of both.
     *
     * @param other the audit of other customers or cutoffs
     * @return the sums
     */
    public FeatureAudit plus(FeatureAudit other) {
        return new FeatureAudit(
                considered + other.considered,
                rows + other.rows,
                notYetCustomers + other.notYetCustomers,
                notObserved + other.notObserved,
                notDefined + other.notDefined,
                alreadyChurned + other.alreadyChurned);
    }

    /**
     * Returns this audit in words.
     *
     * @return one line
     */
    public String describe() {
        return ("%s customers at cutoffs: %s rows, %s not yet customers, %s with a horizon not observed, %s without a"
                        + " label of another reason, %s churned before")
                .formatted(considered, rows, notYetCustomers, notObserved, notDefined, alreadyChurned);
    }
}

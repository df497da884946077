package io.github.staycurve.churn.definition;

import io.github.staycurve.churn.internal.Fingerprint;

/**
 * What it means that a customer has churned. The same history gives very different churn rates by different definitions, so
 * a definition is a value that travels with every label made by it.
 *
 * <p>{@link PurchaseChurn} reads purchases, {@link ContractEnd} contracts. Two definitions are equal when they
 * {@linkplain #describe() read} the same. Implementations are immutable and thread-safe.
 */
public sealed interface ChurnDefinition permits PurchaseChurn, ContractEnd {
    /**
     * Returns this definition in words, numbers in full.
     *
     * @return one line
     */
    String describe();

    /**
     * Returns how many days after a cutoff must have been observed before the label of that cutoff is known.
     *
     * @return 0 if nothing after the cutoff counts
     */
    int lookAheadDays();

    /**
     * Returns whether this tells what happens after the cutoff, so that a model can learn to predict it there.
     *
     * @return false if it tells who has left by the cutoff
     */
    boolean isOutcome();

    /**
     * Returns the fingerprint of this definition.
     *
     * @return 16 hexadecimal digits of the SHA-256 of {@link #describe()}
     */
    default String id() {
        return Fingerprint.of(describe());
    }
}

package io.github.staycurve.churn.definition;

import java.util.Locale;

/** What a definition says of a customer at a cutoff. */
public enum ChurnLabel {
    /** The customer has left. */
    CHURNED,
    /** The customer is still one. */
    RETAINED,
    /** It cannot be said; {@link UnknownReason} says why. It is neither of the others, and in no rate. */
    UNKNOWN;

    /**
     * Returns the name as columns and documents write it.
     *
     * @return the name in lower case, as {@code churned}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.github.staycurve.churn.definition;

import java.util.Locale;

/** How a customer left, as far as the events tell. */
public enum LeavingKind {
    /** The customer said so. */
    VOLUNTARY,
    /** A payment failed and the customer did not say a word. */
    INVOLUNTARY,
    /** No such event: the customer just stopped. */
    SILENT;

    /**
     * Returns the name as columns and documents write it.
     *
     * @return the name in lower case, as {@code voluntary}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

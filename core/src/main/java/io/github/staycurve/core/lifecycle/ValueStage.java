package io.github.staycurve.core.lifecycle;

import java.util.Locale;

/** How far a customer has come, told by orders: one of the two axes of a {@link CustomerStage}. */
public enum ValueStage {
    /** Registered, without an order. */
    PROSPECT,
    /** One order, or two that lie close together. */
    NEW,
    /** More than a new customer and not yet mature. */
    GROWTH,
    /** As many orders, over as long a time, as those have who stay. */
    MATURE;

    /**
     * Returns the name as columns and documents write it.
     *
     * @return the name in lower case, as {@code prospect}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.github.staycurve.core.lifecycle;

import java.util.Locale;

/** Customers as new, active, silent or churned: a projection of {@link CustomerStage} for those who have ordered. */
public enum ActivityView {
    /** New and active. */
    NEW,
    /** Active or declining; a new customer in decline counts here. */
    ACTIVE,
    /** Dormant. */
    SILENT,
    /** Churned. */
    CHURNED;

    /**
     * Returns the name as columns and documents write it.
     *
     * @return the name in lower case, as {@code silent}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

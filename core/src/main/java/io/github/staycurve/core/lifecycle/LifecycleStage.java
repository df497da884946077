package io.github.staycurve.core.lifecycle;

import java.util.Locale;

/** The five stages of the lifecycle, as marketing tells them: a projection of {@link CustomerStage}. */
public enum LifecycleStage {
    /** A prospect, or a new customer who is active. */
    ACQUISITION(0),
    /** In growth, and active. */
    GROWTH(1),
    /** Mature, and active. */
    MATURITY(2),
    /** Declining or dormant, however far the customer has come. */
    DECLINE(3),
    /** Churned, however far the customer has come. */
    CHURN(4);

    /** How many stages there are. */
    public static final int COUNT = 5;

    private static final LifecycleStage[] STAGES = values();

    private final int code;

    LifecycleStage(int code) {
        this.code = code;
    }

    /**
     * Returns the number of this stage in columns and matrices.
     *
     * @return 0 for {@link #ACQUISITION} to 4 for {@link #CHURN}; it never changes
     */
    public int code() {
        return code;
    }

    /**
     * Returns the stage of a number.
     *
     * @param code what {@link #code()} gave
     * @return the stage
     * @throws IllegalArgumentException if there is none
     */
    public static LifecycleStage ofCode(int code) {
        if (code < 0 || code >= COUNT) {
            throw new IllegalArgumentException("code of a lifecycle stage must lie in [0, 4], was " + code);
        }
        return STAGES[code];
    }

    /**
     * Returns the name as columns and documents write it.
     *
     * @return the name in lower case, as {@code acquisition}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.github.staycurve.core.lifecycle;

import java.util.Locale;

/**
 * How much a customer's silence says that they are gone: one of the two axes of a {@link CustomerStage}.
 *
 * <p>A silence leads down these states in their order, and an order leads back to {@link #ACTIVE} at once. To have come
 * back from {@link #CHURNED} is no state but a mark on the step of the return, see {@link StageTimeline#reactivated}.
 */
public enum ActivityState {
    /** The silence is no longer than usual. */
    ACTIVE(0),
    /** The silence is longer than usual, or the customer buys less often than before. */
    DECLINING(1),
    /** The silence is hard to explain of somebody who still is a customer. */
    DORMANT(2),
    /** Taken for lost. */
    CHURNED(3);

    /** How many states there are. */
    public static final int COUNT = 4;

    private static final ActivityState[] STATES = values();

    private final int code;

    ActivityState(int code) {
        this.code = code;
    }

    /**
     * Returns the number of this state in columns and matrices.
     *
     * @return 0 for {@link #ACTIVE} to 3 for {@link #CHURNED}; it never changes
     */
    public int code() {
        return code;
    }

    /**
     * Returns the state of a number.
     *
     * @param code what {@link #code()} gave
     * @return the state
     * @throws IllegalArgumentException if there is none
     */
    public static ActivityState ofCode(int code) {
        if (code < 0 || code >= COUNT) {
            throw new IllegalArgumentException("code of an activity state must lie in [0, 3], was " + code);
        }
        return STATES[code];
    }

    /**
     * Returns the name as columns and documents write it.
     *
     * @return the name in lower case, as {@code active}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

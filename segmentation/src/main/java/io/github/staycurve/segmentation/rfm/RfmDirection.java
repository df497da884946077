package io.github.staycurve.segmentation.rfm;

import java.util.Locale;

/** Which end of a measure gets the highest score. */
public enum RfmDirection {
    /** The greatest value is the best, as of money. */
    HIGH_IS_BEST,
    /** The least value is the best, as of inactivity. */
    LOW_IS_BEST;

    /**
     * Returns the direction's name as options and documents write it.
     *
     * @return {@code high-is-best} or {@code low-is-best}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Returns the direction with this name.
     *
     * @param label {@code high-is-best} or {@code low-is-best}
     * @return the direction
     * @throws IllegalArgumentException if there is no such direction
     */
    public static RfmDirection ofLabel(String label) {
        for (RfmDirection direction : values()) {
            if (direction.label().equals(label)) {
                return direction;
            }
        }
        throw new IllegalArgumentException("direction must be high-is-best or low-is-best, was '" + label + "'");
    }
}

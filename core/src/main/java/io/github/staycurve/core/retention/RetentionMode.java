package io.github.staycurve.core.retention;

/**
 * Which returns count in a cell. Analytics products have one word for several of these, so the modes are named by what
 * they count.
 */
public enum RetentionMode {
    /** A return in that very offset; also called n-day retention. The default. */
    ON("returned in the offset"),
    /** A return in the offset or any later one that was observed; also called unbounded. It never rises along a row. */
    ON_OR_AFTER("returned in the offset or later"),
    /** A return in any offset from 1 to this one; also called cumulative. It never falls along a row. */
    ON_OR_BEFORE("returned by the offset"),
    /** A return in every offset from 1 to this one. It never rises along a row. */
    STREAK("returned in every offset up to it"),
    /** A return in any offset of a bracket of offsets; the columns of the table are the brackets. */
    BRACKET("returned in the bracket of offsets");

    private final String words;

    RetentionMode(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}

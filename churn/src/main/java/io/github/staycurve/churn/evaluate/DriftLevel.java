package io.github.staycurve.churn.evaluate;

/** How large a drift is, in words; {@link DriftSettings} say from where on. */
public enum DriftLevel {
    /** Too small to act on. */
    STABLE,
    /** Worth a look. */
    MODERATE,
    /** A model fitted to the reference needs a check before its scores are used. */
    MAJOR;

    /**
     * Returns the level as a word.
     *
     * @return the name in lower case
     */
    public String word() {
        return switch (this) {
            case STABLE -> "stable";
            case MODERATE -> "moderate";
            case MAJOR -> "major";
        };
    }
}

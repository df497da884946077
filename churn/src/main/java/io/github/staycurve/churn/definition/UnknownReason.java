package io.github.staycurve.churn.definition;

/** Why a customer has no label at a cutoff. */
public enum UnknownReason {
    /** Nothing was bought, or no contract begun, by the end of the cutoff day: nobody to lose. */
    NOT_YET_CUSTOMER("no customer at the cutoff yet"),
    /** The days that decide lie after the end of the observation. */
    NOT_OBSERVED("horizon not observed"),
    /**
     * What the definition needs does not exist: a survival curve beyond its last observed time, or a contract on the cutoff
     * day of a customer who is between two.
     */
    NOT_DEFINED("no such number for this customer"),
    /** The question is who will leave, and this customer had left by the cutoff. */
    ALREADY_CHURNED("churned at the cutoff already");

    private final String words;

    UnknownReason(String words) {
        this.words = words;
    }

    /**
     * Returns this reason in words.
     *
     * @return a few words
     */
    public String describe() {
        return words;
    }
}

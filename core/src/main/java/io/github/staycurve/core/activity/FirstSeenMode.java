package io.github.staycurve.core.activity;

/** When a customer counts as first seen, which is when they can be new. */
enum FirstSeenMode {
    /** At the first event that counts as activity. The first active period of every customer is then their new one. */
    FIRST_QUALIFYING_EVENT("first qualifying event"),
    /**
     * At the first event of any type. A customer who did something else in an earlier period than the first active one is
     * never new, and counts as resurrected there.
     */
    FIRST_ANY_EVENT("first event of any type"),
    /**
     * At an instant that the caller gives, such as the registration. Where that lies after the first event that counts, or
     * is not known, the event decides; the table counts how often.
     */
    EXTERNAL("date given by the caller");

    private final String words;

    FirstSeenMode(String words) {
        this.words = words;
    }

    /** Returns this mode in words. */
    String describe() {
        return words;
    }
}

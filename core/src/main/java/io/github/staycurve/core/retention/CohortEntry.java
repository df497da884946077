package io.github.staycurve.core.retention;

/** Which start event puts a customer into a cohort: the one of the period in which that event lies. */
public enum CohortEntry {
    /**
     * The first event of a start type in all of the history; if that one does not fit the value range of the start, or
     * lies outside the range of cohorts, the customer is in no cohort. The default.
     */
    FIRST_EVER("first ever start event"),
    /** The first event that fits the start, value range included, in all of the history. */
    FIRST_MATCHING("first start event that fits"),
    /**
     * The first event that fits the start within the range of cohorts. What came before it is not looked at: among the
     * customers of the first cohorts are old ones, so the table says so in its description.
     */
    FIRST_IN_WINDOW("first start event within the range of cohorts, earlier history not looked at"),
    /** Each period with a start event: a customer is in as many cohorts, measured in each from its first such event. */
    EVERY("every period with a start event");

    private final String words;

    CohortEntry(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}

package io.github.staycurve.core.ingest;

/** Why a row was refused. A row has one reason: the first that applies, in the order of these constants. */
public enum RefusalReason {
    /** The identifier of the customer, order, event or counterpart, or the type, has more than 4096 characters. */
    BAD_IDENTIFIER("badIdentifier"),
    /** There is no customer: the value is blank, or the row ends before it. */
    MISSING_CUSTOMER("missingCustomer"),
    /** The time is missing, cannot be read, is not in the calendar, or lies outside the years 1 to 9999. */
    BAD_TIME("badTime"),
    /** There is no type of event: the value is blank, or the row ends before it. */
    MISSING_TYPE("missingType"),
    /** The value of the event is there, but is not a number, not finite, or beyond 1e15. */
    BAD_VALUE("badValue"),
    /** The amount is missing, not a number, not finite, or beyond 1e15 (by itself or times the quantity). */
    BAD_AMOUNT("badAmount"),
    /** The quantity is missing, not a number, not finite, or beyond 1e15. */
    BAD_QUANTITY("badQuantity"),
    /** The row is a refund, and refunds are to be left out. */
    IGNORED_REFUND("ignoredRefund"),
    /** The amount is 0, and zero amounts are to be left out. */
    ZERO_AMOUNT("zeroAmount");

    private final String label;

    RefusalReason(String label) {
        this.label = label;
    }

    /**
     * Returns the name of the reason in documents, which stays the same from release to release.
     *
     * @return the label, for example {@code missingCustomer}
     */
    public String label() {
        return label;
    }
}

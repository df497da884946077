package io.github.staycurve.core.ingest;

/** What is wrong with a value, in words that say what would be right. */
enum Flaw {
    MISSING("is missing"),
    TOO_LONG("has more than " + Cell.MAX_LENGTH + " characters"),
    NOT_A_TIME("is not a date or time; write 2023-05-31 or 2023-05-31T17:40:00, or name its pattern"),
    NO_SUCH_TIME("is not in the calendar or on the clock"),
    TIME_OUT_OF_RANGE("lies outside the years 1 to 9999"),
    NOT_A_NUMBER("is not a number"),
    DECIMAL_COMMA("is not a number; decimals are written with a point"),
    GROUPED_DIGITS("is not a number; write its digits without grouping"),
    CURRENCY_SIGN("is not a number; leave out the currency"),
    NOT_FINITE("is not a finite number"),
    BEYOND_LIMIT("is beyond 1e15"),
    PRODUCT_BEYOND_LIMIT("times its quantity is beyond 1e15"),
    REFUND("is a refund, and refunds are ignored"),
    CANCELLED("is a cancelled order, and refunds are ignored"),
    ZERO("makes an amount of 0, and these are refused");

    private final String words;

    Flaw(String words) {
        this.words = words;
    }

    /** Returns what is wrong with the value of a column, as the end of a message. */
    String describe(String column, String value) {
        return switch (this) {
            case MISSING -> column + " " + words;
            default -> column + " '" + value + "' " + words;
        };
    }

    /** Returns the reason that a value of this role with this flaw gives to its row. */
    RefusalReason reason(Role role) {
        return switch (this) {
            case REFUND, CANCELLED -> RefusalReason.IGNORED_REFUND;
            case ZERO -> RefusalReason.ZERO_AMOUNT;
            default ->
                switch (role) {
                    case CUSTOMER -> this == MISSING ? RefusalReason.MISSING_CUSTOMER : RefusalReason.BAD_IDENTIFIER;
                    case TIME -> RefusalReason.BAD_TIME;
                    case AMOUNT -> RefusalReason.BAD_AMOUNT;
                    case QUANTITY -> RefusalReason.BAD_QUANTITY;
                    case TYPE -> this == MISSING ? RefusalReason.MISSING_TYPE : RefusalReason.BAD_IDENTIFIER;
                    case VALUE -> RefusalReason.BAD_VALUE;
                    case ORDER, COUNTERPART, EVENT -> RefusalReason.BAD_IDENTIFIER;
                };
        };
    }
}

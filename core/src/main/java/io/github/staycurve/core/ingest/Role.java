package io.github.staycurve.core.ingest;

/** What a column of a source means. */
enum Role {
    CUSTOMER,
    TIME,
    AMOUNT,
    QUANTITY,
    ORDER,
    TYPE,
    VALUE,
    COUNTERPART,
    EVENT
}

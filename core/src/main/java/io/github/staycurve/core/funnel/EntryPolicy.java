package io.github.staycurve.core.funnel;

/** Which entry of a customer, who may have done the first step many times, is followed. */
public enum EntryPolicy {
    /** Every entry; the customer's level is the best that any of them reached. */
    BEST_LEVEL,

    /** The first entry in the range and no other: a later first step opens no new window. */
    FIRST_ENTRY
}

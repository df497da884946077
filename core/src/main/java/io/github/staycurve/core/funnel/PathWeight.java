package io.github.staycurve.core.funnel;

/** How often a customer who goes from one event to another many times counts. */
public enum PathWeight {
    /** Every time. */
    EVENTS,

    /** Once in each session. */
    SESSIONS,

    /** Once. */
    USERS
}

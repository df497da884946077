package io.github.staycurve.core.funnel;

/** In which order a chain of events must fulfil the steps of a funnel. */
public enum FunnelOrder {
    /** Step after step, with anything else in between. */
    ORDERED,

    /**
     * In any order. The level of a customer is then the most steps that distinct events fulfil within one window, and the
     * counts are of customers with at least one, two, ... steps.
     */
    UNORDERED,

    /** Step after step, with no other event of the customer in between. */
    STRICT_ADJACENT
}

package io.github.staycurve.core.lifecycle;

/** The rule of a {@link StagePolicy} that gave a customer the value stage. */
public enum ValueRule {
    /** No order yet: a prospect. */
    NO_ORDER("no order yet"),
    /** One order: new. */
    FIRST_ORDER("one order"),
    /** Two orders, the first of them no longer ago than the median gap: new. */
    TWO_ORDERS_SOON("two orders, within a median gap of today"),
    /** Fewer orders than make a customer mature: in growth. */
    FEW_ORDERS("fewer orders than make mature"),
    /** As many orders, but the first is less than two median gaps ago: in growth. */
    SHORT_TENURE("orders enough, but over too short a time to be mature"),
    /** As many orders over as long a time as make a customer mature. */
    MATURE("orders and time enough to be mature"),
    /** Was mature, and had too few orders at a review: in growth. */
    DEMOTED("mature before, but too few orders at a review");

    private final String words;

    ValueRule(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}

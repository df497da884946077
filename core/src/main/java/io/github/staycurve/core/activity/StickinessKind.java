package io.github.staycurve.core.activity;

/** What is divided by the customers active in a window to tell how often they come back in it. */
public enum StickinessKind {
    /**
     * The mean number active per period of the window: the default. It equals the mean share of the window's periods in which
     * a customer of it was active, and one quiet or busy day moves it little.
     */
    MEAN,
    /** The number active in the window's last period, as DAU/MAU is usually quoted. */
    POINT
}

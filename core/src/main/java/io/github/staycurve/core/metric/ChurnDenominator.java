package io.github.staycurve.core.metric;

/** What the customers lost in a period are held against; each choice is in use, and they give different rates. */
public enum ChurnDenominator {
    /**
     * The customers at the start, and only those of them who were lost: a proportion, and on the set of active customers
     * 1 minus their retention in the next period. The default.
     */
    START("of the customers at the start"),
    /**
     * Everyone who was a customer at some time of the period: those at the start and those who joined or came back; lost
     * is everyone who left. A proportion, lower than that of {@link #START} where many join and stay.
     */
    START_PLUS_NEW("of the customers at the start and those who joined or came back"),
    /**
     * The mean of the customers at the start and at the end; lost is everyone who left. No proportion: it is 2 where
     * everyone leaves and nobody joins.
     */
    AVERAGE("over the mean of the customers at the start and at the end");

    private final String words;

    ChurnDenominator(String words) {
        this.words = words;
    }

    /**
     * Returns this choice in words.
     *
     * @return one line
     */
    public String describe() {
        return "customers lost " + words;
    }
}

package io.github.staycurve.churn.evaluate;

/** Which customers of a tie come first when scores are cut into parts of as many customers. */
public enum TieRule {
    /** None: those of a tie that is cut count in both parts, in proportion. The order of rows does not matter. */
    POOLED,
    /** That of the row that came first, as tools with a stable sort have it. Another order of rows gives another result. */
    INPUT_ORDER
}

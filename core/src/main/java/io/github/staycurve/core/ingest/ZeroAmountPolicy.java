package io.github.staycurve.core.ingest;

/** What becomes of rows whose amount is 0. */
public enum ZeroAmountPolicy {
    /** The default: an amount of 0 is a purchase, of a sample or with a voucher; a cancelled order of 0 is a refund. */
    KEEP,
    /** Rows with an amount of 0 are refused. */
    REFUSE
}

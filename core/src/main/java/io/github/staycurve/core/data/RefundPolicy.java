package io.github.staycurve.core.data;

/** What a refund does to the purchases of its customer. */
public enum RefundPolicy {
    /**
     * The default: a refund is subtracted from its period (by default its local day). A period whose net is below 0, or
     * that holds refunds only, is no purchase occasion. A net of purchases and refunds within a millionth of 0 is 0: a
     * purchase refunded in parts leaves that much in doubles.
     */
    NET,
    /** Refunds are left out, and counted. */
    IGNORE,
    /**
     * A refund is a purchase of a negative amount: what tools do that do not know refunds. Only for reconciling with
     * them.
     */
    AS_PURCHASE
}

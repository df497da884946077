package io.github.staycurve.core.data;

/**
 * What became of every transaction and every customer of a log that was reduced to summaries.
 *
 * <p>Each transaction is counted once: {@code transactions = occasions + merged + withoutOccasion + ignoredRefunds +
 * ofLaterCustomers + outsideWindow}. Each customer too: {@code customers = summarized + laterCustomers +
 * customersWithoutPurchase}.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param transactions all transactions of the log
 * @param occasions purchase occasions, of the calibration and the holdout, of the customers in the table
 * @param merged transactions that joined another one's occasion: a second purchase of the day, a refund into it
 * @param withoutOccasion transactions of periods that are no occasion: a net below 0, or refunds only
 * @param ignoredRefunds refunds left out because the rule ignores them
 * @param ofLaterCustomers transactions in the holdout of customers who first bought after the calibration
 * @param outsideWindow transactions after the end of the window
 * @param customers all customers of the log
 * @param summarized customers in the table: those who bought by the end of the calibration
 * @param laterCustomers customers who first bought in the holdout
 * @param customersWithoutPurchase customers without a purchase occasion in the window
 */
public record SummaryAudit(
        long transactions,
        long occasions,
        long merged,
        long withoutOccasion,
        long ignoredRefunds,
        long ofLaterCustomers,
        long outsideWindow,
        int customers,
        int summarized,
        int laterCustomers,
        int customersWithoutPurchase) {

    /**
     * Checks that every transaction and every customer is counted once.
     *
     * @param transactions all transactions of the log
     * @param occasions purchase occasions of the customers in the table
     * @param merged transactions that joined another one's occasion
     * @param withoutOccasion transactions of periods that are no occasion
     * @param ignoredRefunds refunds left out because the rule ignores them
     * @param ofLaterCustomers transactions in the holdout of customers who first bought after the calibration
     * @param outsideWindow transactions after the end of the window
     * @param customers all customers of the log
     * @param summarized customers in the table
     * @param laterCustomers customers who first bought in the holdout
     * @param customersWithoutPurchase customers without a purchase occasion in the window
     * @throws IllegalArgumentException if the counts do not add up
     */
    public SummaryAudit {
        long counted = occasions + merged + withoutOccasion + ignoredRefunds + ofLaterCustomers + outsideWindow;
        if (counted != transactions) {
            throw new IllegalArgumentException("audit counts %s of %s transactions".formatted(counted, transactions));
        }
        int countedCustomers = summarized + laterCustomers + customersWithoutPurchase;
        if (countedCustomers != customers) {
            throw new IllegalArgumentException(
                    "audit counts %s of %s customers".formatted(countedCustomers, customers));
        }
    }
}

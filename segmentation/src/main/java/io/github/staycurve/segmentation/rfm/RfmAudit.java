package io.github.staycurve.segmentation.rfm;

/**
 * What became of every transaction and every customer of a log that was reduced to an {@link RfmTable}.
 *
 * <p>Each transaction is counted once: {@code transactions = purchases + refunds + ofLeftOut + afterCalibration}. Each
 * customer too: {@code customers = inTable + laterCustomers + customersWithoutPurchase}.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param transactions all transactions of the log
 * @param purchases purchases by the calibration end, of the customers in the table: the sum of their frequencies
 * @param refunds refunds by the calibration end, of the customers in the table: subtracted from their money
 * @param ofLeftOut refunds by the calibration end, of customers who had bought nothing by then
 * @param afterCalibration transactions after the calibration end, of any customer
 * @param customers all customers of the log
 * @param inTable customers in the table: those with a purchase by the calibration end
 * @param laterCustomers customers whose first purchase is after the calibration end
 * @param customersWithoutPurchase customers with refunds only
 */
public record RfmAudit(
        long transactions,
        long purchases,
        long refunds,
        long ofLeftOut,
        long afterCalibration,
        int customers,
        int inTable,
        int laterCustomers,
        int customersWithoutPurchase) {

    /**
     * Checks that every transaction and every customer is counted once.
     *
     * @param transactions all transactions of the log
     * @param purchases purchases by the calibration end, of the customers in the table
     * @param refunds refunds by the calibration end, of the customers in the table
     * @param ofLeftOut refunds by the calibration end, of customers who had bought nothing by then
     * @param afterCalibration transactions after the calibration end
     * @param customers all customers of the log
     * @param inTable customers in the table
     * @param laterCustomers customers whose first purchase is after the calibration end
     * @param customersWithoutPurchase customers with refunds only
     * @throws IllegalArgumentException if the counts do not add up
     */
    public RfmAudit {
        long counted = purchases + refunds + ofLeftOut + afterCalibration;
        if (counted != transactions) {
            throw new IllegalArgumentException("audit counts %s of %s transactions".formatted(counted, transactions));
        }
        int countedCustomers = inTable + laterCustomers + customersWithoutPurchase;
        if (countedCustomers != customers) {
            throw new IllegalArgumentException(
                    "audit counts %s of %s customers".formatted(countedCustomers, customers));
        }
    }
}

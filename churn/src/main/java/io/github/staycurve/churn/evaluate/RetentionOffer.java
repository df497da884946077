package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.internal.Checks;

/**
 * An offer made to customers so that they stay, in money: what it costs, what it keeps, and how many accept.
 *
 * <p>A customer who would churn accepts with probability {@linkplain Acceptance &gamma;}, stays, and is worth the customer
 * value less the offer; those who do not accept cost the contact. A customer who would stay anyway takes the offer for
 * certain. So targeting a customer with churn probability p is expected to bring
 * p (&gamma; (v - d) - f) - (1 - p) (d + f), after Neslin and others (2006) and Verbraken, Verbeke and Baesens (2013).
 *
 * <p>This record is immutable and thread-safe. Money is in one currency, whichever it is.
 *
 * @param customerValue v, what a customer who is kept is worth, above 0
 * @param offerCost d, what the offer costs when it is taken, 0 or more
 * @param contactCost f, what it costs to reach a customer, 0 or more; v must exceed d + f, or the offer pays for nobody
 * @param acceptance &gamma;, the share of those who would churn that accept
 * @see <a href="https://doi.org/10.1109/TKDE.2012.50">Verbraken, Verbeke and Baesens (2013), A Novel Profit Maximizing
 *     Metric for Measuring Classification Performance of Customer Churn Prediction Models, IEEE TKDE 25, 961-973</a>
 * @see <a href="https://doi.org/10.1509/jmkr.43.2.204">Neslin, Gupta, Kamakura, Lu and Mason (2006), Defection Detection,
 *     Journal of Marketing Research 43, 204-211</a>
 */
public record RetentionOffer(double customerValue, double offerCost, double contactCost, Acceptance acceptance) {

    /**
     * Checks the amounts.
     *
     * @param customerValue v, above 0, finite
     * @param offerCost d, 0 or more, finite
     * @param contactCost f, 0 or more, finite
     * @param acceptance &gamma;
     * @throws IllegalArgumentException if an amount is out of its range, or the costs reach the value of a customer
     */
    public RetentionOffer {
        Checks.positiveFinite(customerValue, "customerValue");
        Checks.nonNegativeFinite(offerCost, "offerCost");
        Checks.nonNegativeFinite(contactCost, "contactCost");
        if (!(offerCost + contactCost < customerValue)) {
            throw new IllegalArgumentException(
                    "offerCost + contactCost must lie below customerValue, or the offer pays for"
                            + " nobody: were %s + %s and %s".formatted(offerCost, contactCost, customerValue));
        }
    }

    /**
     * Returns what targeting a customer is expected to bring.
     *
     * @param churnProbability p, in [0, 1]
     * @return p (&gamma; (v - d) - f) - (1 - p) (d + f), an amount of money, negative where it does not pay
     * @throws IllegalArgumentException if the probability is out of its range
     */
    public double expectedProfit(double churnProbability) {
        return expectedProfit(churnProbability, customerValue);
    }

    /**
     * Returns what targeting a customer of another value is expected to bring.
     *
     * @param churnProbability p, in [0, 1]
     * @param ownValue what this customer is worth when kept, 0 or more; it may lie below the costs
     * @return the amount of money, negative where it does not pay
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public double expectedProfit(double churnProbability, double ownValue) {
        Checks.inRange(churnProbability, 0, 1, "churnProbability");
        Checks.nonNegativeFinite(ownValue, "ownValue");
        return churnProbability * gainOfChurner(ownValue) - (1 - churnProbability) * costOfOther();
    }

    /**
     * Returns the churn probability from which on targeting pays, if the probabilities are calibrated.
     *
     * @return (d + f) / (&gamma; (v - d) + d), 0 or more; above 1 the offer pays for nobody
     */
    public double breakEven() {
        return breakEven(customerValue);
    }

    /**
     * Returns the churn probability from which on targeting a customer of another value pays.
     *
     * @param ownValue what this customer is worth when kept, 0 or more
     * @return the probability, 0 or more; above 1, possibly infinite, the offer does not pay for this customer
     * @throws IllegalArgumentException if the value is negative or not finite
     */
    public double breakEven(double ownValue) {
        Checks.nonNegativeFinite(ownValue, "ownValue");
        double cost = costOfOther();
        return cost == 0 ? 0 : cost / (acceptance.mean() * (ownValue - offerCost) + offerCost);
    }

    /** What targeting one who would churn brings: &gamma; (v - d) - f. */
    double gainOfChurner() {
        return gainOfChurner(customerValue);
    }

    private double gainOfChurner(double ownValue) {
        return acceptance.mean() * (ownValue - offerCost) - contactCost;
    }

    /** What targeting one who would stay costs: d + f. */
    double costOfOther() {
        return offerCost + contactCost;
    }

    /**
     * Returns the offer in words.
     *
     * @return one line
     */
    public String describe() {
        return "customer value %s, offer %s, contact %s, %s"
                .formatted(customerValue, offerCost, contactCost, acceptance.describe());
    }
}

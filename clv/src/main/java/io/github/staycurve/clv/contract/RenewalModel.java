package io.github.staycurve.clv.contract;

import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.OptionalDouble;

/**
 * What every model of customers with a contract answers.
 *
 * <p>A customer pays when they join and at each renewal that they do not leave at. Implementations are immutable and
 * thread-safe; all methods throw {@link IllegalArgumentException} for a negative argument.
 */
public interface RenewalModel {
    /**
     * Returns the time from one renewal to the next.
     *
     * @return the unit
     */
    PeriodUnit unit();

    /**
     * Returns the probability of still being a customer after a renewal.
     *
     * @param t the number of the renewal; 0 is the start
     * @return S(t), in [0, 1], never rising
     */
    double survival(int t);

    /**
     * Returns the probability that a customer leaves at a renewal.
     *
     * @param t the number of the renewal, 1 or more
     * @return P(T = t), in [0, 1]
     */
    double probabilityOfLeaving(int t);

    /**
     * Returns the probability that a customer who came to a renewal renews.
     *
     * @param t the number of the renewal, 1 or more
     * @return r(t) = S(t)/S(t − 1), in [0, 1]; a limit where S(t − 1) is too small for a number
     */
    double retentionRate(int t);

    /**
     * Returns the probability that a customer who has renewed some times leaves at one of the next renewals.
     *
     * @param renewed how many renewals lie behind the customer
     * @param ahead how many to look ahead
     * @return 1 − S(renewed + ahead)/S(renewed), in [0, 1]
     */
    double churnProbability(int renewed, int ahead);

    /**
     * Returns the expected number of payments of a new customer, the one at the start included.
     *
     * @return the mean of T; empty where it is infinite
     */
    OptionalDouble expectedPayments();

    /**
     * Returns the expected number of payments that are still to come from a customer who has renewed some times.
     *
     * @param renewed how many renewals lie behind the customer, 0 for one who has just joined
     * @return the sum of S(renewed + t)/S(renewed) over t from 1; empty where it is infinite
     */
    OptionalDouble expectedResidualPayments(int renewed);

    /**
     * Returns the discounted expected lifetime (DEL) of a customer who has just joined: the expected payments, the one at the
     * start in full and each later one discounted to the start.
     *
     * @param rate the discount rate
     * @return the sum of S(t)/(1 + d)<sup>t</sup> over t from 0, 1 or more
     * @throws IllegalArgumentException if the sum is infinite, as it can be without discounting
     */
    double discountedExpectedLifetime(DiscountRate rate);

    /**
     * Returns the discounted expected residual lifetime (DERL) of a customer just before a renewal: the expected payments
     * from this one on, each discounted to now.
     *
     * @param payments how many payments were made, 1 or more: the next renewal has this number
     * @param rate the discount rate
     * @return the sum of S(t)/S(n − 1)/(1 + d)<sup>t − n</sup> over t from n, 0 or more
     * @throws IllegalArgumentException if the sum is infinite, as it can be without discounting
     */
    double discountedExpectedResidualLifetime(int payments, DiscountRate rate);
}

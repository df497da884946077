package io.github.staycurve.clv.contract;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What every model of customers with a contract answers.
 *
 * <p>A customer pays when they join and at each renewal that they do not leave at. Implementations are immutable and
 * thread-safe; all methods throw {@link IllegalArgumentException} for a negative argument.
 */
public interface RenewalModel {
    /** The longest tenure that {@link #renewalsToLeaving} tells apart from one without an end: a million renewals. */
    int LONGEST_TENURE = 1_000_000;

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
     * Returns the probability that a customer who has renewed some times is still one some renewals later.
     *
     * @param renewed how many renewals lie behind the customer
     * @param ahead how many to look ahead
     * @return S(renewed + ahead)/S(renewed), in [0, 1], never rising with {@code ahead}; a limit where S(renewed) is too
     *     small for a number
     */
    double survival(int renewed, int ahead);

    /**
     * Returns the path of {@link #survival(int, int)} over the next renewals.
     *
     * @param renewed how many renewals lie behind the customer
     * @param ahead how many to look ahead
     * @return the probabilities after 0, 1, ... and {@code ahead} of them, the first one 1
     */
    default double[] survivalPath(int renewed, int ahead) {
        double[] path = new double[Checks.nonNegative(ahead, "ahead") + 1];
        Arrays.setAll(path, t -> survival(renewed, t));
        return path;
    }

    /**
     * Returns the probability that a customer who has renewed some times leaves at one certain renewal to come.
     *
     * @param renewed how many renewals lie behind the customer
     * @param next which of the coming ones, 1 for the next
     * @return P(T = renewed + next | T &gt; renewed), in [0, 1]
     */
    default double probabilityOfLeaving(int renewed, int next) {
        return survival(renewed, Renewals.number(next, "next") - 1)
                * churnProbability(Renewals.sum(renewed, next - 1), 1);
    }

    /**
     * Returns at which of the next renewals a customer has left with a given probability: the median for one half.
     *
     * @param renewed how many renewals lie behind the customer, 0 for one who has just joined
     * @param probability the probability of having left by then, above 0 and below 1
     * @return the quantile, 1 for the next renewal; empty if the probability is not reached within {@link #LONGEST_TENURE}
     *     renewals
     */
    default OptionalInt renewalsToLeaving(int renewed, double probability) {
        return Renewals.toLeaving(this, renewed, Checks.openUnit(probability, "probability"));
    }

    /**
     * Returns the expected number of payments of a new customer, the one at the start included.
     *
     * @return the mean of T; empty where it is infinite
     */
    OptionalDouble expectedPayments();

    /**
     * Returns the expected number of payments of a new customer over some periods: the mean lifetime restricted to them.
     *
     * @param periods how many, the one that the payment at the start is for included
     * @return the sum of S(t) over t from 0 to {@code periods} − 1, in [0, periods]
     */
    default double expectedPayments(int periods) {
        return discountedExpectedLifetime(periods, DiscountRate.NONE);
    }

    /**
     * Returns the expected number of payments at the next renewals of a customer who has renewed some times.
     *
     * @param renewed how many renewals lie behind the customer, 0 for one who has just joined
     * @param ahead how many to look ahead
     * @return the sum of S(renewed + t)/S(renewed) over t from 1 to {@code ahead}, in [0, ahead]
     */
    default double expectedResidualPayments(int renewed, int ahead) {
        int payments = Renewals.sum(Checks.nonNegative(renewed, "renewed"), 1);
        return discountedExpectedResidualLifetime(payments, ahead, DiscountRate.NONE);
    }

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
     * Returns the discounted expected payments of a customer who has just joined over some periods.
     *
     * @param periods how many, the one that the payment at the start is for included
     * @param rate the discount rate
     * @return the sum of S(t)/(1 + d)<sup>t</sup> over t from 0 to {@code periods} − 1, in [0, periods]
     */
    double discountedExpectedLifetime(int periods, DiscountRate rate);

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

    /**
     * Returns the discounted expected payments at the next renewals of a customer just before one of them.
     *
     * @param payments how many payments were made, 1 or more: the next renewal has this number
     * @param ahead how many renewals to look ahead, the one that is due included
     * @param rate the discount rate
     * @return the sum of S(t)/S(n − 1)/(1 + d)<sup>t − n</sup> over t from n to n + ahead − 1, in [0, ahead]
     */
    double discountedExpectedResidualLifetime(int payments, int ahead, DiscountRate rate);
}

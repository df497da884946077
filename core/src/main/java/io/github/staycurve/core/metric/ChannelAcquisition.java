package io.github.staycurve.core.metric;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.stat.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a channel cost in a period and how many customers it brought.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param channel the channel's name, not blank
 * @param attribution which touch a customer is credited to
 * @param spend what was spent on it, 0 or more, finite
 * @param newCustomers the customers it brought, 0 or more
 */
public record ChannelAcquisition(String channel, Attribution attribution, double spend, long newCustomers) {
    /** Which channel is credited with a customer who met several. */
    public enum Attribution {
        /** The first one met. */
        FIRST_TOUCH,
        /** The last one met before the first purchase. */
        LAST_TOUCH
    }

    /**
     * Checks the numbers.
     *
     * @param channel the channel's name, not blank
     * @param attribution which touch a customer is credited to
     * @param spend what was spent on it, 0 or more, finite
     * @param newCustomers the customers it brought, 0 or more
     * @throws IllegalArgumentException if the name is blank or a number is out of its range
     */
    public ChannelAcquisition {
        Checks.notBlank(channel, "channel");
        Checks.nonNegativeFinite(spend, "spend");
        if (newCustomers < 0) {
            throw new IllegalArgumentException("newCustomers must be 0 or more, was " + newCustomers);
        }
    }

    /**
     * Counts the new customers of a cohort by channel.
     *
     * @param cohort those who first bought in the period of the spend
     * @param channelOf the channel a customer's identifier is credited to, not blank
     * @param attribution how that was decided
     * @param spend what each channel cost in the period; a channel without an entry cost nothing
     * @return every channel that cost something or brought someone, by name
     */
    public static List<ChannelAcquisition> byChannel(
            BuyerCohort cohort,
            Function<String, String> channelOf,
            Attribution attribution,
            Map<String, Double> spend) {
        Map<String, Long> brought = new TreeMap<>();
        spend.keySet().forEach(channel -> brought.put(channel, 0L));
        for (int row = 0; row < cohort.size(); row++) {
            brought.merge(Checks.notBlank(channelOf.apply(cohort.customerId(row)), "channel"), 1L, Long::sum);
        }
        List<ChannelAcquisition> channels = new ArrayList<>();
        brought.forEach((channel, customers) -> channels.add(
                new ChannelAcquisition(channel, attribution, spend.getOrDefault(channel, 0.0), customers)));
        return List.copyOf(channels);
    }

    /**
     * Returns the customer acquisition cost (CAC).
     *
     * @return spend over new customers; without a value where there are none, however much was spent
     */
    public Ratio acquisitionCost() {
        return Ratio.of(spend, (double) newCustomers);
    }

    /**
     * Returns the return on investment of the channel.
     *
     * @param customerValue what its customers were worth within a stated horizon, in all; only customers who have had that
     *     long are to be in it, and in the spend
     * @return value less spend, over spend
     * @throws IllegalArgumentException if the value is not finite
     */
    public Ratio returnOnInvestment(double customerValue) {
        return Ratio.of(Checks.finite(customerValue, "customerValue") - spend, spend);
    }

    /**
     * Returns lifetime value over acquisition cost (LTV:CAC).
     *
     * @param lifetimeValue the lifetime value of one of its customers
     * @return the value of all new customers over the spend; 3 is a rule of thumb for a sound channel
     * @throws IllegalArgumentException if the value is not finite
     */
    public Ratio valueToCost(double lifetimeValue) {
        return Ratio.of(Checks.finite(lifetimeValue, "lifetimeValue") * (double) newCustomers, spend);
    }

    /**
     * Returns the months until a customer has paid back what it cost to win them.
     *
     * @param monthlyMargin the margin of one customer in each month after the first purchase, the first month first
     * @return the least number of months whose margins add up to the acquisition cost, 0 if it cost nothing; empty where
     *     they do not, or where there is no new customer and so no cost of one
     * @throws IllegalArgumentException if a margin is not finite
     */
    public OptionalInt paybackMonths(double... monthlyMargin) {
        if (newCustomers == 0) {
            return OptionalInt.empty();
        }
        double cost = spend / (double) newCustomers;
        double earned = 0;
        int paidBack = earned >= cost ? 0 : -1;
        for (int month = 0; month < monthlyMargin.length; month++) {
            earned += Checks.finite(monthlyMargin[month], "margin of month " + (month + 1));
            if (paidBack < 0 && earned >= cost) {
                paidBack = month + 1;
            }
        }
        return paidBack < 0 ? OptionalInt.empty() : OptionalInt.of(paidBack);
    }

    /**
     * Returns both channels together.
     *
     * @param other another channel of the same period
     * @return the sum, with both names
     * @throws IllegalArgumentException if customers were credited by another rule
     */
    public ChannelAcquisition plus(ChannelAcquisition other) {
        if (attribution != other.attribution) {
            throw new IllegalArgumentException(
                    "channels credited by %s and by %s do not add up".formatted(attribution, other.attribution));
        }
        return new ChannelAcquisition(
                channel + " + " + other.channel, attribution, spend + other.spend, newCustomers + other.newCustomers);
    }

    /**
     * Returns this channel in words.
     *
     * @return one line
     */
    public String describe() {
        return "%s (%s): spend %s, new customers %d; CAC = spend / new customers"
                .formatted(channel, attribution, spend, newCustomers);
    }
}

package io.github.staycurve.core.funnel;

import io.github.staycurve.core.metric.ChannelAcquisition;
import io.github.staycurve.core.stat.Ratio;
import java.util.List;
import java.util.Optional;

/**
 * The five stages of AARRR for the customers who registered in a period, with a set of metrics each.
 *
 * <p>Rates over a window count matured customers only, those whose whole window lies before the end of the data: counting
 * younger ones as failures would understate them, and counting those of them who were quick would overstate them.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param definition which events mean what
 * @param acquisition who came, from where, and at what cost
 * @param activation who did what makes a user
 * @param retention who came back
 * @param revenue who paid in the period, whenever registered; empty without purchases in the input
 * @param referral whom they brought; empty without types of invitation in the definition
 */
public record Aarrr(
        AarrrDefinition definition,
        Acquisition acquisition,
        Activation activation,
        Retained retention,
        Optional<Revenue> revenue,
        Optional<Referral> referral) {

    /**
     * Who came, from where, and at what cost.
     *
     * @param registrations the customers who first registered in the period
     * @param channels each channel's spend and registrations, by name; empty without channels in the input
     */
    public record Acquisition(long registrations, List<ChannelAcquisition> channels) {

        /**
         * Returns the cost of a registration over all channels (blended CAC).
         *
         * @return the spend of all channels over the registrations of all; nothing out of nothing without channels
         */
        public Ratio acquisitionCost() {
            return channels.stream()
                    .map(channel -> Ratio.of(channel.spend(), (double) channel.newCustomers()))
                    .reduce(Ratio.EMPTY, Ratio::plus);
        }
    }

    /**
     * Who did what makes a user.
     *
     * @param rate the activated, out of the matured
     * @param immature how many registered too late for their window to be over
     */
    public record Activation(Ratio rate, long immature) {}

    /**
     * Who came back on the very local day, out of those for whom it is over.
     *
     * @param day1 the day after registering
     * @param day7 seven days after it
     * @param day30 thirty days after it
     */
    public record Retained(Ratio day1, Ratio day7, Ratio day30) {}

    /**
     * Who paid in the period. Active users are those with an event or a purchase in it, whenever they registered.
     *
     * @param payingRate buyers / active users
     * @param purchaseFrequency days with a purchase / buyers
     * @param revenuePerUser net revenue / active users (ARPU)
     * @param revenuePerPayingUser net revenue / buyers (ARPPU)
     */
    public record Revenue(
            Ratio payingRate, Ratio purchaseFrequency, Ratio revenuePerUser, Ratio revenuePerPayingUser) {}

    /**
     * Whom matured customers brought within their window. An invited person counts once an inviter, and who registers is
     * credited to the earliest invitation of all, to nobody if it came after the registration.
     *
     * @param invitesPerUser people invited / matured customers
     * @param acceptance people who registered by these invitations / people invited
     * @param observedK people who registered by these invitations / matured customers: the product of the two above
     * @param untraceable invitations of matured customers within their window that do not say whom; in none of the rates
     */
    public record Referral(Ratio invitesPerUser, Ratio acceptance, Ratio observedK, long untraceable) {}

    /**
     * Computes the five stages.
     *
     * @param input the events, and where known purchases and channels
     * @param definition which events mean what
     * @return the stages
     * @throws IllegalArgumentException if a channel is blank or its spend negative
     */
    public static Aarrr of(AarrrInput input, AarrrDefinition definition) {
        return new AarrrComputation(input, definition).run();
    }

    /**
     * Returns what was computed, in words.
     *
     * @return one line
     */
    public String describe() {
        return "AARRR of " + definition.describe() + "; rates over a window of matured customers only";
    }
}

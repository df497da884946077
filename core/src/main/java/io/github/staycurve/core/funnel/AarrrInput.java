package io.github.staycurve.core.funnel;

import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.metric.ChannelAcquisition.Attribution;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the AARRR view is made from: events, and where they are known purchases and channels. Customers have the same
 * identifiers in all of them.
 *
 * <p>This class is immutable; it is thread-safe if the function of the channels is.
 */
public final class AarrrInput {
    /** Which channel brought a customer, and what channels cost. */
    record Channels(Function<String, String> channelOf, Attribution attribution, Map<String, Double> spend) {}

    private final EventLog events;
    private final Optional<TransactionLog> purchases;
    private final Optional<Channels> channels;

    private AarrrInput(EventLog events, Optional<TransactionLog> purchases, Optional<Channels> channels) {
        this.events = events;
        this.purchases = purchases;
        this.channels = channels;
    }

    /**
     * Returns events alone.
     *
     * @param events the events, with those before the period too, so that a first registration is a first one
     * @return the input
     */
    public static AarrrInput of(EventLog events) {
        return new AarrrInput(events, Optional.empty(), Optional.empty());
    }

    /**
     * Returns this input with purchases.
     *
     * @param log the purchases and refunds; one currency
     * @return the input
     */
    public AarrrInput withPurchases(TransactionLog log) {
        return new AarrrInput(events, Optional.of(log), channels);
    }

    /**
     * Returns this input with channels.
     *
     * @param channelOf the channel that a customer's identifier is credited to, not blank
     * @param attribution how that was decided
     * @param spend what each channel cost in the period, 0 or more; a channel without an entry cost nothing
     * @return the input
     */
    public AarrrInput withChannels(
            Function<String, String> channelOf, Attribution attribution, Map<String, Double> spend) {
        return new AarrrInput(
                events, purchases, Optional.of(new Channels(channelOf, attribution, new TreeMap<>(spend))));
    }

    EventLog events() {
        return events;
    }

    Optional<TransactionLog> purchases() {
        return purchases;
    }

    Optional<Channels> channels() {
        return channels;
    }
}

package io.github.staycurve.core.ingest;

import io.github.staycurve.core.data.RefundPolicy;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The options that all sources of purchases have in common.
 *
 * @param <B> the type of the builder
 */
abstract class TransactionsBuilder<B extends TransactionsBuilder<B>> extends IngestBuilder<B> {
    private RefundPolicy refunds = RefundPolicy.NET;
    private ZeroAmountPolicy zeroAmounts = ZeroAmountPolicy.KEEP;
    private @Nullable Pattern cancelledOrders;

    /**
     * Says what becomes of refunds: negative amounts and cancelled orders.
     *
     * @param policy IGNORE refuses their rows; NET, the default, and AS_PURCHASE accept them, and the occasion rule of
     *     the summary says what they do there
     * @return this builder
     */
    public B refunds(RefundPolicy policy) {
        refunds = policy;
        return self();
    }

    /**
     * Says what becomes of amounts of 0.
     *
     * @param policy KEEP, the default, or REFUSE
     * @return this builder
     */
    public B zeroAmounts(ZeroAmountPolicy policy) {
        zeroAmounts = policy;
        return self();
    }

    /**
     * Says which orders were cancelled: those whose identifier holds a match of a pattern, as {@link
     * java.util.regex.Matcher#find()} does it. Begin it with {@code ^} to look at the start only: {@code ^C} takes the
     * order C536379.
     *
     * <p>A row of a cancelled order is a refund of its absolute amount.
     *
     * @param pattern what the identifier of a cancelled order holds
     * @return this builder
     */
    public B cancelledOrders(Pattern pattern) {
        cancelledOrders = pattern;
        return self();
    }

    /** Returns the options, given whether the source has orders, and how it writes times. */
    IngestOptions options(boolean hasOrder, ZoneId zone, List<String> timePatterns) {
        if (cancelledOrders != null && !hasOrder) {
            throw new IllegalStateException("cancelledOrders needs to know the orders: call order(...) too");
        }
        return new IngestOptions(
                refunds,
                zeroAmounts,
                zone,
                TimePatterns.of(timePatterns),
                cancelledOrders,
                stopsAtFirstRefusal(),
                progress());
    }
}

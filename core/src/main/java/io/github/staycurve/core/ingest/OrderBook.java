package io.github.staycurve.core.ingest;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Knows which orders are cancelled, counts those with an accepted row, and keeps when each was first bought; the rows of
 * an order often follow each other, so that the last one is remembered. An instance is not thread-safe.
 */
final class OrderBook {
    private final @Nullable Matcher cancelled;
    /** The first purchase of each order that has one, in milliseconds. */
    private final Map<String, Long> bought = new HashMap<>();

    private final Set<String> refunded = new HashSet<>();
    /** The times of purchases without an order, each an order of its own. */
    private long[] unnamed = {};

    private int unnamedCount;
    private String last = "";
    private boolean lastCancelled;
    private boolean lastRefunded;
    /** The first purchase of the last order as far as it is known to be kept; the greatest value when none is. */
    private long lastBought = Long.MAX_VALUE;
    /** The row has an order, which is the last one. */
    private boolean any;

    OrderBook(@Nullable Pattern cancelledOrders) {
        this.cancelled = cancelledOrders == null ? null : cancelledOrders.matcher("");
    }

    /** Begins a row of which no order is known. */
    void none() {
        any = false;
    }

    /** Takes the order of the row; a blank one is none. */
    void next(Cell id) {
        any = !id.isBlank();
        if (any && !id.contentEquals(last)) {
            last = id.toString();
            lastCancelled = cancelled != null && cancelled.reset(last).find();
            lastRefunded = false;
            lastBought = Long.MAX_VALUE;
        }
    }

    String current() {
        return last;
    }

    boolean isCancelled() {
        return any && lastCancelled;
    }

    /** Counts the order of an accepted row. */
    void accept(long epochMillis, boolean refund) {
        if (refund) {
            if (any && !lastRefunded) {
                refunded.add(last);
                lastRefunded = true;
            }
        } else if (!any) {
            addUnnamed(epochMillis);
        } else if (epochMillis < lastBought) {
            lastBought = bought.merge(last, epochMillis, Math::min);
        }
    }

    private void addUnnamed(long epochMillis) {
        if (unnamedCount == unnamed.length) {
            unnamed = Arrays.copyOf(unnamed, Math.max(16, unnamedCount + (unnamedCount >> 1)));
        }
        unnamed[unnamedCount++] = epochMillis;
    }

    /** Returns the number of distinct orders with an accepted row. */
    long accepted() {
        return bought.size()
                + refunded.stream().filter(id -> !bought.containsKey(id)).count();
    }

    /** Returns when each order was first bought, ascending. */
    long[] times() {
        long[] times = Arrays.copyOf(unnamed, unnamedCount + bought.size());
        int next = unnamedCount;
        for (long first : bought.values()) {
            times[next++] = first;
        }
        Arrays.sort(times);
        return times;
    }
}

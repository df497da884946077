package io.github.staycurve.core.ingest;

import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Knows which orders are cancelled and counts those with an accepted row; the rows of an order often follow each other,
 * so that the last one is remembered. An instance is not thread-safe.
 */
final class OrderBook {
    private final @Nullable Matcher cancelled;
    private final Set<String> accepted = new HashSet<>();
    private String last = "";
    private boolean lastCancelled;
    private boolean lastAccepted;
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
            lastAccepted = false;
        }
    }

    String current() {
        return last;
    }

    boolean isCancelled() {
        return any && lastCancelled;
    }

    /** Counts the order of an accepted row. */
    void accept() {
        if (any && !lastAccepted) {
            accepted.add(last);
            lastAccepted = true;
        }
    }

    /** Returns the number of distinct orders with an accepted row, provided that the source has orders. */
    OptionalLong accepted(boolean hasOrders) {
        return hasOrders ? OptionalLong.of(accepted.size()) : OptionalLong.empty();
    }
}

package io.github.staycurve.core.activity;

import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.stat.Ratio;

/**
 * How many customers were registered at the start and end of each period: the base of the activity rate.
 *
 * <p>A deleted account leaves the base at its deletion and stays in the base of earlier periods. This class is immutable and
 * thread-safe.
 */
public final class RegisteredUsers {
    /** At which moment of a period the registered customers are counted that its active ones are divided by. */
    public enum Base {
        /** At its end, or as of the as-of instant if it is running: the default. */
        AT_END,
        /** At its start. Those who register in it are not counted, so that the rate may be above 1. */
        AT_START
    }

    private final ActivityWindow window;
    private final long atStart;
    /** By slot. */
    private final long[] atEnd;

    private RegisteredUsers(Builder builder) {
        this.window = builder.window;
        this.atStart = builder.before;
        this.atEnd = new long[builder.changes.length];
        long sum = atStart;
        for (int slot = 0; slot < atEnd.length; slot++) {
            sum += builder.changes[slot];
            atEnd[slot] = sum;
        }
    }

    /**
     * Returns an empty builder.
     *
     * @param window the window of the activity that the registered customers are the base of
     * @return the builder
     */
    public static Builder builder(ActivityWindow window) {
        return new Builder(window);
    }

    /**
     * Returns how many customers were registered.
     *
     * @param slot the slot of a period, 0 or more and below that of the end of the window
     * @param base at its start or its end
     * @return the number of accounts
     */
    public long count(int slot, Base base) {
        if (base == Base.AT_END) {
            return atEnd[slot];
        }
        return slot == 0 ? atStart : atEnd[slot - 1];
    }

    /**
     * Returns the activity rate of a period: active customers over those registered at its end.
     *
     * @param actives the active customers, on the same window
     * @param slot the slot of the period
     * @return the rate, empty where the period was not observed; its status is that of {@code actives}
     * @throws IllegalArgumentException if the windows differ
     */
    public Ratio activityRate(ActiveUsers actives, int slot) {
        return activityRate(actives, slot, Base.AT_END);
    }

    /**
     * Returns the activity rate of a period: active customers over registered ones.
     *
     * <p>It may be above 1 where customers were active who had no account yet, or had none any more, at the moment of the
     * base.
     *
     * @param actives the active customers, on the same window
     * @param slot the slot of the period
     * @param base at which moment the registered customers are counted
     * @return the rate, nothing over nothing where the period was not observed; its status is that of {@code actives}
     * @throws IllegalArgumentException if the windows differ
     */
    public Ratio activityRate(ActiveUsers actives, int slot, Base base) {
        if (!actives.window().equals(window)) {
            throw new IllegalArgumentException("actives must be of the window '%s', were of '%s'"
                    .formatted(window.describe(), actives.window().describe()));
        }
        if (actives.status(slot, 1) == CellStatus.UNOBSERVED) {
            return Ratio.EMPTY;
        }
        return Ratio.of((double) actives.count(slot, 1).orElse(0), (double) count(slot, base));
    }

    /**
     * Returns how these counts are defined, in words.
     *
     * @return one line
     */
    public String describe() {
        return "accounts registered and not deleted; " + window.describe();
    }

    /**
     * Collects registrations and deletions in any order.
     *
     * <p>This class is not thread-safe.
     */
    public static final class Builder {
        private final ActivityWindow window;
        private final PeriodClock clock;
        private final long[] changes;
        private long before;

        private Builder(ActivityWindow window) {
            this.window = window;
            this.clock = new PeriodClock(window);
            this.changes = new long[window.periods()];
        }

        /**
         * Adds an account.
         *
         * @param epochMillis when it was registered, in milliseconds since 1970-01-01T00:00Z; at or after the as-of instant
         *     it does not count
         * @return this builder
         */
        public Builder registered(long epochMillis) {
            change(epochMillis, 1);
            return this;
        }

        /**
         * Takes an account away that was added too.
         *
         * @param epochMillis when it was deleted, in milliseconds since 1970-01-01T00:00Z; at or after the as-of instant it
         *     stays
         * @return this builder
         */
        public Builder deleted(long epochMillis) {
            change(epochMillis, -1);
            return this;
        }

        /**
         * Returns the counts.
         *
         * @return the counts
         * @throws IllegalStateException if more accounts were deleted than registered by the end of a period
         */
        public RegisteredUsers build() {
            RegisteredUsers users = new RegisteredUsers(this);
            for (long count : users.atEnd) {
                if (count < 0) {
                    throw new IllegalStateException(
                            "more accounts were deleted than registered: add those too that were "
                                    + "registered before the window");
                }
            }
            return users;
        }

        private void change(long epochMillis, int by) {
            int slot = clock.slot(epochMillis);
            if (slot >= 0) {
                changes[slot] += by;
            } else if (slot == PeriodClock.BEFORE) {
                before += by;
            }
        }
    }
}

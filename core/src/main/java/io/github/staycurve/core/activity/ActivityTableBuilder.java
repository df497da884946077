package io.github.staycurve.core.activity;

import io.github.staycurve.core.internal.Checks;
import java.util.Arrays;

/**
 * Fills an {@link ActivityTable} by index, in any order, for a service that numbers its customers itself.
 *
 * <p>Marking the same period twice changes nothing, so that events may come twice, late and out of order.
 *
 * <p>This class is not thread-safe; give each thread a part and merge the tables.
 */
public final class ActivityTableBuilder {
    private final ActivityWindow window;
    private final String definition;
    private final PeriodClock clock;
    private final ActivityRows rows;
    /** The period given by the caller; stays empty until there is one. */
    private int[] external = {};

    private boolean built;
    private long counted;
    private long otherTypes;
    private long beforeStart;
    private long clockAnomalies;

    ActivityTableBuilder(ActivityWindow window, String definition, int customersExpected) {
        this.window = window;
        this.definition = Checks.notBlank(definition, "definition");
        this.clock = new PeriodClock(window);
        this.rows = new ActivityRows(window.periods(), Checks.nonNegative(customersExpected, "customersExpected"));
    }

    /**
     * Marks a customer as active.
     *
     * @param customer the customer's row, 0 or more; rows not marked up to the greatest one are customers never active
     * @param epochMillis when, in milliseconds since 1970-01-01T00:00Z; before the window it only tells that the customer is
     *     not new, and at or after the as-of instant it is left out and counted as a clock anomaly
     * @throws IllegalArgumentException if the row is negative
     */
    public void add(int customer, long epochMillis) {
        admit(customer);
        int slot = clock.slot(epochMillis);
        if (slot >= 0) {
            counted++;
            rows.set(customer, slot);
        } else if (slot == PeriodClock.BEFORE) {
            rows.seen(customer, Math.min(clock.period(epochMillis), window.firstPeriod()));
            beforeStart++;
        } else {
            clockAnomalies++;
        }
    }

    /**
     * Says when a customer was first seen, such as the registration; of several instants the earliest counts, and the first
     * activity if it is earlier still.
     *
     * @param customer the customer's row, 0 or more; with this alone a customer is in the table who was never active
     * @param epochMillis when, in milliseconds since 1970-01-01T00:00Z; at or after the as-of instant it is left out
     * @throws IllegalArgumentException if the row is negative
     */
    public void firstSeen(int customer, long epochMillis) {
        admit(customer);
        if (customer >= external.length) {
            int old = external.length;
            external = Arrays.copyOf(external, Math.max(rows.capacity(), customer + 1));
            Arrays.fill(external, old, external.length, ActivityRows.NEVER);
        }
        int slot = clock.slot(epochMillis);
        if (slot != PeriodClock.AFTER) {
            int period = slot >= 0 ? window.firstPeriod() + slot : clock.period(epochMillis);
            external[customer] = Math.min(external[customer], period);
        }
    }

    private void admit(int customer) {
        if (built) {
            throw new IllegalStateException("the table was built and must not change: make another builder");
        }
        rows.admit(customer);
    }

    /** Counts an event that does not count as activity. */
    void other() {
        otherTypes++;
    }

    /** Adds an event that does not count as activity but shows the customer. */
    void otherSeen(int customer, long epochMillis) {
        otherTypes++;
        int slot = clock.slot(epochMillis);
        if (slot >= 0) {
            rows.seen(customer, window.firstPeriod() + slot);
        } else if (slot == PeriodClock.BEFORE) {
            rows.seen(customer, clock.period(epochMillis));
        }
    }

    void ensure(int customers) {
        rows.ensure(customers);
    }

    /**
     * Returns the table. The builder takes nothing more then.
     *
     * @return the table, with a row for every customer up to the greatest one
     */
    public ActivityTable build() {
        return build(new String[0]);
    }

    /** Returns the table of customers with these identifiers, or of ones without if there are none. */
    ActivityTable build(String[] customerIds) {
        if (built) {
            throw new IllegalStateException("the table was built already: make another builder");
        }
        built = true;
        rows.trim();
        int first = window.firstPeriod();
        long firstSeenAfterActivity = 0;
        for (int customer = 0; customer < rows.customers(); customer++) {
            int slot = rows.next(customer, 0);
            if (slot >= 0) {
                rows.seen(customer, first + slot);
            }
            if (customer < external.length && external[customer] != ActivityRows.NEVER) {
                firstSeenAfterActivity += external[customer] > rows.firstSeen(customer) ? 1 : 0;
                rows.seen(customer, external[customer]);
            }
        }
        long events = counted + otherTypes + beforeStart + clockAnomalies;
        ActivityAudit audit =
                new ActivityAudit(events, counted, otherTypes, beforeStart, clockAnomalies, firstSeenAfterActivity);
        return new ActivityTable(window, definition, rows, customerIds, audit);
    }
}

package io.github.staycurve.core.activity;

import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.time.CalendarGrid;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * A bit row a customer: in which calendar periods of a window each one was active, and in which one they were first seen.
 *
 * <p>It costs an eighth of a byte a period, rounded up to eight bytes a customer, and four bytes more: 100 bytes a customer
 * for 730 days, identifiers not counted. A table does not depend on the order of the events it was made of, nor on how
 * often one came; tables of parts merge into the table of the whole.
 *
 * <p>A column is named by its <em>slot</em>, which is its period less {@link #firstPeriod()}: the slots are 0 to {@link
 * #periods()}, exclusive. A slot or customer out of range is an {@code IndexOutOfBoundsException} or an answer of no
 * meaning; nothing here checks on the hot path.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class ActivityTable {
    /** The first-seen period of a customer who was never seen. */
    public static final int NEVER = ActivityRows.NEVER;

    private final ActivityWindow window;
    private final String definition;
    private final ActivityRows rows;
    /** In their order; empty if customers have numbers only. */
    private final String[] customerIds;

    private final ActivityAudit audit;
    private final Periods periods;

    /** Takes the rows and identifiers over. */
    ActivityTable(
            ActivityWindow window, String definition, ActivityRows rows, String[] customerIds, ActivityAudit audit) {
        this.window = window;
        this.definition = definition;
        this.rows = rows;
        this.customerIds = customerIds;
        this.audit = audit;
        this.periods = new Periods(window);
    }

    /**
     * Returns the table of all events of a log; customers stand in the order of the log.
     *
     * @param log the events
     * @param window the periods, and as of when
     * @return the table
     */
    public static ActivityTable of(EventLog log, ActivityWindow window) {
        return of(log, window, ActivityRule.ANY_EVENT);
    }

    /**
     * Returns the table of those events of a log that count as activity; customers stand in the order of the log, also
     * those without such an event.
     *
     * @param log the events
     * @param window the periods, and as of when
     * @param rule which events count, and when a customer is first seen
     * @return the table
     * @throws IllegalArgumentException if the rule dates a customer outside the years 1 to 9999
     */
    public static ActivityTable of(EventLog log, ActivityWindow window, ActivityRule rule) {
        return LogActivity.of(log, window, rule);
    }

    /**
     * Returns the table of the purchases of a log, refunds left out; customers stand in the order of the log.
     *
     * @param log the purchases
     * @param window the periods, and as of when
     * @return the table
     */
    public static ActivityTable of(TransactionLog log, ActivityWindow window) {
        return LogActivity.of(log, window);
    }

    /**
     * Returns an empty builder of a table whose customers have numbers.
     *
     * @param window the periods, and as of when
     * @param definition what counts as activity, in words; tables with different words do not merge
     * @param customersExpected how many customers to make room for; there may be more
     * @return the builder
     * @throws IllegalArgumentException if the definition is blank or the number negative
     */
    public static ActivityTableBuilder builder(ActivityWindow window, String definition, int customersExpected) {
        return new ActivityTableBuilder(window, definition, customersExpected);
    }

    /**
     * Returns the window.
     *
     * @return the periods, and as of when
     */
    public ActivityWindow window() {
        return window;
    }

    /**
     * Returns the number of customers.
     *
     * @return the number of rows, customers without activity included
     */
    public int customers() {
        return rows.customers();
    }

    /**
     * Returns whether customers have identifiers.
     *
     * @return true if the table was made of a log; false if it was filled by index
     */
    public boolean hasCustomerIds() {
        return customerIds.length > 0 || customers() == 0;
    }

    /**
     * Returns the identifier of a customer.
     *
     * @param customer the row
     * @return the identifier
     * @throws IllegalStateException if customers have numbers only
     */
    public String customerId(int customer) {
        if (customerIds.length == 0) {
            throw new IllegalStateException("this table was filled by index: its customers have no identifiers");
        }
        return customerIds[customer];
    }

    /**
     * Returns the row of a customer.
     *
     * @param customerId the identifier
     * @return the row, or -1 if the table has no such customer
     */
    public int indexOf(String customerId) {
        int index = Arrays.binarySearch(customerIds, customerId);
        return index < 0 ? -1 : index;
    }

    /**
     * Returns the number of periods.
     *
     * @return the number of slots, 1 or more
     */
    public int periods() {
        return periods.count();
    }

    /**
     * Returns the period of slot 0.
     *
     * @return its index in the grid
     */
    public int firstPeriod() {
        return window.firstPeriod();
    }

    /**
     * Returns the period of the last slot, which may be running.
     *
     * @return its index in the grid
     */
    public int lastPeriod() {
        return window.lastPeriod();
    }

    /**
     * Returns the slot of a period.
     *
     * @param period its index in the grid
     * @return the slot
     * @throws IllegalArgumentException if the period lies outside the window
     */
    public int slotOf(int period) {
        int slot = period - firstPeriod();
        if (slot < 0 || slot >= periods()) {
            throw new IllegalArgumentException(
                    "period must lie in [%s, %s], was %s".formatted(firstPeriod(), lastPeriod(), period));
        }
        return slot;
    }

    /**
     * Returns the slot of the period that holds a day.
     *
     * @param day the day
     * @return the slot
     * @throws IllegalArgumentException if the day lies outside the window
     */
    public int slotOf(LocalDate day) {
        int period = window.grid().indexOf(day);
        if (period < firstPeriod() || period > lastPeriod()) {
            throw new IllegalArgumentException("day must lie in %s, was %s".formatted(window.describe(), day));
        }
        return period - firstPeriod();
    }

    /**
     * Returns how far the period of a slot was observed.
     *
     * @param slot the slot; before the first and after the last one all is {@link CellStatus#UNOBSERVED}
     * @return COMPLETE, PARTIAL or UNOBSERVED
     */
    public CellStatus status(int slot) {
        return periods.status(slot);
    }

    /**
     * Returns whether the period of a slot is a day that the zone skipped, so that nobody can be active in it.
     *
     * @param slot the slot
     * @return true if it was skipped
     */
    public boolean isSkipped(int slot) {
        return periods.isSkipped(slot);
    }

    /**
     * Returns whether a customer was active.
     *
     * @param customer the row
     * @param slot the slot
     * @return true if at least one event counted
     */
    public boolean isActive(int customer, int slot) {
        return (rows.word(customer, slot >>> 6) >>> slot & 1) != 0;
    }

    /**
     * Returns the first slot in which a customer was active.
     *
     * @param customer the row
     * @return the slot, or -1 if there is none
     */
    public int firstActive(int customer) {
        return rows.next(customer, 0);
    }

    /**
     * Returns the last slot in which a customer was active.
     *
     * @param customer the row
     * @return the slot, or -1 if there is none
     */
    public int lastActive(int customer) {
        return rows.previous(customer, periods() - 1);
    }

    /**
     * Returns the next slot in which a customer was active.
     *
     * @param customer the row
     * @param from the slot to start from, 0 or more; it may be the answer
     * @return the slot, or -1 if there is none at or after it
     */
    public int nextActive(int customer, int from) {
        return rows.next(customer, from);
    }

    /**
     * Returns the previous slot in which a customer was active.
     *
     * @param customer the row
     * @param from the slot to start from; it may be the answer
     * @return the slot, or -1 if there is none at or before it
     */
    public int previousActive(int customer, int from) {
        return rows.previous(customer, from);
    }

    /**
     * Returns in how many periods a customer was active.
     *
     * @param customer the row
     * @return the number of active slots
     */
    public int activePeriods(int customer) {
        return rows.count(customer);
    }

    /**
     * Returns the period in which a customer was first seen, as the definition of the table says; it is not after the first
     * active one, and may lie before the window.
     *
     * @param customer the row
     * @return its index in the grid, or {@link #NEVER}
     */
    public int firstSeenPeriod(int customer) {
        return rows.firstSeen(customer);
    }

    /**
     * Passes every customer to every accumulator, in one pass.
     *
     * @param accumulators what is fed, in this order for each customer
     */
    public void scan(ActivityAccumulator... accumulators) {
        int[] slots = new int[rows.stride() * 64];
        for (int customer = 0; customer < rows.customers(); customer++) {
            int count = rows.slots(customer, slots);
            for (ActivityAccumulator accumulator : accumulators) {
                accumulator.accept(customer, slots, count);
            }
        }
    }

    /**
     * Returns the activity of both tables together: a customer of both is active where they are in either.
     *
     * <p>Tables with identifiers merge by these; tables filled by index merge row by row. It does not matter in which order
     * and grouping parts are merged, nor if an event is in several; the {@linkplain #audit() audit} counts it once for
     * each.
     *
     * @param other a table of the same window and definition
     * @return the merged table
     * @throws IllegalArgumentException if the windows or definitions differ, or only one table has identifiers
     */
    public ActivityTable merge(ActivityTable other) {
        if (!window.equals(other.window) || !definition.equals(other.definition)) {
            throw new IllegalArgumentException("cannot merge activity of different definitions: '%s' with '%s'"
                    .formatted(other.describe(), describe()));
        }
        if (hasCustomerIds() != other.hasCustomerIds() && customers() > 0 && other.customers() > 0) {
            throw new IllegalArgumentException("cannot merge a table with customer identifiers with one without");
        }
        return TableMerge.of(this, other);
    }

    /**
     * Returns this table of days on a coarser grid of the same zone: a customer is active in a week if on one of its days.
     *
     * @param grid the coarser grid
     * @return the table
     * @throws IllegalArgumentException if this table is not of days, or the grid is of another zone
     */
    public ActivityTable onGrid(CalendarGrid grid) {
        if (window.grid().unit() != PeriodUnit.DAY) {
            throw new IllegalArgumentException("only a table of days can change its grid; this one is of "
                    + window.grid().describe());
        }
        return TableMerge.coarser(this, window.withGrid(grid));
    }

    /**
     * Returns what became of the events.
     *
     * @return the audit
     */
    public ActivityAudit audit() {
        return audit;
    }

    /**
     * Returns what this table holds, in words.
     *
     * @return one line
     */
    public String describe() {
        return definition + "; " + window.describe();
    }

    /** Returns the words for what counts as activity. */
    String definition() {
        return definition;
    }

    ActivityRows rows() {
        return rows;
    }

    String[] customerIds() {
        return customerIds;
    }

    Periods slots() {
        return periods;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ActivityTable table
                && window.equals(table.window)
                && definition.equals(table.definition)
                && Arrays.equals(customerIds, table.customerIds)
                && rows.sameAs(table.rows);
    }

    @Override
    public int hashCode() {
        return 31 * window.hashCode() + customers();
    }

    @Override
    public String toString() {
        return "ActivityTable[%s customers, %s]".formatted(customers(), describe());
    }
}

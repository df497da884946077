package io.github.staycurve.core.activity;

import io.github.staycurve.core.internal.Checks;
import java.util.Arrays;

/**
 * The customers not active in a period though seen by then, by how long they have been silent.
 *
 * <p>A silence counts the periods since the last active one: 1 for who was active in the period before. A skipped day is
 * none. This class is immutable and thread-safe.
 */
public final class InactiveStock {
    private final String definition;
    /** By age; element 0 is not used. */
    private final long[] byAge;

    private final long neverActive;

    private InactiveStock(String definition, long[] byAge, long neverActive) {
        this.definition = definition;
        this.byAge = byAge;
        this.neverActive = neverActive;
    }

    /**
     * Counts the inactive customers of a period.
     *
     * @param table who was active when
     * @param slot the slot of the period, which must not be a skipped day
     * @return the stock
     * @throws IllegalArgumentException if the slot lies outside the window or is a skipped day
     */
    public static InactiveStock of(ActivityTable table, int slot) {
        if (slot < 0 || slot >= table.periods() || table.isSkipped(slot)) {
            throw new IllegalArgumentException(
                    "slot must be of an observed period in [0, %s], was %s".formatted(table.periods() - 1, slot));
        }
        Periods periods = table.slots();
        long[] byAge = new long[periods.ordinal(slot) + 1];
        long neverActive = 0;
        for (int customer = 0; customer < table.customers(); customer++) {
            int last = table.previousActive(customer, slot);
            if (last >= 0) {
                byAge[periods.ordinal(slot) - periods.ordinal(last)]++;
            } else if (table.firstSeenPeriod(customer) <= table.firstPeriod() + slot) {
                neverActive++;
            }
        }
        byAge[0] = 0; // they are active
        int period = table.firstPeriod() + slot;
        return new InactiveStock(
                "customers seen by and inactive in period " + period + "; " + table.describe(), byAge, neverActive);
    }

    /**
     * Returns the longest silence that the window can show.
     *
     * @return an age in periods, 0 or more
     */
    public int maxAge() {
        return byAge.length - 1;
    }

    /**
     * Returns how many customers have been silent for so long.
     *
     * @param age the periods since the last active one, 1 to {@link #maxAge()}
     * @return the number of customers
     * @throws IllegalArgumentException if the age is out of its range
     */
    public long ofAge(int age) {
        return byAge[Checks.inRange(age, 1, maxAge(), "age")];
    }

    /**
     * Returns how many customers were seen but were never active in the window: registered ones, or active before it only.
     *
     * @return the number of customers
     */
    public long neverActive() {
        return neverActive;
    }

    /**
     * Returns how many customers are inactive.
     *
     * @return those of every age and those never active
     */
    public long total() {
        return Arrays.stream(byAge).sum() + neverActive;
    }

    /**
     * Returns how this stock is defined, in words.
     *
     * @return one line
     */
    public String describe() {
        return definition;
    }
}

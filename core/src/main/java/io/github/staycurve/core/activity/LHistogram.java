package io.github.staycurve.core.activity;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.stat.Ratio;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * How many customers were active on exactly 0, 1, 2 ... of the last w periods: L28 on days with w = 28, L7 with w = 7.
 *
 * <p>A customer is in it once, however often the window is looked at. This class is immutable and thread-safe.
 */
public final class LHistogram {
    /** Whom a histogram of active periods counts. */
    public enum Population {
        /** The customers active at least once in its window. */
        ACTIVE,
        /** All customers seen by the end of its window: those not active in it are in bucket 0. */
        EVER_SEEN
    }

    private final String definition;
    private final CellStatus status;
    private final Population population;
    private final long[] counts;

    private LHistogram(String definition, CellStatus status, Population population, long[] counts) {
        this.definition = definition;
        this.status = status;
        this.population = population;
        this.counts = counts;
    }

    /**
     * Counts the 28 periods up to that of a day, of the customers active in them.
     *
     * @param table who was active when, usually by day
     * @param end a day of the last period
     * @return the histogram
     * @throws IllegalArgumentException if the day lies outside the window of the table
     */
    public static LHistogram of(ActivityTable table, LocalDate end) {
        return of(table, end, 28, Population.ACTIVE);
    }

    /**
     * Counts the periods up to that of a day.
     *
     * @param table who was active when, usually by day
     * @param end a day of the last period
     * @param width how many periods the window has, 1 or more and at most {@link ActivityWindow#MAX_PERIODS}
     * @param population whom to count
     * @return the histogram
     * @throws IllegalArgumentException if the day lies outside the window of the table, or the width is out of its range
     */
    public static LHistogram of(ActivityTable table, LocalDate end, int width, Population population) {
        Checks.inRange(width, 1, ActivityWindow.MAX_PERIODS, "width");
        int last = table.slotOf(end);
        int first = last - width + 1;
        long[] counts = new long[width + 1];
        for (int customer = 0; customer < table.customers(); customer++) {
            int active = table.rows().count(customer, Math.max(0, first), last);
            boolean seen = table.firstSeenPeriod(customer) <= table.firstPeriod() + last;
            if (active > 0 || (population == Population.EVER_SEEN && seen)) {
                counts[active]++;
            }
        }
        CellStatus status = table.status(last);
        if (status == CellStatus.COMPLETE && (first < 0 || (first == 0 && table.status(0) == CellStatus.PARTIAL))) {
            status = CellStatus.LEFT_CENSORED;
        }
        String definition = "active periods among the %s up to %s, of customers %s; %s"
                .formatted(
                        width, end, population == Population.ACTIVE ? "active in them" : "ever seen", table.describe());
        return new LHistogram(definition, status, population, counts);
    }

    /**
     * Returns how many periods the window has.
     *
     * @return its width
     */
    public int width() {
        return counts.length - 1;
    }

    /**
     * Returns how far the window was observed.
     *
     * @return LEFT_CENSORED if it begins before the first whole period of the table, else the status of its last period
     */
    public CellStatus status() {
        return status;
    }

    /**
     * Returns whom the histogram counts.
     *
     * @return the population
     */
    public Population population() {
        return population;
    }

    /**
     * Returns how many customers were active in exactly n periods.
     *
     * @param n the number of periods, 0 to {@link #width()}
     * @return the number of customers; for 0, none unless the population is everyone ever seen
     * @throws IllegalArgumentException if the number is out of its range
     */
    public long exactly(int n) {
        return counts[Checks.inRange(n, 0, width(), "n")];
    }

    /**
     * Returns how many customers were active in at least n periods.
     *
     * @param n the number of periods, 0 to {@link #width()}
     * @return the number of customers; for 0 all of the population
     * @throws IllegalArgumentException if the number is out of its range
     */
    public long atLeast(int n) {
        long sum = 0;
        for (int i = Checks.inRange(n, 0, width(), "n"); i < counts.length; i++) {
            sum += counts[i];
        }
        return sum;
    }

    /**
     * Returns the share of the population active in at least n periods.
     *
     * @param n the number of periods, 0 to {@link #width()}
     * @return the share, a proportion
     * @throws IllegalArgumentException if the number is out of its range
     */
    public Ratio shareOfAtLeast(int n) {
        return Ratio.of((double) atLeast(n), (double) atLeast(0));
    }

    /**
     * Returns the mean number of active periods.
     *
     * @return the sum of active periods over the population
     */
    public Ratio meanActivePeriods() {
        long sum = 0;
        for (int n = 0; n < counts.length; n++) {
            sum += n * counts[n];
        }
        return Ratio.of((double) sum, (double) atLeast(0));
    }

    /**
     * Returns the histogram of two tables that share no customer.
     *
     * @param other a histogram of the same definition
     * @return the sums
     * @throws IllegalArgumentException if the definitions differ
     */
    public LHistogram plus(LHistogram other) {
        if (!definition.equals(other.definition)) {
            throw new IllegalArgumentException("cannot add histograms of different definitions: '%s' to '%s'"
                    .formatted(other.definition, definition));
        }
        long[] sums = counts.clone();
        Arrays.setAll(sums, n -> sums[n] + other.counts[n]);
        return new LHistogram(definition, status, population, sums);
    }

    /**
     * Returns how this histogram is defined, in words.
     *
     * @return one line
     */
    public String describe() {
        return definition;
    }

    @Override
    public String toString() {
        return "LHistogram[" + definition + "]";
    }
}

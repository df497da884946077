package io.github.staycurve.core.activity;

import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.stat.Ratio;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * How many customers were active in windows that end at each period: on a table of days, the DAU, WAU and MAU of every day.
 *
 * <p>{@code count(slot, w)} is the number of customers active at least once in the w periods up to that one. Windows
 * overlap, so that counts must not be added over time. Calendar weeks and months are the counts at width 1 of a table on
 * that {@linkplain ActivityTable#onGrid grid}.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class ActiveUsers {
    /** One day, one week, and four weeks, which hold every day of the week equally often. */
    private static final int[] DEFAULT_WIDTHS = {1, 7, 28};

    private final ActivityWindow window;
    private final String definition;
    private final Periods periods;
    /** Ascending; the first is 1. */
    private final int[] widths;
    /** A row a width, a column a slot. */
    private final long[][] counts;

    ActiveUsers(ActivityTable table, int[] widths, long[][] counts) {
        this(table.window(), table.definition(), table.slots(), widths, counts);
    }

    private ActiveUsers(ActivityWindow window, String definition, Periods periods, int[] widths, long[][] counts) {
        this.window = window;
        this.definition = definition;
        this.periods = periods;
        this.widths = widths;
        this.counts = counts;
    }

    /**
     * Counts windows of 1, 7 and 28 periods.
     *
     * @param table who was active when, usually by day
     * @return the counts
     */
    public static ActiveUsers of(ActivityTable table) {
        return of(table, DEFAULT_WIDTHS);
    }

    /**
     * Counts windows of these widths, and of 1.
     *
     * @param table who was active when, usually by day
     * @param widths the numbers of periods, each 1 or more and at most {@link ActivityWindow#MAX_PERIODS}
     * @return the counts
     * @throws IllegalArgumentException if a width is out of its range
     */
    public static ActiveUsers of(ActivityTable table, int... widths) {
        ActiveUsersCounter counter = new ActiveUsersCounter(table, widths);
        table.scan(counter);
        return counter.activeUsers();
    }

    /**
     * Returns how many customers were active in a window.
     *
     * @param day a day of the window's last period
     * @param width the number of periods in it, one of those counted
     * @return the number, empty where it is UNOBSERVED
     * @throws IllegalArgumentException if the day lies outside the years -999,999 to 999,999, or the width was not counted
     */
    public OptionalLong activeUsers(LocalDate day, int width) {
        return count(slotOf(day), width);
    }

    /**
     * Returns how many customers were active in a window.
     *
     * @param slot the slot of its last period
     * @param width the number of periods in it, one of those counted
     * @return the number, empty where it is UNOBSERVED
     * @throws IllegalArgumentException if the width was not counted
     */
    public OptionalLong count(int slot, int width) {
        int row = rowOf(width);
        return periods.status(slot) == CellStatus.UNOBSERVED
                ? OptionalLong.empty()
                : OptionalLong.of(counts[row][slot]);
    }

    /**
     * Returns how far a window was observed.
     *
     * @param slot the slot of its last period
     * @param width the number of periods in it
     * @return LEFT_CENSORED if it begins before the first whole period of the table; else the status of its last period
     */
    public CellStatus status(int slot, int width) {
        CellStatus last = periods.status(slot);
        if (last != CellStatus.COMPLETE) {
            return last;
        }
        int first = slot - width + 1;
        return first < 0 || (first == 0 && periods.status(0) == CellStatus.PARTIAL) ? CellStatus.LEFT_CENSORED : last;
    }

    /**
     * Returns the stickiness ratio of a window by {@link StickinessKind#MEAN}.
     *
     * @param day a day of the window's last period
     * @param width the number of periods in the window, one of those counted
     * @return the ratio, as {@link #stickiness(StickinessKind, int, int)} says
     * @throws IllegalArgumentException if the day lies outside the years -999,999 to 999,999, or the width was not counted
     */
    public Ratio stickiness(LocalDate day, int width) {
        return stickiness(StickinessKind.MEAN, slotOf(day), width);
    }

    /**
     * Returns the stickiness ratio of a window, DAU/MAU on a table of days and a width of 28.
     *
     * <p>By {@link StickinessKind#MEAN} it is (sum of the actives of each period in W) / (|W| × actives of W), where a
     * skipped day is none of the |W| periods. Counting each customer's active periods in the sum instead shows that it
     * equals E[active periods in W | active in W] / |W|. Its {@linkplain #status status} is that of the window.
     *
     * @param kind what is divided
     * @param slot the slot of the window's last period
     * @param width the number of periods in the window, one of those counted
     * @return the ratio, in [0, 1]; nothing over nothing where the window was not observed or nobody was active in it
     * @throws IllegalArgumentException if the width was not counted
     */
    public Ratio stickiness(StickinessKind kind, int slot, int width) {
        int row = rowOf(width);
        if (periods.status(slot) == CellStatus.UNOBSERVED) {
            return Ratio.EMPTY;
        }
        long inWindow = counts[row][slot];
        if (kind == StickinessKind.POINT) {
            return Ratio.of((double) counts[0][slot], (double) inWindow);
        }
        int first = Math.max(0, slot - width + 1);
        long sum = 0;
        for (int each = first; each <= slot; each++) {
            sum += counts[0][each];
        }
        return Ratio.of((double) sum, (double) inWindow * periods.observedBetween(first, slot + 1));
    }

    /**
     * Returns the stickiness ratio of a window.
     *
     * @param kind what is divided
     * @param day a day of the window's last period
     * @param width the number of periods in the window, one of those counted
     * @return the ratio, as {@link #stickiness(StickinessKind, int, int)} says
     * @throws IllegalArgumentException if the day lies outside the years -999,999 to 999,999, or the width was not counted
     */
    public Ratio stickiness(StickinessKind kind, LocalDate day, int width) {
        return stickiness(kind, slotOf(day), width);
    }

    /**
     * Returns the number of periods.
     *
     * @return the number of slots
     */
    public int periods() {
        return periods.count();
    }

    /**
     * Returns the window of the table.
     *
     * @return the periods, and as of when
     */
    public ActivityWindow window() {
        return window;
    }

    /**
     * Returns the counts of two tables that share no customer.
     *
     * @param other counts of the same definition
     * @return the sums
     * @throws IllegalArgumentException if the definitions differ
     */
    public ActiveUsers plus(ActiveUsers other) {
        if (!describe().equals(other.describe()) || !window.equals(other.window)) {
            throw new IllegalArgumentException("cannot add active users of different definitions: '%s' to '%s'"
                    .formatted(other.describe(), describe()));
        }
        long[][] sums = new long[counts.length][periods()];
        for (int row = 0; row < sums.length; row++) {
            for (int slot = 0; slot < periods(); slot++) {
                sums[row][slot] = counts[row][slot] + other.counts[row][slot];
            }
        }
        return new ActiveUsers(window, definition, periods, widths, sums);
    }

    /**
     * Returns how these counts are defined, in words.
     *
     * @return one line
     */
    public String describe() {
        return "customers active in the last %s periods; %s; %s"
                .formatted(Arrays.toString(widths), definition, window.describe());
    }

    @Override
    public String toString() {
        return "ActiveUsers[" + describe() + "]";
    }

    private int slotOf(LocalDate day) {
        return window.grid().indexOf(day) - window.firstPeriod();
    }

    private int rowOf(int width) {
        int row = Arrays.binarySearch(widths, width);
        if (row < 0) {
            throw new IllegalArgumentException(
                    "width must be one of those counted, %s, was %s".formatted(Arrays.toString(widths), width));
        }
        return row;
    }
}

package io.github.staycurve.core.metric;

import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.time.CalendarGrid;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The local days that a metric counts, and the day up to which the data was collected.
 *
 * <p>Both ends are inclusive. What happened after {@code asOf} does not exist for the metric. Periods that are to be
 * compared should hold the same weekdays: {@link #before()} and {@link #yearBefore()} see to it.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param zone the zone in which instants become local days
 * @param firstDay the first day
 * @param lastDay the last day
 * @param dataFrom the first day that the data covers
 * @param asOf the last day that the data covers
 */
public record MetricPeriod(ZoneId zone, LocalDate firstDay, LocalDate lastDay, LocalDate dataFrom, LocalDate asOf) {
    /** Days from a day to the same weekday about a year later. */
    private static final int WEEKDAY_YEAR = 364;

    private static final int DAYS_A_WEEK = 7;

    /**
     * Checks the order of the days.
     *
     * @param zone the zone in which instants become local days
     * @param firstDay the first day
     * @param lastDay the last day
     * @param dataFrom the first day that the data covers
     * @param asOf the last day that the data covers
     * @throws IllegalArgumentException if the period ends before it begins, begins after the data ends, or the data ends
     *     before it begins
     */
    public MetricPeriod {
        checkOrder(firstDay, "firstDay", lastDay, "lastDay");
        checkOrder(firstDay, "firstDay", asOf, "asOf");
        checkOrder(dataFrom, "dataFrom", asOf, "asOf");
    }

    /**
     * Returns the period between two days, in data that covers both of them and every day before.
     *
     * @param firstDay the first day
     * @param lastDay the last day, which is also that of the data
     * @param zone the zone of the days
     * @return the period
     * @throws IllegalArgumentException if it ends before it begins
     */
    public static MetricPeriod of(LocalDate firstDay, LocalDate lastDay, ZoneId zone) {
        return new MetricPeriod(zone, firstDay, lastDay, LocalDate.MIN, lastDay);
    }

    /**
     * Returns a period of a grid, in data that covers every day up to one.
     *
     * @param grid the grid
     * @param index the index of the period
     * @param asOf the last day of the data
     * @return the period
     * @throws IllegalArgumentException if it begins after the data ends
     */
    public static MetricPeriod of(CalendarGrid grid, int index, LocalDate asOf) {
        return new MetricPeriod(grid.zone(), grid.firstDay(index), grid.lastDay(index), LocalDate.MIN, asOf);
    }

    /**
     * Returns this period in data that was collected up to another day.
     *
     * @param day the last day of the data
     * @return the period
     * @throws IllegalArgumentException if the period or the data begins after it
     */
    public MetricPeriod withAsOf(LocalDate day) {
        return new MetricPeriod(zone, firstDay, lastDay, dataFrom, day);
    }

    /**
     * Returns this period in data that begins on a day: a buyer's first purchase may then lie before it, unseen.
     *
     * @param day the first day of the data
     * @return the period
     * @throws IllegalArgumentException if the data ends before it
     */
    public MetricPeriod withDataFrom(LocalDate day) {
        return new MetricPeriod(zone, firstDay, lastDay, day, asOf);
    }

    /**
     * Returns how far the period is known.
     *
     * @return PARTIAL if the data ends before the period, else LEFT_CENSORED if it begins after the first day, else
     *     COMPLETE
     */
    public CellStatus status() {
        if (lastDay.isAfter(asOf)) {
            return CellStatus.PARTIAL;
        }
        return dataFrom.isAfter(firstDay) ? CellStatus.LEFT_CENSORED : CellStatus.COMPLETE;
    }

    /**
     * Returns the number of days.
     *
     * @return 1 or more
     */
    public int days() {
        return Math.toIntExact(lastDay.toEpochDay() - firstDay.toEpochDay() + 1);
    }

    /**
     * Returns the period just before this one: as many days, the same weekdays.
     *
     * @return the period, in the same data
     * @throws IllegalStateException if this one is not a whole number of weeks, so that weekdays would not match; take 28
     *     days instead of a month
     */
    public MetricPeriod before() {
        if (days() % DAYS_A_WEEK != 0) {
            throw new IllegalStateException(
                    "a period of %d days has no period before it with the same weekdays; take whole weeks, as 28 days"
                            .formatted(days()));
        }
        return shifted(-days());
    }

    /**
     * Returns this period 364 days earlier: a year before, on the same weekdays.
     *
     * @return the period, in the same data
     */
    public MetricPeriod yearBefore() {
        return shifted(-WEEKDAY_YEAR);
    }

    private MetricPeriod shifted(int shift) {
        return new MetricPeriod(zone, firstDay.plusDays(shift), lastDay.plusDays(shift), dataFrom, asOf);
    }

    /** Returns whether this period has the length, the weekdays, the data and the zone of another. */
    boolean alignsWith(MetricPeriod other) {
        return zone.equals(other.zone)
                && days() == other.days()
                && firstDay.getDayOfWeek() == other.firstDay.getDayOfWeek();
    }

    /**
     * Returns this period in words.
     *
     * @return one line
     */
    public String describe() {
        return "%s to %s inclusive (%s), data%s to %s, days in %s"
                .formatted(
                        firstDay,
                        lastDay,
                        status(),
                        dataFrom.equals(LocalDate.MIN) ? "" : " from " + dataFrom,
                        asOf,
                        zone);
    }

    private static void checkOrder(LocalDate early, String earlyName, LocalDate late, String lateName) {
        if (early.isAfter(late)) {
            throw new IllegalArgumentException(
                    "%s %s must not lie after %s %s".formatted(earlyName, early, lateName, late));
        }
    }
}

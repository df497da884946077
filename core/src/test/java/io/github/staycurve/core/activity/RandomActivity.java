package io.github.staycurve.core.activity;

import io.github.staycurve.core.time.CalendarGrid;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Events drawn at random around oddities of calendars, and what follows from them by the definitions alone, with sets of
 * periods in place of bits.
 */
final class RandomActivity {
    private static final List<String> ZONES =
            List.of("UTC", "Europe/London", "America/Sao_Paulo", "Pacific/Apia", "America/St_Johns", "Asia/Shanghai");

    /** A first day shortly before clocks change, a leap day, a year's end, or the day that Samoa skipped. */
    private static final List<LocalDate> STARTS = List.of(
            LocalDate.of(2012, 2, 20),
            LocalDate.of(2011, 12, 20),
            LocalDate.of(2010, 10, 10),
            LocalDate.of(2017, 3, 15),
            LocalDate.of(2006, 10, 20));

    record Mark(int customer, long epochMillis) {}

    final ActivityWindow window;
    final List<Mark> marks = new ArrayList<>();
    final int customers;
    /** The periods of each customer, those before the window's start left out. */
    final TreeMap<Integer, TreeSet<Integer>> active = new TreeMap<>();
    /** The first-ever period of each customer. */
    final TreeMap<Integer, Integer> firstEver = new TreeMap<>();

    long before;
    long after;

    RandomActivity(SplittableRandom random, PeriodUnit unit, boolean outside) {
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        CalendarGrid grid = new CalendarGrid(zone, unit, DayOfWeek.of(1 + random.nextInt(7)));
        LocalDate start = STARTS.get(random.nextInt(STARTS.size()));
        int days = 1 + random.nextInt(unit == PeriodUnit.DAY ? 150 : 600);
        Instant from = start.atStartOfDay(zone).toInstant();
        Instant end = start.plusDays(days).atStartOfDay(zone).toInstant();
        window = random.nextBoolean()
                ? ActivityWindow.of(grid, start, start.plusDays(days - 1L))
                : ActivityWindow.asOf(grid, start, end.minusMillis(random.nextInt(40_000_000)));
        customers = 1 + random.nextInt(12);
        long span = end.toEpochMilli() - from.toEpochMilli();
        int count = random.nextInt(1 + customers * days / 2);
        for (int i = 0; i < count; i++) {
            long margin = outside ? span / 4 : 0;
            long at = from.toEpochMilli() - margin + random.nextLong(span + 2 * margin);
            if (random.nextInt(3) == 0) {
                at = Math.floorDiv(at, 1_800_000L) * 1_800_000L; // midnights and clock changes
            }
            mark(random.nextInt(customers), at);
        }
    }

    /** Adds an event, and notes what it means by the definitions. */
    void mark(int customer, long epochMillis) {
        marks.add(new Mark(customer, epochMillis));
        CalendarGrid grid = window.grid();
        Instant when = Instant.ofEpochMilli(epochMillis);
        if (!when.isBefore(window.asOf())) {
            after++;
            return;
        }
        int period = grid.indexOf(when);
        if (LocalDate.ofInstant(when, grid.zone()).isBefore(window.start())
                || when.isBefore(window.start().atStartOfDay(grid.zone()).toInstant())) {
            before++;
        } else {
            active.computeIfAbsent(customer, c -> new TreeSet<>()).add(period);
        }
        firstEver.merge(customer, period, Math::min);
    }

    ActivityTable table() {
        ActivityTableBuilder builder = ActivityTable.builder(window, "marks", 0);
        marks.forEach(mark -> builder.add(mark.customer(), mark.epochMillis()));
        return builder.build();
    }

    boolean isActive(int customer, int period) {
        TreeSet<Integer> periods = active.get(customer);
        return periods != null && periods.contains(period);
    }

    /** Returns the periods of the window in which there was an instant. */
    List<Integer> observedPeriods() {
        List<Integer> periods = new ArrayList<>();
        for (int period = window.firstPeriod(); period <= window.lastPeriod(); period++) {
            if (window.grid().start(period).isBefore(window.grid().end(period))) {
                periods.add(period);
            }
        }
        return periods;
    }
}

package io.github.staycurve.core.activity;

import io.github.staycurve.core.internal.Instants;
import io.github.staycurve.core.time.CalendarGrid;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns instants into slots of a window, fast in any order: the clock changes within the window are looked up once.
 *
 * <p>An instance is not thread-safe; make one a loop.
 */
final class PeriodClock {
    /** Of an instant at or after the as-of. */
    static final int AFTER = -1;
    /** Of an instant before the first day. */
    static final int BEFORE = -2;

    private static final long MILLIS_A_DAY = 86_400_000L;

    private final CalendarGrid grid;
    private final long startMillis;
    private final long asOfMillis;
    private final int firstDay;
    /** The slot of each day from the first one of the first period; empty where that is the day's own number. */
    private final int[] slotOfDay;
    /** The offset of span i holds until, exclusive, changes[i]. */
    private final long[] changes;

    private final long[] offsets;
    private int span;

    PeriodClock(ActivityWindow window) {
        this.grid = window.grid();
        this.startMillis =
                Instants.ceilingMillis(window.start().atStartOfDay(grid.zone()).toInstant());
        this.asOfMillis = Instants.ceilingMillis(window.asOf());
        int first = window.firstPeriod();
        this.firstDay = (int) grid.firstDay(first).toEpochDay();
        this.slotOfDay = grid.unit() == PeriodUnit.DAY ? new int[0] : slots(window);
        ZoneRules rules = grid.zone().getRules();
        Instant from = Instant.ofEpochMilli(startMillis);
        List<ZoneOffsetTransition> transitions = new ArrayList<>();
        ZoneOffsetTransition next = rules.isFixedOffset() ? null : rules.nextTransition(from);
        while (next != null && next.getInstant().toEpochMilli() < asOfMillis) {
            transitions.add(next);
            next = rules.nextTransition(next.getInstant());
        }
        changes = new long[transitions.size() + 1];
        offsets = new long[changes.length];
        offsets[0] = 1000L * rules.getOffset(from).getTotalSeconds();
        for (int i = 0; i < transitions.size(); i++) {
            changes[i] = transitions.get(i).getInstant().toEpochMilli();
            offsets[i + 1] = 1000L * transitions.get(i).getOffsetAfter().getTotalSeconds();
        }
        changes[changes.length - 1] = Long.MAX_VALUE;
    }

    /** Returns the slot of an instant, {@link #BEFORE} or {@link #AFTER}. */
    int slot(long epochMillis) {
        if (epochMillis >= asOfMillis) {
            return AFTER;
        }
        if (epochMillis < startMillis) {
            return BEFORE;
        }
        while (epochMillis >= changes[span]) {
            span++;
        }
        while (span > 0 && epochMillis < changes[span - 1]) {
            span--;
        }
        int day = (int) Math.floorDiv(epochMillis + offsets[span], MILLIS_A_DAY) - firstDay;
        if (day < 0) {
            return BEFORE; // the clock was set back across the midnight at which the window starts
        }
        return slotOfDay.length == 0 ? day : slotOfDay[day];
    }

    /** Returns the period of any instant. */
    int period(long epochMillis) {
        return grid.indexOf(Instant.ofEpochMilli(epochMillis));
    }

    private int[] slots(ActivityWindow window) {
        int first = window.firstPeriod();
        LocalDate last = grid.lastDay(window.lastPeriod());
        int[] slots = new int[(int) last.toEpochDay() - firstDay + 1];
        for (int day = 0; day < slots.length; day++) {
            slots[day] = grid.indexOf(LocalDate.ofEpochDay((long) firstDay + day)) - first;
        }
        return slots;
    }
}

package io.github.staycurve.core.activity;

import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.Duration;
import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;

/**
 * The slots of a window: how far each was observed, and how they count where the zone skipped a day.
 *
 * <p>This class is immutable and thread-safe.
 */
final class Periods {
    private final int count;
    private final CellStatus[] statuses;
    /** How many slots before each one were not skipped; empty where none was. */
    private final int[] ordinals;
    /** The slot of each ordinal; empty where none was skipped. */
    private final int[] slots;

    private final int observed;

    Periods(ActivityWindow window) {
        count = window.periods();
        boolean[] skipped = skipped(window);
        statuses = new CellStatus[count];
        Arrays.fill(statuses, CellStatus.COMPLETE);
        int first = window.firstPeriod();
        int running = count - 1; // from the end, as only the last ones are not complete
        while (running >= 0 && window.status(first + running) != CellStatus.COMPLETE) {
            statuses[running] = window.status(first + running);
            running--;
        }
        statuses[0] = window.status(first);
        int seen = 0;
        for (int slot = 0; slot < count; slot++) {
            statuses[slot] = skipped[slot] ? CellStatus.UNOBSERVED : statuses[slot];
            seen += skipped[slot] ? 0 : 1;
        }
        observed = seen;
        ordinals = seen == count ? new int[0] : new int[count];
        slots = seen == count ? new int[0] : new int[seen];
        int ordinal = 0;
        for (int slot = 0; slot < ordinals.length; slot++) {
            ordinals[slot] = ordinal;
            if (!skipped[slot]) {
                slots[ordinal++] = slot;
            }
        }
    }

    /** Only a clock set forward by a day or more skips one. */
    private static boolean[] skipped(ActivityWindow window) {
        boolean[] skipped = new boolean[window.periods()];
        ZoneRules rules = window.grid().zone().getRules();
        if (window.grid().unit() != PeriodUnit.DAY || rules.isFixedOffset()) {
            return skipped;
        }
        int first = window.firstPeriod();
        Instant from =
                window.start().minusDays(2).atStartOfDay(window.grid().zone()).toInstant();
        ZoneOffsetTransition change = rules.nextTransition(from);
        while (change != null && change.getInstant().isBefore(window.asOf())) {
            if (change.getDuration().compareTo(Duration.ofDays(1)) >= 0) {
                long last = change.getDateTimeAfter().toLocalDate().toEpochDay() - first;
                long slot = change.getDateTimeBefore().toLocalDate().toEpochDay() - first;
                for (long each = Math.max(0, slot); each <= last && each < skipped.length; each++) {
                    skipped[(int) each] = window.isSkipped(first + (int) each);
                }
            }
            change = rules.nextTransition(change.getInstant());
        }
        return skipped;
    }

    int count() {
        return count;
    }

    /** Returns the number of slots that were not skipped. */
    int observed() {
        return observed;
    }

    CellStatus status(int slot) {
        return slot < 0 || slot >= count ? CellStatus.UNOBSERVED : statuses[slot];
    }

    /** Returns how many slots before this one were not skipped. */
    int ordinal(int slot) {
        return ordinals.length == 0 ? slot : ordinals[slot];
    }

    /** Returns the slot with this ordinal; past the last one, one past the last slot or more. */
    int slot(int ordinal) {
        if (slots.length == 0) {
            return ordinal;
        }
        return ordinal < observed ? slots[ordinal] : count + ordinal - observed;
    }

    boolean isSkipped(int slot) {
        return ordinals.length > 0 && (ordinals[slot] >= observed || slots[ordinals[slot]] != slot);
    }

    /** Returns how many slots of [from, to) were not skipped. */
    int observedBetween(int from, int to) {
        return ordinals.length == 0
                ? to - from
                : (int) Arrays.stream(slots).filter(s -> s >= from && s < to).count();
    }
}

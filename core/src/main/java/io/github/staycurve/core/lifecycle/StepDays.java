package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.time.CalendarGrid;
import java.time.LocalDate;

/**
 * The last days of the steps of a grid, looked up once for all customers. Days are counted from 1970-01-01.
 *
 * <p>Immutable and thread-safe.
 */
final class StepDays {
    private final CalendarGrid grid;
    private final int base;
    private final int[] lastDays;

    private StepDays(CalendarGrid grid, int base, int[] lastDays) {
        this.grid = grid;
        this.base = base;
        this.lastDays = lastDays;
    }

    /** Returns the steps from the one that holds the first day to the one that holds the last, and the one before them. */
    static StepDays of(CalendarGrid grid, LocalDate first, LocalDate last) {
        int base = grid.indexOf(first) - 1;
        int[] lastDays = new int[grid.indexOf(last) - base + 1];
        for (int i = 0; i < lastDays.length; i++) {
            lastDays[i] = (int) grid.lastDay(base + i).toEpochDay();
        }
        return new StepDays(grid, base, lastDays);
    }

    static void checkZone(CalendarGrid grid, PurchaseDays days) {
        if (!grid.zone().equals(days.zone())) {
            throw new IllegalArgumentException(
                    "grid must be in the zone of the purchases, %s, was in %s".formatted(days.zone(), grid.zone()));
        }
    }

    int lastDay(int index) {
        return lastDays[index - base];
    }

    int indexOf(int day) {
        return grid.indexOf(LocalDate.ofEpochDay(day));
    }

    /**
     * Brings a walk, just started, to the end of a day, with all steps of the grid that end by then.
     *
     * @param asOf the day, in the range of these steps
     */
    void advance(StageWalk walk, int firstOrder, int asOf) {
        int step = indexOf(firstOrder);
        while (lastDay(step) <= asOf) {
            walk.startStep();
            walk.advanceTo(lastDay(step));
            walk.endStep();
            if (lastDay(step++) == asOf) {
                return;
            }
        }
        walk.startStep();
        walk.advanceTo(asOf);
    }
}

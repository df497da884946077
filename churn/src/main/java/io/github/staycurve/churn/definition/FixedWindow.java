package io.github.staycurve.churn.definition;

import io.github.staycurve.core.data.PurchaseDays;
import java.time.LocalDate;

/**
 * No purchase within a number of days after the cutoff: churned if nothing was bought in (cutoff, cutoff + days].
 *
 * <p>A purchase on the cutoff day is of the past, one on the day after it and one on the last day of the window retain. It
 * is the outcome to train models on: the same number of days for everybody, known only when they are over. The day of a
 * churned customer is the last of the window, that of a retained one the first purchase in it. Who buys again later has
 * still churned at this cutoff.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param days the length of the window, from 1 to 1,000,000
 */
public record FixedWindow(int days) implements PurchaseChurn {
    /**
     * Checks the length.
     *
     * @param days the length of the window, from 1 to 1,000,000
     * @throws IllegalArgumentException if it is out of its range
     */
    public FixedWindow {
        DayRange.checked(days, 1, "days");
    }

    @Override
    public ChurnLabels label(PurchaseDays purchases, LocalDate cutoff, LocalDate observationEnd) {
        int last = (int) cutoff.toEpochDay() + days;
        return PurchaseLabeller.label(this, purchases, cutoff, observationEnd, (row, end, out) -> {
            boolean buys = end < purchases.start(row + 1) && purchases.day(end) <= last;
            if (buys) {
                out.retained(row, purchases.day(end));
            } else {
                out.churned(row, last);
            }
        });
    }

    @Override
    public int lookAheadDays() {
        return days;
    }

    @Override
    public String describe() {
        return "no purchase in the %s days after the cutoff".formatted(days);
    }
}

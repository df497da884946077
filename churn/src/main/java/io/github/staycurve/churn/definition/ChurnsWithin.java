package io.github.staycurve.churn.definition;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.internal.Checks;
import java.time.LocalDate;

/**
 * Who has not churned at the cutoff, by a definition known there, and has churned so many days later.
 *
 * <p>It turns a state into an outcome that a model can predict. Who has churned by the cutoff already is no longer at risk
 * and has no label. The day is that of the later label.
 *
 * <p>This record is immutable and thread-safe if its definition is.
 *
 * @param state the definition, one that is known at the cutoff
 * @param days how many days later, from 1 to 1,000,000
 */
public record ChurnsWithin(PurchaseChurn state, int days) implements PurchaseChurn {
    /**
     * Checks the parts.
     *
     * @param state the definition, one that is known at the cutoff
     * @param days how many days later, from 1 to 1,000,000
     * @throws IllegalArgumentException if the number is out of its range, or the definition is an outcome itself
     */
    public ChurnsWithin {
        DayRange.checked(days, 1, "days");
        if (state.isOutcome()) {
            throw new IllegalArgumentException(
                    "state must be known at the cutoff, and is an outcome already: " + state.describe());
        }
    }

    @Override
    public ChurnLabels label(PurchaseDays purchases, LocalDate cutoff, LocalDate observationEnd) {
        LocalDate later = LocalDate.ofEpochDay((long) Checks.epochDay(cutoff, "cutoff") + days);
        ChurnLabels now = state.label(purchases, cutoff, observationEnd);
        ChurnLabels then = state.label(purchases, later, observationEnd);
        return PurchaseLabeller.label(this, purchases, cutoff, observationEnd, (row, end, out) -> {
            if (now.label(row) == ChurnLabel.CHURNED) {
                out.unknown(row, UnknownReason.ALREADY_CHURNED);
            } else if (now.label(row) == ChurnLabel.UNKNOWN || then.label(row) == ChurnLabel.UNKNOWN) {
                out.unknown(row, UnknownReason.NOT_DEFINED);
            } else if (then.label(row) == ChurnLabel.CHURNED) {
                out.churned(row, then.epochDay(row));
            } else {
                out.retained(row, then.epochDay(row));
            }
        });
    }

    @Override
    public int lookAheadDays() {
        return days;
    }

    @Override
    public String describe() {
        return "not at the cutoff and %s days later: %s".formatted(days, state.describe());
    }
}

package io.github.staycurve.churn.definition;

import io.github.staycurve.core.data.PurchaseDays;
import java.time.LocalDate;

/**
 * A definition that is told from the days on which a customer bought.
 *
 * <p>{@link FixedWindow} and {@link ChurnsWithin} look ahead from a cutoff and are what a model predicts. The others are
 * known at the cutoff: they say who is taken for lost on that day.
 */
public sealed interface PurchaseChurn extends ChurnDefinition
        permits FixedWindow, PersonalGap, AliveBelow, HazardAbove, StageChurned, ChurnsWithin {
    /**
     * Labels every customer at a cutoff.
     *
     * @param days the purchases; those after the cutoff count only as far as the definition looks ahead
     * @param cutoff the day at whose end is asked
     * @param observationEnd the last day of which all purchases are known
     * @return a label for each customer of the purchases, in their order
     * @throws IllegalArgumentException if a day lies outside the years -999,999 to 999,999
     */
    ChurnLabels label(PurchaseDays days, LocalDate cutoff, LocalDate observationEnd);

    @Override
    default boolean isOutcome() {
        return lookAheadDays() > 0;
    }

    /**
     * Returns the outcome that a customer who has not churned at a cutoff has churned, by this definition, so many days
     * later: what a model can predict where this definition itself is known at the cutoff.
     *
     * @param days how many days later, from 1 to 1,000,000
     * @return the definition
     * @throws IllegalArgumentException if the number is out of its range, or this definition is an outcome itself
     */
    default ChurnsWithin within(int days) {
        return new ChurnsWithin(this, days);
    }
}

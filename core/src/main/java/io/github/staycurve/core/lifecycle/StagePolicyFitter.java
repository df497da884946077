package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.data.PurchaseDays;
import java.time.LocalDate;

/**
 * Makes the policy that somebody would have had on a past day: what a {@link StageBacktest} tests.
 *
 * <p>A policy that was fitted is fitted here, to the purchases given; one that is a rule is returned as it is.
 */
@FunctionalInterface
public interface StagePolicyFitter {
    /**
     * Returns the policy as of a day.
     *
     * @param known the purchases up to that day, and nothing of what came later
     * @param asOf the day
     * @return the policy
     */
    StagePolicy fit(PurchaseDays known, LocalDate asOf);
}

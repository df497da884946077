package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.stat.Ratio;

/**
 * How many gaps ended within the time that the policy gave for them with a stated probability.
 *
 * <p>A gap counts if the data go on long enough after its beginning to tell, whether or not it ended: so nothing is
 * selected by length. Customers who never came back count as not covered.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param gaps x, how many gaps of the customer lay before this one, 0 or more
 * @param nominal the probability that the gap is over by then, above 0 and below 1
 * @param begunBefore of the gaps that began by the day on which the policy was made, which it knew the beginning of
 * @param begunAfter of the gaps that began later, of which it knew nothing
 */
public record GapCoverage(int gaps, double nominal, Ratio begunBefore, Ratio begunAfter) {

    /**
     * Checks the numbers.
     *
     * @param gaps x, how many gaps of the customer lay before this one, 0 or more
     * @param nominal the probability that the gap is over by then, above 0 and below 1
     * @param begunBefore of the gaps that began by the day on which the policy was made
     * @param begunAfter of the gaps that began later
     * @throws IllegalArgumentException if {@code gaps} is negative or {@code nominal} no such probability
     */
    public GapCoverage {
        Checks.nonNegative(gaps, "gaps");
        Checks.openUnit(nominal, "nominal");
    }
}

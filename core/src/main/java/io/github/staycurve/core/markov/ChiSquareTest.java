package io.github.staycurve.core.markov;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.ChiSquareDistributions;
import java.util.OptionalDouble;

/**
 * The outcome of a test whose statistic has a chi-square distribution where the hypothesis holds, in large samples.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param hypothesis what was tested, in words
 * @param statistic the statistic, 0 or more, finite
 * @param degreesOfFreedom its degrees of freedom, 0 or more; 0 when the data cannot contradict the hypothesis
 */
public record ChiSquareTest(String hypothesis, double statistic, int degreesOfFreedom) {

    /**
     * Checks the parts.
     *
     * @param hypothesis what was tested, in words
     * @param statistic the statistic, 0 or more, finite
     * @param degreesOfFreedom its degrees of freedom, 0 or more; 0 when the data cannot contradict the hypothesis
     * @throws IllegalArgumentException if one is out of its range
     */
    public ChiSquareTest {
        Checks.notBlank(hypothesis, "hypothesis");
        Checks.nonNegativeFinite(statistic, "statistic");
        Checks.nonNegative(degreesOfFreedom, "degrees of freedom");
    }

    /**
     * Returns the probability of a statistic at least this large if the hypothesis holds.
     *
     * @return the p-value, in [0, 1]; empty without degrees of freedom
     */
    public OptionalDouble pValue() {
        return degreesOfFreedom == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(ChiSquareDistributions.upperTail(statistic, degreesOfFreedom));
    }
}

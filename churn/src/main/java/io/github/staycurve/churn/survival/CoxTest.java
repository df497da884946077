package io.github.staycurve.churn.survival;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.ChiSquareDistributions;
import java.util.Locale;

/**
 * A chi-square test about a Cox model.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param name what is tested and how, in a few words
 * @param statistic the statistic, 0 or more; chi-square distributed if what is tested holds
 * @param degreesOfFreedom its degrees of freedom, 1 or more
 * @param pValue the probability of a greater statistic then, in [0, 1]
 */
public record CoxTest(String name, double statistic, int degreesOfFreedom, double pValue) {
    /**
     * Checks the parts.
     *
     * @param name what is tested and how, in a few words
     * @param statistic the statistic, 0 or more; chi-square distributed if what is tested holds
     * @param degreesOfFreedom its degrees of freedom, 1 or more
     * @param pValue the probability of a greater statistic then, in [0, 1]
     * @throws IllegalArgumentException if the name is blank or a number out of its range
     */
    public CoxTest {
        Checks.notBlank(name, "name");
        Checks.nonNegativeFinite(statistic, "statistic");
        Checks.inRange(degreesOfFreedom, 1, Integer.MAX_VALUE, "degreesOfFreedom");
        Checks.inRange(pValue, 0, 1, "pValue");
    }

    /** Returns the test of a statistic, which rounding may have taken below 0. */
    static CoxTest of(String name, double statistic, int degreesOfFreedom) {
        double cut = Math.max(0, statistic);
        return new CoxTest(name, cut, degreesOfFreedom, ChiSquareDistributions.upperTail(cut, degreesOfFreedom));
    }

    /**
     * Returns the test in words.
     *
     * @return one line
     */
    public String describe() {
        return String.format(
                Locale.ROOT, "%s: chi-square %.4f, %d df, p %.4g", name, statistic, degreesOfFreedom, pValue);
    }
}

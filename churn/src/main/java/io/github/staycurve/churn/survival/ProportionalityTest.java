package io.github.staycurve.churn.survival;

import io.github.staycurve.core.internal.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Whether the hazard ratios of a Cox model stay the same over time: the score tests of a term &theta; g(t) x beside
 * &beta; x, for each feature and for all together. A small p-value says that the feature's effect grows or fades.
 *
 * <p>The statistics are exact score tests, as cox.zph of R's survival has since its version 3; the approximation that
 * versions before it and lifelines print differs.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param transform g
 * @param terms the test of each feature, under its name, with one degree of freedom
 * @param global the test of all features together
 * @see <a href="https://doi.org/10.1093/biomet/81.3.515">Grambsch and Therneau (1994), Proportional Hazards Tests and
 *     Diagnostics Based on Weighted Residuals, Biometrika 81, 515-526</a>
 */
public record ProportionalityTest(TimeTransform transform, List<CoxTest> terms, CoxTest global) {
    /**
     * Checks the parts.
     *
     * @param transform g
     * @param terms the test of each feature, under its name, with one degree of freedom
     * @param global the test of all features together
     * @throws IllegalArgumentException if there is not one term for each degree of freedom of the global test
     */
    public ProportionalityTest {
        Objects.requireNonNull(transform, "transform");
        terms = List.copyOf(terms);
        Checks.length(terms.size(), global.degreesOfFreedom(), "terms");
    }

    /**
     * Returns the tests in words.
     *
     * @return a line each
     */
    public String describe() {
        List<String> lines = new ArrayList<>(List.of("proportional hazards, score tests, time as " + transform));
        terms.forEach(term -> lines.add(term.describe()));
        lines.add(global.describe());
        return String.join("\n", lines);
    }
}

package io.github.staycurve.core.markov;

import java.util.List;

/**
 * Whether one transition matrix describes the paths: does the step before matter, does the matrix stay the same, does its
 * power say where customers are several steps on.
 *
 * <p>With many customers the tests find deviations that do not matter; {@link #kStep} shows how large they are. Where a
 * stay's length matters, expand the state by {@link DwellExpansion}.
 *
 * <p>This class has no state.
 *
 * @see <a href="https://doi.org/10.1214/aoms/1177707039">Anderson and Goodman (1957), Statistical inference about Markov
 *     chains, Annals of Mathematical Statistics 28(1)</a>
 */
public final class MarkovChecks {
    private MarkovChecks() {}

    /**
     * Tests whether the next state depends on the present one only, against that it also depends on the one before.
     *
     * <p>The likelihood ratio 2 Σ n<sub>ijk</sub> ln(p<sub>ijk</sub> / p<sub>jk</sub>) over the triples, with, for each
     * middle state j, one less than the states seen before it times one less than those seen after it as degrees of freedom.
     *
     * @param counts counts with {@linkplain TransitionCounter#triples() triples}
     * @return the test
     * @throws IllegalStateException if triples were not counted
     */
    public static ChiSquareTest firstOrder(TransitionCounts counts) {
        counts.requireTriples();
        double statistic = 0;
        int degrees = 0;
        for (int middle = 0; middle < counts.states().size(); middle++) {
            Contingency table = new Contingency(triples(counts, middle));
            statistic += table.likelihoodRatio();
            degrees += table.degreesOfFreedom();
        }
        return new ChiSquareTest(
                "the next state depends on the present one only, not on the one before", statistic, degrees);
    }

    private static long[][] triples(TransitionCounts counts, int middle) {
        int n = counts.states().size();
        long[][] table = new long[n][n];
        for (int first = 0; first < n; first++) {
            for (int third = 0; third < n; third++) {
                table[first][third] = counts.triple(first, middle, third);
            }
        }
        return table;
    }

    /**
     * Tests whether several counts come from the same transition probabilities: those of successive steps, which is time
     * homogeneity, or those of segments.
     *
     * <p>The chi-square Σ n<sub>i</sub>(t) (p<sub>ij</sub>(t) - p<sub>ij</sub>)² / p<sub>ij</sub> of Anderson and Goodman;
     * rows without steps and columns that nobody goes to have no part in it.
     *
     * @param parts the counts of each step or segment, of the same states and with the same definition; at least one
     * @return the test
     * @throws IllegalArgumentException if there is none, or they differ in states or definition
     */
    public static ChiSquareTest homogeneous(List<TransitionCounts> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("parts must not be empty");
        }
        parts.forEach(parts.get(0)::requireLike);
        int n = parts.get(0).states().size();
        double statistic = 0;
        int degrees = 0;
        for (int from = 0; from < n; from++) {
            long[][] table = new long[parts.size()][n];
            for (int part = 0; part < table.length; part++) {
                for (int to = 0; to < n; to++) {
                    table[part][to] = parts.get(part).at(1, from, to);
                }
            }
            Contingency contingency = new Contingency(table);
            statistic += contingency.pearson();
            degrees += contingency.degreesOfFreedom();
        }
        return new ChiSquareTest(
                "the transition probabilities are the same in all %s parts".formatted(parts.size()),
                statistic,
                degrees);
    }

    /**
     * Compares the power of the estimated matrix with where customers were that many steps on.
     *
     * @param estimate an estimate from counts with {@linkplain TransitionCounter#lags lags}
     * @param steps k, 1 or more
     * @return the comparison
     * @throws IllegalArgumentException if {@code steps} is below 1
     * @throws IllegalStateException if pairs that far apart were not counted
     */
    public static KStepCheck kStep(TransitionEstimate estimate, int steps) {
        estimate.counts().requireLag(steps);
        return new KStepCheck(estimate, steps);
    }
}

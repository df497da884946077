package io.github.staycurve.churn.survival;

import io.github.staycurve.core.internal.Checks;

/**
 * How much each time counts in a {@link LogRankTest}.
 *
 * <p>Every weight is a function of the rows at risk just before a time, all groups of the stratum together: their number n
 * and S(t-), the left limit of their Kaplan-Meier curve.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class LogRankWeights {
    private static final LogRankWeights LOG_RANK = new LogRankWeights("log-rank", 0, 0, 0);

    private final String name;
    private final double ofAtRisk;
    private final double rho;
    private final double gamma;

    private LogRankWeights(String name, double ofAtRisk, double rho, double gamma) {
        this.name = name;
        this.ofAtRisk = ofAtRisk;
        this.rho = rho;
        this.gamma = gamma;
    }

    /**
     * Returns weights of 1: best where one group's hazard is a multiple of the other's.
     *
     * @return the weights
     * @see <a href="https://pubmed.ncbi.nlm.nih.gov/5910392/">Mantel (1966), Evaluation of survival data and two new rank
     *     order statistics arising in its consideration</a>
     */
    public static LogRankWeights logRank() {
        return LOG_RANK;
    }

    /**
     * Returns weights S(t-), which look at early differences most: what {@code survdiff(rho = 1)} of R calls the test of
     * Peto and Peto. It is {@code flemingHarrington(1, 0)} under its usual name.
     *
     * @return the weights
     * @see <a href="https://doi.org/10.2307/2344317">Peto and Peto (1972), Asymptotically Efficient Rank Invariant Test
     *     Procedures, JRSS A 135(2)</a>
     */
    public static LogRankWeights petoPeto() {
        return new LogRankWeights("Peto-Peto", 0, 1, 0);
    }

    /**
     * Returns weights S(t-)<sup>rho</sup> (1 - S(t-))<sup>gamma</sup>: early differences count most with rho above 0, late
     * ones with gamma above 0.
     *
     * @param rho the power of S, 0 or more
     * @param gamma the power of 1 - S, 0 or more
     * @return the weights
     * @throws IllegalArgumentException if a power is negative or not finite
     * @see <a href="https://doi.org/10.1093/biomet/69.3.553">Harrington and Fleming (1982), A class of rank test procedures
     *     for censored survival data, Biometrika 69(3)</a>
     */
    public static LogRankWeights flemingHarrington(double rho, double gamma) {
        Checks.nonNegativeFinite(rho, "rho");
        Checks.nonNegativeFinite(gamma, "gamma");
        return new LogRankWeights("Fleming-Harrington(" + rho + ", " + gamma + ")", 0, rho, gamma);
    }

    /**
     * Returns weights n: the test of Gehan and Breslow, a Wilcoxon test where nothing is censored. It depends on how rows
     * are censored, more than {@link #petoPeto()} does.
     *
     * @return the weights
     * @see <a href="https://doi.org/10.1093/biomet/52.1-2.203">Gehan (1965), A generalized Wilcoxon test for comparing
     *     arbitrarily singly-censored samples, Biometrika 52(1/2)</a>
     */
    public static LogRankWeights gehan() {
        return new LogRankWeights("Gehan-Breslow", 1, 0, 0);
    }

    /**
     * Returns weights &radic;n, between the log-rank test and Gehan's.
     *
     * @return the weights
     * @see <a href="https://doi.org/10.1093/biomet/64.1.156">Tarone and Ware (1977), On distribution-free tests for equality
     *     of survival distributions, Biometrika 64(1)</a>
     */
    public static LogRankWeights taroneWare() {
        return new LogRankWeights("Tarone-Ware", 0.5, 0, 0);
    }

    /** Returns the weight of a time with this many at risk and this S(t-). */
    double at(double atRisk, double survival) {
        // 0 to the power 0 is 1
        return Math.pow(atRisk, ofAtRisk) * Math.pow(survival, rho) * Math.pow(1 - survival, gamma);
    }

    @Override
    public String toString() {
        return name;
    }
}

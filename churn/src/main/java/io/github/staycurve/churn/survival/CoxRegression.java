package io.github.staycurve.churn.survival;

import io.github.staycurve.churn.fit.Penalty;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.stat.CensoredDurations;
import java.util.Objects;

/**
 * Fits a Cox proportional hazards model by maximum partial likelihood.
 *
 * <p>Columns that no model can be fitted to are named before the search: missing values, constants, columns made of others,
 * and columns that tell without exception who leaves next, whose coefficient has no finite maximum. Columns are
 * standardised inside, so that units do not matter.
 *
 * <p><b>Weights.</b> A frequency of 3 is three equal rows, in ties too: they are tied with each other. A sampling weight is
 * one row that stands for a share of the population: Efron's steps count rows and each has their mean weight (as R does),
 * and standard errors are those of the sandwich. So the two kinds give different coefficients where rows are tied, by
 * Efron's method; by Breslow's they agree.
 *
 * <p><b>Penalty.</b> The mean in {@link Penalty}'s objective is per row that ended: a partial likelihood has a factor for
 * each, and cutting rows at times in between then changes nothing. Where another tool divides by the number of rows, its
 * &lambda; times rows over events is ours; where it adds &theta;/2 &Sigma;&beta;² to the sum, &lambda; = &theta; / events.
 *
 * <p>The search uses no random numbers. This class is immutable and thread-safe: one instance may run many fits at a time.
 * Cost: O(n log n + n p²) a step for n rows of p features, with late entries too.
 *
 * @see <a href="https://doi.org/10.1111/j.2517-6161.1972.tb00899.x">Cox (1972), Regression Models and Life-Tables, Journal
 *     of the Royal Statistical Society B 34, 187-220</a>
 */
public final class CoxRegression {
    private final CoxTies ties;
    private final Penalty penalty;

    private CoxRegression(CoxTies ties, Penalty penalty) {
        this.ties = ties;
        this.penalty = penalty;
    }

    /**
     * Returns the fitter: Efron's ties, no penalty.
     *
     * @return the fitter
     */
    public static CoxRegression withDefaults() {
        return new CoxRegression(CoxTies.EFRON, Penalty.none());
    }

    /**
     * Returns a fitter that takes ties in another way.
     *
     * @param convention how rows that end at one time enter the likelihood
     * @return the fitter
     */
    public CoxRegression withTies(CoxTies convention) {
        return new CoxRegression(Objects.requireNonNull(convention, "convention"), penalty);
    }

    /**
     * Returns a fitter that holds coefficients back.
     *
     * @param with the penalty
     * @return the fitter
     */
    public CoxRegression withPenalty(Penalty with) {
        return new CoxRegression(ties, Objects.requireNonNull(with, "with"));
    }

    /**
     * Fits the model to rows of one stratum.
     *
     * @param features what is known about each row
     * @param durations how long each row was observed
     * @return the model and the report; never an exception for hard data
     * @throws IllegalArgumentException if the two differ in their number of rows
     */
    public CoxFit fit(FeatureTable features, CensoredDurations durations) {
        return fit(CoxRows.of(features, durations));
    }

    /**
     * Fits the model to rows.
     *
     * @param rows the rows, in strata and clusters if there are any
     * @return the model and the report; never an exception for hard data
     */
    public CoxFit fit(CoxRows rows) {
        return new CoxFit(CoxEstimation.of(rows, ties, penalty));
    }
}

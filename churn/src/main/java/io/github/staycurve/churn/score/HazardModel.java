package io.github.staycurve.churn.score;

import io.github.staycurve.churn.survival.SurvivalModel;
import io.github.staycurve.core.internal.Checks;
import java.util.List;

/**
 * A discrete-time hazard with known coefficients: the probability that a customer who is still there leaves in the k-th
 * period is {@code link(level of k + terms of the features)}. After the last period of the fit, its level goes on.
 *
 * <p>This class is immutable and thread-safe; a probability allocates nothing.
 */
public final class HazardModel {
    private final BinaryLink link;
    private final double[] levels;
    private final double periodLength;
    private final LinearTerms terms;
    private final String predicts;

    private HazardModel(BinaryLink link, double[] levels, double periodLength, LinearTerms terms, String predicts) {
        this.link = link;
        this.levels = levels;
        this.periodLength = periodLength;
        this.terms = terms;
        this.predicts = predicts;
    }

    /**
     * Returns the model of these coefficients.
     *
     * @param link how the linear predictor becomes a probability
     * @param levels the linear predictor of each period where all terms are 0, from the first period on; copied
     * @param periodLength the length of a period in the unit of the durations of the fit, positive
     * @param terms one for each feature, with different names
     * @param predicts what ending means: the definition of churn
     * @return the model
     * @throws IllegalArgumentException if there is no level or no term, a name comes twice, a number is out of its range or
     *     the text is blank
     */
    public static HazardModel of(
            BinaryLink link, double[] levels, double periodLength, List<FeatureTerm> terms, String predicts) {
        Checks.inRange(levels.length, 1, Integer.MAX_VALUE, "number of levels");
        Checks.inRange(terms.size(), 1, Integer.MAX_VALUE, "number of terms");
        for (int k = 0; k < levels.length; k++) {
            Checks.finite(levels[k], "levels[" + k + "]");
        }
        return new HazardModel(
                link,
                levels.clone(),
                Checks.positiveFinite(periodLength, "periodLength"),
                new LinearTerms(0, terms),
                Checks.notBlank(predicts, "predicts"));
    }

    /**
     * Returns this model with another customer to compare with in reasons.
     *
     * @param row one finite value for each feature
     * @return a model of the same probabilities
     * @throws IllegalArgumentException if a value is not finite, or there are not as many as features
     */
    public HazardModel withReference(double[] row) {
        return new HazardModel(link, levels, periodLength, terms.withReference(row), predicts);
    }

    /**
     * Returns how the linear predictor becomes a probability.
     *
     * @return the link
     */
    public BinaryLink link() {
        return link;
    }

    /**
     * Returns the linear predictor of each period where all terms are 0.
     *
     * @return a copy, from the first period on
     */
    public double[] levels() {
        return levels.clone();
    }

    /**
     * Returns the length of a period.
     *
     * @return in the unit of the durations of the fit
     */
    public double periodLength() {
        return periodLength;
    }

    /**
     * Returns what the model makes of each feature.
     *
     * @return the terms in the order of {@link #featureNames()}
     */
    public List<FeatureTerm> terms() {
        return terms.terms();
    }

    /**
     * Returns the features that a row must hold.
     *
     * @return their names, in the order of the values of a row
     */
    public List<String> featureNames() {
        return terms.names();
    }

    /**
     * Returns what ending means.
     *
     * @return the words given to the fit
     */
    public String predicts() {
        return predicts;
    }

    /**
     * Returns the probability that a customer who has survived all periods before leaves in a period.
     *
     * @param row one value for each feature, finite; NaN where it is missing and the model has a term for that
     * @param period the period, from 1
     * @return from 0 to 1
     * @throws IllegalArgumentException if the period is below 1, or a value is out of its range
     */
    public double hazard(double[] row, int period) {
        Checks.inRange(period, 1, Integer.MAX_VALUE, "period");
        return link.probability(level(period) + terms.sum(row));
    }

    /**
     * Returns the probability that a customer is still there after some periods.
     *
     * @param row as for {@link #hazard(double[], int)}
     * @param periods the number of periods, 0 or more
     * @return from 0 to 1, not increasing in the number
     * @throws IllegalArgumentException if the number is negative, or a value is out of its range
     */
    public double survival(double[] row, int periods) {
        return Math.exp(-cumulative(terms.sum(row), 0, Checks.nonNegative(periods, "periods")));
    }

    /**
     * Returns the probability that a customer who is there after some periods leaves within the next ones.
     *
     * @param row as for {@link #hazard(double[], int)}
     * @param survived the number of periods survived, 0 or more
     * @param next the number of periods ahead, 0 or more
     * @return {@code 1 − S(survived + next)/S(survived)}, from 0 to 1
     * @throws IllegalArgumentException if a number is negative, or a value is out of its range
     */
    public double churnProbability(double[] row, int survived, int next) {
        Checks.nonNegative(survived, "survived");
        return churnProbability(terms.sum(row), survived, Checks.nonNegative(next, "next"));
    }

    double churnProbability(double eta, int survived, int next) {
        return -Math.expm1(-cumulative(eta, survived, next));
    }

    /** Returns −Σ ln(1 − hazard) over the periods after those survived. */
    double cumulative(double eta, int survived, int next) {
        double sum = 0;
        long end = (long) survived + next;
        for (long k = survived + 1L; k <= end; k++) {
            if (k >= levels.length) { // the level goes on: all that are left are alike
                return sum + (end - k + 1) * stay(levels[levels.length - 1] + eta);
            }
            sum += stay(levels[(int) k - 1] + eta);
        }
        return sum;
    }

    /** Returns −ln(1 − probability) of a linear predictor. */
    private double stay(double eta) {
        if (link == BinaryLink.CLOGLOG) {
            return Math.exp(eta);
        }
        return eta > 0 ? eta + Math.log1p(Math.exp(-eta)) : Math.log1p(Math.exp(eta));
    }

    private double level(int period) {
        return levels[Math.min(period, levels.length) - 1];
    }

    LinearTerms linear() {
        return terms;
    }

    /**
     * Returns this model as a {@link ChurnModel} of the next periods: its rows hold the features and, behind them,
     * {@link HazardChurnModel#SURVIVED}, how long the customer has been there.
     *
     * @param next the number of periods ahead, 1 or more
     * @return the churn model
     * @throws IllegalArgumentException if the number is below 1, or a feature has that name already
     */
    public HazardChurnModel next(int next) {
        return new HazardChurnModel(this, next, 0);
    }

    /**
     * Returns the survival curves of this model, to be used beside those of Cox or accelerated failure time models. Times are
     * in the unit of the durations of the fit, not in periods; a curve is a step function that falls at the end of each
     * period, as the model does not know when within one a customer leaves, and is known up to the end of the last period
     * that has a level. Rows must be complete.
     *
     * <p>This class is no {@link SurvivalModel} itself, since a call with the numbers 6 and 3 would then mean periods or
     * units of time by the type of the numbers alone.
     *
     * @return the curves
     */
    public SurvivalModel survivalModel() {
        return new HazardCurves(this, levels.length);
    }

    /**
     * Returns the model in words.
     *
     * @return one line
     */
    public String describe() {
        return "discrete-time hazard (%s) over %s periods of %s on %s, of: %s"
                .formatted(link, levels.length, periodLength, terms.names(), predicts);
    }

    @Override
    public String toString() {
        return describe();
    }
}

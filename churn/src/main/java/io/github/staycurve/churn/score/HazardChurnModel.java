package io.github.staycurve.churn.score;

import io.github.staycurve.core.internal.Checks;
import java.util.ArrayList;
import java.util.List;

/**
 * The probability that a customer who is there leaves within the next periods, by a discrete-time hazard.
 *
 * <p>Reasons: the time survived and the features together are two players whose shares of the log-odds are Shapley's; the
 * share of the features is divided in proportion to their terms, which is Aumann and Shapley's division of a function of a
 * sum. Over one period with the logit, a feature's contribution is the difference of its terms. This class is immutable and
 * thread-safe; a probability allocates nothing.
 */
public final class HazardChurnModel implements ChurnModel {
    /** The feature that says how many whole periods the customer has been there; parts of a period do not count. */
    public static final String SURVIVED = "periods_survived";

    private final HazardModel hazard;
    private final int next;
    private final int referenceSurvived;
    private final List<String> names;

    HazardChurnModel(HazardModel hazard, int next, int referenceSurvived) {
        this.hazard = hazard;
        this.next = Checks.inRange(next, 1, Integer.MAX_VALUE, "next");
        this.referenceSurvived = Checks.nonNegative(referenceSurvived, "referenceSurvived");
        List<String> all = new ArrayList<>(hazard.featureNames());
        if (all.contains(SURVIVED)) {
            throw new IllegalArgumentException("a feature must not have the name " + SURVIVED);
        }
        all.add(SURVIVED);
        this.names = List.copyOf(all);
    }

    /**
     * Returns this model with a reference customer who has been there for some time; at first it is a new one.
     *
     * @param periods the number of periods survived, 0 or more
     * @return a model of the same probabilities
     * @throws IllegalArgumentException if the number is negative
     */
    public HazardChurnModel withReferenceSurvived(int periods) {
        return new HazardChurnModel(hazard, next, periods);
    }

    /**
     * Returns the hazard behind it.
     *
     * @return the model
     */
    public HazardModel hazard() {
        return hazard;
    }

    /**
     * Returns how far it looks ahead.
     *
     * @return the number of periods, 1 or more
     */
    public int periodsAhead() {
        return next;
    }

    /**
     * Returns how long the reference customer has been there.
     *
     * @return the number of periods, 0 or more
     */
    public int referenceSurvived() {
        return referenceSurvived;
    }

    @Override
    public List<String> featureNames() {
        return names;
    }

    @Override
    public String predicts() {
        return "%s within the next %s periods of %s".formatted(hazard.predicts(), next, hazard.periodLength());
    }

    @Override
    public double[] referenceRow() {
        double[] features = hazard.linear().references();
        double[] row = new double[names.size()];
        System.arraycopy(features, 0, row, 0, features.length);
        row[features.length] = referenceSurvived;
        return row;
    }

    private int survived(double[] row) {
        if (row.length != names.size()) {
            Checks.length(row.length, names.size(), "row");
        }
        double survived = row[row.length - 1];
        if (!(survived >= 0 && survived <= Integer.MAX_VALUE)) {
            Checks.inRange(survived, 0, Integer.MAX_VALUE, SURVIVED);
        }
        return (int) survived;
    }

    @Override
    public double probability(double[] row) {
        int survived = survived(row);
        return hazard.churnProbability(hazard.linear().sum(row), survived, next);
    }

    @Override
    public Reasons reasons(double[] row) {
        double[] reference = referenceRow();
        int survived = survived(row);
        double eta = hazard.linear().sum(row);
        double etaReference = hazard.linear().sum(reference);
        double base = logOdds(etaReference, referenceSurvived);
        double logOdds = logOdds(eta, survived);
        // half of both orders in which time and features may change
        double slope = (slope(etaReference, eta, survived) + slope(etaReference, eta, referenceSurvived)) / 2;
        double time = ((logOdds - logOdds(eta, referenceSurvived)) + (logOdds(etaReference, survived) - base)) / 2;
        double[] parts = hazard.linear().contributions(row);
        List<Reason> reasons = new ArrayList<>();
        for (int j = 0; j < parts.length; j++) {
            reasons.add(Reason.of(names.get(j), row[j], reference[j], slope * parts[j]));
        }
        reasons.add(Reason.of(SURVIVED, row[parts.length], referenceSurvived, time));
        return Reasons.of(base, logOdds, reasons);
    }

    private double logOdds(double eta, int survived) {
        return Reasons.logOddsOf(hazard.churnProbability(eta, survived, next));
    }

    private double slope(double from, double to, int survived) {
        return Proportions.slope(from, to, eta -> logOdds(eta, survived));
    }

    @Override
    public String describe() {
        return hazard.describe() + "; probability of leaving within the next " + next + " periods";
    }

    @Override
    public String toString() {
        return describe();
    }
}

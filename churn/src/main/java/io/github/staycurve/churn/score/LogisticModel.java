package io.github.staycurve.churn.score;

import io.github.staycurve.core.internal.Checks;
import java.util.ArrayList;
import java.util.List;

/**
 * A logistic model with known coefficients: the log-odds of churn are an intercept and a term for each feature.
 *
 * <p>Reasons are the differences of its terms to those of a reference customer, by default one with the mean of every
 * feature (of its logarithm, where the model reads that). This class is immutable and thread-safe; a probability allocates
 * nothing.
 */
public final class LogisticModel implements ChurnModel {
    private final LinearTerms terms;
    private final String predicts;

    private LogisticModel(LinearTerms terms, String predicts) {
        this.terms = terms;
        this.predicts = Checks.notBlank(predicts, "predicts");
    }

    /**
     * Returns the model of these coefficients.
     *
     * @param intercept the log-odds of churn where all terms are 0
     * @param terms one for each feature, with different names
     * @param predicts what the probability is of: definition of churn and horizon
     * @return the model
     * @throws IllegalArgumentException if there is no term, a name comes twice, a number is not finite or the text is blank
     */
    public static LogisticModel of(double intercept, List<FeatureTerm> terms, String predicts) {
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("a logistic model needs a term at least");
        }
        return new LogisticModel(new LinearTerms(intercept, terms), predicts);
    }

    /**
     * Returns this model with another customer to compare with.
     *
     * @param row one finite value for each feature
     * @return a model of the same probabilities
     * @throws IllegalArgumentException if a value is not finite, or there are not as many as features
     */
    public LogisticModel withReference(double[] row) {
        return new LogisticModel(terms.withReference(row), predicts);
    }

    /**
     * Returns the log-odds of churn where all terms are 0.
     *
     * @return the intercept
     */
    public double intercept() {
        return terms.intercept();
    }

    /**
     * Returns what the model makes of each feature.
     *
     * @return the terms in the order of {@link #featureNames()}
     */
    public List<FeatureTerm> terms() {
        return terms.terms();
    }

    @Override
    public List<String> featureNames() {
        return terms.names();
    }

    @Override
    public String predicts() {
        return predicts;
    }

    @Override
    public double[] referenceRow() {
        return terms.references();
    }

    /**
     * Returns the log-odds of churn of a customer.
     *
     * @param row as for {@link #probability(double[])}
     * @return the natural logarithm of p/(1 − p); infinite only where the terms overflow
     * @throws IllegalArgumentException if a value is out of its range; the message names the feature
     */
    public double logOdds(double[] row) {
        return terms.sum(row);
    }

    @Override
    public double probability(double[] row) {
        return BinaryLink.LOGIT.probability(terms.sum(row));
    }

    @Override
    public Reasons reasons(double[] row) {
        double logOdds = terms.sum(row);
        double[] reference = terms.references();
        double[] contributions = terms.contributions(row);
        List<Reason> reasons = new ArrayList<>();
        for (int j = 0; j < contributions.length; j++) {
            reasons.add(Reason.of(terms.names().get(j), row[j], reference[j], contributions[j]));
        }
        return Reasons.of(terms.sum(reference), logOdds, reasons);
    }

    @Override
    public String describe() {
        return "logistic regression on %s, probability of: %s".formatted(terms.names(), predicts);
    }

    @Override
    public String toString() {
        return describe();
    }
}

package io.github.staycurve.clv.selection;

import java.util.List;
import java.util.Locale;

/**
 * The model with the best out-of-sample log score, and how surely it is better than each of the others.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param name the name of the model
 * @param logScore its mean log score over all customers and origins
 * @param customers how many customers the scores are of
 * @param others the other models that have a model on every origin, the best first
 */
public record ModelChoice(String name, double logScore, int customers, List<Difference> others) {
    /**
     * Keeps a copy of the list.
     *
     * @param name the name of the model
     * @param logScore its mean log score over all customers and origins
     * @param customers how many customers the scores are of
     * @param others the other models that have a model on every origin, the best first
     */
    public ModelChoice {
        others = List.copyOf(others);
    }

    /**
     * How far another model is behind. Immutable and thread-safe.
     *
     * @param name the name of the other model
     * @param logScore its mean log score, negative infinity if something happened that it held impossible
     * @param meanDifference the mean log score of the chosen model less its own, customer by customer; infinite if its own is
     * @param standardError the standard error of the mean difference over customers, each of whom counts as one draw whatever
     *     the number of origins; 0 for a single customer, who shows no spread, and infinite if the difference is
     */
    public record Difference(String name, double logScore, double meanDifference, double standardError) {
        /**
         * Returns whether the data do not tell the two models apart: the difference is within two standard errors of 0.
         *
         * @return whether the choice between the two is a matter of taste
         */
        public boolean tied() {
            return Math.abs(meanDifference) <= Math.max(2 * standardError, BacktestResult.SAME_SCORE)
                    && standardError < Double.POSITIVE_INFINITY;
        }
    }

    /**
     * Returns the choice in words.
     *
     * @return a line for the choice and one for every other model
     */
    public String describe() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "%s has the best log score, %.6f a customer (customers: %d).", name, logScore, customers));
        for (Difference other : others) {
            text.append(String.format(
                    Locale.ROOT,
                    "\n%s is behind by %.6f (standard error %.6f)%s",
                    other.name(),
                    other.meanDifference(),
                    other.standardError(),
                    other.tied() ? ": not told apart." : "."));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return describe();
    }
}

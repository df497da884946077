package io.github.staycurve.churn.score;

import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.data.ScoreKind;
import java.util.List;

/**
 * Gives customers a probability of churn, and its reasons.
 *
 * <p>A probability is a function of one row: who else is in the table does not matter, and a row of a table has the
 * probability that it has alone, to the last bit. Implementations are immutable and thread-safe.
 */
public interface ChurnModel {
    /** The kind of score that churn models give. */
    ScoreKind CHURN_PROBABILITY = ScoreKind.probability("churn_probability");

    /**
     * Returns the features that a row must hold.
     *
     * @return their names, in the order of the values of a row
     */
    List<String> featureNames();

    /**
     * Returns what the probability is of: the definition of churn and the horizon, as "no purchase within 90 days".
     *
     * @return the words given to the fit
     */
    String predicts();

    /**
     * Returns the probability of churn of a customer.
     *
     * @param row one value for each of {@link #featureNames()}, finite; NaN where the value is missing, if the model knows
     *     what to make of it
     * @return from 0 to 1
     * @throws IllegalArgumentException if a value is out of its range; the message names the feature
     */
    double probability(double[] row);

    /**
     * Returns the values of the customer that others are compared with.
     *
     * @return a copy, one value for each of {@link #featureNames()}
     */
    double[] referenceRow();

    /**
     * Returns why a customer has their probability.
     *
     * @param row as for {@link #probability(double[])}
     * @return what each feature adds to the log-odds of the reference customer
     * @throws IllegalArgumentException if a value is out of its range; the message names the feature
     */
    Reasons reasons(double[] row);

    /**
     * Returns the probability of churn of every row of a table.
     *
     * @param table a table that has all of {@link #featureNames()}, in any order
     * @return the probabilities in its row order
     * @throws IllegalArgumentException if the table lacks a feature, or a value is out of its range
     */
    default ScoreColumn probability(FeatureTable table) {
        FeatureTable ordered = table.names().equals(featureNames()) ? table : table.withFeatures(featureNames());
        double[] row = new double[ordered.features()];
        double[] probabilities = new double[ordered.rows()];
        for (int i = 0; i < probabilities.length; i++) {
            ordered.copyRow(i, row);
            probabilities[i] = probability(row);
        }
        return ScoreColumn.of(CHURN_PROBABILITY, probabilities);
    }

    /**
     * Returns the model in words: what it is and what it predicts.
     *
     * @return one or more lines
     */
    String describe();
}

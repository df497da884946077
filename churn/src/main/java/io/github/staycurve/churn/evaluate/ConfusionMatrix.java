package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.stat.Ratio;
import java.util.OptionalDouble;

/**
 * What a threshold says against what happened: everybody with a score from the threshold on is said to churn.
 *
 * <p>This record is immutable and thread-safe. Numbers are of customers, by weight.
 *
 * @param threshold the least score that says "will churn"
 * @param truePositives said to churn, and churned
 * @param falsePositives said to churn, and stayed
 * @param falseNegatives said to stay, and churned
 * @param trueNegatives said to stay, and stayed
 */
public record ConfusionMatrix(
        double threshold, double truePositives, double falsePositives, double falseNegatives, double trueNegatives) {

    /**
     * Checks the numbers.
     *
     * @param threshold the least score that says "will churn", not NaN
     * @param truePositives 0 or more
     * @param falsePositives 0 or more
     * @param falseNegatives 0 or more
     * @param trueNegatives 0 or more
     * @throws IllegalArgumentException if a number is out of its range
     */
    public ConfusionMatrix {
        if (Double.isNaN(threshold)) {
            throw new IllegalArgumentException("threshold must be a number, was NaN");
        }
        Checks.nonNegativeFinite(truePositives, "truePositives");
        Checks.nonNegativeFinite(falsePositives, "falsePositives");
        Checks.nonNegativeFinite(falseNegatives, "falseNegatives");
        Checks.nonNegativeFinite(trueNegatives, "trueNegatives");
    }

    static ConfusionMatrix of(ScoreGroups data, double threshold) {
        int groups = data.groupsFrom(threshold);
        double churned = 0;
        double stayed = 0;
        double laterChurned = 0;
        double laterStayed = 0;
        for (int g = 0; g < groups; g++) {
            churned += data.churned[g];
            stayed += data.stayed[g];
        }
        for (int g = groups; g < data.size(); g++) {
            laterChurned += data.churned[g];
            laterStayed += data.stayed[g];
        }
        return new ConfusionMatrix(threshold, churned, stayed, laterChurned, laterStayed);
    }

    /**
     * Returns the share judged rightly.
     *
     * @return (TP + TN) of all
     */
    public Ratio accuracy() {
        return Ratio.of(truePositives + trueNegatives, truePositives + falsePositives + falseNegatives + trueNegatives);
    }

    /**
     * Returns the share of those said to churn who did.
     *
     * @return TP of TP + FP
     */
    public Ratio precision() {
        return Ratio.of(truePositives, truePositives + falsePositives);
    }

    /**
     * Returns the share of those who churned that were said to; also called sensitivity.
     *
     * @return TP of TP + FN
     */
    public Ratio recall() {
        return Ratio.of(truePositives, truePositives + falseNegatives);
    }

    /**
     * Returns the share of those who stayed that were said to.
     *
     * @return TN of TN + FP
     */
    public Ratio specificity() {
        return Ratio.of(trueNegatives, trueNegatives + falsePositives);
    }

    /**
     * Returns the harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN).
     *
     * @return F1, in [0, 1]; empty where nobody churned and nobody was said to
     */
    public OptionalDouble f1() {
        return Ratio.of(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives)
                .value();
    }

    /**
     * Returns the correlation of the two columns, Matthews' coefficient.
     *
     * @return the coefficient, in [-1, 1]; empty where a column holds one value only
     */
    public OptionalDouble matthews() {
        double said = truePositives + falsePositives;
        double notSaid = falseNegatives + trueNegatives;
        double churned = truePositives + falseNegatives;
        double stayed = falsePositives + trueNegatives;
        if (said == 0 || notSaid == 0 || churned == 0 || stayed == 0) {
            return OptionalDouble.empty();
        }
        double scale = Math.sqrt(said) * Math.sqrt(notSaid) * Math.sqrt(churned) * Math.sqrt(stayed);
        double value = (truePositives * trueNegatives - falsePositives * falseNegatives) / scale;
        return OptionalDouble.of(Math.max(-1, Math.min(1, value))); // rounding of the roots
    }
}

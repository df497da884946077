package io.github.staycurve.churn.score;

import io.github.staycurve.churn.internal.ColumnMoments;
import io.github.staycurve.churn.internal.NewtonMinimum;
import io.github.staycurve.churn.internal.NewtonSearch;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.internal.Checks;
import java.util.Arrays;

/** A logistic fit of one or two columns to targets, and the checks that calibrators share. */
final class CalibrationFit {
    private CalibrationFit() {}

    /**
     * Returns the coefficients, the intercept first; 0 for a column that does not vary.
     *
     * @throws IllegalArgumentException if the likelihood has no maximum
     */
    static double[] logistic(double[][] columns, double[] targets, double[] weights) {
        FeatureTable.Builder builder = FeatureTable.builder();
        for (int j = 0; j < columns.length; j++) {
            builder.column("column " + j, columns[j]);
        }
        FeatureTable table = builder.build();
        BinaryRows rows = BinaryRows.of(BinaryLink.LOGIT, table, targets, weights, ColumnMoments.of(table, weights));
        double[] start = new double[columns.length + 1];
        start[0] = BinaryLink.LOGIT.linear(mean(targets, weights));
        NewtonMinimum minimum = NewtonSearch.withDefaults().minimize(rows, start);
        boolean suspicious = Arrays.stream(rows.linear(minimum.point())).anyMatch(BinaryLink.LOGIT::isExtreme);
        if (!minimum.converged() || (suspicious && separates(rows, targets))) {
            throw new IllegalArgumentException("the scores tell without error who churned, or nearly so: there is no"
                    + " calibration of this kind; take Platt's with smoothed targets, or more customers");
        }
        double[] coefficients = minimum.point();
        for (int j = 1; j < coefficients.length; j++) {
            coefficients[j] *= rows.scale(j - 1);
            coefficients[0] -= coefficients[j] * rows.mean(j - 1);
        }
        return coefficients;
    }

    /** A score far out alone separates nothing, and targets between 0 and 1 allow no separation. */
    private static boolean separates(BinaryRows rows, double[] targets) {
        return Arrays.stream(targets).allMatch(t -> t == 0 || t == 1)
                && (!Separation.byOne(rows).isEmpty() || Separation.separates(rows));
    }

    private static double mean(double[] targets, double[] weights) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < targets.length; i++) {
            sum += weights[i] * targets[i];
            total += weights[i];
        }
        if (!(sum > 0 && sum < total)) {
            throw new IllegalArgumentException(
                    "calibration needs customers who churned and customers who stayed, all are of one kind");
        }
        return sum / total;
    }

    static double[] targets(boolean[] churned, double whenChurned, double whenStayed) {
        double[] targets = new double[churned.length];
        Arrays.setAll(targets, i -> churned[i] ? whenChurned : whenStayed);
        return targets;
    }

    static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Returns the weight of the churned and of the others. */
    static double[] classes(double[] scores, boolean[] churned, double[] weights) {
        Checks.length(churned.length, scores.length, "churned");
        Checks.length(weights.length, scores.length, "weights");
        double[] classes = new double[2];
        for (int i = 0; i < weights.length; i++) {
            Checks.finite(scores[i], "scores[" + i + "]");
            classes[churned[i] ? 0 : 1] += Checks.nonNegativeFinite(weights[i], "weights[" + i + "]");
        }
        Checks.positiveFinite(classes[0] + classes[1], "the sum of weights");
        return classes;
    }
}

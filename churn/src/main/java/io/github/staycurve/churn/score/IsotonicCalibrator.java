package io.github.staycurve.churn.score;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.stat.IsotonicRegression;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Isotonic calibration: the non-decreasing curve nearest to what happened, straight between its knots and flat outside.
 *
 * <p>It assumes nothing but the order of the scores, and so wants many customers: a thousand at least. It ties customers
 * whom the score tells apart, and may say 0 or 1. This class is immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1145/775047.775151">Zadrozny and Elkan (2002), Transforming Classifier Scores into
 *     Accurate Multiclass Probability Estimates, KDD 2002</a>
 */
public final class IsotonicCalibrator implements Calibrator {
    private final double[] scores;
    private final double[] probabilities;

    private IsotonicCalibrator(double[] scores, double[] probabilities) {
        this.scores = scores;
        this.probabilities = probabilities;
    }

    /**
     * Fits it to customers that count alike.
     *
     * @param scores one finite score a customer; equal scores are pooled first
     * @param churned for each customer whether they churned
     * @return the calibrator
     * @throws IllegalArgumentException if there is no customer, a score is not finite, or the columns differ in length
     */
    public static IsotonicCalibrator fit(double[] scores, boolean[] churned) {
        return fit(scores, churned, CalibrationFit.ones(scores.length));
    }

    /**
     * Fits it to weighted customers.
     *
     * @param scores one finite score a row
     * @param churned for each row whether its customers churned
     * @param weights for each row how many customers it stands for, 0 or from 1e-100 to 1e100
     * @return the calibrator
     * @throws IllegalArgumentException if no row counts, a number is out of its range, or the columns differ in length
     */
    public static IsotonicCalibrator fit(double[] scores, boolean[] churned, double[] weights) {
        CalibrationFit.classes(scores, churned, weights);
        IsotonicRegression curve = IsotonicRegression.fit(scores, CalibrationFit.targets(churned, 1, 0), weights);
        int n = curve.size();
        double[] xs = new double[n];
        double[] ys = new double[n];
        int knots = 0;
        for (int i = 0; i < n; i++) { // points within a flat piece say nothing
            boolean inside =
                    i > 0 && i < n - 1 && curve.value(i) == curve.value(i - 1) && curve.value(i) == curve.value(i + 1);
            if (!inside) {
                xs[knots] = curve.x(i);
                ys[knots++] = curve.value(i);
            }
        }
        return new IsotonicCalibrator(Arrays.copyOf(xs, knots), Arrays.copyOf(ys, knots));
    }

    /**
     * Returns the calibrator of these knots.
     *
     * @param scores where the knots lie, finite, ascending; copied
     * @param probabilities the probability at each, from 0 to 1, not falling; copied
     * @return the calibrator
     * @throws IllegalArgumentException if there is no knot, the columns differ in length, or a number breaks its rule
     */
    public static IsotonicCalibrator of(double[] scores, double[] probabilities) {
        Checks.length(
                probabilities.length, Checks.inRange(scores.length, 1, Integer.MAX_VALUE, "knots"), "probabilities");
        for (int i = 0; i < scores.length; i++) {
            Checks.finite(scores[i], "scores[" + i + "]");
            Checks.inRange(probabilities[i], i == 0 ? 0 : probabilities[i - 1], 1, "probabilities[" + i + "]");
            if (i > 0) {
                Checks.below(scores[i - 1], "the score before", scores[i], "scores[" + i + "]");
            }
        }
        return new IsotonicCalibrator(scores.clone(), probabilities.clone());
    }

    /**
     * Returns where the knots lie.
     *
     * @return a copy, ascending
     */
    public double[] scores() {
        return scores.clone();
    }

    /**
     * Returns the probability at each knot.
     *
     * @return a copy, not falling
     */
    public double[] probabilities() {
        return probabilities.clone();
    }

    @Override
    public double calibrate(double score) {
        int at = Arrays.binarySearch(scores, Checks.finite(score, "score") + 0.0);
        if (at >= 0) {
            return probabilities[at];
        }
        int next = -at - 1;
        if (next == 0 || next == scores.length) {
            return probabilities[next == 0 ? 0 : next - 1];
        }
        double low = probabilities[next - 1];
        double high = probabilities[next];
        // halves: no overflow
        double share = (score / 2 - scores[next - 1] / 2) / (scores[next] / 2 - scores[next - 1] / 2);
        return Math.min(high, low + share * (high - low));
    }

    @Override
    public boolean keepsOrder() {
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IsotonicCalibrator that
                && Arrays.equals(scores, that.scores)
                && Arrays.equals(probabilities, that.probabilities);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(scores) + 31 * Arrays.hashCode(probabilities);
    }

    @Override
    public String describe() {
        return "isotonic calibration with %s knots from %s to %s"
                .formatted(scores.length, scores[0], scores[scores.length - 1]);
    }

    @Override
    public String toString() {
        return describe();
    }
}

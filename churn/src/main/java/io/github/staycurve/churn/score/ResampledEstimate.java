package io.github.staycurve.churn.score;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.StudentDistributions;
import io.github.staycurve.core.stat.Interval;
import java.util.Arrays;
import java.util.Locale;

/**
 * A figure over the folds of a cross-validation, with an interval that knows that the folds share customers.
 *
 * <p>The plain standard error of J folds is far too small, as their train rows overlap. It is corrected to
 * {@code s √(1/J + n_test/n_train)}, with J − 1 degrees of freedom. This class is immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1023/A:1024068626366">Nadeau and Bengio (2003), Inference for the Generalization Error,
 *     Machine Learning 52, 239-281</a>
 */
public final class ResampledEstimate {
    private final double[] values;
    private final double testShare;

    private ResampledEstimate(double[] values, double testShare) {
        this.values = values;
        this.testShare = testShare;
    }

    /**
     * Returns the estimate of these figures.
     *
     * @param values the figure of each fold, finite, 2 or more; copied
     * @param testShare test rows for each train row, positive: 1/(k − 1) with k folds
     * @return the estimate
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static ResampledEstimate of(double[] values, double testShare) {
        Checks.inRange(values.length, 2, Integer.MAX_VALUE, "number of values");
        for (int i = 0; i < values.length; i++) {
            Checks.finite(values[i], "values[" + i + "]");
        }
        return new ResampledEstimate(values.clone(), Checks.positiveFinite(testShare, "testShare"));
    }

    /**
     * Returns the figure of each fold.
     *
     * @return a copy
     */
    public double[] values() {
        return values.clone();
    }

    /**
     * Returns the mean over the folds.
     *
     * @return the mean
     */
    public double mean() {
        return Arrays.stream(values).average().orElseThrow();
    }

    /**
     * Returns the standard deviation over the folds.
     *
     * @return with J − 1 below the fraction line, 0 or more
     */
    public double standardDeviation() {
        double mean = mean();
        return Math.sqrt(Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum() / (values.length - 1));
    }

    /**
     * Returns the corrected standard error of the mean.
     *
     * @return 0 or more
     */
    public double standardError() {
        return standardDeviation() * Math.sqrt(1.0 / values.length + testShare);
    }

    /**
     * Returns the interval of the mean.
     *
     * @param confidence the confidence level, above 0 and below 1
     * @return mean ± Student's quantile × corrected standard error
     * @throws IllegalArgumentException if the level is out of its range
     */
    public Interval interval(double confidence) {
        Checks.openUnit(confidence, "confidence");
        double t = StudentDistributions.quantile((1 + confidence) / 2, values.length - 1);
        return new Interval(mean() - t * standardError(), mean() + t * standardError(), confidence);
    }

    /**
     * Returns the difference to the figure of another model on the same folds, fold by fold: two models differ if its interval
     * leaves out 0.
     *
     * @param other an estimate from the same folds
     * @return the difference
     * @throws IllegalArgumentException if the folds are not as many or not of the same sizes
     */
    public ResampledEstimate minus(ResampledEstimate other) {
        if (other.values.length != values.length || other.testShare != testShare) {
            throw new IllegalArgumentException("estimates must be from the same folds, are from %s and %s"
                    .formatted(values.length, other.values.length));
        }
        double[] differences = new double[values.length];
        Arrays.setAll(differences, i -> values[i] - other.values[i]);
        return new ResampledEstimate(differences, testShare);
    }

    @Override
    public String toString() {
        Interval interval = interval(0.95);
        return String.format(
                Locale.ROOT,
                "%.5f, 95 %% in [%.5f, %.5f], %d folds with standard deviation %.5f",
                mean(),
                interval.lower(),
                interval.upper(),
                values.length,
                standardDeviation());
    }
}

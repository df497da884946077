package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.BetaFunctions;
import io.github.staycurve.core.internal.math.StudentDistributions;
import io.github.staycurve.core.stat.Interval;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A figure over the folds of a repeated cross-validation, with an interval that knows that the folds share customers; of the
 * difference of two ways to fit, the corrected resampled t test.
 *
 * <p>Folds share most of their training rows, so that their figures go together: an ordinary standard error is far too small,
 * and an ordinary t test finds a difference in anything. Nadeau and Bengio take a variance of the mean of
 * (1/k + n<sub>test</sub>/n<sub>train</sub>) s&sup2; instead of s&sup2;/k, with k &minus; 1 degrees of freedom; Bouckaert and
 * Frank (2004) found the test to hold its level for repeated cross-validation.
 *
 * <p>This class is immutable and thread-safe.
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
     * Returns the estimate of figures by fold.
     *
     * @param values the figure of each test fold, two at least, finite; copied
     * @param trainingRows how many rows a fold trains on, above 0
     * @param testRows how many rows a fold tests on, above 0; for five folds a quarter of {@code trainingRows}
     * @return the estimate
     * @throws IllegalArgumentException if there are fewer than two values, or a number is out of its range
     */
    public static ResampledEstimate of(double[] values, double trainingRows, double testRows) {
        Checks.positiveFinite(trainingRows, "trainingRows");
        Checks.positiveFinite(testRows, "testRows");
        Checks.inRange(values.length, 2, Integer.MAX_VALUE, "number of values");
        for (int i = 0; i < values.length; i++) {
            Checks.finite(values[i], "values[" + i + "]");
        }
        return new ResampledEstimate(values.clone(), testRows / trainingRows);
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
        return Arrays.stream(values).sum() / values.length;
    }

    /**
     * Returns the standard deviation over the folds.
     *
     * @return with k &minus; 1 below the fraction line, 0 or more
     */
    public double standardDeviation() {
        return ScoreBootstrap.standardDeviation(values);
    }

    /**
     * Returns the corrected standard error of the mean.
     *
     * @return 0 or more; 0 where all folds are alike
     */
    public double standardError() {
        return Math.sqrt(1.0 / values.length + testShare) * standardDeviation();
    }

    /**
     * Returns the mean over its error.
     *
     * @return t; empty where all folds are alike
     */
    public OptionalDouble t() {
        double error = standardError();
        return error > 0 ? OptionalDouble.of(mean() / error) : OptionalDouble.empty();
    }

    /**
     * Returns how likely a mean at least as far from 0 is if the truth is 0: of a {@linkplain #minus difference}, whether two
     * ways to fit differ.
     *
     * @return the two-sided p-value of {@link #t()} with k &minus; 1 degrees of freedom; empty where there is no t
     */
    public OptionalDouble pValue() {
        OptionalDouble t = t();
        return t.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(twoSided(t.getAsDouble(), values.length - 1.0));
    }

    /** Student's tails as an incomplete beta function (Abramowitz and Stegun 26.7.1 with 26.5.2). */
    private static double twoSided(double t, double degreesOfFreedom) {
        double squared = t * t;
        double all = degreesOfFreedom + squared;
        if (Double.isInfinite(all)) {
            return 0;
        }
        return BetaFunctions.regularized(degreesOfFreedom / all, squared / all, degreesOfFreedom / 2, 0.5);
    }

    /**
     * Returns the interval of the mean, by Student's t.
     *
     * @param confidence the confidence level, above 0 and below 1
     * @return mean ± Student's quantile × corrected standard error; empty where all folds are alike
     * @throws IllegalArgumentException if the level is out of its range
     */
    public Optional<Interval> interval(double confidence) {
        Checks.openUnit(confidence, "confidence");
        if (t().isEmpty()) {
            return Optional.empty();
        }
        double half = StudentDistributions.quantile((1 + confidence) / 2, values.length - 1.0) * standardError();
        return Optional.of(new Interval(mean() - half, mean() + half, confidence));
    }

    /**
     * Returns the difference to the figure of another way to fit on the same folds, fold by fold.
     *
     * @param other an estimate from the same folds
     * @return the difference
     * @throws IllegalArgumentException if the folds are not as many or not of the same sizes
     */
    public ResampledEstimate minus(ResampledEstimate other) {
        if (other.values.length != values.length || other.testShare != testShare) {
            throw new IllegalArgumentException(
                    "estimates must be from the same folds, are from %s and %s, with %s and %s test rows a training row"
                            .formatted(values.length, other.values.length, testShare, other.testShare));
        }
        double[] differences = new double[values.length];
        Arrays.setAll(differences, i -> values[i] - other.values[i]);
        return new ResampledEstimate(differences, testShare);
    }

    /**
     * Returns the estimate in words.
     *
     * @return one line
     */
    public String describe() {
        String start = String.format(
                Locale.ROOT,
                "mean %.5f over %d folds, standard deviation %.5f",
                mean(),
                values.length,
                standardDeviation());
        return interval(0.95)
                .map(range -> String.format(
                        Locale.ROOT,
                        "%s; corrected resampled t: 95 %% in [%.5f, %.5f], p of 0 %.4g",
                        start,
                        range.lower(),
                        range.upper(),
                        pValue().orElseThrow()))
                .orElse(start + ": all alike, no interval and no test");
    }

    @Override
    public String toString() {
        return describe();
    }
}

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
 * Whether two ways to fit differ, by their differences on the test folds of a repeated cross-validation: the corrected
 * resampled t test.
 *
 * <p>Folds share most of their training rows, so that their differences go together, and an ordinary t test finds a
 * difference in anything. Nadeau and Bengio (2003), "Inference for the generalization error", Machine Learning 52, 239-281,
 * take a variance of the mean of (1/k + n<sub>test</sub>/n<sub>train</sub>) s&sup2; instead of s&sup2;/k; Bouckaert and Frank
 * (2004) found it to hold its level for repeated cross-validation.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param folds k, how many differences, 2 or more
 * @param mean the mean difference
 * @param standardError its corrected standard error; 0 where all folds differ alike
 * @param t the mean over its error; empty where that is 0
 * @param pValue the probability of a t as far from 0 with k - 1 degrees of freedom; empty where there is no t
 */
public record ResampledTest(int folds, double mean, double standardError, OptionalDouble t, OptionalDouble pValue) {

    /**
     * Returns the test of differences by fold.
     *
     * @param differences the metric of the first less that of the second, on each test fold, two at least, finite
     * @param trainingRows how many rows a fold trains on, above 0
     * @param testRows how many rows a fold tests on, above 0; for five folds a quarter of {@code trainingRows}
     * @return the test
     * @throws IllegalArgumentException if there are fewer than two differences, or a number is out of its range
     */
    public static ResampledTest of(double[] differences, double trainingRows, double testRows) {
        Checks.positiveFinite(trainingRows, "trainingRows");
        Checks.positiveFinite(testRows, "testRows");
        int k = Checks.inRange(differences.length, 2, Integer.MAX_VALUE, "number of differences");
        for (int i = 0; i < k; i++) {
            Checks.finite(differences[i], "differences[" + i + "]");
        }
        double mean = Arrays.stream(differences).sum() / k;
        double deviation = ScoreBootstrap.standardDeviation(differences);
        double error = Math.sqrt(1.0 / k + testRows / trainingRows) * deviation;
        if (error == 0) {
            return new ResampledTest(k, mean, 0, OptionalDouble.empty(), OptionalDouble.empty());
        }
        double t = mean / error;
        return new ResampledTest(k, mean, error, OptionalDouble.of(t), OptionalDouble.of(twoSided(t, k - 1.0)));
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
     * Returns the interval of the difference, by Student's t.
     *
     * @param confidence the confidence level, above 0 and below 1
     * @return the interval, empty where all folds differ alike
     * @throws IllegalArgumentException if the level is out of its range
     */
    public Optional<Interval> interval(double confidence) {
        Checks.openUnit(confidence, "confidence");
        if (t.isEmpty()) {
            return Optional.empty();
        }
        double half = StudentDistributions.quantile((1 + confidence) / 2, folds - 1.0) * standardError;
        return Optional.of(new Interval(mean - half, mean + half, confidence));
    }

    /**
     * Returns the test in words.
     *
     * @return one line
     */
    public String describe() {
        return pValue.isPresent()
                ? String.format(
                        Locale.ROOT,
                        "mean difference %s over %d folds, corrected resampled t = %.4f, p = %.4g",
                        mean,
                        folds,
                        t.orElseThrow(),
                        pValue.getAsDouble())
                : "mean difference %s over %d folds, all alike: no test".formatted(mean, folds);
    }
}

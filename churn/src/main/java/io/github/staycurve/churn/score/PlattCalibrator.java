package io.github.staycurve.churn.score;

import io.github.staycurve.core.internal.Checks;
import java.util.Locale;

/**
 * Platt's calibration: {@code p = 1/(1 + exp(−(slope·score + intercept)))}. Platt's A and B are −slope and −intercept.
 *
 * <p>The score may be a probability or any other finite number. Two numbers are all it has: it suits few customers and
 * scores that are distorted like an S. This record is immutable and thread-safe.
 *
 * @param slope what one more of the score adds to the log-odds
 * @param intercept the log-odds at a score of 0
 * @see <a href="https://www.cs.colorado.edu/~mozer/Teaching/syllabi/6622/papers/Platt1999.pdf">Platt (1999), Probabilistic
 *     Outputs for Support Vector Machines</a>
 * @see <a href="https://doi.org/10.1007/s10994-007-5018-6">Lin, Lin and Weng (2007), A Note on Platt's Probabilistic
 *     Outputs for Support Vector Machines, Machine Learning 68, 267-276</a>
 */
public record PlattCalibrator(double slope, double intercept) implements Calibrator {
    /**
     * Checks the numbers.
     *
     * @param slope what one more of the score adds to the log-odds
     * @param intercept the log-odds at a score of 0
     * @throws IllegalArgumentException if one is not finite
     */
    public PlattCalibrator {
        Checks.finite(slope, "slope");
        Checks.finite(intercept, "intercept");
    }

    /**
     * Fits it with Platt's smoothed targets {@code (n₁ + 1)/(n₁ + 2)} and {@code 1/(n₀ + 2)} for those who churned and
     * those who stayed: it has a finite answer for any scores.
     *
     * @param scores one finite score a customer
     * @param churned for each customer whether they churned
     * @return the calibrator
     * @throws IllegalArgumentException if there is no customer, a score is not finite, or the columns differ in length
     */
    public static PlattCalibrator fit(double[] scores, boolean[] churned) {
        return fit(scores, churned, CalibrationFit.ones(scores.length));
    }

    /**
     * Fits it to weighted customers, with smoothed targets.
     *
     * @param scores one finite score a row
     * @param churned for each row whether its customers churned
     * @param weights for each row how many customers it stands for, 0 or more
     * @return the calibrator
     * @throws IllegalArgumentException if no row counts, a number is out of its range, or the columns differ in length
     */
    public static PlattCalibrator fit(double[] scores, boolean[] churned, double[] weights) {
        double[] classes = CalibrationFit.classes(scores, churned, weights);
        double[] targets = CalibrationFit.targets(churned, (classes[0] + 1) / (classes[0] + 2), 1 / (classes[1] + 2));
        return of(CalibrationFit.logistic(new double[][] {scores}, targets, weights));
    }

    /**
     * Fits it by maximum likelihood, with targets 1 and 0.
     *
     * @param scores one finite score a customer
     * @param churned for each customer whether they churned
     * @return the calibrator
     * @throws IllegalArgumentException if customers are of one kind only, or the scores tell without error who churned; a
     *     score is not finite, or the columns differ in length
     */
    public static PlattCalibrator fitUnsmoothed(double[] scores, boolean[] churned) {
        double[] ones = CalibrationFit.ones(scores.length);
        CalibrationFit.classes(scores, churned, ones);
        return of(CalibrationFit.logistic(new double[][] {scores}, CalibrationFit.targets(churned, 1, 0), ones));
    }

    private static PlattCalibrator of(double[] coefficients) {
        return new PlattCalibrator(coefficients[1], coefficients[0]);
    }

    @Override
    public double calibrate(double score) {
        return BinaryLink.LOGIT.probability(slope * Checks.finite(score, "score") + intercept);
    }

    @Override
    public boolean keepsOrder() {
        return slope >= 0;
    }

    @Override
    public String describe() {
        return String.format(Locale.ROOT, "Platt calibration: log-odds = %.6g · score %+.6g", slope, intercept);
    }
}

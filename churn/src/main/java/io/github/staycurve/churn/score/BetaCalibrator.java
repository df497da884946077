package io.github.staycurve.churn.score;

import io.github.staycurve.core.internal.Checks;
import java.util.Locale;

/**
 * Beta calibration: {@code log-odds = intercept + a ln p − b ln(1 − p)} of a probability p.
 *
 * <p>With a = b = 1 and intercept 0 it changes nothing. It bends probabilities at 0 and at 1 differently, which Platt's
 * cannot. This record is immutable and thread-safe.
 *
 * @param intercept c
 * @param a the factor of ln p
 * @param b the factor of −ln(1 − p)
 * @see <a href="https://doi.org/10.1214/17-EJS1338SI">Kull, Silva Filho and Flach (2017), Beyond Sigmoids: How to Obtain
 *     Well-Calibrated Probabilities from Binary Classifiers with Beta Calibration, EJS 11(2), 5052-5080</a>
 */
public record BetaCalibrator(double intercept, double a, double b) implements Calibrator {
    /**
     * Checks the numbers.
     *
     * @param intercept c
     * @param a the factor of ln p
     * @param b the factor of −ln(1 − p)
     * @throws IllegalArgumentException if one is not finite
     */
    public BetaCalibrator {
        Checks.finite(intercept, "intercept");
        Checks.finite(a, "a");
        Checks.finite(b, "b");
    }

    /**
     * Fits it by maximum likelihood among the curves that never fall: where a or b comes out below 0, it is 0 and the rest is
     * fitted again.
     *
     * @param probabilities one a customer, above 0 and below 1
     * @param churned for each customer whether they churned
     * @return the calibrator
     * @throws IllegalArgumentException if customers are of one kind only, the probabilities tell without error who churned,
     *     one is out of its range, or the columns differ in length
     */
    public static BetaCalibrator fit(double[] probabilities, boolean[] churned) {
        BetaCalibrator free = fitUnconstrained(probabilities, churned);
        if (free.keepsOrder()) {
            return free;
        }
        double[][] columns = columns(probabilities);
        double[] targets = CalibrationFit.targets(churned, 1, 0);
        double[] ones = CalibrationFit.ones(targets.length);
        if (free.a < 0) {
            double[] fit = CalibrationFit.logistic(new double[][] {columns[1]}, targets, ones);
            if (fit[1] >= 0) {
                return new BetaCalibrator(fit[0], 0, fit[1]);
            }
        }
        if (free.b < 0) {
            double[] fit = CalibrationFit.logistic(new double[][] {columns[0]}, targets, ones);
            if (fit[1] >= 0) {
                return new BetaCalibrator(fit[0], fit[1], 0);
            }
        }
        double[] flat = CalibrationFit.logistic(new double[][] {new double[targets.length]}, targets, ones);
        return new BetaCalibrator(flat[0], 0, 0);
    }

    /**
     * Fits it by maximum likelihood, whatever the signs of a and b: a curve that falls somewhere says that the order of the
     * probabilities is wrong there.
     *
     * @param probabilities one a customer, above 0 and below 1
     * @param churned for each customer whether they churned
     * @return the calibrator
     * @throws IllegalArgumentException as for {@link #fit(double[], boolean[])}
     */
    public static BetaCalibrator fitUnconstrained(double[] probabilities, boolean[] churned) {
        double[] ones = CalibrationFit.ones(probabilities.length);
        CalibrationFit.classes(probabilities, churned, ones);
        double[] fit = CalibrationFit.logistic(columns(probabilities), CalibrationFit.targets(churned, 1, 0), ones);
        return new BetaCalibrator(fit[0], fit[1], fit[2]);
    }

    private static double[][] columns(double[] probabilities) {
        double[][] columns = new double[2][probabilities.length];
        for (int i = 0; i < probabilities.length; i++) {
            double p = Checks.openUnit(probabilities[i], "probabilities[" + i + "]");
            columns[0][i] = Math.log(p);
            columns[1][i] = -Math.log1p(-p);
        }
        return columns;
    }

    @Override
    public double calibrate(double score) {
        double p = Checks.inRange(score, 0, 1, "score");
        double low = a == 0 ? 0 : a * Math.log(p); // the limits at 0 and 1 are those of the curve
        double high = b == 0 ? 0 : b * Math.log1p(-p);
        return BinaryLink.LOGIT.probability(intercept + low - high);
    }

    @Override
    public boolean keepsOrder() {
        return a >= 0 && b >= 0;
    }

    @Override
    public String describe() {
        return String.format(
                Locale.ROOT, "beta calibration: log-odds = %.6g %+.6g ln p %+.6g ln(1 − p)", intercept, a, -b);
    }
}

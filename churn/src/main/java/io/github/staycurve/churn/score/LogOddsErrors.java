package io.github.staycurve.churn.score;

import java.util.function.UnaryOperator;

/**
 * The standard error of the log-odds of a row, from the covariance of the coefficients of standardised columns: on these,
 * large means cost no digits.
 *
 * <p>This class is immutable and thread-safe.
 */
final class LogOddsErrors {
    private final UnaryOperator<double[]> encoder;
    private final int[] kept;
    private final double[][] meansAndScales;
    private final double[][] covariance;

    /**
     * @param encoder from a row to columns
     * @param kept the unknowns that the covariance covers, 0 for the intercept
     * @param meansAndScales of every column
     * @param covariance of the kept unknowns
     */
    LogOddsErrors(UnaryOperator<double[]> encoder, int[] kept, double[][] meansAndScales, double[][] covariance) {
        this.encoder = encoder;
        this.kept = kept;
        this.meansAndScales = meansAndScales;
        this.covariance = covariance;
    }

    double of(double[] row) {
        double[] columns = encoder.apply(row);
        double[] x = new double[kept.length];
        for (int i = 0; i < x.length; i++) {
            int column = kept[i] - 1;
            x[i] = column < 0 ? 1 : (columns[column] - meansAndScales[0][column]) * meansAndScales[1][column];
        }
        double variance = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                variance += x[i] * covariance[i][j] * x[j];
            }
        }
        return Math.sqrt(Math.max(0, variance)); // below 0 by rounding only
    }
}

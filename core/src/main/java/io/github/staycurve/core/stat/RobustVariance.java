package io.github.staycurve.core.stat;

import java.util.Arrays;

/**
 * The infinitesimal jackknife of sums &Sigma; c<sub>j</sub> log(1 - d<sub>j</sub> / n<sub>j</sub>) over the times of a
 * risk table: &Sigma; w² U² over the rows, where U is the derivative of the sum by the row's weight.
 *
 * <p>A row at risk that does not end at a time moves the logarithm there by d / (n (n - d)), one that ends by -1 / n. With
 * B<sub>j</sub> the sum of c d / (n (n - d)) up to time j, a row at risk since entry e has U = B<sub>j</sub> -
 * B<sub>e</sub>, so that sums of w², w² B<sub>e</sub> and w² B<sub>e</sub>² over the rows at risk give the variance at
 * every time in one pass. With weights of 1 and no late entries this equals Greenwood's formula for c = 1.
 *
 * @see <a href="https://doi.org/10.1137/1.9781611970319">Efron (1982), The Jackknife, the Bootstrap and Other Resampling
 *     Plans, chapter 6</a>
 */
final class RobustVariance {
    private static final int MOMENTS = 3;

    private final RiskTable table;
    private final CensoredDurations data;

    RobustVariance(RiskTable table, CensoredDurations data) {
        this.table = table;
        this.data = data;
    }

    /** Returns the variance of the sum over the times up to each, for one coefficient a time; useless once exhausted. */
    double[] upToEach(double[] coefficients) {
        int n = table.times.length;
        double[] b = cumulated(coefficients);
        double[][] entering = new double[MOMENTS][n + 1]; // by index of the last time not at risk, plus 1
        double[][] ending = new double[MOMENTS][n];
        double[][] leaving = new double[MOMENTS][n];
        for (int row = 0; row < data.size(); row++) {
            int exit = table.exitIndex(row);
            if (exit >= 0) {
                int entry = table.entryIndex(data, row);
                double atEntry = entry < 0 ? 0 : b[entry];
                double square = data.weight(row) * data.weight(row);
                addMoments(entering, entry + 1, square, atEntry);
                addMoments(data.ended(row) ? ending : leaving, exit, square, atEntry);
            }
        }
        double[] variance = new double[n];
        double[] present = new double[MOMENTS];
        double ofGone = 0;
        for (int j = 0; j < n; j++) {
            for (int k = 0; k < MOMENTS; k++) {
                present[k] += entering[k][j] - ending[k][j] - leaving[k][j];
            }
            double before = j == 0 ? 0 : b[j - 1];
            ofGone += squares(ending, j, before - coefficients[j] / table.atRisk[j]) + squares(leaving, j, b[j]);
            variance[j] = Math.max(0, ofGone + squares(present[0], present[1], present[2], b[j]));
        }
        return variance;
    }

    private double[] cumulated(double[] coefficients) {
        double[] b = new double[coefficients.length];
        double sum = 0;
        for (int j = 0; j < b.length; j++) {
            if (!table.exhausted[j] && coefficients[j] != 0) {
                sum += coefficients[j] * greenwoodTerm(table, j);
            }
            b[j] = sum;
        }
        return b;
    }

    /** Returns d / (n (n - d)), the term of Greenwood's formula at a time where not all that are at risk end. */
    static double greenwoodTerm(RiskTable table, int j) {
        return table.ended[j] / table.atRisk[j] / (table.atRisk[j] - table.ended[j]);
    }

    private static void addMoments(double[][] moments, int index, double square, double value) {
        moments[0][index] += square;
        moments[1][index] += square * value;
        moments[2][index] += square * value * value;
    }

    private static double squares(double[][] moments, int index, double c) {
        return squares(moments[0][index], moments[1][index], moments[2][index], c);
    }

    /** Returns the sum of w² (c - B)². */
    private static double squares(double zeroth, double first, double second, double c) {
        return c * c * zeroth - 2 * c * first + second;
    }

    /** Returns coefficients of 1, for log S itself. */
    double[] upToEach() {
        double[] ones = new double[table.times.length];
        Arrays.fill(ones, 1);
        return upToEach(ones);
    }
}

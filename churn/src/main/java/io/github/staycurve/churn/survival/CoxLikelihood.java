package io.github.staycurve.churn.survival;

import java.util.Arrays;

/**
 * The logarithm of the partial likelihood with its gradient and information, in standardised coefficients.
 *
 * <p>The information needs no sums of squares over risk sets: with &Lambda; the hazard that a row was exposed to, &Sigma;
 * over the times of S2/S0 is &Sigma; over the rows of r &Lambda; x xᵀ, one product a row, and nothing to take off again
 * where rows enter late.
 *
 * <p>Mutable, for one thread.
 *
 * @see <a href="https://doi.org/10.1111/j.2517-6161.1972.tb00899.x">Cox (1972), Regression Models and Life-Tables,
 *     Journal of the Royal Statistical Society B 34, 187-220, equations 12, 13 and 16</a>
 * @see <a href="https://doi.org/10.1080/01621459.1977.10480613">Efron (1977), The Efficiency of Cox's Likelihood Function
 *     for Censored Data, JASA 72, 557-565</a>
 */
final class CoxLikelihood {
    final CoxSample sample;
    final CoxSweep sweep;
    double value;
    final double[] gradient;

    private final double[] hazard;
    private final double[] spared;
    /** Upper triangle, row after row. */
    private final double[] triangle;

    CoxLikelihood(CoxSample sample, CoxTies ties) {
        this.sample = sample;
        this.sweep = new CoxSweep(sample, ties);
        int p = sample.features;
        this.gradient = new double[p];
        this.hazard = new double[sample.groups];
        this.spared = new double[sample.groups];
        this.triangle = new double[p * (p + 1) / 2];
    }

    /** Sets the value and the gradient; the value is not finite where the coefficients are too great for doubles. */
    void evaluate(double[] beta) {
        value = 0;
        startGradient();
        sweep.run(beta, (group, stratum, sums) -> addTo(group, stratum, sums));
        value += sweep.endedScore;
    }

    /** Sets the value and the gradient, and returns minus the second derivatives. */
    double[][] evaluateWithInformation(double[] beta) {
        value = 0;
        startGradient();
        startTriangle();
        sweep.run(beta, (group, stratum, sums) -> {
            addTo(group, stratum, sums);
            addInformation(group, 1, sums);
        });
        value += sweep.endedScore;
        return finishInformation();
    }

    /** Returns the sum over the times of g(t) times what each adds to the information. */
    double[][] weightedInformation(double[] beta, double[] g) {
        startTriangle();
        sweep.run(beta, (group, stratum, sums) -> addInformation(group, g[group], sums));
        return finishInformation();
    }

    private void startGradient() {
        int p = sample.features;
        for (int j = 0; j < p; j++) {
            gradient[j] = 0;
        }
        for (int i = 0; i < sample.rows; i++) {
            if (sample.ended[i]) {
                for (int j = 0; j < p; j++) {
                    gradient[j] += sample.weight[i] * sample.x[i * p + j];
                }
            }
        }
    }

    private void startTriangle() {
        Arrays.fill(triangle, 0);
        Arrays.fill(hazard, 0);
        Arrays.fill(spared, 0);
    }

    private void addTo(int group, int stratum, RiskSums sums) {
        value -= sums.stepWeight * sums.logs + sample.endedWeight[group] * sweep.shift[stratum];
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] -= sums.meanSum(j);
        }
    }

    private void addInformation(int group, double factor, RiskSums sums) {
        hazard[group] = factor * sums.hazard();
        spared[group] = factor * sums.spared();
        int p = gradient.length;
        for (int j = 0, at = 0; j < p; j++) {
            for (int l = j; l < p; l++, at++) {
                triangle[at] -= factor * sums.meanProduct(j, l);
            }
        }
    }

    private double[][] finishInformation() {
        sweep.cumulate(hazard);
        int p = gradient.length;
        for (int i = 0; i < sample.rows; i++) {
            double expected = sweep.expected(i, hazard, spared);
            if (expected != 0) {
                addProducts(expected, i * p);
            }
        }
        return full(triangle, p);
    }

    private void addProducts(double factor, int row) {
        int p = gradient.length;
        double[] x = sample.x;
        for (int j = 0, at = 0; j < p; j++) {
            double xj = factor * x[row + j];
            for (int l = j; l < p; l++, at++) {
                triangle[at] += xj * x[row + l];
            }
        }
    }

    private static double[][] full(double[] triangle, int p) {
        double[][] matrix = new double[p][p];
        for (int j = 0, at = 0; j < p; j++) {
            for (int l = j; l < p; l++, at++) {
                matrix[j][l] = triangle[at];
                matrix[l][j] = triangle[at];
            }
        }
        return matrix;
    }
}

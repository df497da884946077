package io.github.staycurve.churn.survival;

import io.github.staycurve.churn.internal.NewtonSearch;

/**
 * The mean negative log-likelihood of an accelerated failure time model in b = coefficients / scale and a = 1 / scale, in
 * which it is convex where no row enters late: z = a log T - b · row is linear, and log f(z), log S(z) and log a are
 * concave.
 *
 * <p>The unknowns are those of standardised columns: b<sub>0</sub>, then one a feature, then a where the scale is free.
 *
 * @see <a href="https://doi.org/10.2307/2288475">Burridge (1981), A note on maximum likelihood estimation for regression
 *     models using grouped data, on the concavity; Pratt (1981), Concavity of the Log Likelihood, JASA 76</a>
 */
final class AftLikelihood implements NewtonSearch.Function {
    private final AftDistribution distribution;
    private final AftRows rows;
    private final int unknowns;

    AftLikelihood(AftDistribution distribution, AftRows rows) {
        this.distribution = distribution;
        this.rows = rows;
        this.unknowns = 1 + rows.features() + (distribution.hasScale() ? 1 : 0);
    }

    int unknowns() {
        return unknowns;
    }

    @Override
    public double evaluate(double[] point, double[] gradient, double[][] hessian) {
        double a = inverseScale(point);
        if (!(a > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        double value = 0;
        double[] u = new double[unknowns];
        double[] h = new double[6];
        double constant = Math.log(a) - Math.log(rows.logDeviation());
        for (int row = 0; row < rows.size(); row++) {
            double weight = rows.weight(row);
            distribution.evaluate(derivatives(u, row, rows.logTime(row), point, a), h);
            double first = -h[1];
            double second = -h[2];
            value += weight * h[0];
            if (rows.ended(row)) {
                value -= weight * (h[3] + constant - rows.plainLogTime(row));
                first += h[4];
                second += h[5];
                addScaleTerm(weight / a, weight / (a * a), gradient, hessian);
            }
            add(u, -weight * first, -weight * second, gradient, hessian);
            if (rows.entersLate(row)) { // conditional on having stayed until then
                distribution.evaluate(derivatives(u, row, rows.logEntry(row), point, a), h);
                value -= weight * h[0];
                add(u, -weight * h[1], -weight * h[2], gradient, hessian);
            }
        }
        mirror(hessian);
        return value;
    }

    /** The derivatives of -log a, times the weights. */
    private void addScaleTerm(double first, double second, double[] gradient, double[][] hessian) {
        if (distribution.hasScale()) {
            gradient[unknowns - 1] -= first;
            hessian[unknowns - 1][unknowns - 1] += second;
        }
    }

    double inverseScale(double[] point) {
        return distribution.hasScale() ? point[unknowns - 1] : rows.logDeviation();
    }

    /** Writes the derivatives of z by the unknowns and returns z. */
    private double derivatives(double[] u, int row, double logTime, double[] point, double a) {
        int d = rows.features();
        double z = a * logTime - point[0];
        u[0] = -1;
        for (int j = 0; j < d; j++) {
            double x = rows.value(row, j);
            u[1 + j] = -x;
            z -= point[1 + j] * x;
        }
        if (distribution.hasScale()) {
            u[unknowns - 1] = logTime;
        }
        return z;
    }

    private void add(double[] u, double first, double second, double[] gradient, double[][] hessian) {
        for (int i = 0; i < u.length; i++) {
            gradient[i] += first * u[i];
            double product = second * u[i];
            for (int j = 0; j <= i; j++) {
                hessian[i][j] += product * u[j];
            }
        }
    }

    private static void mirror(double[][] hessian) {
        for (int i = 0; i < hessian.length; i++) {
            for (int j = 0; j < i; j++) {
                hessian[j][i] = hessian[i][j];
            }
        }
    }

    /**
     * Returns the sum over rows of the squared score, each times its weight: what robust errors are made of.
     *
     * @param point where
     */
    double[][] squaredScores(double[] point) {
        double[][] sum = new double[unknowns][unknowns];
        double a = inverseScale(point);
        double[] u = new double[unknowns];
        for (int row = 0; row < rows.size(); row++) {
            double[] score = new double[unknowns];
            double z = derivatives(u, row, rows.logTime(row), point, a);
            double first = -distribution.slope(z);
            if (rows.ended(row)) {
                first += distribution.derivativeOfLogSlope(z);
                score[unknowns - 1] += distribution.hasScale() ? 1 / a : 0;
            }
            addTo(score, u, first);
            if (rows.entersLate(row)) {
                double entry = derivatives(u, row, rows.logEntry(row), point, a);
                addTo(score, u, distribution.slope(entry));
            }
            double square = rows.weight(row) * rows.weight(row);
            for (int i = 0; i < unknowns; i++) {
                for (int j = 0; j < unknowns; j++) {
                    sum[i][j] += square * score[i] * score[j];
                }
            }
        }
        return sum;
    }

    private static void addTo(double[] score, double[] u, double factor) {
        for (int i = 0; i < u.length; i++) {
            score[i] += factor * u[i];
        }
    }
}

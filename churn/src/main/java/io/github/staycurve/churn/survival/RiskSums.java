package io.github.staycurve.churn.survival;

import io.github.staycurve.core.internal.CompensatedSum;
import java.util.Arrays;

/**
 * Sums over the rows at risk at one time, and over those of them that end then: what every term of the partial likelihood
 * and of its derivatives is made of.
 *
 * <p>With r = w exp(&eta;), S0 = &Sigma; r and S1 = &Sigma; r x are over the rows at risk, D0 and D1 over the m that end.
 * Efron's likelihood divides by S0 - a D0 at a = 0, 1/m, ..., (m - 1)/m, Breslow's m times by S0. All that follows needs
 * five sums over these steps and no more, so that a time at which thousands end costs as much as the steps' logarithms.
 * Steps count rows under sampling weights, where each step stands for their mean weight (as R's weighted Efron does), and
 * weight under frequencies, so that a row of weight 3 is three rows.
 *
 * <p>Where rows enter late they are taken off again further back in time. What an addition rounds off is kept in a second
 * sum, so that nothing of a row with a great r stays behind in the sum over rows with small ones.
 *
 * <p>Mutable, for one thread.
 */
final class RiskSums {
    private final int features;
    private final boolean compensated;

    private double sum0;
    private double error0;
    private final double[] sum1;
    private final double[] error1;
    private int atRisk;

    /** Over the rows at risk. */
    double s0;

    final double[] s1;
    /** Over those that end. */
    double d0;

    final double[] d1;
    /** How many steps there are, 0 where nobody ends. */
    int steps;
    /** The weight of a step. */
    double stepWeight;
    /** &Sigma; log(S0 - a D0). */
    double logs;
    /** &Sigma; 1/(S0 - a D0), and with a in the numerator. */
    double inverse;

    double inverseA;
    /** &Sigma; 1/(S0 - a D0)², and with a and a² in the numerator. */
    double square;

    double squareA;
    double squareAa;

    RiskSums(int features, boolean compensated) {
        this.features = features;
        this.compensated = compensated;
        this.sum1 = new double[features];
        this.error1 = new double[compensated ? features : 0];
        this.s1 = compensated ? new double[features] : sum1;
        this.d1 = new double[features];
    }

    /** Starts a stratum. */
    void clear() {
        atRisk = 0;
        zero();
    }

    private void zero() {
        sum0 = 0;
        error0 = 0;
        Arrays.fill(sum1, 0);
        Arrays.fill(error1, 0);
    }

    /** Starts a time. */
    void clearEnded() {
        d0 = 0;
        Arrays.fill(d1, 0);
    }

    /** Adds a row to those at risk. */
    void add(double r, double[] x, int at) {
        atRisk++;
        if (compensated) {
            addCompensated(r, x, at);
            return;
        }
        sum0 += r;
        for (int j = 0; j < features; j++) {
            sum1[j] += r * x[at + j];
        }
    }

    /** Takes a row off again; only where sums are compensated. */
    void remove(double r, double[] x, int at) {
        atRisk--;
        if (atRisk == 0) {
            zero();
        } else {
            addCompensated(-r, x, at);
        }
    }

    private void addCompensated(double r, double[] x, int at) {
        double next = sum0 + r;
        error0 += CompensatedSum.roundedOff(sum0, r, next);
        sum0 = next;
        for (int j = 0; j < features; j++) {
            double term = r * x[at + j];
            double next1 = sum1[j] + term;
            error1[j] += CompensatedSum.roundedOff(sum1[j], term, next1);
            sum1[j] = next1;
        }
    }

    /** Adds a row to those that end. */
    void addEnded(double r, double[] x, int at) {
        d0 += r;
        for (int j = 0; j < features; j++) {
            d1[j] += r * x[at + j];
        }
    }

    /** Makes the sums over the steps; {@code weight} is that of the rows that end. */
    void take(CoxTies ties, int stepCount, double weight) {
        s0 = sum0 + error0;
        if (compensated) {
            for (int j = 0; j < features; j++) {
                s1[j] = sum1[j] + error1[j];
            }
        }
        steps = stepCount;
        stepWeight = weight / stepCount;
        if (ties == CoxTies.BRESLOW || stepCount == 1) {
            logs = stepCount * Math.log(s0);
            inverse = stepCount / s0;
            square = inverse / s0;
            inverseA = 0;
            squareA = 0;
            squareAa = 0;
        } else {
            takeEfron();
        }
    }

    private void takeEfron() {
        logs = 0;
        inverse = 0;
        inverseA = 0;
        square = 0;
        squareA = 0;
        squareAa = 0;
        for (int k = 0; k < steps; k++) {
            double a = (double) k / steps;
            double left = s0 - a * d0;
            double one = 1 / left;
            double two = one * one;
            logs += Math.log(left);
            inverse += one;
            inverseA += a * one;
            square += two;
            squareA += a * two;
            squareAa += a * a * two;
        }
    }

    /** The jump of the baseline hazard. */
    double hazard() {
        return stepWeight * inverse;
    }

    /** The part of the jump that rows which end at this time are not exposed to. */
    double spared() {
        return stepWeight * inverseA;
    }

    /** The sum over those that end of the mean features of the rows at risk. */
    double meanSum(int j) {
        return stepWeight * (inverse * s1[j] - inverseA * d1[j]);
    }

    /** The integral of the mean features over the jump of the hazard. */
    double meanHazard(int j) {
        return stepWeight * (square * s1[j] - squareA * d1[j]);
    }

    /** The part of {@link #meanHazard} that rows which end at this time are not exposed to. */
    double sparedMeanHazard(int j) {
        return stepWeight * (squareA * s1[j] - squareAa * d1[j]);
    }

    /** The sum over the steps of the products of mean features j and l. */
    double meanProduct(int j, int l) {
        return stepWeight
                * (square * s1[j] * s1[l] - squareA * (s1[j] * d1[l] + d1[j] * s1[l]) + squareAa * d1[j] * d1[l]);
    }
}

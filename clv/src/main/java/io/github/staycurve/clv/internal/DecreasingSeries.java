package io.github.staycurve.clv.internal;

import io.github.staycurve.core.internal.math.GaussLegendre;
import java.util.function.DoubleUnaryOperator;

/**
 * The sum of f(0) + f(1) + ..., to a last term or without an end, for a positive f that never rises and is smooth between the
 * whole numbers.
 *
 * <p>The first terms are added one by one, until they are as good as 0 or f changes so slowly from one to the next that
 * the rest is an integral with the corrections of Euler and Maclaurin (Abramowitz and Stegun 23.1.30). The integral is taken
 * by the trapezoid rule in the logarithm of the time past the added terms, in which f decays at both ends; to a last term, by
 * panels in each of which f changes by a small factor.
 */
final class DecreasingSeries {
    /** What is left of a sum that ends below this share of it is below the last digit. */
    private static final double NEGLIGIBLE = 1e-18;

    private static final int FEWEST_TERMS = 200;
    /** The greatest fall of ln f a step for which three corrections leave less than the last digit. */
    private static final double SLOW = 1e-3;

    private static final double SHARPEST = 64;

    /** The greatest fall of ln f in a panel, as its slope at the start tells, and the greatest growth of ln time. */
    private static final double MOST_FALL = 2;

    private static final double MOST_GROWTH = 1;
    private static final GaussLegendre RULE = GaussLegendre.THIRTY_TWO;

    private static final double LOWEST = -45;
    /** Beyond it a time is too large for a number, and so is the sum of a series that still adds to itself. */
    private static final double HIGHEST = 700;

    private final DoubleUnaryOperator log;
    private final DoubleUnaryOperator slope;
    private final double sharpness;
    private final double step;
    private final double decay;
    private final double powerLawFrom;

    /**
     * Takes the terms.
     *
     * @param log ln f
     * @param slope its derivative
     * @param sharpness how many times faster than a power of k, by its logarithm, f may turn: 1 for an exponential
     * @param decay the power of 1/k by which f falls in the end, above 1; infinite where it falls faster than any power
     * @param powerLawFrom the logarithm of the number of the term from which f is that power to the last digit
     */
    DecreasingSeries(
            DoubleUnaryOperator log, DoubleUnaryOperator slope, double sharpness, double decay, double powerLawFrom) {
        this.log = log;
        this.slope = slope;
        this.sharpness = Math.min(SHARPEST, Math.max(1, sharpness));
        this.step = 0.125 / this.sharpness;
        this.decay = decay;
        this.powerLawFrom = powerLawFrom;
    }

    /** Returns the sum of all terms. */
    double sum() {
        return sum(Double.POSITIVE_INFINITY);
    }

    /** Returns the sum of so many terms, a whole number of 0 or more. */
    double sum(double terms) {
        double sum = 0;
        double rest = 0; // what rounding took from the sum
        double k = 0;
        double last = log.applyAsDouble(0);
        while (k < terms) {
            double next = log.applyAsDouble(k + 1);
            if (k >= FEWEST_TERMS && last - next < SLOW) {
                boolean endless = terms == Double.POSITIVE_INFINITY;
                return sum + (rest + (endless ? tail(k, last) : part(k, last, terms - 1)));
            }
            double term = Math.exp(last) + rest;
            double added = sum + term;
            rest = term - (added - sum);
            sum = added;
            // a fall that is not slow goes on until the term is nothing; what follows is then nothing too
            if (Math.exp(next) <= NEGLIGIBLE * sum * Math.min(1, last - next)) {
                return sum;
            }
            last = next;
            k++;
        }
        return sum;
    }

    /** The sum of the terms from k to the last one. */
    private double part(double k, double logTerm, double lastTerm) {
        double first = slope.applyAsDouble(k);
        double end = slope.applyAsDouble(lastTerm);
        return integral(k, lastTerm)
                + Math.exp(logTerm) * (0.5 - first / 12 + first * first * first / 720)
                + Math.exp(log.applyAsDouble(lastTerm)) * (0.5 + end / 12 - end * end * end / 720);
    }

    /** The integral of f from k to the end, as far as it adds anything. */
    private double integral(double k, double end) {
        double sum = 0;
        double start = k;
        while (start < end) {
            double width = Math.min(
                    MOST_FALL / Math.abs(slope.applyAsDouble(start)), start * Math.expm1(MOST_GROWTH / sharpness));
            double half = (Math.min(end, start + width) - start) / 2;
            double panel = 0;
            for (int i = 0; i < RULE.size(); i++) {
                panel += RULE.weight(i) * Math.exp(log.applyAsDouble(start + half * (1 + RULE.node(i))));
            }
            sum += half * panel;
            start += 2 * half;
            // f never rises: what is left is below this however long
            if (Math.exp(log.applyAsDouble(start)) * (end - start) <= NEGLIGIBLE * sum) {
                return sum;
            }
        }
        return sum;
    }

    /** The sum from the term k on. */
    private double tail(double k, double logTerm) {
        double term = Math.exp(logTerm);
        double first = slope.applyAsDouble(k);
        return integral(k) + term * (0.5 - first / 12 + first * first * first / 720);
    }

    /** The integral of f from k on, at times k + e^y; infinite if it is beyond the range of a number. */
    private double integral(double k) {
        double sum = 0;
        double greatest = 0;
        double y = LOWEST;
        // a power of k + e^y is one of e^y where k is nothing beside it
        double geometricFrom = Math.max(powerLawFrom, Math.log(k / NEGLIGIBLE));
        while (true) {
            double value = Math.exp(log.applyAsDouble(k + Math.exp(y)) + y);
            sum += value;
            greatest = Math.max(greatest, value);
            if (y > geometricFrom) { // what is left is a geometric series
                return step * (sum + value / Math.expm1(step * (decay - 1)));
            }
            if (y > HIGHEST) {
                return value > NEGLIGIBLE * greatest ? Double.POSITIVE_INFINITY : step * sum;
            }
            if (value < NEGLIGIBLE * greatest && y > Math.log(k) && decay == Double.POSITIVE_INFINITY) {
                return step * sum;
            }
            y += step;
        }
    }
}

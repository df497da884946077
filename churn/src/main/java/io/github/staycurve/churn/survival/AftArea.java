package io.github.staycurve.churn.survival;

import io.github.staycurve.core.internal.math.ChiSquareDistributions;
import io.github.staycurve.core.internal.math.GammaFunctions;
import io.github.staycurve.core.internal.math.GaussLegendre;
import java.util.function.DoubleUnaryOperator;

/**
 * Areas under S(t), and under S(t) times a function of z: by formula where there is a good one, else by Gauss-Legendre
 * rules on log t, halved where they have not settled.
 */
final class AftArea {
    private static final GaussLegendre RULE = GaussLegendre.SIXTEEN;
    private static final double SETTLED = 1e-13;
    private static final int MOST_HALVINGS = 40;
    /** Beyond this scale the formulas lose digits, or take long. */
    private static final double LARGE = 20;

    private static final double LAST_DIGIT = 1e-17;
    /** What lies e<sup>-42</sup> below the least of end and location is below the last digit of the area. */
    private static final double BELOW = 42;
    /** Where the curve of a small scale bends, in z. */
    private static final double[] BENDS = {-30, -12, -5, -2, 0, 1.5, 3, 6, 9};

    private final AftDistribution distribution;
    private final double location;
    private final double scale;

    AftArea(AftDistribution distribution, double location, double scale) {
        this.distribution = distribution;
        this.location = location;
        this.scale = scale;
    }

    /** Returns the integral of S(t) over t from 0 to a time above 0. */
    double upTo(double t) {
        return switch (distribution) {
            case WEIBULL, EXPONENTIAL -> weibull(t);
            case LOG_NORMAL -> logNormal(t);
            case LOG_LOGISTIC -> upTo(t, z -> 1);
        };
    }

    /** With a = scale and x = H(t), e<sup>location</sup> a &gamma;(a, x): its series, or what Q leaves of all of it. */
    private double weibull(double t) {
        double x = distribution.cumulativeHazard((Math.log(t) - location) / scale);
        if (scale > LARGE || x == 0) {
            return x == 0 ? t : upTo(t, z -> 1);
        }
        if (x > scale + 1) {
            double whole = Math.exp(location + GammaFunctions.logGamma(1 + scale));
            return whole * (1 - ChiSquareDistributions.upperTail(2 * x, 2 * scale));
        }
        double term = 1; // DLMF 8.7.1, times a / x^a = a e^location / t^1
        double sum = 1;
        for (int n = 1; term > sum * LAST_DIGIT; n++) {
            term *= x / (scale + n);
            sum += term;
        }
        return t * Math.exp(-x) * sum;
    }

    /** E[min(T, t)] = E[T; T &le; t] + t S(t), with the logarithm of the first probability, as its factor may be huge. */
    private double logNormal(double t) {
        if (scale > LARGE) {
            return upTo(t, z -> 1);
        }
        double z = (Math.log(t) - location) / scale;
        double before = Math.exp(location + scale * scale / 2 - NormalTail.cumulativeHazard(scale - z));
        return before + t * Math.exp(-NormalTail.cumulativeHazard(z));
    }

    /** Returns the integral of S(t) f(z) over t from 0 to a time above 0. */
    double upTo(double t, DoubleUnaryOperator f) {
        double end = Math.log(t);
        double from = Math.min(end, location) - BELOW;
        double total = 0;
        for (double bend : BENDS) {
            double next = location + scale * bend;
            if (next > from && next < end) {
                total += between(from, next, f);
                from = next;
            }
        }
        return total + between(from, end, f);
    }

    private double between(double from, double to, DoubleUnaryOperator f) {
        // in pieces that e^y does not change too much over
        int pieces = (int) Math.ceil(Math.min(64, (to - from) / 6)) + 1;
        double total = 0;
        double step = (to - from) / pieces;
        for (int piece = pieces - 1; piece >= 0; piece--) {
            double left = from + piece * step;
            double whole = rule(left, left + step, f);
            total += settled(left, left + step, whole, Math.abs(total), f, MOST_HALVINGS);
        }
        return total;
    }

    private double settled(double from, double to, double whole, double others, DoubleUnaryOperator f, int halvings) {
        double middle = (from + to) / 2;
        double left = rule(from, middle, f);
        double right = rule(middle, to, f);
        double both = left + right;
        if (Math.abs(both - whole) <= SETTLED * (Math.abs(both) + others) || halvings == 0) {
            return both;
        }
        double upper = settled(middle, to, right, others, f, halvings - 1);
        return upper + settled(from, middle, left, others + Math.abs(upper), f, halvings - 1);
    }

    private double rule(double from, double to, DoubleUnaryOperator f) {
        double half = (to - from) / 2;
        double sum = 0;
        for (int i = 0; i < RULE.size(); i++) {
            double y = from + half * (1 + RULE.node(i));
            double z = (y - location) / scale;
            double survival = Math.exp(y - distribution.cumulativeHazard(z));
            sum += survival == 0 ? 0 : RULE.weight(i) * survival * f.applyAsDouble(z);
        }
        return half * sum;
    }
}

package io.github.staycurve.churn.survival;

import io.github.staycurve.core.internal.math.NormalDistributions;

/**
 * The shape of lifetimes in an accelerated failure time model: the distribution of z = (log T - location) / scale.
 *
 * <p>Every kind has P(T &gt; t) = exp(-H(z)) with its own H.
 */
public enum AftDistribution {
    /** H(z) = e<sup>z</sup>: a hazard that rises for ever with a scale below 1, and falls above it. */
    WEIBULL("Weibull", "weibull") {
        @Override
        double cumulativeHazard(double z) {
            return Math.exp(z);
        }

        @Override
        double slope(double z) {
            return Math.exp(z);
        }

        @Override
        double curvature(double z) {
            return Math.exp(z);
        }

        @Override
        double logSlope(double z) {
            return z;
        }

        @Override
        double derivativeOfLogSlope(double z) {
            return 1;
        }

        @Override
        double secondDerivativeOfLogSlope(double z) {
            return 0;
        }

        @Override
        void evaluate(double z, double[] out) {
            out[0] = Math.exp(z);
            out[1] = out[0];
            out[2] = out[0];
            out[3] = z;
            out[4] = 1;
            out[5] = 0;
        }

        @Override
        double quantile(double share) {
            return Math.log(-Math.log1p(-share));
        }

        @Override
        double increment(double z, double step) {
            return step > FAR ? Math.exp(z + step) - Math.exp(z) : Math.exp(z) * Math.expm1(step);
        }
    },
    /** The Weibull model with scale 1: a hazard that does not change with age. */
    EXPONENTIAL("exponential", "exponential") {
        @Override
        double cumulativeHazard(double z) {
            return WEIBULL.cumulativeHazard(z);
        }

        @Override
        double slope(double z) {
            return WEIBULL.slope(z);
        }

        @Override
        double curvature(double z) {
            return WEIBULL.curvature(z);
        }

        @Override
        double logSlope(double z) {
            return WEIBULL.logSlope(z);
        }

        @Override
        double derivativeOfLogSlope(double z) {
            return WEIBULL.derivativeOfLogSlope(z);
        }

        @Override
        double secondDerivativeOfLogSlope(double z) {
            return WEIBULL.secondDerivativeOfLogSlope(z);
        }

        @Override
        void evaluate(double z, double[] out) {
            WEIBULL.evaluate(z, out);
        }

        @Override
        double quantile(double share) {
            return WEIBULL.quantile(share);
        }

        @Override
        double increment(double z, double step) {
            return WEIBULL.increment(z, step);
        }
    },
    /** H(z) = -log &Phi;(-z): a hazard that rises and then falls slowly. */
    LOG_NORMAL("log-normal", "lognormal") {
        @Override
        double cumulativeHazard(double z) {
            return NormalTail.cumulativeHazard(z);
        }

        @Override
        double slope(double z) {
            return NormalTail.hazard(z);
        }

        @Override
        double curvature(double z) {
            double hazard = NormalTail.hazard(z);
            return hazard * (hazard - z);
        }

        @Override
        double logSlope(double z) {
            return NormalTail.logHazard(z);
        }

        @Override
        double derivativeOfLogSlope(double z) {
            return NormalTail.hazard(z) - z;
        }

        @Override
        double secondDerivativeOfLogSlope(double z) {
            return curvature(z) - 1;
        }

        @Override
        void evaluate(double z, double[] out) {
            NormalTail.evaluate(z, out);
        }

        @Override
        double quantile(double share) {
            return NormalDistributions.quantile(share);
        }

        @Override
        double increment(double z, double step) {
            return cumulativeHazard(z + step) - cumulativeHazard(z);
        }
    },
    /** H(z) = log(1 + e<sup>z</sup>): a hazard that rises and then falls with a scale below 1, and falls above it. */
    LOG_LOGISTIC("log-logistic", "loglogistic") {
        @Override
        double cumulativeHazard(double z) {
            return z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
        }

        @Override
        double slope(double z) {
            return 1 / (1 + Math.exp(-z));
        }

        @Override
        double curvature(double z) {
            return slope(z) * slope(-z);
        }

        @Override
        double logSlope(double z) {
            return -cumulativeHazard(-z);
        }

        @Override
        double derivativeOfLogSlope(double z) {
            return slope(-z);
        }

        @Override
        double secondDerivativeOfLogSlope(double z) {
            return -curvature(z);
        }

        @Override
        double quantile(double share) {
            return Math.log(share) - Math.log1p(-share);
        }

        @Override
        double increment(double z, double step) {
            return step > FAR
                    ? cumulativeHazard(z + step) - cumulativeHazard(z)
                    : Math.log1p(slope(z) * Math.expm1(step));
        }
    };

    /** A step beyond which a difference of two hazards has all its digits, and e<sup>step</sup> might overflow. */
    private static final double FAR = 30;

    private final String words;
    private final String label;

    AftDistribution(String words, String label) {
        this.words = words;
        this.label = label;
    }

    /**
     * Returns the name as documents write it.
     *
     * @return {@code weibull}, {@code exponential}, {@code lognormal} or {@code loglogistic}
     */
    public String label() {
        return label;
    }

    /**
     * Returns the distribution of a name.
     *
     * @param label {@code weibull}, {@code exponential}, {@code lognormal} or {@code loglogistic}
     * @return the distribution
     * @throws IllegalArgumentException if there is none of this name
     */
    public static AftDistribution ofLabel(String label) {
        for (AftDistribution distribution : values()) {
            if (distribution.label.equals(label)) {
                return distribution;
            }
        }
        throw new IllegalArgumentException(
                "distribution must be weibull, exponential, lognormal or loglogistic, was '" + label + "'");
    }

    /** Returns whether the scale is estimated, and not 1. */
    boolean hasScale() {
        return this != EXPONENTIAL;
    }

    String words() {
        return words;
    }

    /** Returns H(z). */
    abstract double cumulativeHazard(double z);

    /** Returns H'(z), the hazard of z. */
    abstract double slope(double z);

    /** Returns H''(z). */
    abstract double curvature(double z);

    /** Returns log H'(z). */
    abstract double logSlope(double z);

    abstract double derivativeOfLogSlope(double z);

    abstract double secondDerivativeOfLogSlope(double z);

    /** Returns the z by which a share has left. */
    abstract double quantile(double share);

    /**
     * Writes H(z), H'(z), H''(z), log H'(z) and the first and second derivative of log H'(z), as a likelihood needs them.
     *
     * @param out six elements
     */
    void evaluate(double z, double[] out) {
        out[0] = cumulativeHazard(z);
        out[1] = slope(z);
        out[2] = curvature(z);
        out[3] = logSlope(z);
        out[4] = derivativeOfLogSlope(z);
        out[5] = secondDerivativeOfLogSlope(z);
    }

    /** Returns H(z + step) - H(z) without loss of digits where it is small. */
    abstract double increment(double z, double step);
}

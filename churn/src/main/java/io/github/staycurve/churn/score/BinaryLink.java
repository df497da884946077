package io.github.staycurve.churn.score;

/**
 * How a linear predictor η becomes the probability of an event.
 *
 * <p>This enum is immutable and thread-safe.
 */
public enum BinaryLink {
    /** {@code p = 1/(1 + e^−η)}: coefficients are logarithms of odds ratios. */
    LOGIT {
        @Override
        public double probability(double eta) {
            double e = Math.exp(-Math.abs(eta));
            return (eta >= 0 ? 1 : e) / (1 + e);
        }

        @Override
        public double linear(double probability) {
            return Math.log(probability) - Math.log1p(-probability);
        }

        @Override
        double evaluate(RowBlock rows) {
            double product = 1; // of 1 + e, at most 2^64 in a block: one logarithm for all rows
            double loss = 0;
            for (int i = 0; i < rows.size; i++) {
                double eta = rows.eta[i];
                double weight = rows.weight[i];
                double e = Math.exp(-Math.abs(eta));
                double inverse = 1 / (1 + e);
                double p = eta >= 0 ? inverse : e * inverse;
                double linear = (eta >= 0 ? eta : 0) - rows.target[i] * eta;
                if (weight == 1 && e > SMALL) {
                    product *= 1 + e;
                    loss += linear;
                } else {
                    loss += weight * (linear + Math.log1p(e));
                }
                rows.slope[i] = weight * (p - rows.target[i]);
                rows.curvature[i] = weight * (e * inverse * inverse);
            }
            return loss + Math.log(product);
        }
    },

    /**
     * {@code p = 1 − exp(−e^η)}, the complementary log-log: a proportional hazards model in continuous time, seen at whole
     * periods only; coefficients are logarithms of hazard ratios.
     *
     * @see <a href="https://doi.org/10.2307/2529588">Prentice and Gloeckler (1978), Regression Analysis of Grouped
     *     Survival Data with Application to Breast Cancer Data, Biometrics 34, 57-67</a>
     */
    CLOGLOG {
        @Override
        public double probability(double eta) {
            return -Math.expm1(-Math.exp(eta));
        }

        @Override
        public double linear(double probability) {
            return Math.log(-Math.log1p(-probability));
        }

        @Override
        double evaluate(RowBlock rows) {
            double loss = 0;
            for (int i = 0; i < rows.size; i++) {
                double hazard = Math.exp(rows.eta[i]);
                double y = rows.target[i];
                double p = -Math.expm1(-hazard);
                // d log p / dη = h(1 − p)/p, which is 1 for tiny h
                double ratio = hazard < Double.MIN_NORMAL ? 1 : hazard * (1 - p) / p;
                double logP = hazard < Double.MIN_NORMAL ? rows.eta[i] : Math.log(p);
                double weight = rows.weight[i];
                loss += weight * ((1 - y) * hazard - (y > 0 ? y * logP : 0));
                rows.slope[i] = weight * ((1 - y) * hazard - y * ratio);
                double ofEvent = y > 0 ? ratio * (ratio + hazard - 1) : 0;
                rows.curvature[i] = weight * ((1 - y) * hazard + y * Math.max(0, ofEvent));
            }
            return loss;
        }
    };

    /** From here on, a product with 1 + e loses digits of e. */
    private static final double SMALL = 1e-5;

    /**
     * Returns the probability that belongs to a linear predictor.
     *
     * @param eta η, any number
     * @return from 0 to 1, increasing in η
     */
    public abstract double probability(double eta);

    /**
     * Returns the linear predictor that belongs to a probability.
     *
     * @param probability above 0 and below 1
     * @return η; infinite at 0 and 1
     */
    public abstract double linear(double probability);

    /**
     * Writes the first and second derivatives of the negative log-likelihood of every row with respect to η, times its
     * weight.
     *
     * @return the negative log-likelihood of the rows
     */
    abstract double evaluate(RowBlock rows);

    /**
     * Returns whether a probability is next to 0 or 1, as where rows are separated; where none is, a search at rest rules
     * separation out.
     */
    boolean isExtreme(double eta) {
        return eta < -20 || eta > (this == LOGIT ? 20 : 3); // 1 − p is below 2e-9 above it
    }

    /** Returns the expected second derivative of the negative log-likelihood: the Fisher information about η. */
    double information(double eta) {
        if (this == LOGIT) {
            double e = Math.exp(-Math.abs(eta));
            return e / ((1 + e) * (1 + e));
        }
        double hazard = Math.exp(eta);
        if (hazard < Double.MIN_NORMAL || hazard > 700) {
            return hazard < 1 ? hazard : 0;
        }
        return hazard * hazard / Math.expm1(hazard); // (dp/dη)²/(p(1 − p)) with dp/dη = h e^−h
    }
}

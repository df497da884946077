package io.github.staycurve.churn.survival;

import io.github.staycurve.core.internal.math.SymmetricMatrices;
import java.util.Optional;

/**
 * The covariance of Lin and Wei, the inverse information around squared scores.
 *
 * <p>Scores sum to 0 at the maximum, so that those of one cluster, or of a row that has all the weight, are 0 but for
 * rounding: they say nothing about errors.
 */
final class Sandwich {
    /** A variance below this share of that from the information is rounding. */
    private static final double ROUNDING = 1e-20;

    private Sandwich() {}

    /** Returns the sandwich; empty where a variance is no more than rounding. */
    static Optional<double[][]> of(double[][] inverseInformation, double[][] squaredScores) {
        double[][] covariance = SymmetricMatrices.congruent(inverseInformation, squaredScores);
        for (int j = 0; j < covariance.length; j++) {
            if (!(covariance[j][j] > ROUNDING * inverseInformation[j][j])) {
                return Optional.empty();
            }
        }
        return Optional.of(covariance);
    }
}

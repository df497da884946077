package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.stat.PointEstimate;
import java.util.Optional;

/**
 * Newton's method, with halved steps, for a logistic regression on the log-odds of scores. Not thread-safe.
 */
final class CalibrationLineSearch {
    private static final int MOST_STEPS = 100;
    private static final int MOST_HALVINGS = 40;
    /** The likelihood still to gain, on the scale of logarithms, at which the next step is the last: 1e-9 errors' worth. */
    private static final double NOTHING_TO_GAIN = 1e-18;

    /** Likelihoods differ by rounding only. */
    private static final double ROUNDING = 1e-13;

    private final ScoreGroups data;
    private final double[] logOdds;

    private double loss;
    private double gradient0;
    private double gradient1;
    private double information00;
    private double information01;
    private double information11;

    CalibrationLineSearch(ScoreGroups data, double[] logOdds) {
        this.data = data;
        this.logOdds = logOdds;
    }

    /** The intercept of a line with slope 1. */
    Optional<PointEstimate> shift() {
        return search(false).map(estimates -> estimates[0]);
    }

    /** Intercept and slope. */
    Optional<PointEstimate[]> line() {
        return search(true);
    }

    private Optional<PointEstimate[]> search(boolean slopeFree) {
        double intercept = 0;
        double slope = 1;
        evaluate(intercept, slope);
        for (int step = 0; step < MOST_STEPS; step++) {
            double determinant =
                    slopeFree ? information00 * information11 - information01 * information01 : information00;
            if (!(determinant > 0)) {
                return Optional.empty(); // so flat that doubles know no maximum
            }
            double variance0 = slopeFree ? information11 / determinant : 1 / information00;
            double covariance = slopeFree ? -information01 / determinant : 0;
            double variance1 = slopeFree ? information00 / determinant : 0;
            double move0 = variance0 * gradient0 + covariance * gradient1;
            double move1 = covariance * gradient0 + variance1 * gradient1;
            if (gradient0 * move0 + gradient1 * move1 <= NOTHING_TO_GAIN) {
                return Optional.of(new PointEstimate[] {
                    PointEstimate.of(intercept - move0, Math.sqrt(variance0)),
                    PointEstimate.of(slope - move1, Math.sqrt(variance1))
                });
            }
            double share = shareOfStep(intercept, slope, move0, move1);
            intercept -= share * move0;
            slope -= share * move1;
        }
        return Optional.empty();
    }

    /** How much of a step to go so that the loss does not rise; evaluates there. */
    private double shareOfStep(double intercept, double slope, double move0, double move1) {
        double most = loss + ROUNDING * Math.abs(loss);
        double share = 1;
        evaluate(intercept - move0, slope - move1);
        for (int halving = 0; !(loss <= most) && halving < MOST_HALVINGS; halving++) {
            share /= 2;
            evaluate(intercept - share * move0, slope - share * move1);
        }
        return share;
    }

    private void evaluate(double intercept, double slope) {
        loss = gradient0 = gradient1 = information00 = information01 = information11 = 0;
        for (int g = 0; g < logOdds.length; g++) {
            double x = logOdds[g];
            double eta = intercept + slope * x;
            double weight = data.churned[g] + data.stayed[g];
            double tail = Math.exp(-Math.abs(eta));
            double p = eta >= 0 ? 1 / (1 + tail) : tail / (1 + tail);
            loss += weight * (Math.max(eta, 0) + Math.log1p(tail)) - data.churned[g] * eta;
            double miss = weight * p - data.churned[g];
            double spread = weight * tail / ((1 + tail) * (1 + tail));
            gradient0 += miss;
            gradient1 += miss * x;
            information00 += spread;
            information01 += spread * x;
            information11 += spread * x * x;
        }
    }
}

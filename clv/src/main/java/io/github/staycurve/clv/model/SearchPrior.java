package io.github.staycurve.clv.model;

import org.jspecify.annotations.Nullable;

/**
 * A {@link Prior} in the coordinates of a search over some rows: what it adds to a negative log-likelihood, and to its
 * gradient. Without a prior it adds nothing. Immutable and thread-safe.
 */
abstract class SearchPrior {
    private static final double LOG_USUAL_RATE = Math.log(2);

    private final @Nullable Prior prior;
    /** The logarithm of the rate that the searches are relative to, over that of the prior: 0 where anybody bought. */
    private final double logRate;

    private SearchPrior(@Nullable Prior prior, HistoryRows rows) {
        this.prior = prior;
        this.logRate = Math.log(rows.observedRate * rows.totalAge() / Math.max(1, rows.totalPurchases));
    }

    /** That of the models whose customers leave by a coin at their purchases. */
    static SearchPrior ofCoins(@Nullable Prior prior, HistoryRows rows) {
        double logRateInMeanAge = Math.log(rows.observedRate * rows.totalAge() / rows.totalWeight);
        return new SearchPrior(prior, rows) {
            @Override
            double dropout(Prior p, double[] point, double[] gradient) {
                // the odds a/b, whose logarithm is twice the coordinate: as a rate they have no upper limit
                double logHazard = point[SearchedModel.RATE] + logRateInMeanAge + 2 * point[SearchedModel.DROPOUT];
                double slope = p.slope(logHazard, 0);
                gradient[SearchedModel.RATE] += slope;
                gradient[SearchedModel.DROPOUT] += 2 * slope;
                double logA = point[SearchedBetaGeometric.POLARISATION] + point[SearchedModel.DROPOUT];
                double slopeA = p.slope(logA, 0);
                gradient[SearchedBetaGeometric.POLARISATION] += slopeA;
                gradient[SearchedModel.DROPOUT] += slopeA;
                return p.penalty(logHazard, 0) + p.penalty(logA, 0);
            }
        };
    }

    /** That of the models whose customers leave at a rate: coordinates 2 and up are its level, its shape and its growth. */
    static SearchPrior ofRates(@Nullable Prior prior, HistoryRows rows) {
        double logMeanAge = Math.log(rows.totalAge() / rows.totalWeight);
        return new SearchPrior(prior, rows) {
            @Override
            double dropout(Prior p, double[] point, double[] gradient) {
                double sum = 0;
                for (int i = SearchedModel.DROPOUT; i < point.length; i++) {
                    double log = point[i] + (i == SearchedParetoNbd.DROPOUT_SHAPE ? 0 : logMeanAge);
                    gradient[i] += p.slope(log, 0);
                    sum += p.penalty(log, 0);
                }
                return sum;
            }
        };
    }

    /** Returns the penalty of the quantities of dropout, and adds its gradient. */
    abstract double dropout(Prior p, double[] point, double[] gradient);

    /** Returns the negative logarithm of the prior, up to a constant, and adds its gradient. */
    final double add(double[] point, double[] gradient) {
        if (prior == null) {
            return 0;
        }
        double rate = point[SearchedModel.RATE] + logRate;
        gradient[SearchedModel.SHAPE] += prior.slope(point[SearchedModel.SHAPE], 0);
        gradient[SearchedModel.RATE] += prior.slope(rate, LOG_USUAL_RATE);
        return prior.penalty(point[SearchedModel.SHAPE], 0)
                + prior.penalty(rate, LOG_USUAL_RATE)
                + dropout(prior, point, gradient);
    }

    /** Returns the negative logarithm of the prior, up to a constant. */
    final double at(double[] point) {
        return add(point, new double[point.length]);
    }

    final boolean isPresent() {
        return prior != null;
    }

    /** Returns what a report has to say about an inner maximum. */
    final String insideText() {
        return prior == null
                ? "The likelihood has a maximum inside the searched range."
                : "Likelihood and prior together have a maximum inside the searched range.";
    }

    /** Returns what a report has to say about the prior, led by a blank; nothing without one. */
    final String text() {
        return prior == null
                ? ""
                : " The estimates are a posterior mode, not of maximum likelihood. " + prior.describe()
                        + " Standard errors are those of likelihood and prior together; the log-likelihood is that of the"
                        + " data alone.";
    }
}

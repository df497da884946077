package io.github.staycurve.churn.evaluate;

import java.util.OptionalDouble;

/**
 * What a Brier score is made of: Brier = reliability - resolution + uncertainty + within bins.
 *
 * <p>Murphy (1973), "A new vector partition of the probability score", Journal of Applied Meteorology 12, 595-600, by bins of
 * the score. His three terms add up to the score where each bin holds one score; otherwise what is left is how scores and
 * outcomes vary within bins, as Stephenson, Coelho and Jolliffe (2008), "Two extra components in the Brier score
 * decomposition", Weather and Forecasting 23, 752-757, found.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param brier the Brier score, in [0, 1]
 * @param reliability the mean squared distance of mean score and churn rate of bins, 0 or more; 0 for calibrated scores
 * @param resolution the mean squared distance of the churn rate of bins and that of all, 0 or more; the more the better
 * @param uncertainty r (1 - r) of the churn rate r of all, which is not the score's doing
 * @param withinBins what the bins hide, of either sign
 */
public record BrierDecomposition(
        double brier, double reliability, double resolution, double uncertainty, double withinBins) {

    static BrierDecomposition of(ScoreGroups data, BinSums bins) {
        double rate = data.totalChurned / data.total;
        double reliability = 0;
        double resolution = 0;
        for (int bin = 0; bin < bins.size(); bin++) {
            double weight = bins.weight[bin];
            if (weight > 0) {
                double churnRate = bins.churned[bin] / weight;
                double miss = bins.scores[bin] / weight - churnRate;
                reliability += weight * miss * miss;
                resolution += weight * (churnRate - rate) * (churnRate - rate);
            }
        }
        reliability /= data.total;
        resolution /= data.total;
        double uncertainty = rate * (1 - rate);
        double brier = ProbabilityMetrics.mean(data, ProbabilityMetrics.brierTerm(data));
        return new BrierDecomposition(
                brier, reliability, resolution, uncertainty, brier - reliability + resolution - uncertainty);
    }

    /**
     * Returns the share of the uncertainty that the score takes away, the Brier skill score.
     *
     * @return 1 - brier / uncertainty, at most 1; negative for a score worse than the churn rate for everybody; empty where
     *     all churned or none
     */
    public OptionalDouble skill() {
        return uncertainty == 0 ? OptionalDouble.empty() : OptionalDouble.of(1 - brier / uncertainty);
    }
}

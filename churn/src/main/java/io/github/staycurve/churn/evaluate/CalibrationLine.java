package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.stat.Interval;
import io.github.staycurve.core.stat.PointEstimate;
import java.util.Locale;
import java.util.Optional;

/**
 * The line that best turns the log-odds of scores into those of outcomes: how wrong probabilities are, in two numbers.
 *
 * <p>Cox (1958), "Two further applications of a model for binary regression", Biometrika 45, 562-565: logit P(churn) =
 * intercept + slope logit(score), by maximum likelihood. Calibrated scores have 0 and 1. A slope below 1 says that scores are
 * too extreme, as an overfitted model's are. Scores are held within [1e-15, 1 - 1e-15].
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param intercept the log-odds of churn at a score of one half
 * @param slope how much log-odds of churn rise with those of the score
 * @param shift the intercept with the slope held at 1, "calibration in the large": positive where more churn than is said
 */
public record CalibrationLine(PointEstimate intercept, PointEstimate slope, PointEstimate shift) {

    /** The line; empty where likelihood has no maximum: one outcome only, one score only, or outcomes apart by the score. */
    static Optional<CalibrationLine> of(ScoreGroups data) {
        double auc = RankMetrics.auc(data);
        if (Double.isNaN(auc) || data.size() < 2 || isSeparated(data)) {
            return Optional.empty();
        }
        double[] logOdds = new double[data.size()];
        for (int g = 0; g < logOdds.length; g++) {
            double p = ScoreGroups.clip(data.scores[g]);
            logOdds[g] = Math.log(p) - Math.log1p(-p);
        }
        CalibrationLineSearch search = new CalibrationLineSearch(data, logOdds);
        return search.shift().flatMap(shift -> search.line().map(line -> new CalibrationLine(line[0], line[1], shift)));
    }

    /**
     * Returns the line in words, with intervals at 95 %.
     *
     * @return one line
     */
    public String describe() {
        return "log-odds of churn = intercept + slope x log-odds of the score: intercept %s, slope %s; at a slope of 1, shift %s"
                .formatted(text(intercept), text(slope), text(shift));
    }

    private static String text(PointEstimate estimate) {
        Interval range = estimate.interval(0.95).orElseThrow();
        return String.format(Locale.ROOT, "%.4f (%.4f to %.4f)", estimate.value(), range.lower(), range.upper());
    }

    /** Whether no score of one who churned lies on the wrong side of a score of one who stayed, in either direction. */
    private static boolean isSeparated(ScoreGroups data) {
        double lowestChurned = Double.POSITIVE_INFINITY;
        double highestChurned = Double.NEGATIVE_INFINITY;
        double lowestStayed = Double.POSITIVE_INFINITY;
        double highestStayed = Double.NEGATIVE_INFINITY;
        for (int g = 0; g < data.size(); g++) {
            double score = ScoreGroups.clip(data.scores[g]);
            if (data.churned[g] > 0) {
                lowestChurned = Math.min(lowestChurned, score);
                highestChurned = Math.max(highestChurned, score);
            }
            if (data.stayed[g] > 0) {
                lowestStayed = Math.min(lowestStayed, score);
                highestStayed = Math.max(highestStayed, score);
            }
        }
        return lowestChurned >= highestStayed || lowestStayed >= highestChurned;
    }
}

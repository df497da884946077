package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.internal.math.NormalDistributions;
import io.github.staycurve.core.internal.math.StudentDistributions;
import io.github.staycurve.core.stat.Interval;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Errors and intervals of the area under the ROC curve. No state.
 *
 * <p>The variance is that of DeLong, DeLong and Clarke-Pearson (1988), "Comparing the areas under two or more correlated
 * receiver operating characteristic curves", Biometrics 44, 837-845: of how the placement of each churner among those who
 * stayed varies, and the other way around. The interval is symmetric for the log-odds of the area, so that it stays in [0, 1],
 * and takes Student's t with the degrees of freedom of Brunner and Munzel (2000), "The nonparametric Behrens-Fisher problem",
 * Biometrical Journal 42, 17-25: with few churners their placements hardly know how much they vary.
 * Where no pair is in the wrong order, or all are, that variance is 0 and knows nothing; then the interval is that of
 * Newcombe (2006), "Confidence intervals for an effect size measure based on the Mann-Whitney statistic", part 2, Statistics
 * in Medicine 25, 559-573, his method 5: the areas that the estimate is within z errors of, by the variance of Hanley and
 * McNeil (1982) with equal numbers.
 */
final class AucInference {
    private static final int HALVINGS = 200;

    private AucInference() {}

    /** For each group, the share of those who stayed with a lower score, ties counting half. */
    static double[] placementsOfChurned(ScoreGroups data) {
        double[] placements = new double[data.size()];
        double below = 0;
        for (int g = data.size() - 1; g >= 0; g--) {
            placements[g] = (below + data.stayed[g] / 2) / data.totalStayed;
            below += data.stayed[g];
        }
        return placements;
    }

    /** For each group, the share of those who churned with a higher score, ties counting half. */
    static double[] placementsOfStayed(ScoreGroups data) {
        double[] placements = new double[data.size()];
        double above = 0;
        for (int g = 0; g < data.size(); g++) {
            placements[g] = (above + data.churned[g] / 2) / data.totalChurned;
            above += data.churned[g];
        }
        return placements;
    }

    /** The variance by who churned and by who stayed, and with how many degrees of freedom the sum is known. */
    private record Variance(double byChurned, double byStayed, double degreesOfFreedom) {
        static Variance of(double byChurned, double byStayed, double churned, double stayed) {
            double sum = byChurned + byStayed;
            double shareOfChurned = byChurned / sum;
            double shareOfStayed = byStayed / sum;
            return new Variance( // Satterthwaite's formula, by shares as squares of small variances vanish
                    byChurned,
                    byStayed,
                    1
                            / (shareOfChurned * shareOfChurned / (churned - 1)
                                    + shareOfStayed * shareOfStayed / (stayed - 1)));
        }

        double error() {
            return Math.sqrt(byChurned + byStayed);
        }
    }

    /** The variance; for more than one who churned, and one who stayed. */
    private static Variance variance(ScoreGroups data, double auc) {
        double above = 0;
        double below = data.totalStayed;
        double squaresOfChurned = 0;
        double squaresOfStayed = 0;
        for (int g = 0; g < data.size(); g++) { // the two columns of placements, without keeping them
            double churned = data.churned[g];
            double stayed = data.stayed[g];
            below -= stayed;
            double ofChurned = (below + stayed / 2) / data.totalStayed - auc;
            double ofStayed = (above + churned / 2) / data.totalChurned - auc;
            squaresOfChurned += churned * ofChurned * ofChurned;
            squaresOfStayed += stayed * ofStayed * ofStayed;
            above += churned;
        }
        return Variance.of(
                squaresOfChurned / (data.totalChurned - 1) / data.totalChurned,
                squaresOfStayed / (data.totalStayed - 1) / data.totalStayed,
                data.totalChurned,
                data.totalStayed);
    }

    static MetricEstimate estimate(String name, ScoreGroups data, double auc, double confidence) {
        boolean extreme = auc == 0 || auc == 1;
        boolean enough = data.totalChurned > 1 && data.totalStayed > 1;
        Variance variance = enough ? variance(data, auc) : new Variance(0, 0, 0);
        double error = variance.error();
        if (!enough || (error == 0 && !extreme)) {
            return MetricEstimate.withoutInterval(
                    name,
                    OptionalDouble.of(auc),
                    "needs two customers who churned and two who stayed, not all of one score");
        }
        Interval interval =
                extreme ? newcombe(data, auc, confidence) : logit(auc, error, variance.degreesOfFreedom(), confidence);
        return new MetricEstimate(
                name,
                OptionalDouble.of(auc),
                extreme ? OptionalDouble.empty() : OptionalDouble.of(error),
                OptionalDouble.empty(),
                Optional.of(interval),
                extreme ? "Newcombe (2006), method 5" : "DeLong, on the scale of log-odds with Student's t");
    }

    private static Interval logit(double auc, double error, double degreesOfFreedom, double confidence) {
        double t = StudentDistributions.quantile((1 + confidence) / 2, degreesOfFreedom);
        double logOdds = Math.log(auc) - Math.log1p(-auc);
        double half = t * error / (auc * (1 - auc));
        return new Interval(logistic(logOdds - half), logistic(logOdds + half), confidence);
    }

    private static double logistic(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    private static Interval newcombe(ScoreGroups data, double auc, double confidence) {
        double z = -NormalDistributions.quantile((1 - confidence) / 2);
        double inside = auc;
        double outside = 1 - auc;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (inside + outside) / 2;
            if (Math.abs(auc - middle) <= z * hanleyMcNeilError(middle, data.totalChurned, data.totalStayed)) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return new Interval(Math.min(auc, inside), Math.max(auc, inside), confidence);
    }

    /** The error at an area, with (m + n)/2 in place of each number of customers. */
    private static double hanleyMcNeilError(double auc, double churned, double stayed) {
        double others = (churned + stayed) / 2 - 1;
        double variance =
                auc * (1 - auc) * (1 + others * (1 - auc) / (2 - auc) + others * auc / (1 + auc)) / (churned * stayed);
        return Math.sqrt(variance);
    }
}

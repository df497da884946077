package io.github.staycurve.churn.evaluate;

/**
 * Metrics of how scores rank customers. NaN where undefined; what users see is empty instead. No state.
 */
final class RankMetrics {
    private RankMetrics() {}

    /** The share of pairs of one who churned and one who stayed that are in the right order, ties counting half. */
    static double auc(ScoreGroups data) {
        if (!data.hasBothOutcomes()) {
            return Double.NaN;
        }
        double above = 0;
        double pairs = 0;
        for (int g = 0; g < data.size(); g++) {
            pairs += data.stayed[g] * (above + data.churned[g] / 2);
            above += data.churned[g];
        }
        return pairs / data.totalChurned / data.totalStayed;
    }

    /** Precision averaged over the churners, each at the threshold of their score. */
    static double averagePrecision(ScoreGroups data) {
        if (data.totalChurned == 0) {
            return Double.NaN;
        }
        double targeted = 0;
        double found = 0;
        double sum = 0;
        for (int g = 0; g < data.size(); g++) {
            double here = data.churned[g];
            targeted += here + data.stayed[g];
            found += here;
            if (here > 0) {
                sum += here * (found / targeted);
            }
        }
        return sum / data.totalChurned;
    }

    /** The area under straight lines between the points of precision over recall, from precision 1 at recall 0. */
    static double precisionRecallArea(ScoreGroups data) {
        if (data.totalChurned == 0) {
            return Double.NaN;
        }
        double targeted = 0;
        double found = 0;
        double precision = 1;
        double area = 0;
        for (int g = 0; g < data.size(); g++) {
            double here = data.churned[g];
            targeted += here + data.stayed[g];
            found += here;
            if (targeted > 0) {
                double next = found / targeted;
                area += here * (precision + next) / 2;
                precision = next;
            }
        }
        return area / data.totalChurned;
    }

    /** The largest lead of the share of churners targeted over the share of others. */
    static double kolmogorovSmirnov(ScoreGroups data) {
        if (!data.hasBothOutcomes()) {
            return Double.NaN;
        }
        double churned = 0;
        double stayed = 0;
        double lead = 0;
        for (int g = 0; g < data.size(); g++) {
            churned += data.churned[g];
            stayed += data.stayed[g];
            lead = Math.max(lead, churned / data.totalChurned - stayed / data.totalStayed);
        }
        return lead;
    }

    /** The churn rate among the highest scores over that of all. */
    static double topLift(ScoreGroups data, double share) {
        double exact = share * data.total;
        double size = data.whole ? Math.floor(exact * (1 + 1e-12)) : exact; // 0.29 * 100 is below 29
        if (!data.hasBothOutcomes() || size == 0) {
            return Double.NaN;
        }
        double left = size;
        double found = 0;
        for (int g = 0; g < data.size() && left > 0; g++) {
            double here = data.churned[g] + data.stayed[g];
            if (here > 0) {
                double taken = Math.min(left, here);
                found += taken == here ? data.churned[g] : data.churned[g] * (taken / here);
                left -= taken;
            }
        }
        return found / size / (data.totalChurned / data.total);
    }

    /** Hand's H with a Beta(alpha, beta) weight of the cost of targeting one who stays. */
    static double hMeasure(ScoreGroups data, double alpha, double beta) {
        if (!data.hasBothOutcomes()) {
            return Double.NaN;
        }
        RocHull hull = data.hull();
        BetaWeight weight = new BetaWeight(alpha, beta);
        double loss = 0;
        double to = 1;
        for (int i = 0; i < hull.size(); i++) {
            double from = 0; // targeting the next corner's customers too is better below this cost
            if (i + 1 < hull.size()) {
                double churned = hull.churned[i + 1] - hull.churned[i];
                double stayed = hull.stayed[i + 1] - hull.stayed[i];
                from = churned / (churned + stayed);
            }
            loss += hull.stayed[i] * weight.mean(from, to)
                    + (data.totalChurned - hull.churned[i]) * weight.complementMean(from, to);
            to = from;
        }
        double rate = data.totalChurned / data.total;
        double worst = data.totalStayed * weight.mean(0, rate) + data.totalChurned * weight.complementMean(rate, 1);
        return 1 - loss / worst;
    }

    /** H with the weight of Hand and Anagnostopoulos (2014): its mode is the churn rate. */
    static double hMeasure(ScoreGroups data) {
        return data.hasBothOutcomes()
                ? hMeasure(data, 1 + data.totalChurned / data.total, 1 + data.totalStayed / data.total)
                : Double.NaN;
    }
}

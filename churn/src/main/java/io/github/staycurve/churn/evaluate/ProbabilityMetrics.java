package io.github.staycurve.churn.evaluate;

/**
 * Metrics of scores as probabilities. NaN where undefined; what users see is empty instead. No state.
 */
final class ProbabilityMetrics {
    private ProbabilityMetrics() {}

    /** A term of each customer, by group and outcome. */
    interface Term {
        double of(int group, boolean churned);
    }

    static Term logLossTerm(ScoreGroups data) {
        double[] ofChurned = data.lossesOfChurned();
        double[] ofStayed = data.lossesOfStayed();
        return (g, churned) -> churned ? ofChurned[g] : ofStayed[g];
    }

    static Term brierTerm(ScoreGroups data) {
        double[] scores = data.scores;
        return (g, churned) -> churned ? (1 - scores[g]) * (1 - scores[g]) : scores[g] * scores[g];
    }

    /** The mean of the terms of all customers. */
    static double mean(ScoreGroups data, Term term) {
        double sum = 0;
        for (int g = 0; g < data.size(); g++) {
            // an empty group has no term: 0 times it is 0, as terms are finite
            sum += data.churned[g] * term.of(g, true) + data.stayed[g] * term.of(g, false);
        }
        return sum / data.total; // NaN without customers
    }

    /** The standard error of that mean, which is known; NaN for one customer. */
    static double standardError(ScoreGroups data, Term term, double mean) {
        double squares = 0;
        for (int g = 0; g < data.size(); g++) {
            double ofChurned = term.of(g, true) - mean;
            double ofStayed = term.of(g, false) - mean;
            squares += data.churned[g] * ofChurned * ofChurned + data.stayed[g] * ofStayed * ofStayed;
        }
        return data.total > 1 ? Math.sqrt(squares / (data.total - 1) / data.total) : Double.NaN;
    }

    /**
     * The z of a test that the outcomes were drawn with the scores as probabilities: Spiegelhalter (1986), "Probabilistic
     * prediction in patient management and clinical trials", Statistics in Medicine 5, 421-433.
     */
    static double spiegelhalterZ(ScoreGroups data) {
        double sum = 0;
        double variance = 0;
        for (int g = 0; g < data.size(); g++) {
            double p = data.scores[g];
            double slope = 1 - 2 * p;
            double weight = data.churned[g] + data.stayed[g];
            sum += (data.churned[g] - weight * p) * slope;
            variance += weight * slope * slope * p * (1 - p);
        }
        return variance > 0 ? sum / Math.sqrt(variance) : Double.NaN;
    }
}

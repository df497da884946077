package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.stat.Ratio;
import java.util.ArrayList;
import java.util.List;

/** Puts customers into ranges of their silence score and counts who bought afterwards. */
final class ScoreReliability {
    /** The default cuts of the adaptive engine, and half. */
    private static final double[] EDGES = {0, 0.02, 0.10, 0.20, 0.50, 1};

    private ScoreReliability() {}

    static List<ScoreBin> bins(StageTable stages, PurchaseDays known, boolean[] bought, int horizonDays) {
        int n = EDGES.length - 1;
        int[] customers = new int[n];
        int[] buyers = new int[n];
        double[] expected = new double[n];
        GapPopulation population =
                stages.policy().engine() instanceof AdaptiveSilence engine ? engine.population() : null;
        int asOf = (int) stages.asOf().toEpochDay();
        for (int row = 0; row < bought.length; row++) {
            int bin = bin(stages.silenceScore().valueOrNaN(row));
            customers[bin]++;
            buyers[bin] += bought[row] ? 1 : 0;
            if (population != null) {
                expected[bin] += purchaseWithin(population, known, row, asOf, horizonDays);
            }
        }
        List<ScoreBin> bins = new ArrayList<>();
        for (int bin = 0; bin < n; bin++) {
            bins.add(new ScoreBin(
                    EDGES[bin],
                    EDGES[bin + 1],
                    Ratio.of(customers[bin], bought.length),
                    Ratio.of(buyers[bin], customers[bin]),
                    population == null ? Ratio.EMPTY : Ratio.of(expected[bin], customers[bin])));
        }
        return List.copyOf(bins);
    }

    private static int bin(double score) {
        int bin = 0;
        while (bin < EDGES.length - 2 && score >= EDGES[bin + 1]) {
            bin++;
        }
        return bin;
    }

    /** P(gap at most s + h, given more than s) for a customer's silence s. */
    private static double purchaseWithin(
            GapPopulation population, PurchaseDays known, int customer, int asOf, int horizonDays) {
        int first = known.day(known.start(customer));
        int last = known.day(known.start(customer + 1) - 1);
        int gaps = known.purchases(customer) - 1;
        double silence = asOf - last;
        double span = last - first;
        double now = population.logSurvival(silence, gaps, span);
        return -Math.expm1(population.logSurvival(silence + horizonDays, gaps, span) - now);
    }
}

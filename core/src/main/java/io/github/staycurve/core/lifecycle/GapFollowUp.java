package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.stat.Ratio;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Follows gaps to their end and counts those that ended within a quantile of the policy. */
final class GapFollowUp {
    private static final int[] GAPS = {0, 1, 3, 8};
    private static final double[] NOMINAL = {0.80, 0.90, 0.98};

    private GapFollowUp() {}

    static List<GapCoverage> coverage(StagePolicy policy, PurchaseDays whole, LocalDate asOf, LocalDate end) {
        List<GapCoverage> coverage = new ArrayList<>();
        if (policy.engine() instanceof AdaptiveSilence engine) {
            for (int gaps : GAPS) {
                for (double nominal : NOMINAL) {
                    coverage.add(coverage(engine.population(), whole, asOf, end, gaps, nominal));
                }
            }
        }
        return List.copyOf(coverage);
    }

    private static GapCoverage coverage(
            GapPopulation population, PurchaseDays whole, LocalDate asOf, LocalDate end, int gaps, double nominal) {
        long[] gapsBegun = new long[2]; // by the day, and later
        long[] covered = new long[2];
        double factor = population.quantileFactor(nominal, gaps);
        for (int customer = 0; customer < whole.customers(); customer++) {
            if (whole.purchases(customer) <= gaps) {
                continue;
            }
            int first = whole.start(customer);
            int begin = whole.day(first + gaps);
            double limit = (population.alpha() + (begin - whole.day(first))) * factor;
            if (begin + limit > end.toEpochDay()) {
                continue; // by its beginning alone, whatever its length
            }
            boolean ended = whole.purchases(customer) > gaps + 1 && whole.day(first + gaps + 1) - begin <= limit;
            int part = begin <= asOf.toEpochDay() ? 0 : 1;
            gapsBegun[part]++;
            covered[part] += ended ? 1 : 0;
        }
        return new GapCoverage(
                gaps,
                nominal,
                Ratio.of((double) covered[0], (double) gapsBegun[0]),
                Ratio.of((double) covered[1], (double) gapsBegun[1]));
    }
}

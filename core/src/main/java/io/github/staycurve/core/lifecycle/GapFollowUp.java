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
        Ratio before = Ratio.EMPTY;
        Ratio after = Ratio.EMPTY;
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
            Ratio one = Ratio.of(ended ? 1 : 0, 1);
            if (begin <= asOf.toEpochDay()) {
                before = before.plus(one);
            } else {
                after = after.plus(one);
            }
        }
        return new GapCoverage(gaps, nominal, before, after);
    }
}

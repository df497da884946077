package io.github.staycurve.clv.model;

import io.github.staycurve.core.data.CollapsedSummaryTable;
import io.github.staycurve.core.internal.math.GammaFunctions;
import io.github.staycurve.core.time.PeriodUnit;

/**
 * Weighted histories with times divided by a power of two near their mean age, so that the search sees numbers near 1 and
 * the division rounds nothing. Immutable and thread-safe.
 */
final class HistoryRows {
    final int[] x;
    final double[] tx;
    final double[] age;
    final double[] weight;
    /** Units of the table in a unit of these rows. */
    final double scale;

    final double totalWeight;
    final double totalPurchases;
    /** Repeat purchases a unit of these rows, over all customers; 1 if there are none. */
    final double observedRate;

    private final double totalAge;
    private final boolean hasGaps;
    private final double totalLogGaps;
    private final PeriodUnit unit;

    private HistoryRows(CollapsedSummaryTable table, double scale) {
        int n = table.size();
        this.unit = table.unit();
        this.hasGaps = table.totalLogGaps().isPresent();
        this.totalLogGaps = table.totalLogGaps().orElse(0);
        this.scale = scale;
        x = new int[n];
        tx = new double[n];
        age = new double[n];
        weight = new double[n];
        double purchases = 0;
        double time = 0;
        for (int i = 0; i < n; i++) {
            x[i] = table.frequency(i);
            tx[i] = table.recency(i) / scale;
            age[i] = table.age(i) / scale;
            weight[i] = table.weight(i);
            purchases += weight[i] * x[i];
            time += weight[i] * age[i];
        }
        totalWeight = table.totalWeight();
        totalPurchases = purchases;
        totalAge = time;
        observedRate = purchases > 0 ? purchases / time : 1;
    }

    static HistoryRows of(CollapsedSummaryTable table) {
        double time = 0;
        for (int i = 0; i < table.size(); i++) {
            time += table.weight(i) * table.age(i);
        }
        double meanAge = time > 0 ? time / table.totalWeight() : 1;
        return new HistoryRows(table, Math.scalb(1.0, Math.getExponent(meanAge)));
    }

    /**
     * Returns what the log-likelihood of the rows needs besides: it is a density in the times of the purchases, in the unit
     * of the table. With k events a purchase it has the factor t^(k−1)/(k − 1)! for each time t between purchases; where
     * these times are not known, they are left out.
     */
    double logOfTimes(int steps) {
        double ofGaps = steps == 1 ? 0 : (steps - 1) * totalLogGaps - totalPurchases * GammaFunctions.logGamma(steps);
        return ofGaps - steps * totalPurchases * Math.log(scale);
    }

    /** Returns the time of observation, over all customers. */
    double totalAge() {
        return totalAge;
    }

    boolean hasGaps() {
        return hasGaps;
    }

    int size() {
        return x.length;
    }

    PeriodUnit unit() {
        return unit;
    }

    /** Returns whether anyone was observed for any time: without it the likelihood is 1 whatever the parameters. */
    boolean isObserved() {
        for (double each : age) {
            if (each > 0) {
                return true;
            }
        }
        return false;
    }

    /** Returns why these rows tell nothing, and what to do about it. */
    String whyNotObserved() {
        return size() == 0
                ? "There is no customer to fit."
                : "No customer was observed after the first purchase: the observation ends on the day they all joined. End it"
                        + " later.";
    }
}

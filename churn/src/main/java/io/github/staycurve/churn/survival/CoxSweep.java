package io.github.staycurve.churn.survival;

import io.github.staycurve.core.stat.WeightKind;

/**
 * Walks back in time through the risk sets of a sample at given coefficients, and shows each time at which rows end to a
 * visitor. After the walk it knows what each row's hazard is.
 *
 * <p>Exponentials are taken relative to the greatest of each stratum, so that none overflows.
 *
 * <p>Mutable, for one thread.
 */
final class CoxSweep {
    final CoxSample sample;
    final CoxTies ties;
    /** w exp(&eta; - shift) of each row. */
    final double[] risk;
    /** The greatest &eta; of each stratum. */
    final double[] shift;
    /** &Sigma; w &eta; over the rows that ended. */
    double endedScore;

    private final RiskSums sums;

    CoxSweep(CoxSample sample, CoxTies ties) {
        this.sample = sample;
        this.ties = ties;
        this.risk = new double[sample.rows];
        this.shift = new double[sample.strataEnd.length];
        this.sums = new RiskSums(sample.features, sample.hasLeavers());
    }

    /** Sees a time at which rows end. */
    interface Visitor {
        /** Takes what is summed over the rows at risk; the sums are overwritten for the next time. */
        void at(int group, int stratum, RiskSums sums);
    }

    /** Walks the sample at standardised coefficients. */
    void run(double[] beta, Visitor visitor) {
        scores(beta);
        int group = 0;
        for (int stratum = 0; stratum < sample.strataEnd.length; stratum++) {
            sums.clear();
            int last = sample.strataEnd[stratum] - 1; // closes the stratum: nobody ends there
            for (; group < last; group++) {
                leave(group);
                enter(group);
                sums.take(ties, steps(group), sample.endedWeight[group]);
                visitor.at(group, stratum, sums);
            }
            group = last + 1;
        }
    }

    /** Returns how many comparisons are made at a time: those that end, as rows or as weight. */
    int steps(int group) {
        return sample.weightKind == WeightKind.FREQUENCY ? (int) sample.endedWeight[group] : sample.endedRows[group];
    }

    private void leave(int group) {
        if (sample.hasLeavers()) {
            for (int k = sample.firstLeaving[group]; k < sample.firstLeaving[group + 1]; k++) {
                int i = sample.leaving[k];
                sums.remove(risk[i], sample.x, i * sample.features);
            }
        }
    }

    private void enter(int group) {
        sums.clearEnded();
        boolean tied = ties == CoxTies.EFRON && steps(group) > 1;
        int from = sample.firstRow[group];
        int endedUpTo = from + sample.endedRows[group];
        for (int i = from; i < sample.firstRow[group + 1]; i++) {
            if (i < endedUpTo || sample.end[i] > group) { // else it came after this time
                sums.add(risk[i], sample.x, i * sample.features);
            }
            if (tied && i < endedUpTo) {
                sums.addEnded(risk[i], sample.x, i * sample.features);
            }
        }
    }

    private void scores(double[] beta) {
        int p = sample.features;
        endedScore = 0;
        for (int stratum = 0; stratum < shift.length; stratum++) {
            int from = sample.firstRow[stratum == 0 ? 0 : sample.strataEnd[stratum - 1]];
            int to = sample.firstRow[sample.strataEnd[stratum]];
            double greatest = Double.NEGATIVE_INFINITY;
            for (int i = from; i < to; i++) {
                double eta = 0;
                for (int j = 0, at = i * p; j < p; j++, at++) {
                    eta += beta[j] * sample.x[at];
                }
                risk[i] = eta;
                greatest = Math.max(greatest, eta);
                endedScore += sample.ended[i] ? sample.weight[i] * eta : 0;
            }
            shift[stratum] = to > from ? greatest : 0;
            for (int i = from; i < to; i++) {
                risk[i] = sample.weight[i] * Math.exp(risk[i] - shift[stratum]);
            }
        }
    }

    /** Turns jumps by group into sums from the first time up to each, stratum by stratum. */
    void cumulate(double[] jumps) {
        int from = 0;
        for (int end : sample.strataEnd) {
            double sum = 0;
            for (int group = end - 1; group >= from; group--) {
                sum += jumps[group];
                jumps[group] = sum;
            }
            from = end;
        }
    }

    /** Returns r times the hazard that a row was exposed to: what was expected of it. */
    double expected(int i, double[] cumulated, double[] spared) {
        int exit = sample.exit[i];
        int end = sample.end[i];
        if (end <= exit) {
            return 0;
        }
        double exposed = cumulated[exit] - cumulated[end];
        return risk[i] * (sample.ended[i] ? exposed - spared[exit] : exposed);
    }
}

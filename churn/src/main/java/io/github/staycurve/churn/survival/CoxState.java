package io.github.staycurve.churn.survival;

/**
 * What a sample says at given coefficients about each time and each row: the baseline hazard and what was expected of the
 * rows under it. Arrays by group hold sums from the first time of the stratum up to each time, unless said otherwise.
 *
 * <p>Immutable after construction.
 *
 * @see <a href="https://doi.org/10.1007/978-1-4757-3294-8">Therneau and Grambsch (2000), Modeling Survival Data, chapters 4
 *     and 7</a>
 */
final class CoxState {
    final CoxSample sample;
    final CoxSweep sweep;
    /** The baseline hazard at the mean features, over exp(shift) of the stratum. */
    final double[] hazard;
    /** What of each jump rows that end then are not exposed to; not summed. */
    private final double[] spared;
    /** The variance of the hazard at given coefficients, over exp(2 shift). */
    final double[] variance;
    /** The integral of the mean features over the hazard, group after group, over exp(shift). */
    final double[] meanHazard;

    private final double[] sparedMeanHazard;
    /** The mean features of those at risk, averaged over those that ended; not summed. */
    final double[] mean;

    private final int p;

    CoxState(CoxSample sample, CoxTies ties, double[] beta) {
        this.sample = sample;
        this.sweep = new CoxSweep(sample, ties);
        this.p = sample.features;
        int groups = sample.groups;
        this.hazard = new double[groups];
        this.spared = new double[groups];
        this.variance = new double[groups];
        this.meanHazard = new double[groups * p];
        this.sparedMeanHazard = new double[groups * p];
        this.mean = new double[groups * p];
        sweep.run(beta, (group, stratum, sums) -> take(group, sums));
        sweep.cumulate(hazard);
        sweep.cumulate(variance);
        cumulateMeans();
    }

    private void take(int group, RiskSums sums) {
        hazard[group] = sums.hazard();
        spared[group] = sums.spared();
        variance[group] = sums.stepWeight * sums.square;
        double weight = sample.endedWeight[group];
        for (int j = 0; j < p; j++) {
            meanHazard[group * p + j] = sums.meanHazard(j);
            sparedMeanHazard[group * p + j] = sums.sparedMeanHazard(j);
            mean[group * p + j] = sums.meanSum(j) / weight;
        }
    }

    private void cumulateMeans() {
        int from = 0;
        for (int end : sample.strataEnd) {
            for (int group = end - 2; group >= from; group--) {
                for (int j = 0; j < p; j++) {
                    meanHazard[group * p + j] += meanHazard[(group + 1) * p + j];
                }
            }
            from = end;
        }
    }

    /** Returns the events less the expected events of a row of this sample. */
    double martingale(int i) {
        return (sample.ended[i] ? 1 : 0) - expected(i);
    }

    private double expected(int i) {
        return sweep.expected(i, hazard, spared) / sample.weight[i];
    }

    /** Returns a feature of a row less its mean at the row's end: the Schoenfeld residual of a row that ended. */
    double schoenfeld(int i, int j) {
        return sample.x[i * p + j] - mean[sample.exit[i] * p + j];
    }

    /** Adds the score residual of a row, times its weight, to a vector. */
    void addScore(int i, double[] into) {
        int exit = sample.exit[i];
        int end = sample.end[i];
        double weight = sample.weight[i];
        double expected = sweep.expected(i, hazard, spared);
        for (int j = 0; j < p; j++) {
            if (sample.ended[i]) {
                into[j] += weight * schoenfeld(i, j);
            }
            if (end > exit) {
                double means = meanHazard[exit * p + j] - meanHazard[end * p + j];
                if (sample.ended[i]) {
                    means -= sparedMeanHazard[exit * p + j];
                }
                into[j] -= expected * sample.x[i * p + j] - sweep.risk[i] * means;
            }
        }
    }
}

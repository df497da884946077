package io.github.staycurve.churn.survival;

import io.github.staycurve.core.stat.CensoredDurations;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** Observed, expected and variance of each group, summed over the times of one stratum after another. */
final class LogRankSums {
    final double[] observed;
    final double[] expected;
    final double[][] variance;

    private final LogRankWeights weights;
    private final int groups;

    LogRankSums(int groups, LogRankWeights weights) {
        this.groups = groups;
        this.weights = weights;
        observed = new double[groups];
        expected = new double[groups];
        variance = new double[groups][groups];
    }

    double[] difference() {
        double[] difference = new double[groups];
        Arrays.setAll(difference, g -> observed[g] - expected[g]);
        return difference;
    }

    /** Walks up the times of one stratum: who has come by each, who ended at it, who has gone. */
    void add(CensoredDurations data, int[] rows, int[] groupOf) {
        int[] byExit = sorted(rows, data::duration);
        int[] byEntry = sorted(rows, data::entry);
        double[] atRisk = new double[groups];
        double[] ended = new double[groups];
        double survival = 1;
        int come = 0;
        int gone = 0;
        while (gone < byExit.length) {
            double time = data.duration(byExit[gone]);
            while (come < byEntry.length && isAtRiskBy(data.entry(byEntry[come]), time)) {
                atRisk[groupOf[byEntry[come]]] += data.weight(byEntry[come]);
                come++;
            }
            Arrays.fill(ended, 0);
            int next = gone;
            for (; next < byExit.length && data.duration(byExit[next]) == time; next++) {
                ended[groupOf[byExit[next]]] += data.ended(byExit[next]) ? data.weight(byExit[next]) : 0;
            }
            double all = Arrays.stream(atRisk).sum();
            double allEnded = Arrays.stream(ended).sum();
            if (allEnded > 0) {
                addTime(atRisk, ended, all, allEnded, weights.at(all, survival));
                survival *= (all - allEnded) / all;
            }
            for (; gone < next; gone++) {
                atRisk[groupOf[byExit[gone]]] -= data.weight(byExit[gone]);
            }
        }
    }

    /** A row that was watched from the start is at risk at time 0 too. */
    private static boolean isAtRiskBy(double entry, double time) {
        return entry == 0 || entry < time;
    }

    /** Klein and Moeschberger (2003), equations 7.3.2 to 7.3.4; one row left alone has no variance. */
    private void addTime(double[] atRisk, double[] ended, double all, double allEnded, double weight) {
        double spread = all > 1 ? weight * weight * allEnded * (all - allEnded) / (all - 1) : 0;
        for (int g = 0; g < groups; g++) {
            double share = atRisk[g] / all;
            observed[g] += weight * ended[g];
            expected[g] += weight * allEnded * share;
            for (int h = 0; h < groups; h++) {
                variance[g][h] += spread * share * ((g == h ? 1 : 0) - atRisk[h] / all);
            }
        }
    }

    private static int[] sorted(int[] rows, IntToDoubleFunction key) {
        return TimeOrder.ascending(rows, key);
    }
}

package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.stat.CensoredDurations;
import java.util.Arrays;

/** G, the Kaplan-Meier curve of the time of censoring: the share that would still be seen at a time if none had ended. */
final class SurvivalCensoringCurve {
    private final double[] times;
    private final double[] values;
    /** Where the duration of each row stands among the times. */
    private final int[] rank;
    private final SurvivalCensoring kind;
    /** Whether the rows to be weighted are those of this curve, so that none is seen beyond its last time. */
    private final boolean own;

    SurvivalCensoringCurve(CensoredDurations data, SurvivalCensoring kind, boolean own) {
        this.kind = kind;
        this.own = own;
        double[] durations = new double[data.size()];
        for (int row = 0; row < durations.length; row++) {
            durations[row] = data.duration(row);
        }
        ConcordanceRanks byTime = new ConcordanceRanks(durations);
        times = byTime.distinct;
        rank = byTime.rank;
        double[] ended = new double[times.length];
        double[] censored = new double[times.length];
        for (int row = 0; row < durations.length; row++) {
            (data.ended(row) ? ended : censored)[byTime.rank[row]] += data.weight(row);
        }
        values = new double[times.length];
        // from the last time, so that those at risk at it are exactly those censored
        double[] atRisk = new double[times.length];
        double left = 0;
        for (int j = times.length - 1; j >= 0; j--) {
            left += censored[j];
            atRisk[j] = kind == SurvivalCensoring.AT_TIES_TOGETHER ? left + ended[j] : left;
            left += ended[j];
        }
        double product = 1;
        for (int j = 0; j < times.length; j++) {
            product *= censored[j] == 0 ? 1 : (atRisk[j] - censored[j]) / atRisk[j];
            values[j] = product;
        }
    }

    /** Returns G(t), the value after a time; 0 past the last time of other rows, where it is not known. */
    double at(double t) {
        if (isPastOthers(t)) {
            return 0;
        }
        int index = Arrays.binarySearch(times, t + 0.0);
        return value(index >= 0 ? index : -index - 2);
    }

    /** Returns G(t-), the value before a time; 0 past the last time of other rows, where it is not known. */
    double before(double t) {
        if (isPastOthers(t)) {
            return 0;
        }
        int index = Arrays.binarySearch(times, t + 0.0);
        return value(index >= 0 ? index - 1 : -index - 2);
    }

    /** Returns G(t-) at the duration of a row of this curve. */
    double beforeRow(int row) {
        return value(rank[row] - 1);
    }

    /** Returns the G by which a row that ended at a time is weighted. */
    double ofEnded(double t) {
        return kind == SurvivalCensoring.BEFORE_TIES_LAST ? before(t) : at(t);
    }

    private boolean isPastOthers(double t) {
        return !own && (times.length == 0 || t > times[times.length - 1]);
    }

    private double value(int index) {
        return index < 0 ? 1 : values[index];
    }
}

package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.stat.CensoredDurations;
import java.util.Arrays;

/** G, the Kaplan-Meier curve of the time of censoring: the share that would still be seen at a time if none had ended. */
final class SurvivalCensoringCurve {
    private final double[] times;
    private final double[] values;
    private final double[] atRisk;
    private final double[] censored;
    private final CensoredDurations data;
    /** Where the duration of each row stands among the times. */
    private final int[] rank;

    private final SurvivalCensoring kind;
    /** Whether the rows to be weighted are those of this curve, so that none is seen beyond its last time. */
    private final boolean own;

    SurvivalCensoringCurve(CensoredDurations data, SurvivalCensoring kind, boolean own) {
        this.kind = kind;
        this.own = own;
        this.data = data;
        double[] durations = new double[data.size()];
        for (int row = 0; row < durations.length; row++) {
            durations[row] = data.duration(row);
        }
        ConcordanceRanks byTime = new ConcordanceRanks(durations);
        times = byTime.distinct;
        rank = byTime.rank;
        double[] ended = new double[times.length];
        censored = new double[times.length];
        for (int row = 0; row < durations.length; row++) {
            (data.ended(row) ? ended : censored)[byTime.rank[row]] += data.weight(row);
        }
        values = new double[times.length];
        // from the last time, so that those at risk at it are exactly those censored
        atRisk = new double[times.length];
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

    /**
     * Returns the derivative by each row's weight of a sum of losses that go with 1/G, through G alone: a row censored at u
     * lowers G from u on by 1 / (those at risk), one at risk of it raises it. All 0 for G of other rows.
     *
     * @param t the time of the losses
     * @param losses of each row, times its weight
     */
    double[] slopes(double t, double[] losses) {
        double[] slopes = new double[losses.length];
        if (!own) {
            return slopes;
        }
        double[] from = new double[times.length + 1]; // losses whose G has the factor of a time
        for (int row = 0; row < losses.length; row++) {
            int last = lastFactor(row, t);
            if (last >= 0) {
                from[last] += losses[row];
            }
        }
        for (int j = times.length - 1; j >= 0; j--) {
            from[j] += from[j + 1];
        }
        double[] raised = new double[times.length + 1]; // up to before each time
        for (int j = 0; j < times.length; j++) {
            boolean counts = censored[j] > 0 && from[j] > 0;
            raised[j + 1] = raised[j] + (counts ? from[j] * censored[j] / atRisk[j] / (atRisk[j] - censored[j]) : 0);
        }
        for (int row = 0; row < slopes.length; row++) {
            int j = rank[row];
            boolean ended = data.ended(row);
            boolean counts = !ended || kind == SurvivalCensoring.AT_TIES_TOGETHER;
            slopes[row] = -raised[counts ? j + 1 : j];
            // a row of weight 0 may be all there is at a time
            slopes[row] += !ended && from[j] > 0 && data.weight(row) > 0 ? from[j] / (atRisk[j] - censored[j]) : 0;
        }
        return slopes;
    }

    /** The index of the last time whose factor is in the weight of a row, -1 if there is none. */
    private int lastFactor(int row, double t) {
        if (data.duration(row) > t) {
            int index = Arrays.binarySearch(times, t + 0.0);
            return index >= 0 ? index : -index - 2;
        }
        return kind == SurvivalCensoring.BEFORE_TIES_LAST ? rank[row] - 1 : rank[row];
    }

    private boolean isPastOthers(double t) {
        return !own && (times.length == 0 || t > times[times.length - 1]);
    }

    private double value(int index) {
        return index < 0 ? 1 : values[index];
    }
}

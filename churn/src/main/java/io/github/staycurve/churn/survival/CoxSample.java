package io.github.staycurve.churn.survival;

import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.stat.CensoredDurations;
import io.github.staycurve.core.stat.WeightKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows as the partial likelihood reads them: standardised features row after row, stratum after stratum, from the last
 * time to the first, so that one pass adds each row to the sums over those at risk as it goes.
 *
 * <p>The times at which rows ended are groups, numbered in the order of that pass; each stratum closes with a group at
 * which nobody ends. A row is at risk in the groups from its exit to before its end. Rows of weight 0 are left out.
 *
 * <p>Immutable after construction.
 */
final class CoxSample {
    final int rows;
    final int features;
    /** Standardised values, row after row. */
    final double[] x;

    final double[] weight;
    final boolean[] ended;
    /** The first group in which each row is at risk. */
    final int[] exit;
    /** The first group in which each row is not at risk any more, going back in time. */
    final int[] end;
    /** Where each row stands in the data. */
    final int[] source;
    /** Where in the order of this sample a row's place in the data is, -1 for a row of weight 0. */
    final int[] placeOf;

    final int groups;
    /** The time of each group; minus infinity for those that close a stratum. */
    final double[] time;
    /** Weight of the rows that end in each group, 0 for those that close a stratum. */
    final double[] endedWeight;
    /** How many rows end in each group. */
    final int[] endedRows;
    /** The first row of each group, with one more at the end; rows that end come first in their group. */
    final int[] firstRow;
    /** The group after the last of each stratum. */
    final int[] strataEnd;
    /** The last time of each stratum, that of a censored row included. */
    final double[] lastTime;

    /** Rows that leave the sums going back in time, those of one group together; empty where all were watched from 0. */
    final int[] leaving;
    /** Where in {@link #leaving} those start that are not at risk from each group on, with one more at the end. */
    final int[] firstLeaving;

    final List<String> strata;
    private final StandardizedColumns columns;
    final double[] mean;
    final double[] scale;
    final WeightKind weightKind;
    final double eventWeight;
    final int events;

    CoxSample(CoxRows data) {
        CensoredDurations durations = data.durations();
        this.features = data.features().features();
        this.weightKind = durations.weightKind();
        this.strata = data.strataLabels();
        int[] present = present(durations);
        this.rows = present.length;
        int[] stratum = strataOf(data, present);
        double[][] times = eventTimes(durations, present, stratum);
        this.strataEnd = ends(times);
        this.groups = strataEnd.length == 0 ? 0 : strataEnd[strataEnd.length - 1];
        this.time = descending(times);
        this.lastTime = lastTimes(durations, present, stratum);
        int[] exits = new int[rows];
        for (int i = 0; i < rows; i++) {
            exits[i] = groupAtOrBefore(times, stratum[i], durations.duration(present[i]));
        }
        this.firstRow = new int[groups + 1];
        this.source = ordered(durations, present, exits);
        this.weight = new double[rows];
        this.ended = new boolean[rows];
        this.exit = new int[rows];
        this.end = new int[rows];
        this.endedWeight = new double[groups];
        this.endedRows = new int[groups];
        this.placeOf = new int[durations.size()];
        Arrays.fill(placeOf, -1);
        fillRows(durations, times);
        checkSteps();
        this.firstLeaving = new int[groups + 1];
        this.leaving = leavers(durations);
        this.eventWeight = Arrays.stream(endedWeight).sum();
        this.events = Arrays.stream(endedRows).sum();
        this.x = valuesOf(data.features());
        this.columns = new StandardizedColumns(x, weight, features);
        this.mean = columns.mean;
        this.scale = columns.scale;
    }

    private static int[] present(CensoredDurations durations) {
        int[] present = new int[durations.size()];
        int count = 0;
        for (int row = 0; row < present.length; row++) {
            if (durations.weight(row) != 0) {
                present[count++] = row;
            }
        }
        return Arrays.copyOf(present, count);
    }

    private int[] strataOf(CoxRows data, int[] present) {
        Map<String, Integer> index = new HashMap<>();
        for (String label : strata) {
            index.put(label, index.size());
        }
        int[] stratum = new int[present.length];
        for (int i = 0; i < stratum.length && strata.size() > 1; i++) {
            stratum[i] = index.getOrDefault(data.stratum(present[i]), 0);
        }
        return stratum;
    }

    /** Returns the distinct times at which rows of each stratum ended, ascending. */
    private double[][] eventTimes(CensoredDurations durations, int[] present, int[] stratum) {
        int[] counts = new int[strata.size()];
        for (int i = 0; i < present.length; i++) {
            counts[stratum[i]] += durations.ended(present[i]) ? 1 : 0;
        }
        double[][] times = new double[strata.size()][];
        for (int s = 0; s < times.length; s++) {
            times[s] = new double[counts[s]];
        }
        for (int i = 0; i < present.length; i++) {
            if (durations.ended(present[i])) {
                times[stratum[i]][--counts[stratum[i]]] = durations.duration(present[i]) + 0.0; // no -0.0
            }
        }
        for (int s = 0; s < times.length; s++) {
            times[s] = distinct(times[s]);
        }
        return times;
    }

    private static double[] distinct(double[] values) {
        Arrays.sort(values);
        int count = 0;
        for (double value : values) {
            if (count == 0 || value != values[count - 1]) {
                values[count++] = value;
            }
        }
        return Arrays.copyOf(values, count);
    }

    private static int[] ends(double[][] times) {
        int[] ends = new int[times.length];
        int group = 0;
        for (int s = 0; s < ends.length; s++) {
            group += times[s].length + 1;
            ends[s] = group;
        }
        return ends;
    }

    private double[] descending(double[][] times) {
        double[] all = new double[groups];
        int group = 0;
        for (double[] ofStratum : times) {
            for (int j = ofStratum.length - 1; j >= 0; j--) {
                all[group++] = ofStratum[j];
            }
            all[group++] = Double.NEGATIVE_INFINITY;
        }
        return all;
    }

    private double[] lastTimes(CensoredDurations durations, int[] present, int[] stratum) {
        double[] last = new double[strata.size()];
        for (int i = 0; i < present.length; i++) {
            last[stratum[i]] = Math.max(last[stratum[i]], durations.duration(present[i]));
        }
        return last;
    }

    /** Returns the group of the last event time at or before t; the closing group of the stratum if there is none. */
    private int groupAtOrBefore(double[][] times, int stratum, double t) {
        int found = Arrays.binarySearch(times[stratum], t + 0.0);
        int index = found >= 0 ? found : -found - 2;
        return strataEnd[stratum] - 2 - index;
    }

    /** Returns the rows by group, those that end first; a counting sort that keeps the order of the data otherwise. */
    private int[] ordered(CensoredDurations durations, int[] present, int[] exits) {
        int[] counts = new int[2 * groups + 1];
        for (int i = 0; i < present.length; i++) {
            counts[2 * exits[i] + (durations.ended(present[i]) ? 0 : 1) + 1]++;
        }
        for (int k = 1; k < counts.length; k++) {
            counts[k] += counts[k - 1];
        }
        for (int group = 0; group <= groups; group++) {
            firstRow[group] = counts[2 * group];
        }
        int[] order = new int[present.length];
        for (int i = 0; i < present.length; i++) {
            order[counts[2 * exits[i] + (durations.ended(present[i]) ? 0 : 1)]++] = present[i];
        }
        return order;
    }

    private void fillRows(CensoredDurations durations, double[][] times) {
        int stratum = 0;
        for (int group = 0; group < groups; group++) {
            if (group == strataEnd[stratum]) {
                stratum++;
            }
            for (int i = firstRow[group]; i < firstRow[group + 1]; i++) {
                int row = source[i];
                placeOf[row] = i;
                weight[i] = durations.weight(row);
                ended[i] = durations.ended(row);
                exit[i] = group;
                double entry = durations.entry(row);
                end[i] = entry == 0 ? strataEnd[stratum] - 1 : groupAtOrBefore(times, stratum, entry);
                if (ended[i]) {
                    endedWeight[group] += weight[i];
                    endedRows[group]++;
                }
            }
        }
    }

    /** Steps of a time are counted one by one. */
    private void checkSteps() {
        for (int group = 0; group < groups; group++) {
            if (weightKind == WeightKind.FREQUENCY && endedWeight[group] > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "the weight of the rows that end at time %s must be below 2^31, was %s"
                                .formatted(time[group], endedWeight[group]));
            }
        }
    }

    private int[] leavers(CensoredDurations durations) {
        int count = 0;
        for (int i = 0; i < rows; i++) {
            if (durations.entry(source[i]) > 0 && end[i] > exit[i]) { // else it was never at risk
                firstLeaving[end[i] + 1]++;
                count++;
            }
        }
        for (int group = 0; group < groups; group++) {
            firstLeaving[group + 1] += firstLeaving[group];
        }
        int[] next = firstLeaving.clone();
        int[] order = new int[count];
        for (int i = 0; i < rows; i++) {
            if (durations.entry(source[i]) > 0 && end[i] > exit[i]) {
                order[next[end[i]]++] = i;
            }
        }
        return order;
    }

    /** Whether rows leave the sums going back in time. */
    boolean hasLeavers() {
        return leaving.length > 0;
    }

    private double[] valuesOf(FeatureTable table) {
        double[] values = new double[rows * features];
        double[] row = new double[features];
        for (int i = 0; i < rows; i++) {
            table.copyRow(source[i], row);
            System.arraycopy(row, 0, values, i * features, features);
        }
        return values;
    }
}

package io.github.staycurve.segmentation.rfm;

import java.util.Arrays;

/** Cuts of {@link RfmMethod#SQL_NTILE}: the key and the identifier of the first customer of each bucket after the first. */
final class NtileCuts {
    final double[] cuts;
    final String[] ids;

    private NtileCuts(int bins) {
        cuts = new double[bins - 1];
        ids = new String[bins - 1];
        Arrays.fill(cuts, ScoreScale.NEVER);
        Arrays.fill(ids, "");
    }

    static NtileCuts of(double[] keys, String[] customerIds, int bins) {
        double[] sorted = keys.clone();
        Arrays.sort(sorted);
        NtileCuts result = new NtileCuts(bins);
        int customers = keys.length;
        int first = 0;
        double tied = Double.NaN;
        String[] idsOfTied = new String[0];
        for (int bucket = 0; bucket + 1 < bins; bucket++) {
            first += customers / bins + (bucket < customers % bins ? 1 : 0);
            if (first >= customers) {
                break; // fewer customers than buckets: the last ones stay empty
            }
            double key = sorted[first];
            if (key != tied) {
                tied = key;
                idsOfTied = sortedIds(keys, customerIds, key);
            }
            result.cuts[bucket] = key;
            result.ids[bucket] = idsOfTied[first - countBelow(sorted, key)];
        }
        return result;
    }

    private static String[] sortedIds(double[] keys, String[] customerIds, double key) {
        int count = 0;
        for (double each : keys) {
            count += each == key ? 1 : 0;
        }
        String[] ids = new String[count];
        int next = 0;
        for (int row = 0; row < keys.length; row++) {
            if (keys[row] == key) {
                ids[next++] = customerIds[row];
            }
        }
        Arrays.sort(ids);
        return ids;
    }

    /** Returns how many elements of a sorted array lie below a key, by bisection. */
    private static int countBelow(double[] sorted, double key) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

package io.github.staycurve.churn.score;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.stat.CensoredDurations;

/**
 * The periods in which each row was at risk from beginning to end, or until it ended: what person-period tables spell out
 * row by row.
 *
 * <p>This class is immutable and thread-safe.
 */
final class RiskPeriods {
    private static final int MOST_PERIODS = 10_000;

    private final int[] first;
    private final int[] last;
    private final boolean[] ended;
    private final double[] weights;
    private final int periods;
    private final int skipped;
    private final double personPeriods;

    /**
     * @param length of a period, in the unit of the durations
     * @throws IllegalArgumentException if a row ended at 0, or there are more than 10,000 periods
     */
    RiskPeriods(CensoredDurations rows, double length) {
        int n = rows.size();
        first = new int[n];
        last = new int[n];
        ended = new boolean[n];
        weights = new double[n];
        int most = 0;
        int none = 0;
        double total = 0;
        for (int i = 0; i < n; i++) {
            double until = whole(rows.duration(i) / length);
            if (rows.ended(i) && until == 0) {
                throw new IllegalArgumentException(
                        "row %s ended at duration 0; the first period begins after 0".formatted(i));
            }
            Checks.inRange(until, 0, MOST_PERIODS, "periods of row " + i);
            first[i] = (int) Math.ceil(whole(rows.entry(i) / length)) + 1;
            last[i] = (int) (rows.ended(i) ? Math.ceil(until) : Math.floor(until));
            ended[i] = rows.ended(i);
            boolean counts = first[i] <= last[i];
            weights[i] = counts ? rows.weight(i) : 0;
            none += counts || rows.weight(i) == 0 ? 0 : 1;
            if (weights[i] > 0) {
                most = Math.max(most, last[i]);
                total += weights[i] * (last[i] - first[i] + 1);
            }
        }
        periods = most;
        skipped = none;
        personPeriods = total;
    }

    /** Undoes the rounding of a quotient: 0.3/0.1 is 3. */
    static double whole(double quotient) {
        double near = Math.rint(quotient);
        return Math.abs(quotient - near) <= 1e-9 * Math.max(1, near) ? near : quotient;
    }

    int size() {
        return first.length;
    }

    int first(int row) {
        return first[row];
    }

    int last(int row) {
        return last[row];
    }

    boolean ended(int row) {
        return ended[row];
    }

    /** Returns the weight of a row; 0 if it has no period. */
    double weight(int row) {
        return weights[row];
    }

    double[] weights() {
        return weights.clone();
    }

    /** Returns the last period of any row. */
    int periods() {
        return periods;
    }

    /** Returns how many rows of positive weight were never at risk for a whole period. */
    int skipped() {
        return skipped;
    }

    double personPeriods() {
        return personPeriods;
    }

    /** Returns the weight at risk (0) and of those who ended (1), for each period. */
    double[][] counts() {
        double[][] counts = new double[2][periods];
        for (int i = 0; i < first.length; i++) {
            for (int k = first[i]; k <= last[i]; k++) {
                if (weights[i] > 0) {
                    counts[0][k - 1] += weights[i];
                }
            }
            if (weights[i] > 0 && ended[i]) {
                counts[1][last[i] - 1] += weights[i];
            }
        }
        return counts;
    }
}

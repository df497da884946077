package io.github.staycurve.churn.evaluate;

import java.util.Arrays;

/**
 * The upper convex hull of the ROC curve: the thresholds that are best for some costs, from targeting nobody to targeting
 * everybody. Immutable and thread-safe.
 *
 * <p>After Provost and Fawcett (2001), "Robust classification for imprecise environments", Machine Learning 42, 203-231.
 */
final class RocHull {
    /** Weight of those targeted who stay, at each corner; ascending from 0. */
    final double[] stayed;
    /** Weight of those targeted who churn, at each corner; ascending from 0. */
    final double[] churned;
    /** The group after the last targeted one, at each corner. */
    final int[] groups;

    private RocHull(double[] stayed, double[] churned, int[] groups) {
        this.stayed = stayed;
        this.churned = churned;
        this.groups = groups;
    }

    static RocHull of(ScoreGroups data) {
        Corners corners = new Corners();
        double x = 0;
        double y = 0;
        corners.add(0, 0, 0);
        for (int g = 0; g < data.size(); g++) {
            x += data.stayed[g];
            y += data.churned[g];
            corners.add(x, y, g + 1);
        }
        return corners.hull();
    }

    int size() {
        return stayed.length;
    }

    /** A stack of corners on which a new point removes those that it leaves below the hull. */
    private static final class Corners {
        private double[] x = new double[64];
        private double[] y = new double[64];
        private int[] group = new int[64];
        private int size;

        void add(double newX, double newY, int newGroup) {
            while (size > 1
                    && (y[size - 1] - y[size - 2]) * (newX - x[size - 1])
                            <= (newY - y[size - 1]) * (x[size - 1] - x[size - 2])) {
                size--;
            }
            if (size > 0 && x[size - 1] == newX && y[size - 1] == newY) {
                return; // an empty group
            }
            if (size == x.length) {
                x = Arrays.copyOf(x, 2 * size);
                y = Arrays.copyOf(y, 2 * size);
                group = Arrays.copyOf(group, 2 * size);
            }
            x[size] = newX;
            y[size] = newY;
            group[size++] = newGroup;
        }

        RocHull hull() {
            return new RocHull(Arrays.copyOf(x, size), Arrays.copyOf(y, size), Arrays.copyOf(group, size));
        }
    }
}

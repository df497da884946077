package io.github.staycurve.segmentation.cluster;

import io.github.staycurve.core.data.FeatureTable;

/**
 * The distinct rows of a table in scaled units, in the order of their values, with how often each comes.
 *
 * <p>This is what makes the row order of the table irrelevant: random draws and sums go through these points, not through
 * the rows. Arrays are not copied: they belong to this room, which does not write to them.
 */
final class ScaledPoints {
    /** d. */
    final int features;
    /** Point after point, ascending by the first feature, then the second, and so on. */
    final double[] values;
    /** How many rows each point stands for, 0 or more; points of 0 count as absent. */
    final int[] weights;
    /** Which point each row of the table is. */
    final int[] pointOfRow;

    private ScaledPoints(int features, double[] values, int[] weights, int[] pointOfRow) {
        this.features = features;
        this.values = values;
        this.weights = weights;
        this.pointOfRow = pointOfRow;
    }

    static ScaledPoints of(FeatureTable table, FeatureScaling scaling) {
        return of(scaling.features(), scaling.scaled(table));
    }

    /** Returns the points of scaled values, row after row. */
    static ScaledPoints of(int features, double[] scaled) {
        int rows = scaled.length / features;
        int[] order = new RowOrder(features, scaled).sorted();
        int[] pointOfRow = new int[rows];
        int points = 0;
        for (int i = 0; i < rows; i++) {
            if (i == 0 || RowOrder.compare(features, scaled, order[i - 1], order[i]) != 0) {
                points++;
            }
            pointOfRow[order[i]] = points - 1;
        }
        double[] values = new double[points * features];
        int[] weights = new int[points];
        for (int i = 0; i < rows; i++) {
            int point = pointOfRow[order[i]];
            if (weights[point]++ == 0) {
                System.arraycopy(scaled, order[i] * features, values, point * features, features);
            }
        }
        return new ScaledPoints(features, values, weights, pointOfRow);
    }

    /** Returns the points with other values, each standing for the same rows. */
    ScaledPoints moved(double[] newValues) {
        return new ScaledPoints(features, newValues, weights, pointOfRow);
    }

    /** Returns the points with other weights, without those of weight 0 and without rows. */
    ScaledPoints weighted(int[] newWeights) {
        int kept = 0;
        for (int weight : newWeights) {
            kept += weight > 0 ? 1 : 0;
        }
        double[] keptValues = new double[kept * features];
        int[] keptWeights = new int[kept];
        int out = 0;
        for (int point = 0; point < newWeights.length; point++) {
            if (newWeights[point] > 0) {
                System.arraycopy(values, point * features, keptValues, out * features, features);
                keptWeights[out++] = newWeights[point];
            }
        }
        return new ScaledPoints(features, keptValues, keptWeights, new int[0]);
    }

    /** Returns the number of distinct points. */
    int size() {
        return weights.length;
    }

    /** Returns the number of rows that the points stand for. */
    long rows() {
        long rows = 0;
        for (int weight : weights) {
            rows += weight;
        }
        return rows;
    }

    /** Returns which point each row is when the rows are put in the order of the points. */
    int[] pointOfRank() {
        int[] points = new int[Math.toIntExact(rows())];
        int rank = 0;
        for (int point = 0; point < weights.length; point++) {
            for (int i = 0; i < weights[point]; i++) {
                points[rank++] = point;
            }
        }
        return points;
    }
}

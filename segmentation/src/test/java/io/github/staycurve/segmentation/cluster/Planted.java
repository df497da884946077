package io.github.staycurve.segmentation.cluster;

import io.github.staycurve.core.data.FeatureTable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Customers drawn from groups that are known, and how well a clustering finds the groups. */
final class Planted {
    final FeatureTable table;
    final int[] groups;

    private Planted(FeatureTable table, int[] groups) {
        this.table = table;
        this.groups = groups;
    }

    /** Groups of normal customers: a centre and a size each, the same deviation in every feature. */
    static Planted around(double[][] centres, int[] sizes, double deviation, SplittableRandom random) {
        double[][] root = new double[centres[0].length][centres[0].length];
        for (int i = 0; i < root.length; i++) {
            root[i][i] = deviation;
        }
        double[][][] roots = new double[centres.length][][];
        Arrays.fill(roots, root);
        return correlated(centres, roots, sizes, random);
    }

    /** Groups of normal customers: centre + root × standard normals. The rows come in random order. */
    static Planted correlated(double[][] centres, double[][][] roots, int[] sizes, SplittableRandom random) {
        int rows = Arrays.stream(sizes).sum();
        int d = centres[0].length;
        int[] groups = new int[rows];
        int at = 0;
        for (int group = 0; group < sizes.length; group++) {
            Arrays.fill(groups, at, at + sizes[group], group);
            at += sizes[group];
        }
        shuffle(groups, random);
        double[][] columns = new double[d][rows];
        for (int row = 0; row < rows; row++) {
            double[] normals = new double[d];
            for (int i = 0; i < d; i++) {
                normals[i] = random.nextGaussian();
            }
            for (int i = 0; i < d; i++) {
                columns[i][row] = centres[groups[row]][i];
                for (int j = 0; j < d; j++) {
                    columns[i][row] += roots[groups[row]][i][j] * normals[j];
                }
            }
        }
        return new Planted(table(columns), groups);
    }

    static FeatureTable table(double[]... columns) {
        FeatureTable.Builder builder = FeatureTable.builder();
        for (int i = 0; i < columns.length; i++) {
            builder.column("f" + i, columns[i]);
        }
        return builder.build();
    }

    /** Returns the table with row i of the result being row order[i]. */
    static FeatureTable reordered(FeatureTable table, int[] order) {
        FeatureTable.Builder builder = FeatureTable.builder();
        for (int feature = 0; feature < table.features(); feature++) {
            double[] column = table.column(feature);
            builder.column(
                    table.names().get(feature),
                    Arrays.stream(order).mapToDouble(row -> column[row]).toArray());
        }
        return builder.build();
    }

    static int[] shuffledRows(int rows, SplittableRandom random) {
        int[] order = new int[rows];
        Arrays.setAll(order, i -> i);
        shuffle(order, random);
        return order;
    }

    private static void shuffle(int[] values, SplittableRandom random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
    }

    /** The adjusted Rand index, Hubert and Arabie (1985): 1 for equal partitions, about 0 for unrelated ones. */
    static double adjustedRand(int[] a, int[] b) {
        Map<Long, Integer> cells = new HashMap<>();
        Map<Integer, Integer> rows = new HashMap<>();
        Map<Integer, Integer> columns = new HashMap<>();
        for (int i = 0; i < a.length; i++) {
            cells.merge(a[i] * 1_000_000L + b[i], 1, Integer::sum);
            rows.merge(a[i], 1, Integer::sum);
            columns.merge(b[i], 1, Integer::sum);
        }
        double index = pairs(cells);
        double rowPairs = pairs(rows);
        double columnPairs = pairs(columns);
        double expected = rowPairs * columnPairs / (a.length * (a.length - 1) / 2.0);
        double greatest = (rowPairs + columnPairs) / 2;
        return greatest == expected ? 1 : (index - expected) / (greatest - expected);
    }

    private static double pairs(Map<?, Integer> counts) {
        return counts.values().stream().mapToDouble(n -> n * (n - 1.0) / 2).sum();
    }
}

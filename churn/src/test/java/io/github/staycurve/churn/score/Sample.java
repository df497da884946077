package io.github.staycurve.churn.score;

import io.github.staycurve.core.data.FeatureTable;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Made-up customers whose log-odds of churn are linear in their features. */
final class Sample {
    final FeatureTable table;
    final boolean[] churned;

    private Sample(FeatureTable table, boolean[] churned) {
        this.table = table;
        this.churned = churned;
    }

    static Sample of(int seed, int rows, int columns) {
        return of(new SplittableRandom(seed), rows, columns, -0.3);
    }

    static Sample rare(int seed, int rows) {
        return of(new SplittableRandom(seed), rows, 2, -3.5);
    }

    private static Sample of(SplittableRandom random, int rows, int columns, double intercept) {
        double[][] x = new double[columns][rows];
        boolean[] churned = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            double eta = intercept;
            for (int j = 0; j < columns; j++) {
                x[j][i] = 2 * random.nextDouble() - 1 + (j > 0 ? 0.4 * x[j - 1][i] : 0);
                eta += (j % 3 - 1) * 0.7 * x[j][i];
            }
            churned[i] = random.nextDouble() < 1 / (1 + Math.exp(-eta));
        }
        FeatureTable.Builder builder = FeatureTable.builder();
        for (int j = 0; j < columns; j++) {
            builder.column("x" + j, x[j]);
        }
        return new Sample(builder.build(), churned);
    }

    Sample rows(int[] rows) {
        boolean[] labels = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            labels[i] = churned[rows[i]];
        }
        return new Sample(table.withRows(rows), labels);
    }

    FeatureTable with(String name, IntToDoubleFunction value) {
        FeatureTable.Builder builder = FeatureTable.builder();
        for (int j = 0; j < table.features(); j++) {
            builder.column(table.names().get(j), table.column(j));
        }
        return builder.column(
                        name,
                        IntStream.range(0, table.rows()).mapToDouble(value).toArray())
                .build();
    }
}

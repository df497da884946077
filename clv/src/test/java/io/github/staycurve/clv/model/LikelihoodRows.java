package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.github.staycurve.core.data.CollapsedSummaryTable;
import io.github.staycurve.core.internal.math.Objective;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.SplittableRandom;

/** Columns of a random table, and what holds of any likelihood on them. */
final class LikelihoodRows {
    final int[] x;
    final double[] tx;
    final double[] age;
    final double[] weight;

    LikelihoodRows(int size) {
        x = new int[size];
        tx = new double[size];
        age = new double[size];
        weight = new double[size];
    }

    /** The likelihood of one history under a model. */
    interface OfHistory {
        double logLikelihood(int x, double tx, double age);
    }

    /** The likelihood of some rows. */
    interface OfRows {
        Objective of(int[] x, double[] tx, double[] age, double[] weight);
    }

    /** Returns rows of any times; some bought on their last day. */
    static LikelihoodRows draw(SplittableRandom random, int size, double longest) {
        LikelihoodRows rows = new LikelihoodRows(size);
        for (int i = 0; i < size; i++) {
            rows.age[i] = longest * random.nextDouble();
            rows.x[i] = random.nextBoolean() ? 0 : (int) Math.pow(200, random.nextDouble());
            rows.tx[i] = rows.x[i] == 0 ? 0 : random.nextInt(9) == 0 ? rows.age[i] : rows.age[i] * random.nextDouble();
            rows.weight[i] = 1 + random.nextInt(4);
        }
        return rows;
    }

    /** Returns the rows with these numbers, in their order. */
    LikelihoodRows select(int[] order) {
        LikelihoodRows rows = new LikelihoodRows(order.length);
        for (int i = 0; i < order.length; i++) {
            rows.x[i] = x[order[i]];
            rows.tx[i] = tx[order[i]];
            rows.age[i] = age[order[i]];
            rows.weight[i] = weight[order[i]];
        }
        return rows;
    }

    /** Returns the rows as a fit has them: in the order of x. */
    LikelihoodRows collapsed() {
        CollapsedSummaryTable table = CollapsedSummaryTable.of(PeriodUnit.WEEK, x, tx, age, weight);
        LikelihoodRows rows = new LikelihoodRows(table.size());
        for (int i = 0; i < table.size(); i++) {
            rows.x[i] = table.frequency(i);
            rows.tx[i] = table.recency(i);
            rows.age[i] = table.age(i);
            rows.weight[i] = table.weight(i);
        }
        return rows;
    }

    Objective of(OfRows likelihood) {
        return likelihood.of(x, tx, age, weight);
    }

    /**
     * Checks a likelihood in the logarithms of the parameters: its value against the sum of the model's own over the rows, its
     * gradient against its differences, relative to the size of the terms.
     */
    void check(long seed, OfRows ofRows, double[] point, OfHistory model, double slopeTolerance) {
        Objective likelihood = of(ofRows);
        double[] gradient = new double[point.length];
        double value = likelihood.value(point, gradient);
        double sum = 0;
        double size = 1;
        for (int i = 0; i < x.length; i++) {
            double term = weight[i] * model.logLikelihood(x[i], tx[i], age[i]);
            sum += term;
            size += Math.abs(term);
        }
        assertThat(value).as("seed %d", seed).isCloseTo(-sum, offset(1e-12 * size));
        for (int i = 0; i < point.length; i++) {
            assertThat(gradient[i])
                    .as("seed %d, component %d", seed, i)
                    .isCloseTo(slope(likelihood, point, i), offset(slopeTolerance * size));
        }
    }

    /** Returns the derivative by central differences, extrapolated three times (Richardson). */
    private static double slope(Objective likelihood, double[] point, int component) {
        double[][] table = new double[4][4];
        double step = 0.08;
        for (int i = 0; i < 4; i++, step /= 2) {
            table[i][0] = (shifted(likelihood, point, component, step) - shifted(likelihood, point, component, -step))
                    / (2 * step);
            for (int j = 1; j <= i; j++) {
                table[i][j] = table[i][j - 1] + (table[i][j - 1] - table[i - 1][j - 1]) / (Math.pow(4, j) - 1);
            }
        }
        return table[3][3];
    }

    private static double shifted(Objective likelihood, double[] point, int component, double by) {
        double[] moved = point.clone();
        moved[component] += by;
        return likelihood.value(moved, new double[point.length]);
    }
}

package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.github.staycurve.core.data.CollapsedSummaryTable;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Value against the model's own likelihood of each row, gradient against differences. */
class GGompertzNbdLikelihoodTest {

    @RepeatedTest(60)
    void anyTimes(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        int n = 60;
        int[] x = new int[n];
        double[] tx = new double[n];
        double[] age = new double[n];
        double[] weight = new double[n];
        for (int i = 0; i < n; i++) {
            age[i] = 100 * random.nextDouble();
            x[i] = random.nextBoolean() ? 0 : (int) Math.pow(200, random.nextDouble());
            tx[i] = x[i] == 0 ? 0 : random.nextInt(9) == 0 ? age[i] : age[i] * random.nextDouble();
            weight[i] = 1 + random.nextInt(4);
        }
        double[] point = new double[5];
        for (int i = 0; i < 5; i++) {
            point[i] = random.nextDouble(-6, 6);
        }
        check(run, CollapsedSummaryTable.of(PeriodUnit.WEEK, x, tx, age, weight), point);
        // near the limit that is Pareto/NBD
        point[4] += Math.log(1e-5) - point[2];
        point[2] = Math.log(1e-5);
        check(run, CollapsedSummaryTable.of(PeriodUnit.WEEK, x, tx, age, weight), point);
    }

    private static void check(RepetitionInfo run, CollapsedSummaryTable table, double[] point) {
        int n = table.size();
        int[] x = new int[n];
        double[] tx = new double[n];
        double[] age = new double[n];
        double[] weight = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = table.frequency(i);
            tx[i] = table.recency(i);
            age[i] = table.age(i);
            weight[i] = table.weight(i);
        }
        GGompertzNbdLikelihood likelihood = new GGompertzNbdLikelihood(x, tx, age, weight);
        double[] gradient = new double[5];
        double value = likelihood.value(point, gradient);
        GGompertzNbdModel model = GGompertzNbdModel.of(
                new GGompertzNbdParameters(
                        Math.exp(point[0]),
                        Math.exp(point[1]),
                        Math.exp(point[2]),
                        Math.exp(point[3]),
                        Math.exp(point[4])),
                PeriodUnit.WEEK);
        double sum = 0;
        double size = 1;
        for (int i = 0; i < n; i++) {
            double term = weight[i] * model.logLikelihood(x[i], tx[i], age[i]);
            sum += term;
            size += Math.abs(term);
        }
        int seed = run.getCurrentRepetition();
        assertThat(value).as("seed %d", seed).isCloseTo(-sum, offset(1e-12 * size));
        for (int i = 0; i < 5; i++) {
            assertThat(gradient[i])
                    .as("seed %d, component %d", seed, i)
                    .isCloseTo(slope(likelihood, point, i), offset(2e-9 * size));
        }
    }

    /** Returns the derivative by central differences, extrapolated three times (Richardson). */
    private static double slope(GGompertzNbdLikelihood likelihood, double[] point, int component) {
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

    private static double shifted(GGompertzNbdLikelihood likelihood, double[] point, int component, double by) {
        double[] moved = point.clone();
        moved[component] += by;
        return likelihood.value(moved, new double[5]);
    }
}

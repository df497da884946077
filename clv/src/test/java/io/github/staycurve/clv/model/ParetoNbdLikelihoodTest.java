package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.github.staycurve.core.data.CollapsedSummaryTable;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Value against the model's own likelihood of each row, gradient against differences; by quadrature and on the grid. */
class ParetoNbdLikelihoodTest {

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
        double[] point = new double[4];
        for (int i = 0; i < 4; i++) {
            point[i] = random.nextDouble(-6, 6);
        }
        check(run, CollapsedSummaryTable.of(PeriodUnit.WEEK, x, tx, age, weight), point);
    }

    /** Enough rows on few days that the grid takes most of them; the parameters range from easy to too steep for it. */
    @RepeatedTest(40)
    void wholeDays(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        int n = 600;
        int[] x = new int[n];
        double[] tx = new double[n];
        double[] age = new double[n];
        double[] weight = new double[n];
        for (int i = 0; i < n; i++) {
            int days = 30 + random.nextInt(8);
            x[i] = random.nextInt(6) == 0 ? 90 + random.nextInt(5) : random.nextInt(4);
            tx[i] = x[i] == 0 ? 0 : (1 + random.nextInt(days)) / 7.0;
            age[i] = days / 7.0;
            weight[i] = 1;
        }
        double spread = random.nextInt(4) == 0 ? 6 : 1.5;
        double[] point = {
            random.nextDouble(-spread, spread),
            1.5 + random.nextDouble(-spread, spread),
            random.nextDouble(-spread, spread),
            1.5 + random.nextDouble(-spread, spread)
        };
        check(run, CollapsedSummaryTable.of(PeriodUnit.WEEK, x, tx, age, weight), point);
    }

    /** The limit of equal dropout rates: the derivatives along it are what is left of terms a million times as large. */
    @RepeatedTest(20)
    void nearTheLimitOfEqualDropoutRates(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        int n = 300;
        int[] x = new int[n];
        double[] tx = new double[n];
        double[] age = new double[n];
        double[] weight = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextInt(4);
            tx[i] = x[i] == 0 ? 0 : (1 + random.nextInt(35)) / 7.0;
            age[i] = 5;
            weight[i] = 1;
        }
        double[] point = {0, 1, Math.log(1e6), Math.log(1e6 * random.nextDouble(2, 50))};
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
        ParetoNbdLikelihood likelihood = new ParetoNbdLikelihood(x, tx, age, weight);
        double[] gradient = new double[4];
        double value = likelihood.value(point, gradient);
        ParetoNbdModel model = ParetoNbdModel.of(
                new ParetoNbdParameters(Math.exp(point[0]), Math.exp(point[1]), Math.exp(point[2]), Math.exp(point[3])),
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
        for (int i = 0; i < 4; i++) {
            assertThat(gradient[i])
                    .as("seed %d, component %d", seed, i)
                    .isCloseTo(slope(likelihood, point, i), offset(2e-9 * size));
        }
    }

    /** Returns the derivative by central differences, extrapolated three times (Richardson). */
    private static double slope(ParetoNbdLikelihood likelihood, double[] point, int component) {
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

    private static double shifted(ParetoNbdLikelihood likelihood, double[] point, int component, double by) {
        double[] moved = point.clone();
        moved[component] += by;
        return likelihood.value(moved, new double[4]);
    }
}

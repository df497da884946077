package io.github.staycurve.clv.model;

import io.github.staycurve.core.time.PeriodUnit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Value against the model's own likelihood of each row, gradient against differences; by quadrature and on the grid. */
class ParetoNbdLikelihoodTest {

    @RepeatedTest(60)
    void anyTimes(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        LikelihoodRows rows = LikelihoodRows.draw(random, 60, 100);
        check(run, rows, random.doubles(4, -6, 6).toArray());
    }

    /** Enough rows on few days that the grid takes most of them; the parameters range from easy to too steep for it. */
    @RepeatedTest(40)
    void wholeDays(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        LikelihoodRows rows = new LikelihoodRows(600);
        for (int i = 0; i < 600; i++) {
            int days = 30 + random.nextInt(8);
            rows.x[i] = random.nextInt(6) == 0 ? 90 + random.nextInt(5) : random.nextInt(4);
            rows.tx[i] = rows.x[i] == 0 ? 0 : (1 + random.nextInt(days)) / 7.0;
            rows.age[i] = days / 7.0;
            rows.weight[i] = 1;
        }
        double spread = random.nextInt(4) == 0 ? 6 : 1.5;
        double[] point = {
            random.nextDouble(-spread, spread),
            1.5 + random.nextDouble(-spread, spread),
            random.nextDouble(-spread, spread),
            1.5 + random.nextDouble(-spread, spread)
        };
        check(run, rows, point);
    }

    /** The limit of equal dropout rates: the derivatives along it are what is left of terms a million times as large. */
    @RepeatedTest(20)
    void nearTheLimitOfEqualDropoutRates(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        LikelihoodRows rows = new LikelihoodRows(300);
        for (int i = 0; i < 300; i++) {
            rows.x[i] = random.nextInt(4);
            rows.tx[i] = rows.x[i] == 0 ? 0 : (1 + random.nextInt(35)) / 7.0;
            rows.age[i] = 5;
            rows.weight[i] = 1;
        }
        double[] point = {0, 1, Math.log(1e6), Math.log(1e6 * random.nextDouble(2, 50))};
        check(run, rows, point);
    }

    private static void check(RepetitionInfo run, LikelihoodRows rows, double[] point) {
        ParetoNbdModel model = ParetoNbdModel.of(
                new ParetoNbdParameters(Math.exp(point[0]), Math.exp(point[1]), Math.exp(point[2]), Math.exp(point[3])),
                PeriodUnit.WEEK);
        rows.collapsed().check(run.getCurrentRepetition(), ParetoNbdLikelihood::new, point, model::logLikelihood, 2e-9);
    }
}

package io.github.staycurve.clv.model;

import io.github.staycurve.core.time.PeriodUnit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Value against the model's own likelihood of each row, gradient against differences. */
class GGompertzNbdLikelihoodTest {

    @RepeatedTest(60)
    void anyTimes(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        LikelihoodRows rows = LikelihoodRows.draw(random, 60, 100);
        double[] point = random.doubles(5, -6, 6).toArray();
        check(run, rows, point);
        // near the limit that is Pareto/NBD
        point[4] += Math.log(1e-5) - point[2];
        point[2] = Math.log(1e-5);
        check(run, rows, point);
    }

    private static void check(RepetitionInfo run, LikelihoodRows rows, double[] point) {
        GGompertzNbdModel model = GGompertzNbdModel.of(
                new GGompertzNbdParameters(
                        Math.exp(point[0]),
                        Math.exp(point[1]),
                        Math.exp(point[2]),
                        Math.exp(point[3]),
                        Math.exp(point[4])),
                PeriodUnit.WEEK);
        rows.collapsed()
                .check(run.getCurrentRepetition(), GGompertzNbdLikelihood::new, point, model::logLikelihood, 2e-9);
    }
}

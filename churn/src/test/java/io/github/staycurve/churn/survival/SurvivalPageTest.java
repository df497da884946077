package io.github.staycurve.churn.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.churn.evaluate.ConcordanceIndex;
import io.github.staycurve.churn.evaluate.SurvivalBrierScore;
import io.github.staycurve.churn.evaluate.SurvivalEvaluation;
import io.github.staycurve.churn.json.AftModelJson;
import io.github.staycurve.churn.testing.Golden;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.stat.CensoredDurations;
import io.github.staycurve.core.stat.Interval;
import io.github.staycurve.core.stat.PointEstimate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lines of docs/churn/survival.md, and the numbers that it prints. */
class SurvivalPageTest {
    @Test
    void aFewLines() {
        List<JsonObject> rows = Golden.read("aft_rossi").list("input").objects();
        double[] weeks = Golden.column(rows, "week");
        boolean[] ended = Golden.flags(rows, "arrest");
        double[] age = Golden.column(rows, "age");
        double[] prio = Golden.column(rows, "prio");
        List<String> groups = rows.stream()
                .map(row -> row.number("fin") == 1 ? "aid" : "none")
                .toList();
        double[] known = Golden.column(rows, "week");
        Arrays.fill(known, 10);

        CensoredDurations lives = CensoredDurations.of(weeks, ended);
        LogRankTest test = LogRankTest.of(lives, groups, LogRankWeights.petoPeto());

        FeatureTable features =
                FeatureTable.builder().column("age", age).column("prio", prio).build();
        AftFit fit = AcceleratedFailureTime.of(AftDistribution.WEIBULL).fit(features, lives);
        double[] customer = {24, 3};
        AftPredictionErrors errors = fit.predictionErrors().orElseThrow();
        PointEstimate leaves = errors.churnProbability(customer, 10, 4); // in (10, 14] given here at 10
        Interval range = errors.churnInterval(customer, 10, 4, 0.95).orElseThrow();
        double[] scores = fit.model().churnProbability(features, known, 4);
        String stored = AftModelJson.write(fit.model());

        ConcordanceIndex c = ConcordanceIndex.uno(lives, fit.model().riskScores(features), 50);
        double[] times = {10, 20, 30, 40, 50};
        double[][] survival = new double[times.length][];
        for (int k = 0; k < times.length; k++) {
            survival[k] = fit.model().survivalAt(features, times[k]);
        }
        SurvivalBrierScore brier = SurvivalEvaluation.of(lives).brier(times, survival);

        assertThat(test.pValue().orElseThrow()).isCloseTo(0.0528, within(5e-5));
        assertThat(leaves.value()).isEqualTo(fit.model().churnProbability(customer, 10, 4));
        assertThat(range.contains(leaves.value())).isTrue();
        assertThat(scores).hasSize(432);
        assertThat(AftModelJson.read(stored)).isEqualTo(fit.model());
        assertThat(c.estimate().orElseThrow().value()).isBetween(0.6, 0.65);
        assertThat(brier.integrated().orElseThrow().value())
                .isLessThan(brier.integratedNull().orElseThrow());
    }
}

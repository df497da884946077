package io.github.staycurve.churn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.staycurve.core.data.FeatureTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The example of docs/churn/evaluation.md runs, and stands there line by line. */
class EvaluationExampleTest {

    @Test
    void theExampleRuns() {
        SplittableRandom random = new SplittableRandom(20);
        double[] probabilities = random.doubles(2000).map(p -> p * p).toArray();
        double[] ofOtherModel = random.doubles(2000).toArray();
        boolean[] churned = new boolean[2000];
        for (int row = 0; row < 2000; row++) {
            churned[row] = random.nextDouble() < probabilities[row];
        }
        FeatureTable trainedOn =
                FeatureTable.builder().column("orders", probabilities).build();
        FeatureTable scoredNow =
                FeatureTable.builder().column("orders", ofOtherModel).build();

        // example: start
        ScoredOutcomes outcomes = ScoredOutcomes.of(probabilities, churned);
        ScoreEvaluation evaluation = outcomes.evaluate();
        MetricEstimate auc = evaluation.estimate(ScoreMetric.auc(), 0.95);
        List<MetricEstimate> all = evaluation.estimates(ScoreEvaluation.standardMetrics(), ScoreBootstrap.of(1000, 42));
        String text = evaluation.describe(ScoreBootstrap.of(1000, 42));
        CalibrationTable calibration = evaluation.calibration(ScoreBinning.equalMass(10));
        LiftTable lift = evaluation.lift(10);

        RetentionOffer offer = new RetentionOffer(200, 10, 1, Acceptance.beta(6, 14));
        OfferProfit best = OfferProfit.best(outcomes, offer).orElseThrow();

        ScoreComparison comparison = ScoreComparison.of(probabilities, ofOtherModel, churned);
        MetricDifference difference = comparison.aucDifference(0.95);

        DriftReport drift = DriftReport.of(trainedOn, scoredNow, DriftSettings.DEFAULT);
        // example: end

        assertThat(auc.interval().orElseThrow().contains(auc.value().orElseThrow()))
                .isTrue();
        assertThat(all).hasSize(8).allMatch(estimate -> estimate.interval().isPresent());
        assertThat(text).contains(all.get(7).describe());
        assertThat(calibration.bins()).hasSize(10);
        assertThat(lift.rows().get(0).cumulativeLift().orElseThrow()).isGreaterThan(2);
        assertThat(best.threshold().orElseThrow()).isBetween(0.05, 0.4); // break-even is at 11/67
        assertThat(difference.interval().orElseThrow().lower()).isGreaterThan(0.2);
        assertThat(drift.columns().get(0).level()).isEqualTo(DriftLevel.MAJOR);
    }

    @Test
    void thePageHasTheExample() throws IOException {
        String source = Files.readString(
                Path.of("src/test/java/io/github/staycurve/churn/evaluate/EvaluationExampleTest.java"));
        String example = source.substring(source.indexOf("// example: start") + 17, source.indexOf("// example: end"))
                .lines()
                .filter(line -> !line.isBlank())
                .map(String::strip)
                .collect(Collectors.joining(" "));
        String page = Files.readString(Path.of("../docs/churn/evaluation.md"))
                .lines()
                .filter(line -> !line.isBlank())
                .map(String::strip)
                .collect(Collectors.joining(" "));
        assertThat(page).contains(example);
    }
}

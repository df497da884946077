package io.github.staycurve.churn.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.churn.evaluate.ResampledEstimate;
import io.github.staycurve.churn.evaluate.ScoreMetric;
import io.github.staycurve.churn.evaluate.ScoredOutcomes;
import io.github.staycurve.churn.fit.Penalty;
import io.github.staycurve.core.data.ScoreColumn;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrossValidationTest {
    @Test
    void everyCustomerIsTestedOnceARepeatAndClassesAreEven() {
        Sample sample = Sample.of(41, 203, 2);
        int positives = count(sample.churned);
        List<CrossValidation.Fold> folds = CrossValidation.of(5, 3, 17).folds(sample.churned);
        assertThat(folds).hasSize(15);
        for (int repeat = 0; repeat < 3; repeat++) {
            int[] tested = new int[203];
            for (CrossValidation.Fold fold : folds.subList(5 * repeat, 5 * repeat + 5)) {
                assertThat(fold.trainRows().length + fold.testRows().length).isEqualTo(203);
                assertThat(fold.testRows().length).isBetween(40, 41);
                int inTest = count(CrossValidation.Fold.labels(sample.churned, fold.testRows()));
                assertThat(inTest).isBetween(positives / 5, positives / 5 + 1);
                Arrays.stream(fold.testRows()).forEach(row -> tested[row]++);
                Arrays.stream(fold.trainRows()).forEach(row -> tested[row] += 10);
            }
            assertThat(tested).containsOnly(41); // once in the test, four times in the train rows
        }
        assertThat(folds.get(0).testRows())
                .isNotEqualTo(folds.get(5).testRows())
                .isEqualTo(CrossValidation.of(5, 3, 17)
                        .folds(sample.churned)
                        .get(0)
                        .testRows());
    }

    @Test
    void outOfFoldScoresCalibrateAModelThatIsTooSure() {
        Sample sample = Sample.of(42, 400, 3);
        CrossValidation plan = CrossValidation.of(4, 2, 3);
        LogisticRegression regression = LogisticRegression.of("churn");
        ScoreColumn scores = plan.outOfFold(sample.churned, fold -> {
            Sample train = sample.rows(fold.trainRows());
            return regression
                    .fit(train.table, train.churned)
                    .model()
                    .probability(sample.table.withRows(fold.testRows()));
        });
        assertThat(scores.size()).isEqualTo(400);
        assertThat(scores.sum()).isCloseTo(count(sample.churned), within(5.0));
        PlattCalibrator platt = PlattCalibrator.fit(
                Arrays.stream(scores.toArray()).map(p -> p * p * p).toArray(), sample.churned);
        assertThat(platt.keepsOrder()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan.outOfFold(sample.churned, fold -> scores))
                .withMessageContaining("scores of a fold");
        assertThat(plan.toString()).isEqualTo("2 times 4-fold stratified cross-validation, seed 3");
    }

    @Test
    void refusesTooFewCustomers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrossValidation.of(3, 1, 0).folds(new boolean[] {true, true, false, false, false}));
        assertThatIllegalArgumentException().isThrownBy(() -> CrossValidation.of(1, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> CrossValidation.of(2, 0, 0));
    }

    @Test
    void telcoReachesTheReferenceArea() {
        Telco telco = Telco.read();
        LogisticRegression ridge = LogisticRegression.of("churn").withPenalty(Penalty.ridge(1 / 5634.0));
        ResampledEstimate area = CrossValidation.of(5, 5, 20_240_601)
                .estimate(
                        telco.churned,
                        fold -> ScoredOutcomes.of(
                                        ridge.fit(telco.table(fold.trainRows()), telco.labels(fold.trainRows()))
                                                .model()
                                                .probability(telco.table(fold.testRows()))
                                                .toArray(),
                                        telco.labels(fold.testRows()))
                                .evaluate()
                                .value(ScoreMetric.auc())
                                .orElseThrow());
        assertThat(area.mean()).as(area.toString()).isCloseTo(0.8454, within(0.002));
        assertThat(area.interval(0.95).orElseThrow().contains(0.84536)).isTrue();
        assertThat(area.standardDeviation()).isBetween(0.005, 0.015);
    }

    private static int count(boolean[] churned) {
        int count = 0;
        for (boolean c : churned) {
            count += c ? 1 : 0;
        }
        return count;
    }
}

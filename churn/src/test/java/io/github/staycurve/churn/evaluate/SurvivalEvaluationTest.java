package io.github.staycurve.churn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.churn.testing.Golden;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.stat.CensoredDurations;
import io.github.staycurve.core.stat.PointEstimate;
import io.github.staycurve.core.stat.WeightKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SurvivalEvaluationTest {
    /** R 4.2.2, survival 3.5-3 and pec 2022.5.4; S from the golden coefficients and baseline of the Cox model. */
    @ParameterizedTest
    @CsvSource({"BEFORE_TIES_LAST, ''", "AT_TIES_TOGETHER, ''", "AT_TIES_LAST, _reverse"})
    void rossi(SurvivalCensoring kind, String variant) {
        JsonObject golden = Golden.read("survival_brier_auc_rossi");
        JsonObject cox = Golden.read("cox_rossi");
        List<JsonObject> rows = cox.list("input").objects();
        CensoredDurations data = CensoredDurations.of(Golden.column(rows, "week"), Golden.flags(rows, "arrest"));
        JsonObject fit = cox.object("result").object("efron");
        double[] scores = ConcordanceIndexTest.scores(rows, fit);
        double[] times = golden.list("times").numbers();
        double[][] survival = survival(times, scores, fit.object("basehaz"));
        for (int row = 0; row < 3; row++) {
            for (int k = 0; k < times.length; k++) {
                double expected = golden.list("S_first3").list(row).number(k);
                assertThat(survival[k][row]).isCloseTo(expected, within(1e-12));
            }
        }
        SurvivalEvaluation evaluation = SurvivalEvaluation.of(data).withCensoring(kind);
        SurvivalBrierScore brier = evaluation.brier(times, survival);
        SurvivalAuc auc = evaluation.auc(times, scores);
        for (int k = 0; k < times.length; k++) {
            assertThat(brier.time(k)).isEqualTo(times[k]).isEqualTo(auc.time(k));
            assertThat(value(brier.score(k)))
                    .isCloseTo(golden.list("brier" + variant).number(k), within(1e-12));
            assertThat(value(auc.area(k)))
                    .isCloseTo(golden.list("auc" + variant).number(k), within(1e-12));
            double base = golden.list("brier_null_km").number(k);
            assertThat(brier.nullScore(k).orElseThrow()).isCloseTo(base, within(1e-12));
            assertThat(brier.explained(k).orElseThrow())
                    .isCloseTo(1 - golden.list("brier").number(k) / base, within(1e-10));
            // pec prints as many digits as its own sums keep
            assertThat(value(brier.score(k)))
                    .isCloseTo(golden.object("pec").list("brier_cox").number(k), within(1e-12));
        }
        assertThat(value(brier.integrated())).isCloseTo(golden.number("ibs" + variant), within(1e-12));
        assertThat(brier.integratedNull().orElseThrow()).isGreaterThan(value(brier.integrated()));
    }

    private static double[][] survival(double[] times, double[] scores, JsonObject baseline) {
        double[] at = baseline.list("time").numbers();
        double[][] survival = new double[times.length][scores.length];
        for (int k = 0; k < times.length; k++) {
            double hazard = baseline.list("hazard").number(Arrays.binarySearch(at, times[k]));
            for (int row = 0; row < scores.length; row++) {
                survival[k][row] = Math.exp(-hazard * Math.exp(scores[row]));
            }
        }
        return survival;
    }

    /** Ties of endings and censorings, weights, all three rules: against sums over pairs and products over times. */
    @RepeatedTest(300)
    void againstTheDefinitions(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        NaivePairs sample = NaivePairs.draw(random, 3 + random.nextInt(20), false, seed % 2 == 0);
        SurvivalCensoring kind = List.of(
                        SurvivalCensoring.BEFORE_TIES_LAST,
                        SurvivalCensoring.AT_TIES_TOGETHER,
                        SurvivalCensoring.AT_TIES_LAST)
                .get((int) (seed % 3));
        double t = random.nextInt(8);
        double[] survival = random.doubles(sample.scores.length).toArray();
        SurvivalEvaluation evaluation = SurvivalEvaluation.of(sample.data).withCensoring(kind);
        Optional<PointEstimate> brier =
                evaluation.brier(new double[] {t}, new double[][] {survival}).score(0);
        NaiveCensoring naive = new NaiveCensoring(sample.data, kind);
        double expected = naive.brier(t, survival);
        assertThat(brier.isPresent()).as("seed %d", seed).isEqualTo(Double.isFinite(expected));
        if (brier.isPresent()) {
            assertThat(value(brier)).as("seed %d", seed).isCloseTo(expected, within(1e-12));
            double error = brier.get().standardError().orElse(0);
            assertThat(error).as("seed %d", seed).isCloseTo(naive.brierError(t, survival), within(1e-7));
        }
        Optional<PointEstimate> area =
                evaluation.auc(new double[] {t}, sample.scores).area(0);
        double expectedArea = naive.area(t, sample.scores);
        assertThat(area.isPresent()).as("seed %d", seed).isEqualTo(Double.isFinite(expectedArea));
        if (area.isPresent()) {
            assertThat(value(area)).as("seed %d", seed).isCloseTo(expectedArea, within(1e-12));
        }
    }

    /** Without censoring the Brier score is a mean of squares, and the AUC that of Mann and Whitney with its usual error. */
    @Test
    void withoutCensoringItIsTheOrdinaryScore() {
        SplittableRandom random = new SplittableRandom(11);
        double[] times = random.doubles(300, 0, 10).toArray();
        boolean[] ended = new boolean[300];
        Arrays.fill(ended, true);
        double[] survival = random.doubles(300).toArray();
        SurvivalEvaluation evaluation = SurvivalEvaluation.of(CensoredDurations.of(times, ended));
        double[] squares = new double[300];
        for (int i = 0; i < 300; i++) {
            squares[i] = Math.pow((times[i] > 4 ? 1 : 0) - survival[i], 2);
        }
        double mean = Arrays.stream(squares).average().orElseThrow();
        double spread = Arrays.stream(squares).map(s -> (s - mean) * (s - mean)).sum();
        PointEstimate score = evaluation
                .brier(new double[] {4}, new double[][] {survival})
                .score(0)
                .orElseThrow();
        assertThat(score.value()).isCloseTo(mean, within(1e-14));
        assertThat(score.standardError().orElseThrow()).isCloseTo(Math.sqrt(spread) / 300, within(1e-14));
        // after everyone has left, what is left is the square of the prediction
        assertThat(value(evaluation
                        .brier(new double[] {11}, new double[][] {survival})
                        .score(0)))
                .isCloseTo(Arrays.stream(survival).map(s -> s * s).average().orElseThrow(), within(1e-14));
    }

    /** The stated error against the spread over samples from a known population. */
    @Test
    void errorsAreThoseOfRepeatedSamples() {
        int samples = 400;
        double[] scores = new double[samples];
        double[] areas = new double[samples];
        double meanError = 0;
        double meanAreaError = 0;
        SplittableRandom random = new SplittableRandom(5);
        for (int s = 0; s < samples; s++) {
            int n = 200;
            double[] times = new double[n];
            boolean[] ended = new boolean[n];
            double[] risk = new double[n];
            double[] survival = new double[n];
            for (int i = 0; i < n; i++) {
                risk[i] = 2 * random.nextDouble() - 1;
                double life = -Math.log(1 - random.nextDouble()) / Math.exp(risk[i]);
                double seen = 4 * random.nextDouble();
                times[i] = Math.min(life, seen);
                ended[i] = life <= seen;
                survival[i] = Math.exp(-Math.exp(risk[i]));
            }
            SurvivalEvaluation evaluation = SurvivalEvaluation.of(CensoredDurations.of(times, ended));
            PointEstimate brier = evaluation
                    .brier(new double[] {1}, new double[][] {survival})
                    .score(0)
                    .orElseThrow();
            PointEstimate area = evaluation.auc(new double[] {1}, risk).area(0).orElseThrow();
            scores[s] = brier.value();
            areas[s] = area.value();
            meanError += brier.standardError().orElseThrow() / samples;
            meanAreaError += area.standardError().orElseThrow() / samples;
        }
        // 400 samples tell a standard deviation to 3.5 %
        assertThat(meanError / deviation(scores)).isBetween(0.88, 1.12);
        assertThat(meanAreaError / deviation(areas)).isBetween(0.88, 1.12);
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow());
    }

    @Test
    void whereNoWeightExistsThereIsNoScore() {
        // the last two are censored at 5: nothing is known of anyone after that
        double[] times = {1, 3, 5, 5};
        boolean[] ended = {true, true, false, false};
        SurvivalEvaluation evaluation = SurvivalEvaluation.of(CensoredDurations.of(times, ended));
        double[][] half = {{.5, .5, .5, .5}, {.5, .5, .5, .5}};
        SurvivalBrierScore score = evaluation.brier(new double[] {4, 5}, half);
        assertThat(value(score.score(0))).isEqualTo(0.25);
        assertThat(score.score(1)).isEmpty();
        assertThat(score.nullScore(1)).isEmpty();
        assertThat(score.explained(1)).isEmpty();
        assertThat(score.integrated()).isEmpty();
        assertThat(score.integratedNull()).isEmpty();
        assertThat(score.describe())
                .contains("BEFORE_TIES_LAST", "t = 5.0: not known", "integrated by trapezoids: not known");
        assertThat(evaluation.auc(new double[] {5}, new double[4]).area(0)).isEmpty();

        // one ends as all others are censored: 1/G(T) has no value with ties last, 1/G(T-) has
        CensoredDurations tied = CensoredDurations.of(new double[] {2, 2, 2}, new boolean[] {true, false, false});
        double[][] s = {{.2, .2, .2}};
        assertThat(SurvivalEvaluation.of(tied)
                        .withCensoring(SurvivalCensoring.AT_TIES_LAST)
                        .brier(new double[] {1}, s)
                        .score(0))
                .isPresent();
        assertThat(SurvivalEvaluation.of(tied)
                        .withCensoring(SurvivalCensoring.AT_TIES_LAST)
                        .brier(new double[] {2}, s)
                        .score(0))
                .isEmpty();
    }

    @Test
    void weightsOfOtherRows() {
        CensoredDurations training =
                CensoredDurations.of(new double[] {1, 2, 3, 4}, new boolean[] {true, false, true, true});
        CensoredDurations test = CensoredDurations.of(new double[] {3, 6, 6}, new boolean[] {true, false, false});
        SurvivalEvaluation evaluation = SurvivalEvaluation.of(test).withCensoringOf(training);
        double[][] s = {{0.4, 0.8, 0.9}};
        // G is 2/3 from 2 on: one of the three still there was censored
        double expected = (0.16 + 0.04 + 0.01) * 1.5 / 3;
        assertThat(value(evaluation.brier(new double[] {3.5}, s).score(0))).isCloseTo(expected, within(1e-15));
        assertThat(evaluation.brier(new double[] {5}, s).score(0)).isEmpty(); // training ends at 4
        assertThat(evaluation.describe()).contains("with G of CensoredDurations[4 rows]");
    }

    @ParameterizedTest
    @EnumSource(SurvivalCensoring.class)
    void edges(SurvivalCensoring kind) {
        CensoredDurations nobody = CensoredDurations.of(new double[0], new boolean[0]);
        SurvivalEvaluation empty = SurvivalEvaluation.of(nobody).withCensoring(kind);
        assertThat(empty.brier(new double[] {1}, new double[1][0]).score(0)).isEmpty();
        assertThat(empty.auc(new double[] {1}, new double[0]).area(0)).isEmpty();
        assertThat(empty.brier(new double[0], new double[0][0]).integrated()).isEmpty();

        CensoredDurations censored = CensoredDurations.of(new double[] {3, 4}, new boolean[2]);
        SurvivalEvaluation none = SurvivalEvaluation.of(censored).withCensoring(kind);
        assertThat(value(none.brier(new double[] {1}, new double[][] {{1, 1}}).score(0)))
                .isZero();
        assertThat(none.brier(new double[] {1}, new double[][] {{1, 1}}).explained(0))
                .isEmpty();
        assertThat(none.auc(new double[] {1}, new double[2]).area(0)).isEmpty();

        CensoredDurations one = CensoredDurations.of(new double[] {3}, new boolean[] {true});
        assertThat(value(SurvivalEvaluation.of(one)
                        .brier(new double[] {3}, new double[][] {{.5}})
                        .score(0)))
                .isEqualTo(0.25);
    }

    @Test
    void frequenciesEqualRepetition() {
        CensoredDurations few = CensoredDurations.of(new double[] {1, 2, 3}, new boolean[] {true, false, true})
                .withWeights(new double[] {2, 1, 3}, WeightKind.FREQUENCY);
        CensoredDurations many = CensoredDurations.of(
                new double[] {1, 1, 2, 3, 3, 3}, new boolean[] {true, true, false, true, true, true});
        double[] times = {1, 2.5};
        SurvivalBrierScore a = SurvivalEvaluation.of(few).brier(times, new double[][] {{.1, .2, .7}, {.1, .2, .7}});
        double[] each = {.1, .1, .2, .7, .7, .7};
        SurvivalBrierScore b = SurvivalEvaluation.of(many).brier(times, new double[][] {each, each});
        assertThat(value(a.integrated())).isCloseTo(value(b.integrated()), within(1e-15));
        assertThat(a.integrated().orElseThrow().standardError().orElseThrow())
                .isCloseTo(b.integrated().orElseThrow().standardError().orElseThrow(), within(1e-15));
        PointEstimate first = SurvivalEvaluation.of(few)
                .auc(times, new double[] {1, 3, 2})
                .area(1)
                .orElseThrow();
        PointEstimate second = SurvivalEvaluation.of(many)
                .auc(times, new double[] {1, 1, 3, 2, 2, 2})
                .area(1)
                .orElseThrow();
        assertThat(first).isEqualTo(second);
    }

    @Test
    void badInputIsNamed() {
        CensoredDurations data = CensoredDurations.of(new double[] {1, 2}, new boolean[] {true, false});
        SurvivalEvaluation evaluation = SurvivalEvaluation.of(data);
        double[][] one = {{.5, .5}};
        assertThatThrownBy(() -> evaluation.brier(new double[] {-1}, one)).hasMessageContaining("times[0]");
        assertThatThrownBy(() -> evaluation.brier(new double[] {1}, new double[][] {{.5, 1.5}}))
                .hasMessageContaining("survival of row 1 at time 1.0 must lie in [0, 1], was 1.5");
        assertThatThrownBy(() -> evaluation.brier(new double[] {1}, new double[][] {{.5}}))
                .hasMessageContaining("survival at time 1.0 must hold 2 values");
        assertThatThrownBy(() -> evaluation.brier(new double[] {2, 1}, new double[][] {{0, 0}, {0, 0}}))
                .hasMessage("times must ascend, were 2.0 and then 1.0");
        assertThatThrownBy(() -> evaluation.auc(new double[] {1}, new double[] {1, Double.NaN}))
                .hasMessageContaining("score of row 1");
        CensoredDurations late = data.withEntries(new double[] {0, 1});
        assertThatThrownBy(() -> SurvivalEvaluation.of(late)).hasMessageContaining("entry of row 1");
        assertThatThrownBy(() -> evaluation.withCensoringOf(late)).hasMessageContaining("entry of row 1");
    }

    private static double value(Optional<PointEstimate> estimate) {
        return estimate.orElseThrow().value();
    }
}

package io.github.staycurve.churn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.staycurve.churn.testing.Golden;
import io.github.staycurve.churn.testing.SharedData;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.stat.CensoredDurations;
import io.github.staycurve.core.stat.WeightKind;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R 4.2.2, survival 3.5-3: concordance(), and the blocks of coxph(). */
class ConcordanceIndexTest {
    private static final double CLOSED_FORM = 1e-12;

    @Test
    void smallWithItsCounts() {
        JsonObject golden = Golden.read("concordance_small");
        List<JsonObject> rows = golden.list("input").objects();
        CensoredDurations data = CensoredDurations.of(Golden.column(rows, "t"), Golden.flags(rows, "e"));
        double[] scores = Golden.column(rows, "r");
        ConcordanceIndex harrell = ConcordanceIndex.harrell(data, scores);
        assertCounts(harrell, golden.object("counts"));
        assertThat(value(harrell)).isCloseTo(golden.number("harrell"), within(CLOSED_FORM));
        assertThat(error(harrell)).isCloseTo(golden.number("se"), within(CLOSED_FORM));
        assertThat(value(ConcordanceIndex.uno(data, scores))).isCloseTo(golden.number("uno"), within(CLOSED_FORM));
        assertThat(value(ConcordanceIndex.uno(data, scores, 10)))
                .isCloseTo(golden.number("uno_tau10"), within(CLOSED_FORM));
        // what other conventions would give, so that a slip into one of them shows
        assertThat(value(ConcordanceIndex.uno(data, scores))).isNotCloseTo(0.56148, within(1e-4));
        assertThat(value(ConcordanceIndex.uno(data, scores))).isNotCloseTo(0.55588, within(1e-4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"efron", "breslow"})
    void rossi(String ties) {
        JsonObject golden = Golden.read("cox_rossi");
        List<JsonObject> rows = golden.list("input").objects();
        CensoredDurations data = CensoredDurations.of(Golden.column(rows, "week"), Golden.flags(rows, "arrest"));
        JsonObject fit = golden.object("result").object(ties);
        double[] scores = scores(rows, fit);
        assertBlock(ConcordanceIndex.harrell(data, scores), fit);
        assertThat(value(ConcordanceIndex.uno(data, scores)))
                .isCloseTo(fit.object("uno_c").number("value"), within(CLOSED_FORM));
    }

    @Test
    void rossiStratified() {
        JsonObject golden = Golden.read("cox_rossi");
        List<JsonObject> rows = golden.list("input").objects();
        CensoredDurations data = CensoredDurations.of(Golden.column(rows, "week"), Golden.flags(rows, "arrest"));
        JsonObject fit = golden.object("stratified_by_wexp");
        List<String> strata =
                rows.stream().map(row -> "wexp " + row.number("wexp")).toList();
        assertBlock(ConcordanceIndex.harrell(data, scores(rows, fit), strata), fit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"efron", "breslow", "exact"})
    void tinyTies(String ties) {
        JsonObject golden = Golden.read("cox_tiny_ties");
        List<JsonObject> rows = golden.list("input").objects();
        CensoredDurations data = CensoredDurations.of(Golden.column(rows, "t"), Golden.flags(rows, "e"));
        JsonObject fit = ties.equals("exact")
                ? golden.object("exact")
                : golden.object("result").object(ties);
        double[] scores = scores(rows, fit);
        assertBlock(ConcordanceIndex.harrell(data, scores), fit);
        if (!ties.equals("exact")) {
            assertThat(value(ConcordanceIndex.uno(data, scores)))
                    .isCloseTo(fit.object("uno_c").number("value"), within(CLOSED_FORM));
        }
    }

    @Test
    void tinyTiesWeighted() {
        JsonObject golden = Golden.read("cox_tiny_ties");
        List<JsonObject> rows = golden.list("input").objects();
        JsonObject fit = golden.object("weighted");
        double[] weights = fit.list("weights").numbers();
        CensoredDurations data = CensoredDurations.of(Golden.column(rows, "t"), Golden.flags(rows, "e"));
        // R's weights are not repetitions: two rows of weight 2 make four pairs, and none within themselves
        assertBlock(ConcordanceIndex.harrell(data.withWeights(weights, WeightKind.SAMPLING), scores(rows, fit)), fit);
        assertThat(value(ConcordanceIndex.harrell(data.withWeights(weights, WeightKind.FREQUENCY), scores(rows, fit))))
                .isCloseTo(fit.number("concordance"), within(CLOSED_FORM));
    }

    @ParameterizedTest
    @ValueSource(strings = {"efron", "breslow"})
    void heartOfStartStopRows(String ties) {
        JsonObject golden = Golden.read("cox_time_varying_heart");
        List<JsonObject> rows = golden.list("input").objects();
        CensoredDurations data = CensoredDurations.of(Golden.column(rows, "stop"), Golden.flags(rows, "event"))
                .withEntries(Golden.column(rows, "start"));
        JsonObject fit = golden.object(ties);
        assertBlock(ConcordanceIndex.harrell(data, scores(rows, fit)), fit);
        assertThatThrownBy(() -> ConcordanceIndex.uno(data, new double[data.size()]))
                .hasMessageContaining("must be 0 for Uno's index");
    }

    @ParameterizedTest
    @ValueSource(strings = {"efron", "breslow"})
    void telco(String ties) {
        List<NamedCsvRecord> rows = SharedData.telco();
        JsonObject fit = Golden.read("cox_telco").object(ties);
        double[] months = column(rows, row -> Double.parseDouble(row.getField("tenure")));
        boolean[] ended = new boolean[rows.size()];
        for (int i = 0; i < ended.length; i++) {
            ended[i] = rows.get(i).getField("Churn").equals("Yes");
        }
        double[][] features = {
            column(rows, row -> row.getField("Contract").equals("Month-to-month") ? 1 : 0),
            column(rows, row -> row.getField("Contract").equals("Two year") ? 1 : 0),
            column(rows, row -> row.getField("InternetService").equals("Fiber optic") ? 1 : 0),
            column(rows, row -> row.getField("PaperlessBilling").equals("Yes") ? 1 : 0),
            column(rows, row -> row.getField("TechSupport").equals("Yes") ? 1 : 0),
            column(rows, row -> Double.parseDouble(row.getField("SeniorCitizen"))),
            column(rows, row -> Double.parseDouble(row.getField("MonthlyCharges"))),
        };
        double[] scores = new double[rows.size()];
        for (int j = 0; j < features.length; j++) {
            for (int i = 0; i < scores.length; i++) {
                scores[i] += fit.list("coef").number(j) * features[j][i];
            }
        }
        assertBlock(ConcordanceIndex.harrell(CensoredDurations.of(months, ended), scores), fit);
    }

    /** Everything against sums over all pairs: ties of both kinds, late entries, weights of both kinds, Uno's factors. */
    @RepeatedTest(100)
    void againstAllPairs(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        NaivePairs naive = NaivePairs.draw(random, 2 + random.nextInt(30), seed % 3 == 0, seed % 2 == 0);
        naive.count(false, Double.POSITIVE_INFINITY);
        assertSame(ConcordanceIndex.harrell(naive.data, naive.scores), naive, seed);
        if (seed % 3 != 0) {
            double upTo = random.nextInt(9);
            naive.count(true, upTo);
            assertSame(ConcordanceIndex.uno(naive.data, naive.scores, upTo), naive, seed);
        }
    }

    /** Weights that are added and taken off again leave a little in a sum, which is no pair. */
    @Test
    void rowsThatAllEnteredLaterAreNoPairs() {
        CensoredDurations data = CensoredDurations.of(
                        new double[] {3, 9, 9, 9}, new boolean[] {true, false, false, false})
                .withEntries(new double[] {0, 4, 5, 6})
                .withWeights(new double[] {1, 0.3, 0.2, 0.1}, WeightKind.SAMPLING);
        double[] weights = {0.1, 0.2, 0.3};
        for (double a : weights) {
            for (double b : weights) {
                for (double c : weights) {
                    ConcordanceIndex index = ConcordanceIndex.harrell(
                            data.withWeights(new double[] {1, a, b, c}, WeightKind.SAMPLING),
                            new double[] {1, 0, 0, 2});
                    assertThat(index.estimate()).as("%s %s %s", a, b, c).isEmpty();
                    assertThat(index.concordant()).isZero();
                    assertThat(index.describe()).contains("no pair can be compared");
                }
            }
        }
    }

    private static void assertSame(ConcordanceIndex actual, NaivePairs naive, long seed) {
        assertThat(actual.concordant()).as("seed %d", seed).isCloseTo(naive.concordant, within(1e-9));
        assertThat(actual.discordant()).as("seed %d", seed).isCloseTo(naive.discordant, within(1e-9));
        assertThat(actual.tiedScores()).as("seed %d", seed).isCloseTo(naive.tiedScores, within(1e-9));
        assertThat(actual.tiedTimes()).as("seed %d", seed).isCloseTo(naive.tiedTimes, within(1e-9));
        assertThat(actual.tiedTimesAndScores()).as("seed %d", seed).isCloseTo(naive.tiedBoth, within(1e-9));
        assertThat(actual.estimate().isPresent()).as("seed %d", seed).isEqualTo(naive.comparable() > 0);
        if (actual.estimate().isPresent()
                && actual.estimate().get().standardError().isPresent()) {
            assertThat(value(actual)).as("seed %d", seed).isCloseTo(naive.index(), within(1e-12));
            assertThat(error(actual)).as("seed %d", seed).isCloseTo(naive.error(), within(1e-10));
        }
    }

    @RepeatedTest(20)
    void orderIsNothingAndScoresMayBeTransformed(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        NaivePairs sample = NaivePairs.draw(new SplittableRandom(seed), 40, false, true);
        int n = sample.scores.length;
        double[] times = new double[n];
        boolean[] ended = new boolean[n];
        double[] weights = new double[n];
        double[] scores = new double[n];
        for (int i = 0; i < n; i++) {
            times[i] = sample.data.duration(n - 1 - i);
            ended[i] = sample.data.ended(n - 1 - i);
            weights[i] = sample.data.weight(n - 1 - i);
            scores[i] = Math.exp(sample.scores[n - 1 - i]);
        }
        CensoredDurations reversed = CensoredDurations.of(times, ended).withWeights(weights, sample.data.weightKind());
        assertThat(value(ConcordanceIndex.harrell(reversed, scores)))
                .as("seed %d", seed)
                .isCloseTo(value(ConcordanceIndex.harrell(sample.data, sample.scores)), within(1e-14));
    }

    @Test
    void frequenciesEqualRepetition() {
        double[] times = {1, 2, 2, 3, 5};
        boolean[] ended = {true, true, true, false, true};
        double[] scores = {3, 1, 2, 2, 0};
        CensoredDurations weighted =
                CensoredDurations.of(times, ended).withWeights(new double[] {2, 3, 1, 2, 0}, WeightKind.FREQUENCY);
        CensoredDurations repeated = CensoredDurations.of(
                new double[] {1, 1, 2, 2, 2, 2, 3, 3},
                new boolean[] {true, true, true, true, true, true, false, false});
        double[] all = {3, 3, 1, 1, 1, 2, 2, 2};
        ConcordanceIndex few = ConcordanceIndex.harrell(weighted, scores);
        ConcordanceIndex many = ConcordanceIndex.harrell(repeated, all);
        assertThat(few.concordant()).isEqualTo(many.concordant());
        assertThat(few.tiedTimesAndScores())
                .isEqualTo(many.tiedTimesAndScores())
                .isEqualTo(4);
        assertThat(few.tiedTimes()).isEqualTo(many.tiedTimes()).isEqualTo(3);
        assertThat(error(few)).isCloseTo(error(many), within(1e-15));
        assertThat(value(ConcordanceIndex.uno(weighted, scores)))
                .isCloseTo(value(ConcordanceIndex.uno(repeated, all)), within(1e-15));
    }

    @Test
    void edges() {
        boolean[] none = new boolean[3];
        double[] times = {1, 2, 3};
        assertThat(ConcordanceIndex.harrell(CensoredDurations.of(times, none), times)
                        .estimate())
                .isEmpty();
        assertThat(ConcordanceIndex.uno(CensoredDurations.of(times, none), times)
                        .estimate())
                .isEmpty();
        assertThat(ConcordanceIndex.uno(CensoredDurations.of(times, none), times)
                        .describe())
                .contains("no pair can be compared");
        CensoredDurations one = CensoredDurations.of(new double[] {4}, new boolean[] {true});
        assertThat(ConcordanceIndex.harrell(one, new double[1]).estimate()).isEmpty();
        assertThat(ConcordanceIndex.harrell(CensoredDurations.of(new double[0], new boolean[0]), new double[0])
                        .estimate())
                .isEmpty();

        boolean[] all = {true, true, true};
        ConcordanceIndex tied = ConcordanceIndex.harrell(CensoredDurations.of(times, all), new double[3]);
        assertThat(value(tied)).isEqualTo(0.5);
        assertThat(tied.estimate().orElseThrow().standardError()).isEmpty();
        ConcordanceIndex sameTime = ConcordanceIndex.harrell(CensoredDurations.of(new double[3], all), times);
        assertThat(sameTime.estimate()).isEmpty();
        assertThat(sameTime.tiedTimes()).isEqualTo(3);
        ConcordanceIndex perfect = ConcordanceIndex.harrell(CensoredDurations.of(times, all), new double[] {3, 2, 1});
        assertThat(value(perfect)).isEqualTo(1);
        assertThat(perfect.interval(0.95)).isEmpty();
        assertThat(perfect.describe()).isEqualTo("Harrell's concordance of CensoredDurations[3 rows]: 1.0000");
    }

    @Test
    void theIntervalHoldsTheIndexAndStaysWithinItsRange() {
        JsonObject golden = Golden.read("concordance_small");
        List<JsonObject> rows = golden.list("input").objects();
        CensoredDurations data = CensoredDurations.of(Golden.column(rows, "t"), Golden.flags(rows, "e"));
        ConcordanceIndex index = ConcordanceIndex.harrell(data, Golden.column(rows, "r"));
        assertThat(index.interval(0.95).orElseThrow().lower())
                .isCloseTo(0.480725623582766 - 1.959963984540054 * 0.0875364229983507, within(1e-12));
        assertThat(index.interval(0.999999999).orElseThrow().upper()).isLessThanOrEqualTo(1);
        assertThat(index.toString()).contains("0.4807 (standard error 0.0875)");
    }

    /** The stated errors against the spread over samples from one population. */
    @Test
    void errorsAreThoseOfRepeatedSamples() {
        int samples = 400;
        double[][] values = new double[2][samples];
        double[] meanErrors = new double[2];
        SplittableRandom random = new SplittableRandom(17);
        for (int s = 0; s < samples; s++) {
            int n = 150;
            double[] times = new double[n];
            boolean[] ended = new boolean[n];
            double[] risk = new double[n];
            for (int i = 0; i < n; i++) {
                risk[i] = 2 * random.nextDouble() - 1;
                double life = -Math.log(1 - random.nextDouble()) / Math.exp(risk[i]);
                double seen = 4 * random.nextDouble();
                times[i] = Math.min(life, seen);
                ended[i] = life <= seen;
            }
            CensoredDurations data = CensoredDurations.of(times, ended);
            ConcordanceIndex[] indices = {ConcordanceIndex.harrell(data, risk), ConcordanceIndex.uno(data, risk, 2)};
            for (int k = 0; k < 2; k++) {
                values[k][s] = value(indices[k]);
                meanErrors[k] += error(indices[k]) / samples;
            }
        }
        for (int k = 0; k < 2; k++) {
            double mean = Arrays.stream(values[k]).average().orElseThrow();
            double spread = Math.sqrt(Arrays.stream(values[k])
                    .map(v -> (v - mean) * (v - mean))
                    .average()
                    .orElseThrow());
            // 400 samples tell a standard deviation to 3.5 %
            assertThat(meanErrors[k] / spread).isBetween(0.88, 1.15);
        }
    }

    @Test
    void badInputIsNamed() {
        CensoredDurations data = CensoredDurations.of(new double[] {1, 2}, new boolean[] {true, false});
        assertThatThrownBy(() -> ConcordanceIndex.harrell(data, new double[] {1, Double.NaN}))
                .hasMessage("score of row 1 must be finite, was NaN");
        assertThatThrownBy(() -> ConcordanceIndex.harrell(data, new double[1])).hasMessageContaining("scores");
        assertThatThrownBy(() -> ConcordanceIndex.harrell(data, new double[2], List.of("a")))
                .hasMessageContaining("strata");
        assertThatThrownBy(() -> ConcordanceIndex.uno(data, new double[2], -1)).hasMessageContaining("upTo");
    }

    private static void assertBlock(ConcordanceIndex actual, JsonObject fit) {
        assertCounts(actual, fit.object("concordance_counts"));
        assertThat(value(actual)).isCloseTo(fit.number("concordance"), within(CLOSED_FORM));
        assertThat(error(actual)).isCloseTo(fit.number("concordance_se"), within(CLOSED_FORM));
    }

    private static void assertCounts(ConcordanceIndex actual, JsonObject counts) {
        assertThat(actual.concordant()).isEqualTo(counts.number("concordant"));
        assertThat(actual.discordant()).isEqualTo(counts.number("discordant"));
        assertThat(actual.tiedScores()).isEqualTo(counts.number("tied.x"));
        assertThat(actual.tiedTimes()).isEqualTo(counts.number("tied.y"));
        assertThat(actual.tiedTimesAndScores()).isEqualTo(counts.number("tied.xy"));
    }

    static double[] scores(List<JsonObject> rows, JsonObject fit) {
        double[] scores = new double[rows.size()];
        for (int j = 0; j < fit.list("names").size(); j++) {
            double[] column = Golden.column(rows, fit.list("names").text(j));
            for (int i = 0; i < scores.length; i++) {
                scores[i] += fit.list("coef").number(j) * column[i];
            }
        }
        return scores;
    }

    private static double[] column(List<NamedCsvRecord> rows, ToDoubleFunction<NamedCsvRecord> value) {
        return rows.stream().mapToDouble(value).toArray();
    }

    private static double value(ConcordanceIndex index) {
        return index.estimate().orElseThrow().value();
    }

    private static double error(ConcordanceIndex index) {
        return index.estimate().orElseThrow().standardError().orElseThrow();
    }
}

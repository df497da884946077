package io.github.staycurve.churn.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.churn.testing.Golden;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.json.JsonObject;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {
    @ParameterizedTest
    @ValueSource(strings = {"calibration_small_30", "calibration_ties_60"})
    void goldenPlatt(String file) {
        JsonObject golden = Golden.read(file);
        double[] p = golden.list("p").numbers();
        boolean[] churned = flags(golden);
        JsonObject expected = golden.object("platt");
        PlattCalibrator platt = PlattCalibrator.fit(p, churned);
        assertThat(-platt.slope()).isCloseTo(expected.number("A"), within(1e-11));
        assertThat(-platt.intercept()).isCloseTo(expected.number("B"), within(1e-11));
        assertThat(first(platt, p))
                .containsExactly(expected.list("fitted_first10").numbers(), within(1e-12));
        PlattCalibrator unsmoothed = PlattCalibrator.fitUnsmoothed(p, churned);
        JsonObject free = golden.object("platt_unsmoothed");
        assertThat(-unsmoothed.slope()).isCloseTo(free.number("A"), within(1e-10));
        assertThat(-unsmoothed.intercept()).isCloseTo(free.number("B"), within(1e-10));
        assertThat(platt.keepsOrder()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"calibration_small_30", "calibration_ties_60"})
    void goldenBeta(String file) {
        JsonObject golden = Golden.read(file);
        double[] p = golden.list("p").numbers();
        double[] expected = golden.object("beta").list("c_a_b").numbers();
        BetaCalibrator beta = BetaCalibrator.fitUnconstrained(p, flags(golden));
        assertThat(new double[] {beta.intercept(), beta.a(), beta.b()}).containsExactly(expected, within(1e-9));
        assertThat(first(beta, p))
                .containsExactly(golden.object("beta").list("fitted_first10").numbers(), within(1e-11));
        assertThat(beta.keepsOrder()).isEqualTo(expected[1] >= 0 && expected[2] >= 0);
        BetaCalibrator rising = BetaCalibrator.fit(p, flags(golden));
        assertThat(rising.keepsOrder()).isTrue();
        if (beta.keepsOrder()) {
            assertThat(rising).isEqualTo(beta);
        } else { // the score equations of what is left
            assertThat(rising.a()).isZero();
            double sum = 0;
            double moment = 0;
            for (int i = 0; i < p.length; i++) {
                double off = rising.calibrate(p[i]) - (flags(golden)[i] ? 1 : 0);
                sum += off;
                moment -= off * Math.log1p(-p[i]);
            }
            assertThat(sum).isCloseTo(0, within(1e-11));
            assertThat(moment).isCloseTo(0, within(1e-11));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"calibration_small_30", "calibration_ties_60"})
    void goldenIsotonic(String file) {
        JsonObject golden = Golden.read(file);
        double[] p = golden.list("p").numbers();
        JsonObject expected = golden.object("isotonic");
        IsotonicCalibrator isotonic = IsotonicCalibrator.fit(p, flags(golden));
        assertThat(isotonic.scores()).containsExactly(expected.list("knots_x").numbers());
        assertThat(isotonic.probabilities())
                .containsExactly(expected.list("knots_y").numbers(), within(1e-15));
        assertThat(Arrays.stream(expected.list("grid").numbers())
                        .map(isotonic::calibrate)
                        .toArray())
                .containsExactly(expected.list("grid_pred").numbers(), within(1e-12));
        assertThat(Arrays.stream(p).map(isotonic::calibrate).toArray())
                .containsExactly(expected.list("fitted").numbers(), within(1e-15));
        assertThat(IsotonicCalibrator.of(isotonic.scores(), isotonic.probabilities()))
                .isEqualTo(isotonic)
                .hasSameHashCodeAs(isotonic);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void weightsEqualRepetitionAndMeansAreKept(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] p = random.doubles(300, 0.01, 0.99).toArray();
        boolean[] churned = new boolean[300];
        double[] weights = new double[300];
        for (int i = 0; i < 300; i++) {
            churned[i] = random.nextDouble() < p[i] * p[i];
            weights[i] = random.nextInt(3);
        }
        int[] rows = IntStream.range(0, 300)
                .flatMap(i -> IntStream.generate(() -> i).limit((long) weights[i]))
                .toArray();
        double[] repeated = Arrays.stream(rows).mapToDouble(i -> p[i]).toArray();
        boolean[] labels = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            labels[i] = churned[rows[i]];
        }
        PlattCalibrator platt = PlattCalibrator.fit(p, churned, weights);
        PlattCalibrator same = PlattCalibrator.fit(repeated, labels);
        assertThat(platt.slope()).isCloseTo(same.slope(), within(1e-10));
        assertThat(platt.intercept()).isCloseTo(same.intercept(), within(1e-10));
        IsotonicCalibrator isotonic = IsotonicCalibrator.fit(p, churned, weights);
        for (Calibrator calibrator : new Calibrator[] {platt, isotonic, BetaCalibrator.fit(p, churned)}) {
            double last = 0;
            for (double x = 0; x <= 1; x += 0.01) {
                double now = calibrator.calibrate(x);
                assertThat(now).as("%s, seed %s", calibrator.describe(), seed).isBetween(last, 1.0);
                last = now;
            }
        }
        double share = IntStream.range(0, labels.length).filter(i -> labels[i]).count() / (double) labels.length;
        assertThat(Arrays.stream(repeated).map(isotonic::calibrate).average().orElseThrow())
                .isCloseTo(share, within(1e-12));
    }

    @Test
    void hardScores() {
        boolean[] churned = {false, false, true, true};
        double[] separating = {0.1, 0.2, 0.7, 0.9};
        PlattCalibrator platt = PlattCalibrator.fit(separating, churned);
        assertThat(platt.calibrate(0.1)).isBetween(0.0, 0.5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlattCalibrator.fitUnsmoothed(separating, churned))
                .withMessageContaining("without error");
        assertThatIllegalArgumentException().isThrownBy(() -> BetaCalibrator.fit(separating, churned));
        assertThat(PlattCalibrator.fit(new double[] {0.3, 0.3}, new boolean[] {true, false}))
                .isEqualTo(new PlattCalibrator(0, 0));
        assertThat(PlattCalibrator.fit(separating, new boolean[4]).calibrate(0.5))
                .isCloseTo(1 / 6.0, within(1e-9));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlattCalibrator.fitUnsmoothed(separating, new boolean[4]))
                .withMessageContaining("one kind");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BetaCalibrator.fit(new double[] {0, 0.5}, new boolean[] {true, false}))
                .withMessageContaining("probabilities[0]");
        assertThatIllegalArgumentException().isThrownBy(() -> PlattCalibrator.fit(new double[0], new boolean[0]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlattCalibrator.fit(new double[] {Double.NaN}, new boolean[1]))
                .withMessageContaining("scores[0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IsotonicCalibrator.of(new double[] {1, 1}, new double[] {0, 0}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IsotonicCalibrator.of(new double[] {1, 2}, new double[] {0.5, 0.4}));
    }

    /** One score far out, as a margin or a very sure probability, separates nothing. */
    @Test
    void aScoreFarOutHasACalibration() {
        int n = 5000;
        SplittableRandom random = new SplittableRandom(77);
        double[] margins = new double[n];
        double[] probabilities = new double[n];
        boolean[] churned = new boolean[n];
        for (int i = 0; i < n; i++) {
            margins[i] = 6 * random.nextDouble() - 3;
            churned[i] = random.nextDouble() < 1 / (1 + Math.exp(-margins[i]));
            probabilities[i] = 1 / (1 + Math.exp(-margins[i]));
        }
        margins[9] = 200;
        churned[9] = true;
        assertThat(PlattCalibrator.fit(margins, churned).slope()).isBetween(0.05, 1.1);
        assertThat(PlattCalibrator.fitUnsmoothed(margins, churned).slope()).isCloseTo(1, within(0.1));
        probabilities[9] = 1e-40;
        churned[9] = false;
        BetaCalibrator beta = BetaCalibrator.fit(probabilities, churned);
        assertThat(beta.calibrate(1e-40)).isLessThan(1e-20);
        assertThat(beta.calibrate(0.5)).isCloseTo(0.5, within(0.05));
    }

    @Test
    void scoresInTheWrongOrderFlattenOrSaySo() {
        SplittableRandom random = new SplittableRandom(5);
        double[] p = random.doubles(400, 0.05, 0.95).toArray();
        boolean[] churned = new boolean[400];
        for (int i = 0; i < 400; i++) {
            churned[i] = random.nextDouble() > p[i];
        }
        assertThat(PlattCalibrator.fit(p, churned).keepsOrder()).isFalse();
        BetaCalibrator beta = BetaCalibrator.fit(p, churned);
        assertThat(beta.a()).isZero();
        assertThat(beta.b()).isZero();
        double share = IntStream.range(0, 400).filter(i -> churned[i]).count() / 400.0;
        assertThat(beta.calibrate(0.5)).isCloseTo(share, within(1e-12));
    }

    @Test
    void theEndsOfABetaCurveAreItsLimits() {
        assertThat(new BetaCalibrator(1, 2, 3).calibrate(0)).isZero();
        assertThat(new BetaCalibrator(1, 2, 3).calibrate(1)).isEqualTo(1);
        assertThat(new BetaCalibrator(0, 0, 3).calibrate(0)).isEqualTo(0.5);
        assertThat(new BetaCalibrator(0, 1, 1).calibrate(0.3)).isCloseTo(0.3, within(1e-15));
        assertThatIllegalArgumentException().isThrownBy(() -> new BetaCalibrator(0, 1, 1).calibrate(1.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new BetaCalibrator(0, Double.NaN, 1));
        assertThat(new BetaCalibrator(0.5, 1, 2).describe())
                .isEqualTo("beta calibration: log-odds = 0.500000 +1.00000 ln p -2.00000 ln(1 − p)");
    }

    @Test
    void aCalibratedModelKeepsTheProportionsOfReasons() {
        Sample sample = Sample.of(31, 500, 4);
        LogisticModel model =
                LogisticRegression.of("churn").fit(sample.table, sample.churned).model();
        Sample other = Sample.of(32, 500, 4);
        double[] p = model.probability(other.table).toArray();
        for (Calibrator calibrator : new Calibrator[] {
            PlattCalibrator.fit(p, other.churned),
            BetaCalibrator.fit(p, other.churned),
            IsotonicCalibrator.fit(p, other.churned)
        }) {
            CalibratedModel calibrated = CalibratedModel.of(model, calibrator);
            ScoreColumn scores = calibrated.probability(other.table);
            ScoreColumn expected = calibrator.calibrate(model.probability(other.table));
            assertThat(scores.toArray()).containsExactly(expected.toArray());
            for (int i = 0; i < 40; i++) {
                double[] row = other.table.row(i);
                Reasons reasons = calibrated.reasons(row);
                double sum = reasons.referenceLogOdds()
                        + reasons.list().stream()
                                .mapToDouble(Reason::contribution)
                                .sum();
                assertThat(sum).isCloseTo(reasons.logOdds(), within(1e-12));
                assertThat(reasons.logOdds()).isEqualTo(Reasons.logOddsOf(calibrated.probability(row)));
            }
            assertThat(calibrated.describe()).contains("logistic", "calibration");
            assertThat(calibrated.calibrator()).isSameAs(calibrator);
            assertThat(calibrated.model()).isSameAs(model);
            assertThat(calibrated.predicts()).isEqualTo("churn");
            assertThat(calibrated.reasons(model.referenceRow()).strongest()).isEmpty();
        }
    }

    private static double[] first(Calibrator calibrator, double[] p) {
        return Arrays.stream(p).limit(10).map(calibrator::calibrate).toArray();
    }

    private static boolean[] flags(JsonObject golden) {
        double[] y = golden.list("y").numbers();
        boolean[] flags = new boolean[y.length];
        for (int i = 0; i < y.length; i++) {
            flags[i] = y[i] == 1;
        }
        return flags;
    }
}

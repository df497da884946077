package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import io.github.staycurve.core.internal.math.Objective;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BetaGeometricLikelihoodTest {
    private static final int[] X = {0, 0, 1, 1, 2, 17, 40, 500, 100_000};
    private static final double[] TX = {0, 0, 0.5, 30, 30.43, 35, 10, 300, 5000};
    private static final double[] AGE = {0, 38.86, 1, 39, 38.86, 39, 60, 300, 5001};
    private static final double[] WEIGHT = {1, 3, 1, 2, 1, 1, 5, 1, 0.5};

    // mpmath 1.3, 80 digits: equation (6) from log-gammas, and its numerical derivatives in the logarithms
    @ParameterizedTest
    @CsvSource({
        "0.243, 4.414, 0.793, 2.426, -99373.703523317588, -12.996463337764938, 112.8677320975861, 15.103233518145602, -5.5784404596483666",
        "1, 1, 1, 1, -99460.548508724712, 5.634150334629462, 17.755184539140361, 24.505117611257938, -7.2036150338604829",
        "0.6, 10, 1e6, 1e6, -65343.276327621564, -18.806495152581054, 215.80041242043706, 24746.938367212455, -23611.85647231642",
        "0.6, 10, 1e3, 1e6, -99217.941782964653, -18.539145733718893, 215.35124216371142, 42.81992499527421, -40.666986379577087",
        "1e6, 1e6, 1e6, 1e6, 34880.594781279064, -45290.353951549834, 47392.706562723403, 24745.586511558592, -23610.492388182858",
        "1e-6, 1e-6, 1e-6, 1e-6, -99302.32821159283, -11.499791812150566, 1.9378682624337026e-5, -1.0494743861241409, -3.9528983655508129",
        "1e-6, 1e6, 1e6, 1e-6, 346695.73182872232, -11.500038481236253, 50473.08699992899, 48365.526100823721, -8.5000372432438263",
        "1e6, 1e-6, 1e-6, 1e6, 245586495.86667875, 245811754.29067478, -14499997.291235823, -10.499999951624016, 10.454333829455338",
        "1e6, 1e6, 1e-6, 1e-6, 1022.9218146660807, -45277.673002202486, 47379.991592628614, -1.8767377694656304, -3.1277873702285248",
    })
    void goldenValuesAndGradients(
            double r, double alpha, double a, double b, double value, double gr, double galpha, double ga, double gb) {
        double[] gradient = new double[4];

        double ours = new BetaGeometricLikelihood(BetaGeometricFamily.BG_NBD, X, TX, AGE, WEIGHT)
                .value(logs(r, alpha, a, b), gradient);

        // at r = alpha = 1e6 the value is what two terms of 7e5 leave
        double largest = Math.max(Math.abs(value), 1e6);
        assertThat(ours).isCloseTo(value, offset(1e-13 * largest));
        double[] expected = {gr, galpha, ga, gb};
        for (int i = 0; i < 4; i++) {
            assertThat(gradient[i])
                    .as("component %d", i)
                    .isCloseTo(expected[i], offset(1e-11 * (1 + Math.abs(expected[i]))));
        }
    }

    @RepeatedTest(100)
    void isTheSumOfTheRowsAndItsGradientIsItsSlope(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        LikelihoodRows rows = LikelihoodRows.draw(random, 60, 100);
        double[] point = random.doubles(4, -6, 6).toArray();
        BgNbdModel model = BgNbdModel.of(
                new BgNbdParameters(Math.exp(point[0]), Math.exp(point[1]), Math.exp(point[2]), Math.exp(point[3])),
                PeriodUnit.WEEK);
        rows.check(seed, BetaGeometricLikelihoodTest::likelihood, point, model::logLikelihood, 1e-9);
    }

    private static Objective likelihood(int[] x, double[] tx, double[] age, double[] weight) {
        return new BetaGeometricLikelihood(BetaGeometricFamily.BG_NBD, x, tx, age, weight);
    }

    @RepeatedTest(20)
    void rowOrderDoesNotMatterAndWeightsAreRepetitions(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        LikelihoodRows rows = LikelihoodRows.draw(random, 40, 50);
        int[] backwards = new int[40];
        for (int i = 0; i < 40; i++) {
            backwards[i] = 39 - i;
        }
        int[] repeated = new int[40 * 4];
        int size = 0;
        for (int i = 0; i < 40; i++) {
            for (int k = 0; k < rows.weight[i]; k++) {
                repeated[size++] = i;
            }
        }
        LikelihoodRows single = rows.select(Arrays.copyOf(repeated, size));
        Arrays.fill(single.weight, 1);
        double[] point = logs(0.243, 4.414, 0.793, 2.426);
        double[] gradient = new double[4];
        double[] other = new double[4];
        double value = rows.of(BetaGeometricLikelihoodTest::likelihood).value(point, gradient);

        assertThat(rows.select(backwards)
                        .of(BetaGeometricLikelihoodTest::likelihood)
                        .value(point, other))
                .as("seed %d", seed)
                .isEqualTo(value);
        assertThat(other).as("seed %d", seed).isEqualTo(gradient);
        assertThat(single.of(BetaGeometricLikelihoodTest::likelihood).value(point, other))
                .as("seed %d", seed)
                .isCloseTo(value, offset(1e-13 * Math.abs(value)));
        assertThat(other).as("seed %d", seed).containsExactly(gradient, offset(1e-11));
    }

    @Test
    void flatWhereDropoutHardlyDiffers() {
        BetaGeometricLikelihood likelihood =
                new BetaGeometricLikelihood(BetaGeometricFamily.BG_NBD, X, TX, AGE, WEIGHT);
        double[] gradient = new double[4];
        double far = likelihood.value(logs(0.243, 4.414, 1e12, 9e12), gradient);
        double farther = likelihood.value(logs(0.243, 4.414, 1e15, 9e15), gradient);

        assertThat(farther).isCloseTo(far, offset(1e-6 * Math.abs(far)));
        assertThat(gradient[2] + gradient[3]).isCloseTo(0, offset(1e-4));
    }

    @Test
    void refusesWhatIsNoTable() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BetaGeometricLikelihood(
                        BetaGeometricFamily.BG_NBD, new int[0], new double[0], new double[0], new double[0]))
                .withMessage("x, tx, age and weight must be of one length above 0, were 0, 0, 0, 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BetaGeometricLikelihood(BetaGeometricFamily.BG_NBD, X, TX, AGE, new double[2]))
                .withMessage("x, tx, age and weight must be of one length above 0, were 9, 9, 9, 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BetaGeometricLikelihood(
                        BetaGeometricFamily.BG_NBD, new int[1], new double[] {1}, new double[] {2}, new double[] {1}))
                .withMessage("tx must lie in [0.0, 0.0], was 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BetaGeometricLikelihood(
                        BetaGeometricFamily.BG_NBD, new int[1], new double[1], new double[1], new double[1]))
                .withMessage("weight must be positive and finite, was 0.0");
    }

    private static double[] logs(double r, double alpha, double a, double b) {
        return new double[] {Math.log(r), Math.log(alpha), Math.log(a), Math.log(b)};
    }
}

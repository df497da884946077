package io.github.staycurve.core.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.SplittableRandom;
import org.apache.commons.math3.special.Beta;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BetaFunctionsTest {
    // mpmath 1.3, 60 digits: the four log-gammas and the four digammas added up
    @ParameterizedTest
    @CsvSource({
        "0.793, 2.426, 0, 0, 0",
        "0.793, 2.426, 1, -0.28282694179481272, 0.10154567109395548",
        "0.793, 2.426, 500, -4.2614186082757352, 0.33798855008979419",
        "0.793, 2.426, 1e6, -10.285261095325975, 0.33956642398949064",
        "1e-6, 1e-6, 50, -0.69315165976284654, 500000.00000162475",
        "1e-6, 1e6, 50, -4.9998775040398498e-11, 4.9997550121218999e-17",
        "1e-6, 1e6, 1e6, -6.9314743055975778e-7, 5.0000037499977081e-13",
        "1e6, 1e6, 3, -2.0794400416817109, 1.499997750004375e-6",
        "1e6, 1e6, 100, -69.312243179118635, 4.9996287787283281e-5",
        "1e6, 1e6, 1e6, -523248.28760561184, 0.28768223911849852",
        "1e6, 1e-6, 100, -1036.2373056433727, 1000005.1772758878",
        "1e4, 1e5, 40, -3.8116982794531548, 3.6350104279619891e-5",
        "0.01, 0.05, 17, -0.21529213886361508, 3.3479485251175178",
        "1e15, 1e15, 30, -20.794415416798142, 1.4999999999999674e-14",
    })
    void goldenRatios(double a, double b, double n, double logarithm, double slope) {
        assertThat(BetaFunctions.logBetaRatio(a, b, n)).isCloseTo(logarithm, relative(logarithm, 2e-14));
        double moderate = Math.min(a, b) > 1e-3 ? 2e-14 : 1e-10;
        assertThat(BetaFunctions.logBetaRatioSlopeB(a, b, n)).isCloseTo(slope, relative(slope, moderate));
    }

    @RepeatedTest(100)
    void ratioOfManyStepsIsTheSumOfItsSteps(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        double a = Math.exp(random.nextDouble(-13, 13));
        double b = Math.exp(random.nextDouble(-13, 13));
        int n = 17 + random.nextInt(3000);
        double sum = 0;
        double slope = 0;
        for (int k = n - 1; k >= 0; k--) {
            sum -= Math.log1p(a / (b + k));
            slope += a / ((b + k) * (a + b + k));
        }

        assertThat(BetaFunctions.logBetaRatioOfReal(a, b, n))
                .as("seed %d", seed)
                .isCloseTo(sum, relative(sum, 1e-12));
        assertThat(BetaFunctions.logBetaRatio(a, b, n)).as("seed %d", seed).isCloseTo(sum, relative(sum, 1e-12));
        assertThat(BetaFunctions.logBetaRatioSlopeB(a, b, n))
                .as("seed %d", seed)
                .isCloseTo(slope, relative(slope, 1e-10));
    }

    // mpmath 1.3, 40 digits: betainc regularized, both tails, and x^a (1 - x)^b / beta(a, b);
    // the shapes of a million by quadrature of the density
    @ParameterizedTest
    @CsvSource({
        "0.5, 2, 3, 0.6875, 0.3125, 0.375",
        "0.1, 5, 0.243, 8.298860413175587e-7, 0.99999917011395868, 3.7861371712507974e-6",
        "0.9, 5, 0.243, 0.15226325014897956, 0.84773674985102044, 0.1310774432947642",
        "0.01, 20, 0.243, 2.7787004963228706e-42, 1, 5.5038294078644415e-41",
        "0.9375, 1, 0.01, 0.027345052587714482, 0.97265494741228552, 0.0091186401319901769",
        "0.5, 100, 0.01, 1.6340804739700889e-34, 1, 8.2497325693121733e-33",
        "0.99, 1000, 0.3, 2.7065613768862178e-6, 0.99999729343862311, 2.8790550640576067e-5",
        "0.5, 100, 100, 0.5, 0.5, 2.8174239504628211",
        "0.4, 1000, 1000, 8.2316113548693079e-20, 1, 1.6656119220355885e-17",
        "0.6, 1000, 1000, 1, 8.2316113548693079e-20, 1.6656119220355885e-17",
        "0.1, 200, 200, 4.5332869859638815e-91, 1, 7.2633803288920483e-89",
        "0.0001, 0.5, 2000, 0.47289525070820839, 0.52710474929179161, 0.20656164258734723",
        "0.999, 50, 0.001, 0.0024746654604684954, 0.9975253345395315, 0.0009488976101191978",
        "0.02, 500, 20000, 7.5381165730086111e-6, 0.99999246188342699, 0.00070910179701557046",
        "0.5, 3, 1e-6, 6.8147248550418203e-8, 0.99999993185275145, 1.2500010085656499e-7",
        "0.5, 1e6, 1e6, 0.5, 0.5, 282.09475651203138",
        "0.4995, 1e6, 1e6, 0.078649577580901631, 0.92135042241909837, 103.7768094945877",
    })
    void goldenIncompleteBeta(double x, double a, double b, double lower, double upper, double kernel) {
        double y = 1 - x;
        double tolerance = 1e-12;

        assertThat(BetaFunctions.regularized(x, y, a, b)).isCloseTo(lower, relative(lower, tolerance));
        assertThat(BetaFunctions.regularized(y, x, b, a)).isCloseTo(upper, relative(upper, tolerance));
        assertThat(BetaFunctions.kernel(x, y, a, b)).isCloseTo(kernel, relative(kernel, tolerance));
        assertThat(BetaFunctions.kernel(y, x, b, a)).isCloseTo(kernel, relative(kernel, tolerance));
    }

    @Test
    void endsOfTheUnitInterval() {
        assertThat(BetaFunctions.regularized(0, 1, 2, 3)).isZero();
        assertThat(BetaFunctions.regularized(1, 0, 2, 3)).isEqualTo(1);
        assertThat(BetaFunctions.kernel(0, 1, 2, 3)).isZero();
        assertThat(BetaFunctions.kernel(1, 0, 2, 3)).isZero();
    }

    @RepeatedTest(200)
    void tailsAddUpAndRiseOverTheWholeDomain(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        double a = Math.exp(random.nextDouble(-13, 14));
        double b = Math.exp(random.nextDouble(-13, 14));
        double odds = a / b * Math.exp(random.nextDouble(-3, 3));
        double x = odds / (1 + odds);
        double y = 1 / (1 + odds);
        double wider = odds * 1.001;

        double lower = BetaFunctions.regularized(x, y, a, b);
        assertThat(lower).as("seed %d", seed).isBetween(0.0, 1.0);
        assertThat(lower + BetaFunctions.regularized(y, x, b, a))
                .as("seed %d", seed)
                .isCloseTo(1, offset(1e-12));
        assertThat(BetaFunctions.regularized(wider / (1 + wider), 1 / (1 + wider), a, b))
                .as("seed %d", seed)
                .isGreaterThanOrEqualTo(lower - 1e-13);
    }

    @RepeatedTest(50)
    void agreesWithAnIndependentImplementation(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        double a = Math.exp(random.nextDouble(-3, 5));
        double b = Math.exp(random.nextDouble(-3, 5));
        double x = random.nextDouble();

        assertThat(BetaFunctions.regularized(x, 1 - x, a, b))
                .as("seed %d", seed)
                .isCloseTo(Beta.regularizedBeta(x, a, b), offset(1e-12));
        assertThat(BetaFunctions.logBeta(a, b))
                .as("seed %d", seed)
                .isCloseTo(Beta.logBeta(a, b), offset(1e-13 * (1 + Math.abs(Beta.logBeta(a, b)))));
    }

    private static org.assertj.core.data.Offset<Double> relative(double value, double tolerance) {
        return offset(tolerance * Math.abs(value));
    }

    /** Between whole numbers: B(a, b + n) with a = 1 is 1/(b + n), and the ratios of n and of m multiply. */
    @ParameterizedTest
    @CsvSource({"1,0.5,0.25,1e-13", "1,3,1e-9,1e-11", "1,1e5,2.5,1e-13", "1,20,1e8,1e-13", "1,1e-4,0.7,1e-13"})
    void logBetaRatioOfRealNumbers(double a, double b, double n, double tolerance) {
        double expected = -Math.log1p(n / b);
        assertThat(BetaFunctions.logBetaRatioOfReal(a, b, n)).isCloseTo(expected, relative(expected, tolerance));
        double whole = BetaFunctions.logBetaRatioOfReal(2.5, b, n + 0.3);
        double parts = BetaFunctions.logBetaRatioOfReal(2.5, b, n) + BetaFunctions.logBetaRatioOfReal(2.5, b + n, 0.3);
        assertThat(whole).isCloseTo(parts, relative(parts, 1e-12));
        assertThat(BetaFunctions.logBetaRatioOfReal(a, b, 0)).isZero();
        assertThat(BetaFunctions.logBetaRatioOfReal(a, b, Double.POSITIVE_INFINITY))
                .isEqualTo(Double.NEGATIVE_INFINITY);
    }
}

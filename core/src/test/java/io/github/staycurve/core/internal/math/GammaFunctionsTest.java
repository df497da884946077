package io.github.staycurve.core.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.SplittableRandom;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GammaFunctionsTest {
    // mpmath 1.3, 40 digits: loggamma(z), digamma(z)
    @ParameterizedTest
    @CsvSource({
        "1e-06, 13.815509980749432, -1000000.57721402",
        "0.001, 6.9071788853838537, -1000.5755719318103",
        "0.1, 2.2527126517342059, -10.423754940411076",
        "0.5, 0.57236494292470009, -1.9635100260214235",
        "1, 0.0, -0.57721566490153286",
        "1.5, -0.12078223763524522, 0.036489973978576521",
        "2, 0.0, 0.42278433509846714",
        "3, 0.69314718055994531, 0.92278433509846714",
        "9.99, 12.779315214350193, 2.2507003728312011",
        "10, 12.80182748008147, 2.2517525890667211",
        "12.5, 18.734347511936446, 2.485195651274912",
        "100, 359.1342053695754, 4.6001618527380874",
        "10000.0, 82099.717496442377, 9.2102903711428494",
        "1000000.0, 12815504.569147612, 13.815510057964191",
    })
    void goldenValues(double z, double logGamma, double digamma) {
        assertThat(GammaFunctions.logGamma(z)).isCloseTo(logGamma, within(logGamma, 3e-15));
        assertThat(GammaFunctions.digamma(z)).isCloseTo(digamma, within(digamma, 3e-15));
    }

    // mpmath 1.3, 40 digits: loggamma(z + n) - loggamma(z), digamma(z + n) - digamma(z)
    @ParameterizedTest
    @CsvSource({
        "1e-6, 1, -13.815510557964274, 1000000.0",
        "1e-6, 40, 92.816253956221414, 1000004.2535414194",
        "0.243, 0, 0, 0",
        "0.243, 16, 27.249188317958128, 7.1076576858267904",
        "0.243, 17, 30.036850364695386, 7.1692226676651208",
        "0.243, 500, 2605.3077725624565, 10.565187997540135",
        "0.243, 1e6, 12815506.608273001, 18.166604165387493",
        "5, 1000, 5936.591130806989, 5.4061275571173643",
        "50, 3, 11.795092356733899, 0.058838612368024133",
        "200, 500, 3025.4660821178198, 1.2545505960412148",
        "1e6, 1, 13.815510557964274, 1.0e-6",
        "1e6, 100, 1381.5560056322606, 9.9995050328325499e-5",
        "1e6, 1e6, 14201804.572510533, 0.69314743056000781",
        "0.5, 0.25, -0.36908399149340472, 0.87764914623495131",
        "1e6, 1e-3, 0.013815510058464191, 1.0000004995001662e-9",
    })
    void goldenRisingFactorials(double z, double n, double logarithm, double slope) {
        assertThat(GammaFunctions.logRisingFactorial(z, n)).isCloseTo(logarithm, within(logarithm, 3e-15));
        assertThat(GammaFunctions.digammaDifference(z, n)).isCloseTo(slope, offset(3e-15 * slope));
    }

    @RepeatedTest(50)
    void agreesWithAnIndependentImplementation(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        double z = Math.exp(random.nextDouble(-13, 13));
        int n = random.nextInt(200);

        assertThat(GammaFunctions.logGamma(z))
                .as("seed %d", seed)
                .isCloseTo(Gamma.logGamma(z), within(Gamma.logGamma(z), 1e-13));
        // the duplication formula, DLMF 5.5.8
        double twice = (GammaFunctions.digamma(z) + GammaFunctions.digamma(z + 0.5)) / 2 + Math.log(2);
        assertThat(GammaFunctions.digamma(2 * z)).as("seed %d", seed).isCloseTo(twice, within(twice, 1e-14));
        double difference = Gamma.logGamma(z + n) - Gamma.logGamma(z);
        assertThat(GammaFunctions.logRisingFactorial(z, n))
                .as("seed %d", seed)
                .isCloseTo(difference, offset(1e-13 * (1 + Math.abs(Gamma.logGamma(z + n)))));
    }

    @RepeatedTest(50)
    void splitsIntoFactors(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        double z = Math.exp(random.nextDouble(-13, 13));
        int first = random.nextInt(40);
        int second = random.nextInt(40);

        double whole = GammaFunctions.logRisingFactorial(z, first + second);
        double parts =
                GammaFunctions.logRisingFactorial(z, first) + GammaFunctions.logRisingFactorial(z + first, second);
        assertThat(parts).as("seed %d", seed).isCloseTo(whole, within(whole, 1e-14));
        double slope = GammaFunctions.digammaDifference(z, first + second);
        double slopes =
                GammaFunctions.digammaDifference(z, first) + GammaFunctions.digammaDifference(z + first, second);
        assertThat(slopes).as("seed %d", seed).isCloseTo(slope, offset(1e-14 * slope));
    }

    /** Returns a tolerance relative to the larger of 1 and the value. */
    private static org.assertj.core.data.Offset<Double> within(double value, double relative) {
        return offset(relative * Math.max(1, Math.abs(value)));
    }
}

package io.github.staycurve.churn.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CustomChurnModelTest {
    private static final List<String> NAMES = List.of("a", "b", "c");

    /** log-odds = −1 + 2a + bc, so that the interaction is shared by halves. */
    private static double probability(double[] row) {
        return BinaryLink.LOGIT.probability(-1 + 2 * row[0] + row[1] * row[2]);
    }

    @Test
    void exactReasonsShareAnInteractionByHalves() {
        CustomChurnModel model =
                CustomChurnModel.of(NAMES, new double[3], CustomChurnModelTest::probability, "no visit");
        Reasons reasons = model.reasons(new double[] {0.5, 2, 3});
        assertThat(reasons.referenceLogOdds()).isCloseTo(-1, within(1e-14));
        assertThat(reasons.logOdds()).isCloseTo(6, within(1e-12));
        assertThat(contribution(reasons, "a")).isCloseTo(1, within(1e-12));
        assertThat(contribution(reasons, "b")).isCloseTo(3, within(1e-12));
        assertThat(contribution(reasons, "c")).isCloseTo(3, within(1e-12));
        assertThat(model.describe()).contains("a, b, c", "no visit");
        assertThat(model.toString()).isEqualTo(model.describe());
        assertThat(model.predicts()).isEqualTo("no visit");
    }

    @Test
    void sampledReasonsAddUpAndComeNearTheExactOnes() {
        int d = 10;
        List<String> names = IntStream.range(0, d).mapToObj(j -> "x" + j).toList();
        CustomChurnModel model = CustomChurnModel.of(
                names,
                new double[d],
                row -> BinaryLink.LOGIT.probability(Math.tanh(Arrays.stream(row).sum()) + row[0] * row[1] - row[2]),
                "churn");
        double[] row = new SplittableRandom(3).doubles(d, -1, 1).toArray();
        Reasons exact = model.reasons(row);
        CustomChurnModel sampling = model.withSampledReasons(500, 7);
        Reasons sampled = sampling.reasons(row);
        assertThat(sampled.list()).isEqualTo(sampling.reasons(row).list());
        double sum = 0;
        for (String name : names) {
            sum += contribution(sampled, name);
            assertThat(contribution(sampled, name)).isCloseTo(contribution(exact, name), within(0.02));
        }
        assertThat(sampled.referenceLogOdds() + sum).isCloseTo(sampled.logOdds(), within(1e-12));
    }

    @Test
    void contributionsOfTheCallerMustAddUp() {
        CustomChurnModel model = CustomChurnModel.of(NAMES, new double[3], CustomChurnModelTest::probability, "churn");
        Reasons reasons = model.withContributions(row -> new double[] {2 * row[0], row[1] * row[2], 0})
                .reasons(new double[] {1, 2, 3});
        assertThat(contribution(reasons, "b")).isEqualTo(6);
        CustomChurnModel wrong = model.withContributions(row -> new double[] {1, 1, 1});
        assertThatIllegalStateException()
                .isThrownBy(() -> wrong.reasons(new double[] {1, 2, 3}))
                .withMessageContaining("add up to 3.0");
    }

    @Test
    void certainProbabilitiesHaveFiniteReasons() {
        CustomChurnModel model = CustomChurnModel.of(NAMES, new double[3], row -> row[0] > 0 ? 1 : 0, "churn");
        Reasons reasons = model.reasons(new double[] {1, 5, 5});
        assertThat(model.probability(new double[] {1, 5, 5})).isEqualTo(1);
        assertThat(reasons.top().orElseThrow().feature()).isEqualTo("a");
        assertThat(reasons.logOdds()).isCloseTo(Math.log(1e12), within(1e-4));
    }

    @Test
    void refusesWhatIsNoModel() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomChurnModel.of(List.of("a", "a"), new double[2], row -> 0, "churn"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomChurnModel.of(NAMES, new double[2], row -> 0, "churn"));
        CustomChurnModel wild = CustomChurnModel.of(NAMES, new double[3], row -> 2, "churn");
        assertThatIllegalStateException()
                .isThrownBy(() -> wild.probability(new double[3]))
                .withMessageContaining("2.0");
        assertThatIllegalArgumentException().isThrownBy(() -> wild.probability(new double[2]));
        assertThatIllegalArgumentException().isThrownBy(() -> wild.withSampledReasons(0, 1));
        List<String> many = IntStream.range(0, 13).mapToObj(j -> "x" + j).toList();
        CustomChurnModel wide = CustomChurnModel.of(many, new double[13], row -> 0.5, "churn");
        assertThatIllegalStateException()
                .isThrownBy(() -> wide.reasons(new double[13]))
                .withMessageContaining("2^13");
    }

    private static double contribution(Reasons reasons, String feature) {
        return reasons.list().stream()
                .filter(r -> r.feature().equals(feature))
                .findFirst()
                .orElseThrow()
                .contribution();
    }
}

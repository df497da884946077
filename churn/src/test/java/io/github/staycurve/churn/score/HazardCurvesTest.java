package io.github.staycurve.churn.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.churn.survival.SurvivalModel;
import io.github.staycurve.core.data.FeatureTable;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HazardCurvesTest {
    private static final double LENGTH = 0.1; // 0.3/0.1 rounds to less than 3

    private static HazardModel model(BinaryLink link) {
        return HazardModel.of(
                link,
                new double[] {-1, -0.5, -2, 0.2},
                LENGTH,
                List.of(
                        new FeatureTerm("x", false, 0.5, OptionalDouble.of(2), 0),
                        new FeatureTerm("z", true, -0.3, OptionalDouble.empty(), 1)),
                "cancelled");
    }

    @ParameterizedTest
    @EnumSource(BinaryLink.class)
    void curvesAreThePeriodsOfTheModel(BinaryLink link) {
        HazardModel hazard = model(link);
        SurvivalModel curves = hazard.survivalModel();
        double[] row = {0.4, 3};
        assertThat(curves.knownUpTo()).isEqualTo(0.4);
        double survival = 1;
        double area = 0;
        for (int k = 0; k <= 4; k++) {
            assertThat(curves.survivalAt(row, Math.min(k * LENGTH, 0.4))).isCloseTo(survival, within(1e-15));
            assertThat(curves.restrictedMean(row, Math.min(k * LENGTH, 0.4))).isCloseTo(area, within(1e-15));
            if (k < 4) {
                assertThat(curves.survivalAt(row, k * LENGTH + 0.09)).isCloseTo(survival, within(1e-15));
                assertThat(curves.restrictedMean(row, k * LENGTH + 0.05))
                        .isCloseTo(area + 0.05 * survival, within(1e-15));
                area += LENGTH * survival;
                survival *= 1 - hazard.hazard(row, k + 1);
            }
        }
        assertThat(curves.churnProbability(row, 0.1, 0.2)).isCloseTo(hazard.churnProbability(row, 1, 2), within(1e-15));
        double first = hazard.hazard(row, 1);
        assertThat(curves.quantile(row, first * 0.99).orElseThrow()).isEqualTo(LENGTH);
        assertThat(curves.quantile(row, first * 1.01).orElseThrow()).isEqualTo(2 * LENGTH);
        assertThat(curves.quantile(row, 1 - survival / 2)).isEmpty();
        assertThat(curves.riskScore(row)).isCloseTo(0.2 - 0.3 * Math.log(4), within(1e-15));
    }

    @Test
    void readsTablesByNameAndRefusesWhatTheInterfaceRefuses() {
        SurvivalModel curves = model(BinaryLink.LOGIT).survivalModel();
        FeatureTable table = FeatureTable.builder()
                .column("z", new double[] {3, 0})
                .column("other", new double[] {1, 2})
                .column("x", new double[] {0.4, -1})
                .build();
        assertThat(curves.survivalAt(table, 0.2)[0]).isEqualTo(curves.survivalAt(new double[] {0.4, 3}, 0.2));
        assertThat(curves.featureNames()).containsExactly("x", "z");
        assertThat(curves.toString()).contains("step at the end of each period");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> curves.survivalAt(new double[] {0.4, 3}, 0.5))
                .withMessageContaining("t ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> curves.survivalAt(new double[] {Double.NaN, 3}, 0.1))
                .withMessageContaining("'x'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> curves.riskScore(new double[] {1}))
                .withMessageContaining("row");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> curves.quantile(new double[] {1, 2}, 1))
                .withMessageContaining("share");
    }
}

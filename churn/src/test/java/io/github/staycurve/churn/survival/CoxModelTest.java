package io.github.staycurve.churn.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.offset;

import io.github.staycurve.core.data.FeatureTable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers of a model with known numbers, by hand. */
class CoxModelTest {
    private static final double LN2 = Math.log(2);

    /** The reference is x = 1, y = 0; its hazard jumps by 0.1 at 2, 0.2 at 5, 0.4 at 9, and is known up to 12. */
    private static final BaselineHazard BASELINE =
            BaselineHazard.of("", new double[] {2, 5, 9}, new double[] {0.1, 0.3, 0.7}, 12);

    private static final CoxModel MODEL = model(List.of(BASELINE));

    private static CoxModel model(List<BaselineHazard> baselines) {
        return CoxModel.of(List.of("x", "y"), new double[] {LN2, -LN2}, new double[] {1, 0}, CoxTies.EFRON, baselines);
    }

    @Test
    void hazardsAndSurvivalAreStepsIncludingTheirTime() {
        double[] reference = {1, 0};
        double[] twice = {2, 0};
        assertThat(MODEL.cumulativeHazardAt(reference, 0)).isZero();
        assertThat(MODEL.cumulativeHazardAt(reference, Math.nextDown(2.0))).isZero();
        assertThat(MODEL.cumulativeHazardAt(reference, 2)).isEqualTo(0.1);
        assertThat(MODEL.cumulativeHazardAt(twice, 6)).isCloseTo(0.6, offset(1e-15));
        assertThat(MODEL.survivalAt(twice, 12)).isCloseTo(Math.exp(-1.4), offset(1e-15));
        assertThat(MODEL.riskScore(twice)).isCloseTo(2 * LN2, offset(1e-15));
        assertThat(MODEL.knownUpTo()).isEqualTo(12);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.survivalAt(reference, 12.1))
                .withMessageContaining("[0.0, 12.0]");
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.survivalAt(new double[] {1}, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.riskScore(new double[] {1, Double.NaN}))
                .withMessageContaining("'y'");
    }

    @Test
    void aMedianMayNotExist() {
        assertThat(MODEL.quantile(new double[] {1, 0}, 0.5).orElseThrow()).isEqualTo(9); // 0.7 is above ln 2
        assertThat(MODEL.quantile(new double[] {0, 0}, 0.5)).isEmpty();
        assertThat(MODEL.quantile(new double[] {2, 0}, 0.25).orElseThrow()).isEqualTo(5); // 0.2, then 0.6 over 0.29
        assertThat(MODEL.quantile(new double[] {2, 0}, 0.05).orElseThrow()).isEqualTo(2);
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.quantile(new double[] {2, 0}, 1));
    }

    @Test
    void restrictedMeansAreAreas() {
        double[] twice = {2, 0};
        double s2 = Math.exp(-0.2);
        double s5 = Math.exp(-0.6);
        double s9 = Math.exp(-1.4);
        assertThat(MODEL.restrictedMean(twice, 0)).isZero();
        assertThat(MODEL.restrictedMean(twice, 1.5)).isEqualTo(1.5);
        assertThat(MODEL.restrictedMean(twice, 7)).isCloseTo(2 + 3 * s2 + 2 * s5, offset(1e-14));
        assertThat(MODEL.restrictedMean(twice, 12)).isCloseTo(2 + 3 * s2 + 4 * s5 + 3 * s9, offset(1e-14));
    }

    @Test
    void churnGivenAliveIsOfTheHazardInBetween() {
        double[] row = {2, 1}; // factors cancel to 1
        assertThat(MODEL.churnProbability(row, 2, 3)).isCloseTo(-Math.expm1(-0.2), offset(1e-15));
        assertThat(MODEL.churnProbability(row, 0, 2)).isCloseTo(-Math.expm1(-0.1), offset(1e-15));
        assertThat(MODEL.churnProbability(row, 5, 3.9)).isZero();
        FeatureTable table = FeatureTable.builder()
                .column("other", new double[] {9, 9})
                .column("y", new double[] {1, 0})
                .column("x", new double[] {2, 2})
                .build();
        assertThat(MODEL.churnProbability(table, new double[] {2, 5}, 4))
                .containsExactly(new double[] {-Math.expm1(-0.2), -Math.expm1(-0.8)}, offset(1e-15));
        assertThat(MODEL.survivalAt(table, 5))
                .containsExactly(new double[] {Math.exp(-0.3), Math.exp(-0.6)}, offset(1e-15));
        assertThat(MODEL.restrictedMean(table, 2)).containsExactly(2, 2);
    }

    @Test
    void extremeRowsAreCertainNotNumbersBeyond() {
        double[] doomed = {1e6, 0};
        double[] safe = {-1e6, 0};
        assertThat(MODEL.survivalAt(doomed, 1)).isEqualTo(1); // nobody left yet
        assertThat(MODEL.survivalAt(doomed, 2)).isZero();
        assertThat(MODEL.churnProbability(doomed, 2, 1)).isZero();
        assertThat(MODEL.churnProbability(doomed, 2, 3)).isEqualTo(1);
        assertThat(MODEL.restrictedMean(doomed, 12)).isEqualTo(2);
        assertThat(MODEL.quantile(doomed, 0.999).orElseThrow()).isEqualTo(2);
        assertThat(MODEL.survivalAt(safe, 12)).isEqualTo(1);
    }

    @Test
    void aPathIsTheProductOfItsSpans() {
        FeatureTable path = FeatureTable.builder()
                .column("x", new double[] {1, 2, 0})
                .column("y", new double[] {0, 0, 0})
                .build();
        // (0, 2] at factor 1, (2, 5] at 2, (5, 9] at 1/2
        double survival = MODEL.survivalAlong(path, new double[] {0, 2, 5}, 9);
        assertThat(survival).isCloseTo(Math.exp(-(0.1 + 2 * 0.2 + 0.5 * 0.4)), offset(1e-15));
        FeatureTable constant = path.withRows(new int[] {1, 1});
        assertThat(MODEL.survivalAlong(constant, new double[] {0, 4}, 12))
                .isCloseTo(MODEL.survivalAt(new double[] {2, 0}, 12), offset(1e-15));
        assertThat(MODEL.survivalAlong(constant, new double[] {2, 4}, 5))
                .isCloseTo(1 - MODEL.churnProbability(new double[] {2, 0}, 2, 3), offset(1e-15));
        assertThat(MODEL.survivalAlong(constant, new double[] {3, 3}, 3)).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.survivalAlong(constant, new double[] {4, 2}, 5))
                .withMessageContaining("4.0 is followed by 2.0");
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.survivalAlong(constant, new double[] {0, 2}, 13));
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.survivalAlong(constant, new double[] {0}, 5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.survivalAlong(path.withRows(new int[0]), new double[0], 5))
                .withMessageContaining("one span");
    }

    @Test
    void aModelWithStrataAsksWhichOne() {
        BaselineHazard monthly = BaselineHazard.of("monthly", new double[] {1}, new double[] {0.5}, 3);
        BaselineHazard yearly = BaselineHazard.of("yearly", new double[] {12}, new double[] {0.5}, 24);
        CoxModel model = model(List.of(monthly, yearly));
        assertThat(model.strata()).containsExactly("monthly", "yearly");
        assertThat(model.inStratum("yearly").knownUpTo()).isEqualTo(24);
        assertThat(model.inStratum("monthly").survivalAt(new double[] {1, 0}, 2))
                .isEqualTo(Math.exp(-0.5));
        assertThatIllegalStateException().isThrownBy(model::knownUpTo).withMessageContaining("yearly");
        assertThatIllegalStateException().isThrownBy(() -> model.survivalAt(new double[] {1, 0}, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.inStratum("weekly"))
                .withMessageContaining("weekly");
        assertThatIllegalArgumentException().isThrownBy(() -> model(List.of(monthly, monthly)));
        assertThatIllegalArgumentException().isThrownBy(() -> model(List.of()));
        assertThat(model.describe()).contains("2 strata", "x 0.6931");
    }

    @Test
    void baselinesAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaselineHazard.of("", new double[] {2, 2}, new double[] {1, 2}, 5))
                .withMessageContaining("times[1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaselineHazard.of("", new double[] {1, 2}, new double[] {2, 1}, 5))
                .withMessageContaining("cumulated[1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaselineHazard.of("", new double[] {1, 6}, new double[] {1, 2}, 5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaselineHazard.of("", new double[] {Double.NaN}, new double[] {1}, 5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoxModel.of(
                        List.of("x"), new double[] {Double.NaN}, new double[] {0}, CoxTies.EFRON, List.of(BASELINE)))
                .withMessageContaining("x");
        assertThat(BASELINE.toString()).contains("3 jumps");
        assertThat(BASELINE).isEqualTo(BaselineHazard.of("", new double[] {2, 5, 9}, new double[] {0.1, 0.3, 0.7}, 12));
        assertThat(BASELINE)
                .isNotEqualTo(BaselineHazard.of("", new double[] {2, 5, 9}, new double[] {0.1, 0.3, 0.7}, 13));
        assertThat(MODEL).isEqualTo(model(List.of(BASELINE))).hasSameHashCodeAs(model(List.of(BASELINE)));
    }

    @Test
    void featuresAreNamedOnce() {
        List<BaselineHazard> baselines = List.of(BaselineHazard.of("", new double[] {1}, new double[] {0.5}, 2));
        double[] two = new double[2];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoxModel.of(List.of("a", "a"), two, two, CoxTies.EFRON, baselines))
                .withMessageContaining("'a' comes twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoxModel.of(List.of("a", " "), two, two, CoxTies.EFRON, baselines))
                .withMessageContaining("featureNames");
    }
}

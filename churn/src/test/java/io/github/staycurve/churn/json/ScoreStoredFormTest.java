package io.github.staycurve.churn.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.staycurve.churn.score.BetaCalibrator;
import io.github.staycurve.churn.score.BinaryLink;
import io.github.staycurve.churn.score.CalibratedModel;
import io.github.staycurve.churn.score.Calibrator;
import io.github.staycurve.churn.score.ChurnModel;
import io.github.staycurve.churn.score.CustomChurnModel;
import io.github.staycurve.churn.score.FeatureTerm;
import io.github.staycurve.churn.score.HazardModel;
import io.github.staycurve.churn.score.IsotonicCalibrator;
import io.github.staycurve.churn.score.LogisticModel;
import io.github.staycurve.churn.score.PlattCalibrator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Models come back with the same bits; every version ever written stays readable: one file each. */
class ScoreStoredFormTest {
    private static final List<FeatureTerm> TERMS = List.of(
            new FeatureTerm("inactivity", false, 0.0123456789012345, OptionalDouble.empty(), 41.5),
            new FeatureTerm("spend", true, -0.7, OptionalDouble.empty(), 250),
            new FeatureTerm("mean_gap", false, 0.03, OptionalDouble.of(1.25), 30));
    private static final LogisticModel LOGISTIC = LogisticModel.of(-1.1, TERMS, "no purchase within 90 days");
    private static final HazardModel HAZARD =
            HazardModel.of(BinaryLink.CLOGLOG, new double[] {-3, -2.5, -2.75}, 30, TERMS, "subscription cancelled");
    private static final List<Calibrator> CALIBRATORS = List.of(
            new PlattCalibrator(5.25, -2.5),
            new BetaCalibrator(0.1, 0.9, 1.2),
            IsotonicCalibrator.of(new double[] {0.1, 0.5, 0.9}, new double[] {0, 0.3, 1}));

    @Test
    void everyModelComesBackWithTheSameBits() {
        check(LOGISTIC);
        check(HAZARD.next(3).withReferenceSurvived(5));
        for (Calibrator calibrator : CALIBRATORS) {
            check(CalibratedModel.of(LOGISTIC, calibrator));
            check(CalibratedModel.of(HAZARD.next(1), calibrator));
        }
    }

    private static void check(ChurnModel model) {
        String json = ChurnModelJson.write(model);
        ChurnModel read = ChurnModelJson.read(json);
        assertThat(ChurnModelJson.write(read)).isEqualTo(json);
        assertThat(json.length()).isLessThan(3000);
        assertThat(read.featureNames()).isEqualTo(model.featureNames());
        assertThat(read.predicts()).isEqualTo(model.predicts());
        assertThat(read.describe()).isEqualTo(model.describe());
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 200; i++) {
            double[] row = random.doubles(model.featureNames().size(), 0, 400).toArray();
            if (i % 3 == 0) {
                row[2] = Double.NaN;
            }
            assertThat(read.probability(row)).isEqualTo(model.probability(row));
            assertThat(read.reasons(row).list()).isEqualTo(model.reasons(row).list());
        }
    }

    @Test
    void versionsOneAreRead() throws IOException {
        assertThat(LogisticModelJson.write(LOGISTIC).strip()).isEqualTo(stored("logistic-churn-v1"));
        assertThat(LogisticModelJson.read(stored("logistic-churn-v1")).terms()).isEqualTo(TERMS);
        assertThat(HazardModelJson.write(HAZARD).strip()).isEqualTo(stored("discrete-time-hazard-v1"));
        HazardModel hazard = HazardModelJson.read(stored("discrete-time-hazard-v1"));
        assertThat(hazard.levels()).containsExactly(-3, -2.5, -2.75);
        assertThat(hazard.link()).isEqualTo(BinaryLink.CLOGLOG);
        assertThat(hazard.periodLength()).isEqualTo(30);
        CalibratedModel calibrated = CalibratedModel.of(HAZARD.next(2), CALIBRATORS.get(1));
        assertThat(ChurnModelJson.write(calibrated).strip()).isEqualTo(stored("calibrated-churn-v1"));
        assertThat(((CalibratedModel) ChurnModelJson.read(stored("calibrated-churn-v1"))).calibrator())
                .isEqualTo(CALIBRATORS.get(1));
        for (Calibrator calibrator : CALIBRATORS) {
            assertThat(CalibratorJson.read(CalibratorJson.write(calibrator))).isEqualTo(calibrator);
        }
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        String logistic = LogisticModelJson.write(LOGISTIC);
        String later = logistic.replace("\"version\": 1", "\"version\": 2");
        assertThat(later).isNotEqualTo(logistic);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogisticModelJson.read(later))
                .withMessageContaining("version 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HazardModelJson.read(logistic))
                .withMessageContaining("logistic-churn");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> HazardModelJson.read(HazardModelJson.write(HAZARD).replace("cloglog", "probit")))
                .withMessageContaining("probit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CalibratorJson.read(
                        CalibratorJson.write(CALIBRATORS.get(0)).replace("platt", "x")))
                .withMessageContaining("'x'");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ChurnModelJson.write(CustomChurnModel.of(List.of("a"), new double[1], row -> 0.5, "churn")))
                .withMessageContaining("no stored form");
    }

    private static String stored(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                ScoreStoredFormTest.class.getResourceAsStream("/stored/" + name + ".json"), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}

package io.github.staycurve.churn.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.churn.testing.Golden;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.stat.CensoredDurations;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R 4.2.2, survival 3.5-3: survreg. Coefficients to 1e-6, log-likelihoods to 1e-8, relatively. */
class AftGoldenTest {
    private static final List<String> FEATURES = List.of("fin", "age", "race", "wexp", "mar", "paro", "prio");

    @ParameterizedTest
    @EnumSource(AftDistribution.class)
    void rossi(AftDistribution distribution) {
        JsonObject golden = Golden.read("aft_rossi");
        List<JsonObject> rows = golden.list("input").objects();
        CensoredDurations data = CensoredDurations.of(Golden.column(rows, "week"), Golden.flags(rows, "arrest"));
        AcceleratedFailureTime fitter = AcceleratedFailureTime.of(distribution);
        AftFit fit = fitter.fit(features(rows), data);
        JsonObject expected = golden.object("result").object(distribution.label());
        assertEstimates(
                fit.report(),
                expected.list("coef").numbers(),
                expected.list("se").numbers());
        assertRest(fit, expected);
        assertClose(fitter.fit(data).report().logLikelihood(), expected.number("loglik_intercept_only"), 1e-8);
        JsonObject quantiles = expected.object("quantiles");
        for (int i = 0; i < 2; i++) {
            JsonObject customer = quantiles.list("newdata").object(i);
            double[] row = FEATURES.stream().mapToDouble(customer::number).toArray();
            for (int p = 0; p < 3; p++) {
                double share = quantiles.list("p").number(p);
                double time = quantiles.list("value").list(i).number(p);
                assertClose(fit.model().quantile(row, share).orElseThrow(), time, 1e-6);
                assertThat(fit.model().survivalAt(row, time)).isCloseTo(1 - share, within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(AftDistribution.class)
    void waltonsWithoutFeatures(AftDistribution distribution) {
        JsonObject golden = Golden.read("aft_univariate_waltons");
        List<JsonObject> rows = golden.list("input").objects();
        AftFit fit = AcceleratedFailureTime.of(distribution)
                .fit(CensoredDurations.of(Golden.column(rows, "T"), Golden.flags(rows, "E")));
        JsonObject expected = golden.object("result").object(distribution.label());
        double[] errors = distribution == AftDistribution.EXPONENTIAL
                ? new double[] {expected.number("se")}
                : expected.list("se").numbers();
        assertEstimates(fit.report(), new double[] {expected.number("coef")}, errors);
        assertRest(fit, expected);
        JsonObject quantiles = expected.object("quantiles");
        for (int p = 0; p < 3; p++) {
            double time = quantiles.list("value").number(p);
            assertClose(
                    fit.model()
                            .quantile(new double[0], quantiles.list("p").number(p))
                            .orElseThrow(),
                    time,
                    1e-6);
        }
    }

    private static void assertRest(AftFit fit, JsonObject expected) {
        assertClose(fit.model().scale(), expected.number("scale"), 1e-6);
        assertClose(fit.report().logLikelihood(), expected.number("loglik"), 1e-8);
        assertThat(fit.report().status()).isEqualTo(FitStatus.CONVERGED);
    }

    private static void assertEstimates(FitReport report, double[] coefficients, double[] errors) {
        assertThat(report.estimates()).hasSize(errors.length);
        for (int j = 0; j < coefficients.length; j++) {
            assertClose(report.estimates().get(j).value(), coefficients[j], 1e-6);
        }
        for (int j = 0; j < errors.length; j++) {
            assertClose(report.estimates().get(j).standardError().orElseThrow(), errors[j], 1e-6);
        }
    }

    private static FeatureTable features(List<JsonObject> rows) {
        FeatureTable.Builder builder = FeatureTable.builder();
        FEATURES.forEach(name -> builder.column(name, Golden.column(rows, name)));
        return builder.build();
    }

    private static void assertClose(double actual, double expected, double relative) {
        Offset<Double> offset = within(relative * Math.abs(expected));
        assertThat(actual).isCloseTo(expected, offset);
    }
}

package io.github.staycurve.churn.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.churn.testing.Golden;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.internal.math.LinearSystem;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.stat.CensoredDurations;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The reference values of R's glm on the person-period table. */
class HazardGoldenTest {
    private static final HazardRegression QUARTERS =
            HazardRegression.of("arrest").withBaseline(HazardBaseline.steps(13, 26, 39));

    @ParameterizedTest
    @EnumSource(BinaryLink.class)
    void goldenRossi(BinaryLink link) {
        List<JsonObject> input = Golden.read("cox_rossi").list("input").objects();
        FeatureTable.Builder builder = FeatureTable.builder();
        for (String name : List.of("fin", "age", "prio")) {
            builder.column(name, Golden.column(input, name));
        }
        HazardFit fit = QUARTERS.withLink(link)
                .fit(
                        builder.build(),
                        CensoredDurations.of(Golden.column(input, "week"), Golden.flags(input, "arrest")));

        JsonObject golden = Golden.read("discrete_hazard_rossi").object(link == BinaryLink.LOGIT ? "logit" : "cloglog");
        double[] coef = golden.list("coef").numbers();
        double[] se = errors(input, link, golden.list("se").numbers());
        FitReport report = fit.report();
        assertThat(report.status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(fit.personPeriods()).isEqualTo(golden.number("n_person_periods"));
        assertThat(report.logLikelihood()).isCloseTo(golden.number("loglik"), within(1e-9));
        List<Coefficient> found = fit.coefficients();
        // the golden values are against the first quarter, ours are levels
        String first = found.get(0).name();
        double tolerance = 1e-8;
        assertThat(found.get(0).value()).isCloseTo(coef[0], within(tolerance));
        assertThat(found.get(0).standardError().orElseThrow()).isCloseTo(se[0], within(tolerance));
        for (int quarter = 1; quarter < 4; quarter++) {
            String name = found.get(quarter).name();
            assertThat(found.get(quarter).value() - found.get(0).value()).isCloseTo(coef[quarter], within(tolerance));
            double variance = report.covariance(name, name).orElseThrow()
                    + report.covariance(first, first).orElseThrow()
                    - 2 * report.covariance(name, first).orElseThrow();
            assertThat(Math.sqrt(variance)).isCloseTo(se[quarter], within(tolerance));
        }
        for (int j = 4; j < 7; j++) {
            assertThat(found.get(j).value()).isCloseTo(coef[j], within(tolerance));
            assertThat(found.get(j).standardError().orElseThrow()).isCloseTo(se[j], within(tolerance));
        }
    }

    /**
     * Returns the standard errors of R, for the logit as they are. With the complementary log-log, R's are not those of its
     * estimates: they come from the weights of the scoring step before the last, which is off in the eighth digit. The same
     * steps, taken here, give R's numbers where R stops, and others once the weights have come to rest.
     */
    private static double[] errors(List<JsonObject> input, BinaryLink link, double[] ofR) {
        if (link == BinaryLink.LOGIT) {
            return ofR;
        }
        List<double[]> rows = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (JsonObject person : input) {
            int weeks = (int) person.whole("week");
            for (int week = 1; week <= weeks; week++) {
                int quarter = Math.min(4, 1 + (week - 1) / 13);
                rows.add(new double[] {
                    1,
                    quarter == 2 ? 1 : 0,
                    quarter == 3 ? 1 : 0,
                    quarter == 4 ? 1 : 0,
                    person.number("fin"),
                    person.number("age"),
                    person.number("prio")
                });
                y.add(week == weeks ? person.number("arrest") : 0);
            }
        }
        double[] eta = y.stream()
                .mapToDouble(value -> Math.log(-Math.log1p(-(value + 0.5) / 2)))
                .toArray();
        double[] errors = new double[0];
        double deviance = Double.POSITIVE_INFINITY;
        boolean stopped = false;
        for (int step = 0; step < 20; step++) {
            errors = scoringStep(rows, y, eta);
            double now = 0;
            for (int i = 0; i < eta.length; i++) {
                double p = -Math.expm1(-Math.exp(eta[i]));
                now -= 2 * (y.get(i) > 0 ? Math.log(p) : Math.log1p(-p));
            }
            if (!stopped && Math.abs(now - deviance) / (Math.abs(now) + 0.1) < 1e-12) { // where that run stopped
                stopped = true;
                assertThat(errors).containsExactly(ofR, within(1e-11));
            }
            deviance = now;
        }
        assertThat(stopped).isTrue();
        return errors;
    }

    /** Moves η one step of Fisher's scoring ahead; returns the errors by the weights at the beginning of the step. */
    private static double[] scoringStep(List<double[]> rows, List<Double> y, double[] eta) {
        double[][] information = new double[7][7];
        double[] right = new double[7];
        for (int i = 0; i < eta.length; i++) {
            double hazard = Math.exp(eta[i]);
            double p = -Math.expm1(-hazard);
            double slope = hazard * Math.exp(-hazard);
            double weight = slope * slope / (p * (1 - p));
            double working = eta[i] + (y.get(i) - p) / slope;
            double[] x = rows.get(i);
            for (int j = 0; j < 7; j++) {
                right[j] += weight * x[j] * working;
                for (int k = 0; k < 7; k++) {
                    information[j][k] += weight * x[j] * x[k];
                }
            }
        }
        LinearSystem system = LinearSystem.of(information);
        double[] coefficients = system.solve(right);
        for (int i = 0; i < eta.length; i++) {
            eta[i] = 0;
            for (int j = 0; j < 7; j++) {
                eta[i] += coefficients[j] * rows.get(i)[j];
            }
        }
        double[][] inverse = system.inverse();
        double[] errors = new double[7];
        for (int j = 0; j < 7; j++) {
            errors[j] = Math.sqrt(inverse[j][j]);
        }
        return errors;
    }
}

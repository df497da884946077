package io.github.staycurve.churn.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.staycurve.churn.fit.Penalty;
import io.github.staycurve.churn.testing.Golden;
import io.github.staycurve.churn.testing.SharedData;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.stat.CensoredDurations;
import io.github.staycurve.core.stat.WeightKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against survival 3.5-3 of R; each file says what its fields are. */
class CoxGoldenTest {
    private static final double TOLERANCE = 1e-8;

    private static CoxRows rossi(List<String> names) {
        List<JsonObject> rows = Golden.read("cox_rossi").list("input").objects();
        return CoxRows.of(
                features(rows, names), CensoredDurations.of(Golden.column(rows, "week"), Golden.flags(rows, "arrest")));
    }

    private static CoxRows tiny() {
        List<JsonObject> rows = Golden.read("cox_tiny_ties").list("input").objects();
        return CoxRows.of(
                features(rows, List.of("x", "z")),
                CensoredDurations.of(Golden.column(rows, "t"), Golden.flags(rows, "e")));
    }

    private static CoxRows heart() {
        List<JsonObject> rows =
                Golden.read("cox_time_varying_heart").list("input").objects();
        return CoxRows.of(
                        features(rows, List.of("age", "year", "surgery", "transplant")),
                        CensoredDurations.of(Golden.column(rows, "stop"), Golden.flags(rows, "event"))
                                .withEntries(Golden.column(rows, "start")))
                .withClusters(Arrays.stream(Golden.column(rows, "id"))
                        .mapToObj(Double::toString)
                        .toList());
    }

    private static FeatureTable features(List<JsonObject> rows, List<String> names) {
        FeatureTable.Builder table = FeatureTable.builder();
        names.forEach(name -> table.column(name, Golden.column(rows, name)));
        return table.build();
    }

    private static JsonObject part(JsonObject parent, CoxTies ties) {
        return parent.object(ties.name().toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @CsvSource({
        "cox_rossi, EFRON",
        "cox_rossi, BRESLOW",
        "cox_tiny_ties, EFRON",
        "cox_tiny_ties, BRESLOW",
    })
    void estimatesTestsBaselinePredictionsAndResidualsAreThoseOfR(String file, CoxTies ties) {
        JsonObject expected = part(Golden.read(file).object("result"), ties);
        CoxRows rows = file.equals("cox_rossi") ? rossi(expected.list("names").texts()) : tiny();
        CoxFit fit = CoxRegression.withDefaults().withTies(ties).fit(rows);

        assertEstimates(fit, expected);
        assertThat(fit.waldTest().orElseThrow().statistic()).isCloseTo(expected.number("wald_test"), relative());
        assertBaseline(fit.model(), expected.object("basehaz"));
        assertPredictions(fit.model(), expected.object("predict"));
        CoxDiagnostics diagnostics = CoxDiagnostics.of(fit.model(), rows);
        double[] martingale = expected.list("martingale").numbers();
        double[] residuals = diagnostics.martingaleResiduals();
        for (int i = 0; i < martingale.length; i++) {
            assertThat(residuals[i]).isCloseTo(martingale[i], within(TOLERANCE));
        }
        assertProportionality(diagnostics.proportionality().orElseThrow(), expected.object("zph"));
    }

    private static Percentage relative() {
        return withinPercentage(100 * TOLERANCE);
    }

    private static void assertEstimates(CoxFit fit, JsonObject expected) {
        double[] coefficients = expected.list("coef").numbers();
        double[] errors = expected.list("se").numbers();
        double[][] covariance = fit.informationCovariance();
        for (int j = 0; j < coefficients.length; j++) {
            assertThat(fit.model().coefficients()[j]).isCloseTo(coefficients[j], within(TOLERANCE));
            assertThat(Math.sqrt(covariance[j][j])).isCloseTo(errors[j], within(TOLERANCE));
            double[] row = expected.list("vcov").list(j).numbers();
            for (int l = 0; l < row.length; l++) {
                assertThat(covariance[j][l]).isCloseTo(row[l], within(TOLERANCE));
            }
        }
        assertThat(fit.report().logLikelihood()).isCloseTo(expected.number("loglik"), relative());
        assertThat(fit.nullLogLikelihood().orElseThrow()).isCloseTo(expected.number("loglik_null"), relative());
        assertThat(fit.scoreTest().orElseThrow().statistic()).isCloseTo(expected.number("score_test"), relative());
        assertThat(fit.likelihoodRatioTest().orElseThrow().statistic())
                .isCloseTo(2 * (expected.number("loglik") - expected.number("loglik_null")), within(1e-7));
        assertThat(fit.report().observations()).isPositive();
    }

    private static void assertBaseline(CoxModel model, JsonObject expected) {
        double[] zeros = new double[model.featureNames().size()];
        double[] times = expected.list("time").numbers();
        double[] hazard = expected.list("hazard").numbers();
        for (int i = 0; i < times.length; i++) {
            assertThat(model.cumulativeHazardAt(zeros, times[i])).isCloseTo(hazard[i], relative());
        }
    }

    private static void assertPredictions(CoxModel model, JsonObject expected) {
        List<JsonObject> people = expected.list("newdata").objects();
        double[] times = expected.list("times").numbers();
        FeatureTable table = features(people, model.featureNames());
        double[] scores = model.riskScores(table);
        for (int i = 0; i < people.size(); i++) {
            double[] survival = expected.list("surv").list(i).numbers();
            for (int k = 0; k < times.length; k++) {
                assertThat(model.survivalAt(table.row(i), times[k])).isCloseTo(survival[k], within(TOLERANCE));
                assertThat(model.survivalAt(table, times[k])[i]).isCloseTo(survival[k], within(TOLERANCE));
                assertThat(model.churnProbability(table.row(i), times[0], times[k] - times[0]))
                        .isCloseTo(1 - survival[k] / survival[0], within(TOLERANCE));
            }
            assertThat(scores[i])
                    .isCloseTo(expected.list("linear_predictor_uncentred").number(i), within(TOLERANCE));
        }
    }

    private static void assertProportionality(ProportionalityTest test, JsonObject expected) {
        double[] statistics = expected.list("chisq").numbers();
        double[] pValues = expected.list("p").numbers();
        int last = statistics.length - 1;
        for (int j = 0; j < last; j++) {
            assertThat(test.terms().get(j).statistic()).isCloseTo(statistics[j], within(TOLERANCE));
            assertThat(test.terms().get(j).pValue()).isCloseTo(pValues[j], within(TOLERANCE));
        }
        assertThat(test.global().statistic()).isCloseTo(statistics[last], within(TOLERANCE));
        assertThat(test.global().pValue()).isCloseTo(pValues[last], within(TOLERANCE));
        assertThat(test.global().degreesOfFreedom()).isEqualTo(last);
    }

    /** By hand from R's coefficient -0.379422 and error 0.191379. */
    @Test
    void hazardRatiosHaveIntervals() {
        CoxFit fit =
                CoxRegression.withDefaults().fit(rossi(List.of("fin", "age", "race", "wexp", "mar", "paro", "prio")));
        HazardRatio fin = fit.hazardRatios().get(0);
        double error = 0.191379480712809;
        assertThat(fin.ratio()).isCloseTo(Math.exp(-0.379422166871205), within(1e-9));
        assertThat(fin.z().orElseThrow()).isCloseTo(-0.379422166871205 / error, within(1e-8));
        assertThat(fin.pValue().orElseThrow()).isCloseTo(0.0474, within(5e-5));
        assertThat(fin.interval(0.95).orElseThrow().upper())
                .isCloseTo(Math.exp(-0.379422166871205 + 1.959963984540054 * error), within(1e-8));
        assertThat(fit.describe())
                .contains("fin: hazard ratio 0.6843", "log partial likelihood -658.7477", "Wald test", "CONVERGED");
        assertThat(new HazardRatio("x", 1, OptionalDouble.empty()).describe()).isEqualTo("x: hazard ratio 2.718");
    }

    @Test
    void strataAreThoseOfR() {
        JsonObject expected = Golden.read("cox_rossi").object("stratified_by_wexp");
        List<JsonObject> input = Golden.read("cox_rossi").list("input").objects();
        CoxFit fit = CoxRegression.withDefaults()
                .fit(rossi(expected.list("names").texts())
                        .withStrata(Arrays.stream(Golden.column(input, "wexp"))
                                .mapToObj(Double::toString)
                                .toList()));
        assertEstimates(fit, expected);
        assertThat(fit.waldTest().orElseThrow().statistic()).isCloseTo(expected.number("wald_test"), relative());
    }

    @Test
    void aRidgeOnTheSummedLikelihoodIsThetaOverEvents() {
        JsonObject expected = Golden.read("cox_rossi").object("ridge");
        CoxRows rows = rossi(List.of("fin", "age", "race", "wexp", "mar", "paro", "prio"));
        CoxFit fit = CoxRegression.withDefaults()
                .withPenalty(Penalty.ridge(2.0 / 114))
                .fit(rows);
        double[] coefficients = expected.list("coef").numbers();
        for (int j = 0; j < coefficients.length; j++) {
            assertThat(fit.model().coefficients()[j]).isCloseTo(coefficients[j], within(TOLERANCE));
        }
        assertThat(fit.report().logLikelihood()).isCloseTo(expected.number("loglik"), within(1e-6));
    }

    @Test
    void weightsAreThoseOfRAsSamplingWeights() {
        JsonObject expected = Golden.read("cox_tiny_ties").object("weighted");
        CoxRows rows = tiny();
        double[] weights = expected.list("weights").numbers();
        CoxFit fit = CoxRegression.withDefaults()
                .fit(rows.features(), rows.durations().withWeights(weights, WeightKind.SAMPLING));
        assertEstimates(fit, expected);
        // R's Wald test is that of the information here, ours that of the sandwich
        double[] beta = fit.model().coefficients();
        double[][] v = fit.informationCovariance();
        double determinant = v[0][0] * v[1][1] - v[0][1] * v[0][1];
        double wald = (beta[0] * beta[0] * v[1][1] - 2 * beta[0] * beta[1] * v[0][1] + beta[1] * beta[1] * v[0][0])
                / determinant;
        assertThat(wald).isCloseTo(expected.number("wald_test"), relative());
    }

    @ParameterizedTest
    @EnumSource(CoxTies.class)
    void rowsOfChangingFeaturesAreThoseOfR(CoxTies ties) {
        JsonObject file = Golden.read("cox_time_varying_heart");
        CoxFit fit = CoxRegression.withDefaults().withTies(ties).fit(heart());
        assertEstimates(fit, part(file, ties));
        if (ties == CoxTies.EFRON) {
            double[] robust = file.object("robust").list("robust_se").numbers();
            for (int j = 0; j < robust.length; j++) {
                assertThat(fit.report().estimates().get(j).standardError().orElseThrow())
                        .isCloseTo(robust[j], within(TOLERANCE));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(CoxTies.class)
    void telephoneCustomersAreThoseOfR(CoxTies ties) {
        List<NamedCsvRecord> customers = SharedData.telco();
        JsonObject expected = part(Golden.read("cox_telco"), ties);
        FeatureTable table = FeatureTable.builder()
                .column("month", numbers(customers, c -> flag(c, "Contract", "Month-to-month")))
                .column("two", numbers(customers, c -> flag(c, "Contract", "Two year")))
                .column("fiber", numbers(customers, c -> flag(c, "InternetService", "Fiber optic")))
                .column("paper", numbers(customers, c -> flag(c, "PaperlessBilling", "Yes")))
                .column("tech", numbers(customers, c -> flag(c, "TechSupport", "Yes")))
                .column("senior", numbers(customers, c -> Double.parseDouble(c.getField("SeniorCitizen"))))
                .column("monthly", numbers(customers, c -> Double.parseDouble(c.getField("MonthlyCharges"))))
                .build();
        boolean[] left = new boolean[customers.size()];
        for (int i = 0; i < left.length; i++) {
            left[i] = customers.get(i).getField("Churn").equals("Yes");
        }
        CoxFit fit = CoxRegression.withDefaults()
                .withTies(ties)
                .fit(
                        table,
                        CensoredDurations.of(numbers(customers, c -> Double.parseDouble(c.getField("tenure"))), left));
        assertEstimates(fit, expected);
        assertThat(fit.waldTest().orElseThrow().statistic()).isCloseTo(expected.number("wald_test"), relative());
    }

    private static double flag(NamedCsvRecord customer, String field, String value) {
        return customer.getField(field).equals(value) ? 1 : 0;
    }

    private static double[] numbers(List<NamedCsvRecord> customers, Function<NamedCsvRecord, Double> number) {
        return customers.stream().mapToDouble(number::apply).toArray();
    }
}

package io.github.staycurve.churn.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.churn.fit.Penalty;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.internal.math.LinearSystem;
import io.github.staycurve.core.stat.CensoredDurations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Residuals and the proportionality test by other ways to the same numbers. */
class CoxDiagnosticsTest {
    private static final int ROWS = 50;

    /** Cuts every row at every time and gives it features g(t) x: the score test of those, at coefficients of 0, is the test. */
    @RepeatedTest(8)
    void proportionalityIsTheScoreTestOfFeaturesThatGrowWithTime(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        CoxRows rows = CoxOracle.random(random, ROWS, random.nextInt(2) == 0, false);
        if (random.nextInt(2) == 0) {
            rows = rows.withStrata(CoxOracle.labels(random, ROWS, 2));
        }
        for (CoxTies ties : CoxTies.values()) {
            CoxModel model =
                    CoxRegression.withDefaults().withTies(ties).fit(rows).model();
            for (TimeTransform transform : TimeTransform.values()) {
                ProportionalityTest test = CoxDiagnostics.of(model, rows)
                        .proportionality(transform)
                        .orElseThrow();
                String seed = "seed %s, %s, %s".formatted(run.getCurrentRepetition(), ties, transform);
                assertThat(test.global().statistic())
                        .as(seed)
                        .isCloseTo(scoreTest(rows, model, transform, List.of(0, 1, 2)), within(1e-7));
                for (int j = 0; j < 3; j++) {
                    assertThat(test.terms().get(j).statistic())
                            .as(seed)
                            .isCloseTo(scoreTest(rows, model, transform, List.of(j)), within(1e-7));
                }
                assertThat(test.describe()).contains(transform.name(), "all features");
            }
        }
    }

    private static double scoreTest(CoxRows rows, CoxModel model, TimeTransform transform, List<Integer> growing) {
        CensoredDurations d = rows.durations();
        TreeSet<Double> times = new TreeSet<>();
        for (int i = 0; i < ROWS; i++) {
            times.add(d.duration(i));
        }
        List<double[]> features = new ArrayList<>();
        List<double[]> spans = new ArrayList<>();
        List<String> strata = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            double start = d.entry(i);
            for (double t : times) {
                if (t > start && t <= d.duration(i)) {
                    double[] x = Arrays.copyOf(rows.features().row(i), 3 + growing.size());
                    for (int k = 0; k < growing.size(); k++) {
                        x[3 + k] = g(rows, transform, t) * x[growing.get(k)];
                    }
                    features.add(x);
                    spans.add(new double[] {start, t, t == d.duration(i) && d.ended(i) ? 1 : 0});
                    strata.add("s" + rows.stratum(i));
                    start = t;
                }
            }
        }
        CoxSample sample = new CoxSample(rows(features, spans).withStrata(strata));
        double[] beta = new double[3 + growing.size()];
        for (int j = 0; j < 3; j++) {
            beta[j] = model.coefficients()[j] * sample.scale[j];
        }
        CoxLikelihood likelihood = new CoxLikelihood(sample, model.ties());
        double[][] information = likelihood.evaluateWithInformation(beta);
        double[] solved = LinearSystem.of(information).solve(likelihood.gradient.clone());
        return IntStream.range(0, beta.length)
                .mapToDouble(j -> solved[j] * likelihood.gradient[j])
                .sum();
    }

    private static CoxRows rows(List<double[]> features, List<double[]> spans) {
        FeatureTable.Builder table = FeatureTable.builder();
        for (int j = 0; j < features.get(0).length; j++) {
            int column = j;
            table.column("f" + j, features.stream().mapToDouble(x -> x[column]).toArray());
        }
        boolean[] ended = new boolean[spans.size()];
        for (int i = 0; i < ended.length; i++) {
            ended[i] = spans.get(i)[2] == 1;
        }
        return CoxRows.of(
                table.build(),
                CensoredDurations.of(spans.stream().mapToDouble(s -> s[1]).toArray(), ended)
                        .withEntries(spans.stream().mapToDouble(s -> s[0]).toArray()));
    }

    private static double g(CoxRows rows, TimeTransform transform, double t) {
        CensoredDurations d = rows.durations();
        return switch (transform) {
            case IDENTITY -> t;
            case LOG -> Math.log(t);
            case RANK -> {
                double rank = 0.5;
                for (int i = 0; i < ROWS; i++) {
                    if (d.ended(i)) {
                        rank += d.duration(i) < t ? 1 : d.duration(i) == t ? 0.5 : 0;
                    }
                }
                yield rank;
            }
            case KAPLAN_MEIER -> {
                double survival = 1;
                for (double s = 1; s < t; s++) { // whole times
                    double atRisk = 0;
                    double ended = 0;
                    for (int i = 0; i < ROWS; i++) {
                        atRisk += d.duration(i) >= s && (d.entry(i) == 0 || d.entry(i) < s) ? 1 : 0;
                        ended += d.duration(i) == s && d.ended(i) ? 1 : 0;
                    }
                    survival *= atRisk > 0 ? 1 - ended / atRisk : 1;
                }
                yield 1 - survival;
            }
        };
    }

    @Test
    void martingaleResidualsByBreslowAreEndsLessHazards() {
        CoxRows rows = CoxOracle.random(new SplittableRandom(3), ROWS, true, false);
        CoxModel model =
                CoxRegression.withDefaults().withTies(CoxTies.BRESLOW).fit(rows).model();
        double[] residuals = CoxDiagnostics.of(model, rows).martingaleResiduals();
        for (int i = 0; i < ROWS; i++) {
            double[] x = rows.features().row(i);
            CensoredDurations d = rows.durations();
            double entry = d.entry(i);
            double hazard =
                    model.cumulativeHazardAt(x, d.duration(i)) - (entry == 0 ? 0 : model.cumulativeHazardAt(x, entry));
            assertThat(residuals[i]).isCloseTo((d.ended(i) ? 1 : 0) - hazard, within(1e-12));
        }
    }

    /** Features by name: a table with others, in another order, gives the same. */
    @Test
    void featuresAreFoundByName() {
        CoxRows rows = CoxOracle.random(new SplittableRandom(3), ROWS, false, false);
        CoxModel model = CoxRegression.withDefaults().fit(rows).model();
        CoxRows other = rows.withFeatures(rows.features().withFeatures(List.of("u", "z", "x")));
        assertThat(CoxDiagnostics.of(model, other).martingaleResiduals())
                .containsExactly(CoxDiagnostics.of(model, rows).martingaleResiduals());
    }

    @Test
    void aPenaltyLeavesNoScoreToTest() {
        CoxRows rows = CoxOracle.random(new SplittableRandom(3), ROWS, false, false);
        CoxModel model = CoxRegression.withDefaults()
                .withPenalty(Penalty.ridge(1))
                .fit(rows)
                .model();
        CoxDiagnostics diagnostics = CoxDiagnostics.of(model, rows);
        assertThat(diagnostics.martingaleResiduals()).hasSize(ROWS);
        assertThatIllegalArgumentException()
                .isThrownBy(diagnostics::proportionality)
                .withMessageContaining("without penalty");
    }

    /** An effect that turns with time is found, and named. */
    @Test
    void hazardsThatCrossAreFound() {
        SplittableRandom random = new SplittableRandom(9);
        int n = 800;
        double[] x = new double[n];
        double[] z = new double[n];
        double[] durations = new double[n];
        boolean[] ended = new boolean[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextInt(2);
            z[i] = random.nextGaussian();
            double exponential = -Math.log(random.nextDouble());
            durations[i] =
                    x[i] == 1 ? 10 * Math.sqrt(exponential) : 10 * exponential; // increasing against constant hazard
            ended[i] = durations[i] < 25;
            durations[i] = Math.min(25, durations[i]);
        }
        CoxRows rows = CoxRows.of(
                FeatureTable.builder().column("plan", x).column("noise", z).build(),
                CensoredDurations.of(durations, ended));
        CoxModel model = CoxRegression.withDefaults().fit(rows).model();
        ProportionalityTest test =
                CoxDiagnostics.of(model, rows).proportionality().orElseThrow();
        assertThat(test.terms().get(0).name()).isEqualTo("plan");
        assertThat(test.terms().get(0).pValue()).isLessThan(1e-6);
        assertThat(test.terms().get(1).pValue()).isGreaterThan(0.01);
        assertThat(test.global().pValue()).isLessThan(1e-6);
    }
}

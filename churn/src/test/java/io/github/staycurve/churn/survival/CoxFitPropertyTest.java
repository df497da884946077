package io.github.staycurve.churn.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.churn.fit.Penalty;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.stat.CensoredDurations;
import io.github.staycurve.core.stat.WeightKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What must not change a fit, and what must. */
class CoxFitPropertyTest {
    private static final int ROWS = 60;

    private static CoxFit fit(CoxRows rows, CoxTies ties) {
        return CoxRegression.withDefaults().withTies(ties).fit(rows);
    }

    private static void assertSame(CoxFit actual, CoxFit expected, String seed) {
        assertThat(actual.report().logLikelihood())
                .as(seed)
                .isCloseTo(expected.report().logLikelihood(), within(1e-9));
        assertThat(actual.scoreTest().orElseThrow().statistic())
                .as(seed)
                .isCloseTo(expected.scoreTest().orElseThrow().statistic(), within(1e-8));
        double[][] covariance = actual.report().covariance();
        for (int j = 0; j < covariance.length; j++) {
            assertThat(actual.model().coefficients()[j])
                    .as(seed)
                    .isCloseTo(expected.model().coefficients()[j], within(1e-9));
            for (int l = 0; l < covariance.length; l++) {
                assertThat(covariance[j][l])
                        .as(seed)
                        .isCloseTo(expected.report().covariance()[j][l], within(1e-9));
            }
        }
        double[] row = {0.3, 1, 61};
        CoxModel one = actual.model().inStratum(actual.model().strata().get(0));
        CoxModel other = expected.model().inStratum(expected.model().strata().get(0));
        for (double t = 0; t <= Math.min(one.knownUpTo(), other.knownUpTo()); t++) {
            assertThat(one.survivalAt(row, t)).as(seed).isCloseTo(other.survivalAt(row, t), within(1e-9));
        }
    }

    @RepeatedTest(20)
    void frequenciesAreRepetitions(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        CoxRows weighted = CoxOracle.random(random, ROWS, random.nextInt(2) == 0, true);
        CoxRows repeated = CoxOracle.repeated(weighted);
        for (CoxTies ties : CoxTies.values()) {
            String seed = "seed " + run.getCurrentRepetition() + " " + ties;
            CoxFit actual = fit(weighted, ties);
            CoxFit expected = fit(repeated, ties);
            assertSame(actual, expected, seed);
            double[] row = {1, 0, 55};
            double end = expected.model().knownUpTo();
            assertThat(actual.predictionErrors()
                            .orElseThrow()
                            .survivalAt(row, end)
                            .standardError()
                            .orElseThrow())
                    .as(seed)
                    .isCloseTo(
                            expected.predictionErrors()
                                    .orElseThrow()
                                    .survivalAt(row, end)
                                    .standardError()
                                    .orElseThrow(),
                            within(1e-9));
        }
    }

    @RepeatedTest(20)
    void frequenciesAreRepetitionsInDiagnosticsAndClustersToo(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(100 + run.getCurrentRepetition());
        CoxRows all = CoxOracle.random(random, ROWS, false, true);
        int[] positive = IntStream.range(0, ROWS)
                .filter(i -> all.durations().weight(i) > 0)
                .toArray();
        double[] weights =
                Arrays.stream(positive).mapToDouble(all.durations()::weight).toArray();
        CoxRows plain = CoxOracle.unweighted(all, positive);
        CoxRows weighted = CoxRows.of(plain.features(), plain.durations().withWeights(weights, WeightKind.FREQUENCY));
        CoxRows repeated = CoxOracle.repeated(weighted);
        for (TimeTransform transform : TimeTransform.values()) {
            ProportionalityTest actual = CoxDiagnostics.of(
                            fit(weighted, CoxTies.EFRON).model(), weighted)
                    .proportionality(transform)
                    .orElseThrow();
            ProportionalityTest expected = CoxDiagnostics.of(
                            fit(repeated, CoxTies.EFRON).model(), repeated)
                    .proportionality(transform)
                    .orElseThrow();
            assertThat(actual.global().statistic())
                    .as("seed %s, %s", run.getCurrentRepetition(), transform)
                    .isCloseTo(expected.global().statistic(), within(1e-8));
        }
        List<String> labels =
                IntStream.range(0, positive.length).mapToObj(i -> "c" + i / 3).toList();
        List<String> repeatedLabels = new ArrayList<>();
        for (int i = 0; i < positive.length; i++) {
            for (int k = 0; k < weights[i]; k++) {
                repeatedLabels.add(labels.get(i));
            }
        }
        assertSame(
                fit(weighted.withClusters(labels), CoxTies.EFRON),
                fit(repeated.withClusters(repeatedLabels), CoxTies.EFRON),
                "seed " + run.getCurrentRepetition());
    }

    @RepeatedTest(10)
    void samplingWeightsHaveNoScaleAndAgreeWithFrequenciesByBreslowOnly(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        CoxRows frequencies = CoxOracle.random(random, ROWS, false, true);
        double[] weights = IntStream.range(0, ROWS)
                .mapToDouble(frequencies.durations()::weight)
                .toArray();
        double[] scaled = Arrays.stream(weights).map(w -> 0.37 * w).toArray();
        CoxRows sampling =
                CoxRows.of(frequencies.features(), frequencies.durations().withWeights(weights, WeightKind.SAMPLING));
        CoxRows smaller =
                CoxRows.of(frequencies.features(), frequencies.durations().withWeights(scaled, WeightKind.SAMPLING));
        for (CoxTies ties : CoxTies.values()) {
            CoxFit fit = fit(sampling, ties);
            CoxFit other = fit(smaller, ties);
            double[] difference = fit.model().coefficients();
            for (int j = 0; j < difference.length; j++) {
                assertThat(other.model().coefficients()[j])
                        .as("seed %s", run.getCurrentRepetition())
                        .isCloseTo(difference[j], within(1e-9));
                assertThat(other.report().estimates().get(j).standardError().orElseThrow())
                        .isCloseTo(
                                fit.report().estimates().get(j).standardError().orElseThrow(), within(1e-9));
                difference[j] -= fit(frequencies, ties).model().coefficients()[j];
            }
            double greatest = Arrays.stream(difference).map(Math::abs).max().orElseThrow();
            if (ties == CoxTies.BRESLOW) {
                assertThat(greatest).isLessThan(1e-9);
            } else {
                assertThat(greatest).isGreaterThan(1e-5); // ties of 3 rows are not ties of 1
            }
            assertThat(fit.predictionErrors()).isEmpty();
        }
    }

    @RepeatedTest(10)
    void orderUnitsAndOriginsOfColumnsDoNotMatter(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        CoxRows rows = CoxOracle.random(random, ROWS, true, false);
        CoxFit expected = fit(rows, CoxTies.EFRON);
        String seed = "seed " + run.getCurrentRepetition();

        int[] order = IntStream.range(0, ROWS).toArray();
        for (int i = ROWS - 1; i > 0; i--) {
            int k = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[k];
            order[k] = kept;
        }
        assertSame(fit(CoxOracle.unweighted(rows, order), CoxTies.EFRON), expected, seed);

        FeatureTable table = rows.features();
        FeatureTable other = FeatureTable.builder()
                .column("x", Arrays.stream(table.column(0)).map(v -> 1e6 * v).toArray())
                .column(
                        "z",
                        Arrays.stream(table.column(1)).map(v -> 5 - 1e-6 * v).toArray())
                .column("u", Arrays.stream(table.column(2)).map(v -> v + 1e7).toArray())
                .build();
        CoxFit rescaled = fit(CoxRows.of(other, rows.durations()), CoxTies.EFRON);
        double[] beta = expected.model().coefficients();
        assertThat(rescaled.model().coefficients()[0] * 1e6).as(seed).isCloseTo(beta[0], within(1e-8));
        assertThat(rescaled.model().coefficients()[1] * -1e-6).as(seed).isCloseTo(beta[1], within(1e-8));
        assertThat(rescaled.model().coefficients()[2]).as(seed).isCloseTo(beta[2], within(1e-8));
        assertThat(rescaled.report().logLikelihood())
                .as(seed)
                .isCloseTo(expected.report().logLikelihood(), within(1e-8));
    }

    @RepeatedTest(10)
    void cuttingRowsInTimeChangesNothing(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        CoxRows rows = CoxOracle.random(random, ROWS, true, false);
        List<Integer> source = new ArrayList<>();
        List<Double> starts = new ArrayList<>();
        List<Double> ends = new ArrayList<>();
        List<Boolean> ended = new ArrayList<>();
        CensoredDurations d = rows.durations();
        for (int i = 0; i < ROWS; i++) {
            double start = d.entry(i);
            while (d.duration(i) - start > 1 && random.nextInt(3) > 0) {
                double cut = start + (d.duration(i) - start) * random.nextDouble();
                if (random.nextInt(2) == 0) {
                    cut = Math.max(start + 0.5, Math.rint(cut)); // often at a time at which rows end
                }
                if (!(cut < d.duration(i))) {
                    break;
                }
                source.add(i);
                starts.add(start);
                ends.add(cut);
                ended.add(false);
                start = cut;
            }
            source.add(i);
            starts.add(start);
            ends.add(d.duration(i));
            ended.add(d.ended(i));
        }
        boolean[] flags = new boolean[ended.size()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = ended.get(i);
        }
        CoxRows cut = CoxRows.of(
                rows.features()
                        .withRows(source.stream().mapToInt(Integer::intValue).toArray()),
                CensoredDurations.of(numbers(ends), flags).withEntries(numbers(starts)));
        for (CoxTies ties : CoxTies.values()) {
            String seed = "seed " + run.getCurrentRepetition() + " " + ties;
            assertSame(fit(cut, ties), fit(rows, ties), seed);
            CoxRegression penalised = CoxRegression.withDefaults().withPenalty(Penalty.elasticNet(0.05, 0.5));
            assertThat(penalised.fit(cut).model().coefficients()[0])
                    .as(seed)
                    .isCloseTo(penalised.fit(rows).model().coefficients()[0], within(1e-9));
        }
        // a customer's residuals add up, and so do the scores that robust errors are made of
        CoxFit fit = fit(rows, CoxTies.EFRON);
        double[] residuals = CoxDiagnostics.of(fit.model(), rows).martingaleResiduals();
        double[] ofParts = CoxDiagnostics.of(fit.model(), cut).martingaleResiduals();
        double[] sums = new double[ROWS];
        for (int i = 0; i < ofParts.length; i++) {
            sums[source.get(i)] += ofParts[i];
        }
        assertThat(sums).containsExactly(residuals, within(1e-10));
        assertThat(Arrays.stream(residuals).sum()).isCloseTo(0, within(1e-10));
        CoxFit byCustomer =
                fit(cut.withClusters(source.stream().map(i -> "c" + i).toList()), CoxTies.EFRON);
        CoxFit byRow = fit(
                rows.withClusters(
                        IntStream.range(0, ROWS).mapToObj(i -> "c" + i).toList()),
                CoxTies.EFRON);
        assertSame(byCustomer, byRow, "seed " + run.getCurrentRepetition());
    }

    private static double[] numbers(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @RepeatedTest(10)
    void oneStratumIsNoneAndLabelsAreNamesOnly(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        String seed = "seed " + run.getCurrentRepetition();
        CoxRows rows = CoxOracle.random(random, ROWS, true, false);
        List<String> one = IntStream.range(0, ROWS).mapToObj(i -> "all").toList();
        assertSame(fit(rows.withStrata(one), CoxTies.EFRON), fit(rows, CoxTies.EFRON), seed);

        List<String> labels = CoxOracle.labels(random, ROWS, 2);
        List<String> swapped =
                labels.stream().map(l -> l.equals("s0") ? "s1" : "s0").toList();
        CoxFit fit = fit(rows.withStrata(labels), CoxTies.EFRON);
        CoxFit other = fit(rows.withStrata(swapped), CoxTies.EFRON);
        assertThat(other.report().logLikelihood())
                .as(seed)
                .isCloseTo(fit.report().logLikelihood(), within(1e-9));
        double[] row = {0.3, 1, 61};
        assertThat(other.model().inStratum("s1").survivalAt(row, 1))
                .as(seed)
                .isCloseTo(fit.model().inStratum("s0").survivalAt(row, 1), within(1e-9));
    }

    /** The conditions of Karush, Kuhn and Tucker, with a gradient by differences of the likelihood of the books. */
    @ParameterizedTest
    @CsvSource({"0.02, 0.5, false", "0.1, 1, false", "0.05, 0.3, true", "0.2, 0, true", "3, 1, true"})
    void elasticNetsMeetTheirConditions(double lambda, double mix, boolean standardizes) {
        for (int seed = 1; seed <= 5; seed++) {
            CoxRows rows = CoxOracle.random(new SplittableRandom(seed), ROWS, true, true);
            Penalty penalty = new Penalty(lambda, mix, standardizes);
            CoxFit fit = CoxRegression.withDefaults().withPenalty(penalty).fit(rows);
            double[] beta = fit.model().coefficients();
            double[] gradient = CoxOracle.gradient(rows, CoxTies.EFRON, beta, 1e-6);
            double events = fit.report().observations();
            CoxSample sample = new CoxSample(rows);
            for (int j = 0; j < beta.length; j++) {
                double unit = standardizes ? sample.scale[j] : 1;
                double slope = -gradient[j] / events + penalty.ridgeWeight() * beta[j] * unit * unit;
                double bound = penalty.lassoWeight() * unit;
                if (beta[j] != 0 || bound == 0) {
                    assertThat(slope).as("seed %s, %s", seed, j).isCloseTo(-Math.signum(beta[j]) * bound, within(1e-6));
                } else {
                    assertThat(Math.abs(slope)).as("seed %s, %s", seed, j).isLessThanOrEqualTo(bound + 1e-6);
                }
            }
            if (lambda == 3) {
                assertThat(beta).containsOnly(0);
            }
            long in = mix == 0 ? 3 : Arrays.stream(beta).filter(b -> b != 0).count();
            assertThat(fit.report().covarianceParameters()).hasSize((int) in);
            assertThat(fit.waldTest()).isEmpty();
            assertThat(fit.likelihoodRatioTest()).isEmpty();
        }
    }

    /** Residuals against what they are defined as, by a sum over all rows at each time. */
    @ParameterizedTest
    @EnumSource(CoxTies.class)
    void schoenfeldResidualsSumToTheGradientAndTheirScaledMeanIsTheCoefficient(CoxTies ties) {
        for (int seed = 1; seed <= 5; seed++) {
            CoxRows rows = CoxOracle.random(new SplittableRandom(seed), ROWS, true, false);
            CoxModel model = fit(rows, ties).model();
            CoxDiagnostics diagnostics = CoxDiagnostics.of(model, rows);
            SchoenfeldResiduals residuals = diagnostics.schoenfeldResiduals();
            SchoenfeldResiduals scaled = diagnostics.scaledSchoenfeldResiduals().orElseThrow();
            double[] sums = new double[3];
            double[] scaledSums = new double[3];
            for (int i = 0; i < residuals.size(); i++) {
                int row = residuals.row(i);
                assertThat(rows.durations().ended(row)).isTrue();
                assertThat(residuals.time(i)).isEqualTo(rows.durations().duration(row));
                for (int j = 0; j < 3; j++) {
                    sums[j] += residuals.value(i, j);
                    scaledSums[j] += scaled.value(i, j) / residuals.size();
                    if (ties == CoxTies.BRESLOW) {
                        assertThat(residuals.value(i, j))
                                .isCloseTo(
                                        rows.features().value(row, j) - mean(rows, model, residuals.time(i), j),
                                        within(1e-9));
                    }
                }
            }
            assertThat(sums).containsExactly(new double[3], within(1e-7));
            assertThat(scaledSums).containsExactly(model.coefficients(), within(1e-7));
            assertThat(residuals.featureNames()).containsExactly("x", "z", "u");
        }
    }

    private static double mean(CoxRows rows, CoxModel model, double t, int j) {
        double all = 0;
        double sum = 0;
        for (int i = 0; i < ROWS; i++) {
            double entry = rows.durations().entry(i);
            if (rows.durations().duration(i) >= t && (entry == 0 || entry < t)) {
                double risk = Math.exp(model.riskScore(rows.features().row(i)));
                all += risk;
                sum += risk * rows.features().value(i, j);
            }
        }
        return sum / all;
    }
}

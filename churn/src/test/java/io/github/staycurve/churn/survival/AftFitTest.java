package io.github.staycurve.churn.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.staycurve.churn.fit.FeatureProblem;
import io.github.staycurve.churn.fit.Penalty;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.stat.CensoredDurations;
import io.github.staycurve.core.stat.Interval;
import io.github.staycurve.core.stat.PointEstimate;
import io.github.staycurve.core.stat.WeightKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AftFitTest {
    /** Lifetimes drawn from a known model, some of them known from a late entry on only. */
    private record Sample(CensoredDurations data, FeatureTable table) {
        static Sample draw(long seed, AftDistribution distribution, int n, boolean late) {
            SplittableRandom random = new SplittableRandom(seed);
            AftModel model = AftModel.of(
                    distribution, List.of("a", "b"), 2, new double[] {0.5, -0.8}, distribution.hasScale() ? 0.6 : 1);
            double[] times = new double[n];
            double[] entries = new double[n];
            boolean[] ended = new boolean[n];
            double[] a = new double[n];
            double[] b = new double[n];
            for (int i = 0; i < n; i++) {
                double life;
                do { // whoever leaves before the entry is never seen
                    a[i] = 2 * random.nextDouble();
                    b[i] = random.nextInt(2);
                    life = model.quantile(new double[] {a[i], b[i]}, random.nextDouble(1e-9, 1 - 1e-9))
                            .orElseThrow();
                    entries[i] = late && random.nextBoolean() ? 8 * random.nextDouble() : 0;
                } while (life <= entries[i]);
                double seen = entries[i] + 30 * random.nextDouble();
                times[i] = Math.min(life, seen);
                ended[i] = life <= seen;
            }
            return new Sample(
                    CensoredDurations.of(times, ended).withEntries(entries),
                    FeatureTable.builder().column("a", a).column("b", b).build());
        }
    }

    @ParameterizedTest
    @EnumSource(AftDistribution.class)
    void recoversWhatWasDrawnWithLateEntries(AftDistribution distribution) {
        Sample sample = Sample.draw(99, distribution, 20_000, true);
        FitReport report = AcceleratedFailureTime.of(distribution)
                .fit(sample.table, sample.data)
                .report();
        assertThat(report.status()).isEqualTo(FitStatus.CONVERGED);
        double[] truth = {2, 0.5, -0.8, Math.log(0.6)};
        for (int i = 0; i < report.estimates().size(); i++) {
            double error = report.estimates().get(i).standardError().orElseThrow();
            assertThat(error).isBetween(1e-4, 0.05);
            assertThat(report.estimates().get(i).value()).isCloseTo(truth[i], within(3.5 * error));
        }
    }

    /** The rate of an exponential model is events over the time under observation. */
    @Test
    void exponentialInClosedForm() {
        CensoredDurations data = CensoredDurations.of(
                        new double[] {3, 5, 9, 0, 14}, new boolean[] {true, true, false, false, true})
                .withEntries(new double[] {0, 2, 4, 0, 0})
                .withWeights(new double[] {1, 2, 1, 5, 1}, WeightKind.FREQUENCY);
        AftFit fit = AcceleratedFailureTime.of(AftDistribution.EXPONENTIAL).fit(data);
        double exposure = 3 + 2 * 3 + 5 + 14;
        double logRate = Math.log(4 / exposure);
        assertThat(fit.model().intercept()).isCloseTo(-logRate, within(1e-13));
        assertThat(fit.report().logLikelihood()).isCloseTo(4 * logRate - 4, within(1e-12));
        assertThat(fit.report().estimates().get(0).standardError().orElseThrow())
                .isCloseTo(0.5, within(1e-12));
        assertThat(fit.report().observations()).isEqualTo(5); // those censored at 0 say nothing
    }

    @RepeatedTest(24)
    void derivativesAreThoseOfTheLikelihood(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        AftDistribution distribution =
                List.copyOf(EnumSet.allOf(AftDistribution.class)).get((int) (seed % 4));
        Sample sample = Sample.draw(seed, distribution, 40, true);
        AftLikelihood likelihood = new AftLikelihood(distribution, new AftRows(sample.data, sample.table));
        int p = likelihood.unknowns();
        SplittableRandom random = new SplittableRandom(seed);
        double[] point = random.doubles(p, -0.5, 0.5).toArray();
        if (distribution.hasScale()) {
            point[p - 1] = 0.5 + random.nextDouble();
        }
        double[] gradient = new double[p];
        double[][] hessian = new double[p][p];
        likelihood.evaluate(point, gradient, hessian);
        for (int i = 0; i < p; i++) {
            double[] up = point.clone();
            double[] down = point.clone();
            up[i] += 1e-5;
            down[i] -= 1e-5;
            double[] upGradient = new double[p];
            double[] downGradient = new double[p];
            double above = likelihood.evaluate(up, upGradient, new double[p][p]);
            double below = likelihood.evaluate(down, downGradient, new double[p][p]);
            assertThat(gradient[i]).as("seed %d", seed).isCloseTo((above - below) / 2e-5, within(1e-7));
            for (int j = 0; j < p; j++) {
                double slope = (upGradient[j] - downGradient[j]) / 2e-5;
                assertThat(hessian[i][j]).as("seed %d", seed).isCloseTo(slope, within(1e-6));
                assertThat(hessian[i][j]).isEqualTo(hessian[j][i]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(AftDistribution.class)
    void unitsOfTimeAndColumnsDoNotMatter(AftDistribution distribution) {
        Sample sample = Sample.draw(3, distribution, 300, true);
        int n = sample.data.size();
        CensoredDurations weeks = CensoredDurations.of(
                        IntStream.range(0, n)
                                .mapToDouble(i -> sample.data.duration(i) / 7e6)
                                .toArray(),
                        ended(sample.data))
                .withEntries(IntStream.range(0, n)
                        .mapToDouble(i -> sample.data.entry(i) / 7e6)
                        .toArray());
        FeatureTable scaled = FeatureTable.builder()
                .column(
                        "b",
                        Arrays.stream(sample.table.column(1))
                                .map(x -> 1e9 + 1e3 * x)
                                .toArray())
                .column(
                        "a",
                        Arrays.stream(sample.table.column(0)).map(x -> 1e-8 * x).toArray())
                .build();
        AftFit plain = AcceleratedFailureTime.of(distribution).fit(sample.table, sample.data);
        AftFit other = AcceleratedFailureTime.of(distribution).fit(scaled, weeks);
        double[] c = plain.model().coefficients();
        assertThat(other.model().coefficients()[1]).isCloseTo(c[0] * 1e8, withinPercentage(1e-6));
        assertThat(other.model().coefficients()[0]).isCloseTo(c[1] / 1e3, withinPercentage(1e-6));
        assertThat(other.model().scale()).isCloseTo(plain.model().scale(), withinPercentage(1e-7));
        double events = IntStream.range(0, n).filter(sample.data::ended).count();
        assertThat(other.report().logLikelihood())
                .isCloseTo(plain.report().logLikelihood() + events * Math.log(7e6), withinPercentage(1e-9));
        assertThat(error(other, "a")).isCloseTo(error(plain, "a") * 1e8, withinPercentage(1e-5));
    }

    @Test
    void frequenciesEqualRepetitionAndOrderIsNothing() {
        Sample sample = Sample.draw(8, AftDistribution.LOG_NORMAL, 60, true);
        int[] repeated = IntStream.range(0, 180).map(i -> 59 - i / 3).toArray();
        CensoredDurations copies = CensoredDurations.of(
                        Arrays.stream(repeated)
                                .mapToDouble(sample.data::duration)
                                .toArray(),
                        ended(sample.data, repeated))
                .withEntries(
                        Arrays.stream(repeated).mapToDouble(sample.data::entry).toArray());
        double[] threes = new double[60];
        Arrays.fill(threes, 3);
        AcceleratedFailureTime fitter = AcceleratedFailureTime.of(AftDistribution.LOG_NORMAL);
        FitReport a = fitter.fit(sample.table, sample.data.withWeights(threes, WeightKind.FREQUENCY))
                .report();
        FitReport b = fitter.fit(sample.table.withRows(repeated), copies).report();
        assertThat(a.logLikelihood()).isCloseTo(b.logLikelihood(), withinPercentage(1e-10));
        for (int i = 0; i < a.estimates().size(); i++) {
            assertThat(a.estimates().get(i).value())
                    .isCloseTo(b.estimates().get(i).value(), within(1e-9));
            assertThat(a.covariance()[i][i]).isCloseTo(b.covariance()[i][i], withinPercentage(1e-6));
        }
    }

    /** The sandwich is the infinitesimal jackknife: estimates' derivatives by the weights, found here by fitting again. */
    @Test
    void robustErrorsOfSamplingWeights() {
        Sample sample = Sample.draw(21, AftDistribution.WEIBULL, 40, true);
        double[] weights = new SplittableRandom(4).doubles(40, 0.2, 3).toArray();
        AcceleratedFailureTime fitter = AcceleratedFailureTime.of(AftDistribution.WEIBULL);
        Function<double[], FitReport> fit =
                w -> fitter.fit(sample.table, sample.data.withWeights(w, WeightKind.SAMPLING))
                        .report();
        FitReport report = fit.apply(weights);
        double[] variance = new double[4];
        for (int row = 0; row < 40; row++) {
            double[] more = weights.clone();
            double[] less = weights.clone();
            more[row] += 1e-4;
            less[row] -= 1e-4;
            FitReport up = fit.apply(more);
            FitReport down = fit.apply(less);
            for (int i = 0; i < 4; i++) {
                double slope =
                        (up.estimates().get(i).value() - down.estimates().get(i).value()) / 2e-4;
                variance[i] += Math.pow(weights[row] * slope, 2);
            }
        }
        for (int i = 0; i < 4; i++) {
            assertThat(report.covariance()[i][i]).isCloseTo(variance[i], withinPercentage(1e-3));
        }
        assertThat(report.explanation()).contains("robust");
    }

    /** The delta method with derivatives by difference. */
    @ParameterizedTest
    @EnumSource(AftDistribution.class)
    void errorsOfPredictions(AftDistribution distribution) {
        Sample sample = Sample.draw(31, distribution, 200, false);
        AftFit fit = AcceleratedFailureTime.of(distribution).fit(sample.table, sample.data);
        AftPredictionErrors errors = fit.predictionErrors().orElseThrow();
        double[] row = {1.3, 1};
        assertError(fit, errors.survivalAt(row, 6), m -> m.survivalAt(row, 6));
        assertError(fit, errors.churnProbability(row, 2, 5), m -> m.churnProbability(row, 2, 5));
        assertError(fit, errors.churnProbability(row, 0, 5), m -> m.churnProbability(row, 0, 5));
        assertError(
                fit,
                errors.quantile(row, 0.4).orElseThrow(),
                m -> m.quantile(row, 0.4).orElseThrow());
        assertError(fit, errors.restrictedMean(row, 12), m -> m.restrictedMean(row, 12));
        assertThat(errors.restrictedMean(row, 0)).isEqualTo(PointEstimate.of(0, 0));
        assertThat(errors.survivalAt(row, 0)).isEqualTo(PointEstimate.of(1, 0));

        Interval churn = errors.churnInterval(row, 2, 5, 0.95).orElseThrow();
        assertThat(churn.contains(errors.churnProbability(row, 2, 5).value())).isTrue();
        double width =
                2 * 1.96 * errors.churnProbability(row, 2, 5).standardError().orElseThrow();
        assertThat(churn.width()).isCloseTo(width, withinPercentage(5));
        assertThat(churn.upper()).isLessThan(1);
        Interval quantile = errors.quantileInterval(row, 0.5, 0.95).orElseThrow();
        assertThat(quantile.contains(fit.model().quantile(row, 0.5).orElseThrow()))
                .isTrue();
        assertThat(errors.churnInterval(row, 2, 0, 0.95)).isEmpty();
    }

    private static void assertError(AftFit fit, PointEstimate estimate, ToDoubleFunction<AftModel> prediction) {
        AftModel model = fit.model();
        assertThat(estimate.value()).isEqualTo(prediction.applyAsDouble(model));
        double[][] covariance = fit.report().covariance();
        int p = covariance.length;
        double[] gradient = new double[p];
        for (int i = 0; i < p; i++) {
            gradient[i] =
                    (prediction.applyAsDouble(moved(model, i, 1e-5)) - prediction.applyAsDouble(moved(model, i, -1e-5)))
                            / 2e-5;
        }
        double variance = 0;
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
                variance += gradient[i] * covariance[i][j] * gradient[j];
            }
        }
        assertThat(estimate.standardError().orElseThrow()).isCloseTo(Math.sqrt(variance), withinPercentage(1e-4));
    }

    private static AftModel moved(AftModel model, int parameter, double by) {
        double[] c = model.coefficients();
        if (parameter == 1 || parameter == 2) {
            c[parameter - 1] += by;
        }
        return AftModel.of(
                model.distribution(),
                model.featureNames(),
                model.intercept() + (parameter == 0 ? by : 0),
                c,
                model.scale() * (parameter == 3 ? Math.exp(by) : 1));
    }

    /** Without penalty the slope of the likelihood is 0; with a ridge it is what the penalty pulls, on coefficient / scale. */
    @ParameterizedTest
    @EnumSource(AftDistribution.class)
    void aRidgeIsAtTheMinimumOfItsObjective(AftDistribution distribution) {
        Sample sample = Sample.draw(13, distribution, 150, false);
        for (Penalty penalty : List.of(Penalty.ridge(0.2), Penalty.ridge(0.2).onStandardizedColumns())) {
            AftFit fit =
                    AcceleratedFailureTime.of(distribution).withPenalty(penalty).fit(sample.table, sample.data);
            double best = objective(fit.model(), sample, penalty);
            for (int i = 0; i < (distribution.hasScale() ? 4 : 3); i++) {
                assertThat(objective(moved(fit.model(), i, 1e-3), sample, penalty))
                        .isGreaterThan(best);
                assertThat(objective(moved(fit.model(), i, -1e-3), sample, penalty))
                        .isGreaterThan(best);
            }
            AftModel free = AcceleratedFailureTime.of(distribution)
                    .fit(sample.table, sample.data)
                    .model();
            assertThat(Math.abs(fit.model().coefficients()[0])).isLessThan(Math.abs(free.coefficients()[0]));
            assertThat(fit.report().explanation()).contains(penalty.describe());
        }
    }

    private static double objective(AftModel model, Sample sample, Penalty penalty) {
        double sum = 0;
        int n = sample.data.size();
        for (int i = 0; i < n; i++) {
            double[] row = sample.table.row(i);
            double t = sample.data.duration(i);
            sum += model.cumulativeHazardAt(row, t) - (sample.data.ended(i) ? Math.log(model.hazardAt(row, t)) : 0);
        }
        double objective = sum / n;
        for (int j = 0; j < 2; j++) {
            double[] column = sample.table.column(j);
            double mean = Arrays.stream(column).average().orElseThrow();
            double deviation = Math.sqrt(Arrays.stream(column)
                    .map(x -> (x - mean) * (x - mean))
                    .average()
                    .orElseThrow());
            double b = model.coefficients()[j] / model.scale() * (penalty.standardizes() ? deviation : 1);
            objective += penalty.lambda() / 2 * b * b;
        }
        return objective;
    }

    @Test
    void badColumnsAreNamedBeforeTheFit() {
        Sample sample = Sample.draw(5, AftDistribution.WEIBULL, 50, false);
        double[] a = sample.table.column(0);
        double[] neverEnded = IntStream.range(0, 50)
                .mapToDouble(i -> sample.data.ended(i) ? 0 : 1)
                .toArray();
        FeatureTable bad = FeatureTable.builder()
                .column("a", a)
                .column("one", IntStream.range(0, 50).mapToDouble(i -> 1).toArray())
                .column("twice", Arrays.stream(a).map(x -> 2 * x + 1).toArray())
                .build();
        AcceleratedFailureTime fitter = AcceleratedFailureTime.of(AftDistribution.WEIBULL);
        AftFit refused = fitter.fit(bad, sample.data);
        assertThat(refused.problems())
                .extracting(FeatureProblem::column, FeatureProblem::kind)
                .containsExactly(
                        tuple("one", FeatureProblem.Kind.CONSTANT), tuple("twice", FeatureProblem.Kind.COLLINEAR));
        assertThatThrownBy(refused::model)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("feature 'one'")
                .hasMessageContaining("feature 'twice'");
        assertThat(refused.predictionErrors()).isEmpty();
        FeatureTable separating = FeatureTable.builder()
                .column("a", a)
                .column("never", neverEnded)
                .build();
        AftFit separated = fitter.fit(separating, sample.data);
        assertThat(separated.problems())
                .extracting(FeatureProblem::column, FeatureProblem::kind)
                .containsExactly(tuple("never", FeatureProblem.Kind.SEPARATING));
        assertThat(separated.describe()).contains("FAILED").contains("feature 'never'");
        AftFit held = fitter.withPenalty(Penalty.ridge(0.01)).fit(separating, sample.data);
        assertThat(held.report().status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(held.problems()).hasSize(1);
        double[] hole = a.clone();
        hole[7] = Double.NaN;
        FeatureTable missing =
                FeatureTable.builder().incompleteColumn("hole", hole).build();
        for (AcceleratedFailureTime any : List.of(fitter, fitter.withPenalty(Penalty.ridge(0.01)))) {
            assertThat(any.fit(missing, sample.data).report().explanation()).contains("feature 'hole' is missing");
        }
        assertThat(fitter.fit(sample.table, sample.data).problems()).isEmpty();
        assertThatThrownBy(() -> fitter.withPenalty(Penalty.lasso(1))).hasMessageContaining("ridge");
        assertThatThrownBy(() -> fitter.fit(sample.table.withRows(new int[3]), sample.data))
                .hasMessageContaining("durations");
    }

    /** As in a Cox regression, what a penalty makes up for is told but does not stop the fit. */
    @Test
    void aRidgeMakesUpForConstantAndCollinearColumns() {
        Sample sample = Sample.draw(5, AftDistribution.WEIBULL, 50, false);
        double[] a = sample.table.column(0);
        double[] one = new double[50];
        Arrays.fill(one, 7);
        FeatureTable bad = FeatureTable.builder()
                .column("a", a)
                .column("one", one)
                .column("twice", Arrays.stream(a).map(x -> 2 * x + 1).toArray())
                .build();
        AftFit fit = AcceleratedFailureTime.of(AftDistribution.WEIBULL)
                .withPenalty(Penalty.ridge(0.1))
                .fit(bad, sample.data);
        assertThat(fit.report().status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(fit.problems()).extracting(FeatureProblem::column).containsExactly("one", "twice");
        double[] c = fit.model().coefficients();
        assertThat(c[1]).isZero();
        assertThat(c[2]).isCloseTo(2 * c[0], withinPercentage(1e-6)); // the ridge on columns as given shares it so
    }

    /** Their coefficients have no squares within the range of doubles. */
    @ParameterizedTest
    @ValueSource(doubles = {1e200, 1e-200})
    void columnsBeyondTheRangeOfDoublesAreNamed(double unit) {
        Sample sample = Sample.draw(5, AftDistribution.WEIBULL, 50, false);
        FeatureTable far = FeatureTable.builder()
                .column(
                        "far",
                        Arrays.stream(sample.table.column(0)).map(x -> unit * x).toArray())
                .column("b", sample.table.column(1))
                .build();
        for (Penalty penalty : List.of(Penalty.none(), Penalty.ridge(1))) {
            FitReport aft = AcceleratedFailureTime.of(AftDistribution.WEIBULL)
                    .withPenalty(penalty)
                    .fit(far, sample.data)
                    .report();
            FitReport cox = CoxRegression.withDefaults()
                    .withPenalty(penalty)
                    .fit(far, sample.data)
                    .report();
            assertThat(aft.status()).isEqualTo(FitStatus.FAILED);
            assertThat(aft.explanation()).contains("feature 'far'").contains("another unit");
            assertThat(cox.explanation()).isEqualTo(aft.explanation());
        }
    }

    /** Neither of two columns separates alone; their difference does. */
    @Test
    void columnsThatSeparateTogetherAreNamedAfterIt() {
        int n = 60;
        SplittableRandom random = new SplittableRandom(2);
        double[] a = random.doubles(n).toArray();
        double[] b = new double[n];
        double[] times = random.doubles(n, 1, 9).toArray();
        boolean[] ended = new boolean[n];
        for (int i = 0; i < n; i++) {
            ended[i] = i % 2 == 0;
            b[i] = ended[i] ? a[i] : a[i] + 0.2 + random.nextDouble();
        }
        FeatureTable table =
                FeatureTable.builder().column("a", a).column("b", b).build();
        AftFit fit = AcceleratedFailureTime.of(AftDistribution.WEIBULL).fit(table, CensoredDurations.of(times, ended));
        assertThat(fit.report().status()).isEqualTo(FitStatus.FAILED);
        assertThat(fit.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(FeatureProblem.Kind.SEPARATING);
            assertThat(problem.others()).hasSize(1);
            assertThat(problem.toString()).contains("'a'").contains("'b'").contains("ridge penalty");
        });
        assertThat(AcceleratedFailureTime.of(AftDistribution.WEIBULL)
                        .withPenalty(Penalty.ridge(0.01))
                        .fit(table, CensoredDurations.of(times, ended))
                        .report()
                        .status())
                .isEqualTo(FitStatus.CONVERGED);
    }

    @ParameterizedTest
    @EnumSource(AftDistribution.class)
    void edges(AftDistribution distribution) {
        AcceleratedFailureTime fitter = AcceleratedFailureTime.of(distribution);
        AftFit none = fitter.fit(CensoredDurations.of(new double[] {1, 2}, new boolean[2]));
        assertThat(none.hasModel()).isFalse();
        assertThat(none.report().explanation()).contains("None of the 2 rows has ended");
        assertThatThrownBy(none::model)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("None of the 2 rows has ended");
        assertThat(fitter.fit(CensoredDurations.of(new double[0], new boolean[0]))
                        .hasModel())
                .isFalse();
        FeatureTable two =
                FeatureTable.builder().column("a", new double[] {1, 2}).build();
        assertThat(fitter.fit(two, CensoredDurations.of(new double[] {1, 2}, new boolean[2]))
                        .hasModel())
                .isFalse();

        AftFit one = fitter.fit(CensoredDurations.of(new double[] {5}, new boolean[] {true}));
        AftFit same = fitter.fit(CensoredDurations.of(new double[] {5, 5, 5}, new boolean[] {true, true, true}));
        if (distribution.hasScale()) {
            assertThat(one.report().status()).isEqualTo(FitStatus.FAILED);
            assertThat(same.report().explanation())
                    .contains("scale falls to 0")
                    .contains("all rows that ended did so at one time");
        } else {
            assertThat(one.model().intercept()).isCloseTo(Math.log(5), within(1e-12));
            assertThat(same.report().estimates().get(0).standardError().orElseThrow())
                    .isCloseTo(1 / Math.sqrt(3), within(1e-12));
        }
        assertThatThrownBy(() -> fitter.fit(CensoredDurations.of(new double[] {0, 2}, new boolean[] {true, true})))
                .hasMessageContaining("duration of row 0 must be above 0");
    }

    private static double error(AftFit fit, String name) {
        return fit.report().estimate(name).orElseThrow().standardError().orElseThrow();
    }

    private static boolean[] ended(CensoredDurations data) {
        return ended(data, IntStream.range(0, data.size()).toArray());
    }

    private static boolean[] ended(CensoredDurations data, int[] rows) {
        boolean[] ended = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            ended[i] = data.ended(rows[i]);
        }
        return ended;
    }
}

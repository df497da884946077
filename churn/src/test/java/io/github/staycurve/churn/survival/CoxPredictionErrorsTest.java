package io.github.staycurve.churn.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.internal.math.LinearSystem;
import io.github.staycurve.core.stat.CensoredDurations;
import io.github.staycurve.core.stat.Interval;
import io.github.staycurve.core.stat.PointEstimate;
import io.github.staycurve.core.stat.SurvivalIntervalKind;
import io.github.staycurve.core.stat.WeightKind;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Errors of curves and coefficients. */
class CoxPredictionErrorsTest {
    private static final int ROWS = 40;

    private static boolean atRisk(CensoredDurations d, int row, double t) {
        return d.duration(row) >= t && (d.entry(row) == 0 || d.entry(row) < t);
    }

    /**
     * With a jump of the baseline at each time as a parameter of its own, Breslow's fit maximises a full likelihood: the
     * inverse of its second derivatives gives the errors of everything by the delta method.
     */
    @RepeatedTest(10)
    void areThoseOfTheFullLikelihoodOfCoefficientsAndJumps(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        CoxRows rows = CoxOracle.random(random, ROWS, random.nextInt(2) == 0, true);
        CoxFit fit = CoxRegression.withDefaults().withTies(CoxTies.BRESLOW).fit(rows);
        CoxModel model = fit.model();
        double[][] covariance = LinearSystem.of(fullInformation(rows, model)).inverse();
        double[] row = {random.nextGaussian(), random.nextInt(2), 50 + 20 * random.nextDouble()};
        BaselineHazard baseline = model.baselines().get(0);
        double[] zero = new double[3];
        double factor = Math.exp(model.riskScore(row));
        for (int k = 0; k < baseline.size(); k++) {
            double hazard = model.cumulativeHazardAt(zero, baseline.time(k));
            double variance = variance(covariance, row, new double[] {factor, hazard, -1, k});
            PointEstimate actual = fit.predictionErrors().orElseThrow().cumulativeHazardAt(row, baseline.time(k));
            assertThat(actual.value()).isCloseTo(model.cumulativeHazardAt(row, baseline.time(k)), within(1e-12));
            assertThat(actual.standardError().orElseThrow())
                    .as("seed %s", run.getCurrentRepetition())
                    .isCloseTo(Math.sqrt(variance), within(1e-7 * Math.sqrt(variance)));
            for (int from = 0; from < k; from++) {
                double ahead = hazard - model.cumulativeHazardAt(zero, baseline.time(from));
                double error = Math.sqrt(variance(covariance, row, new double[] {factor, ahead, from, k}));
                double length = baseline.time(k) - baseline.time(from);
                PointEstimate churn =
                        fit.predictionErrors().orElseThrow().churnProbability(row, baseline.time(from), length);
                assertThat(churn.value()).isCloseTo(-Math.expm1(-factor * ahead), within(1e-12));
                double stay = 1 - churn.value();
                assertThat(churn.standardError().orElseThrow()).isCloseTo(stay * error, within(1e-7));
                Interval interval = fit.predictionErrors()
                        .orElseThrow()
                        .churnInterval(row, baseline.time(from), length, 0.9)
                        .orElseThrow();
                double ratio = Math.exp(1.6448536269514722 * error / (factor * ahead));
                assertThat(interval.lower()).isCloseTo(-Math.expm1(-factor * ahead / ratio), within(1e-7));
                assertThat(interval.upper()).isCloseTo(-Math.expm1(-factor * ahead * ratio), within(1e-7));
            }
        }
    }

    /** Variance of the hazard of a row between two jumps; the numbers are its factor, the hazard at 0, and the jumps. */
    private static double variance(double[][] covariance, double[] row, double[] span) {
        double[] slope = new double[covariance.length];
        for (int j = 0; j < 3; j++) {
            slope[j] = row[j] * span[1] * span[0];
        }
        Arrays.fill(slope, 3 + (int) span[2] + 1, 3 + (int) span[3] + 1, span[0]);
        double variance = 0;
        for (int a = 0; a < slope.length; a++) {
            for (int b = 0; b < slope.length; b++) {
                variance += slope[a] * covariance[a][b] * slope[b];
            }
        }
        return variance;
    }

    private static double[][] fullInformation(CoxRows rows, CoxModel model) {
        BaselineHazard baseline = model.baselines().get(0);
        CensoredDurations d = rows.durations();
        double[][] information = new double[3 + baseline.size()][3 + baseline.size()];
        double before = 0;
        for (int k = 0; k < baseline.size(); k++) {
            double jump = model.cumulativeHazardAt(new double[3], baseline.time(k)) - before;
            before += jump;
            double ended = 0;
            for (int i = 0; i < ROWS; i++) {
                if (atRisk(d, i, baseline.time(k))) {
                    double[] x = rows.features().row(i);
                    double risk = d.weight(i) * Math.exp(model.riskScore(x));
                    ended += d.ended(i) && d.duration(i) == baseline.time(k) ? d.weight(i) : 0;
                    for (int j = 0; j < 3; j++) {
                        information[j][3 + k] += risk * x[j];
                        information[3 + k][j] += risk * x[j];
                        for (int l = 0; l < 3; l++) {
                            information[j][l] += risk * x[j] * x[l] * jump;
                        }
                    }
                }
            }
            information[3 + k][3 + k] = ended / (jump * jump);
        }
        return information;
    }

    @Test
    void intervalsAreSymmetricOnTheirScale() {
        CoxRows rows = CoxOracle.random(new SplittableRandom(1), ROWS, false, false);
        CoxFit fit = CoxRegression.withDefaults().fit(rows);
        SurvivalPredictionErrors errors = fit.predictionErrors().orElseThrow();
        double[] row = {0, 1, 60};
        double z = 1.959963984540054; // the standard normal quantile of 0.975
        double s = fit.model().survivalAt(row, 3);
        PointEstimate survival = errors.survivalAt(row, 3);
        assertThat(survival.value()).isEqualTo(s);
        double error = survival.standardError().orElseThrow();
        Interval plain = errors.survivalInterval(row, 3, 0.95, SurvivalIntervalKind.PLAIN)
                .orElseThrow();
        assertThat(plain.lower()).isCloseTo(Math.max(0, s - z * error), within(1e-12));
        assertThat(plain.upper()).isCloseTo(Math.min(1, s + z * error), within(1e-12));
        Interval log =
                errors.survivalInterval(row, 3, 0.95, SurvivalIntervalKind.LOG).orElseThrow();
        assertThat(log.lower()).isCloseTo(s * Math.exp(-z * error / s), within(1e-12));
        assertThat(log.upper()).isCloseTo(Math.min(1, s * Math.exp(z * error / s)), within(1e-12));
        Interval both = errors.survivalInterval(row, 3, 0.95, SurvivalIntervalKind.LOG_LOG)
                .orElseThrow();
        double half = z * error / (s * Math.abs(Math.log(s)));
        assertThat(both.lower()).isCloseTo(Math.pow(s, Math.exp(half)), within(1e-12));
        assertThat(both.upper()).isCloseTo(Math.pow(s, Math.exp(-half)), within(1e-12));
        assertThat(errors.survivalInterval(row, 0, 0.95, SurvivalIntervalKind.LOG))
                .isEmpty();
        assertThat(errors.cumulativeHazardAt(row, 0).standardError().orElseThrow())
                .isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> errors.survivalInterval(row, 3, 1, SurvivalIntervalKind.LOG));
        assertThat(errors.toString()).contains("times");
    }

    /** A chance far below the last digit of 1 has an interval about it, as in a model with a formula. */
    @Test
    void intervalsOfTinyChancesKeepTheirDigits() {
        SplittableRandom random = new SplittableRandom(9);
        double[] x = new double[500];
        double[] lives = new double[500];
        boolean[] ended = new boolean[500];
        for (int i = 0; i < 500; i++) {
            x[i] = random.nextGaussian();
            lives[i] = -Math.log(1 - random.nextDouble()) / Math.exp(2 * x[i]);
            ended[i] = true;
        }
        FeatureTable table = FeatureTable.builder().column("x", x).build();
        CensoredDurations durations = CensoredDurations.of(lives, ended);
        SurvivalPredictionErrors cox = CoxRegression.withDefaults()
                .fit(table, durations)
                .predictionErrors()
                .orElseThrow();
        SurvivalPredictionErrors weibull = AcceleratedFailureTime.of(AftDistribution.WEIBULL)
                .fit(table, durations)
                .predictionErrors()
                .orElseThrow();
        for (SurvivalPredictionErrors errors : List.of(cox, weibull)) {
            double[] loyal = {-20};
            PointEstimate churn = errors.churnProbability(loyal, 0.5, 0.5);
            assertThat(churn.value()).isBetween(1e-20, 1e-15);
            double ratio = Math.exp(1.959963984540054 * churn.standardError().orElseThrow() / churn.value());
            Interval interval = errors.churnInterval(loyal, 0.5, 0.5, 0.95).orElseThrow();
            assertThat(interval.lower()).isCloseTo(churn.value() / ratio, withinPercentage(1e-9));
            assertThat(interval.upper()).isCloseTo(churn.value() * ratio, withinPercentage(1e-9));
        }
        double[] gone = {2.5}; // all but certain to leave: the hazard is known where the chance rounds to 1
        assertThat(weibull.churnProbability(gone, 0.5, 0.5).value()).isEqualTo(1);
        Interval near = weibull.churnInterval(gone, 0.5, 0.5, 0.95).orElseThrow();
        assertThat(near.lower()).isLessThan(1);
        assertThat(near.contains(1)).isTrue();
        double[] never = {400}; // the hazard itself is beyond doubles
        assertThat(weibull.survivalAt(never, 1e300)).isEqualTo(PointEstimate.withoutError(0));
        assertThat(weibull.churnInterval(never, 0, 1e300, 0.95)).isEmpty();
    }

    @Test
    void everyStratumHasItsOwn() {
        SplittableRandom random = new SplittableRandom(4);
        CoxRows rows = CoxOracle.random(random, 100, false, false);
        CoxFit fit = CoxRegression.withDefaults().fit(rows.withStrata(CoxOracle.labels(random, 100, 2)));
        assertThatIllegalStateException().isThrownBy(fit::predictionErrors).withMessageContaining("s0");
        double[] row = {0, 1, 60};
        double one = fit.predictionErrors("s0").orElseThrow().survivalAt(row, 2).value();
        double other =
                fit.predictionErrors("s1").orElseThrow().survivalAt(row, 2).value();
        assertThat(one)
                .isEqualTo(fit.model().inStratum("s0").survivalAt(row, 2))
                .isNotEqualTo(other);
        assertThatIllegalArgumentException().isThrownBy(() -> fit.predictionErrors("s2"));
    }

    /** Twice the same rows tell no more than once, if they are known to be of the same customers. */
    @Test
    void robustErrorsOfDoubledRowsAreThoseOfOne() {
        CoxRows rows = CoxOracle.random(new SplittableRandom(2), ROWS, false, false);
        int[] twice = IntStream.range(0, 2 * ROWS).map(i -> i % ROWS).toArray();
        List<String> labels = Arrays.stream(twice).mapToObj(Integer::toString).toList();
        CoxRegression breslow = CoxRegression.withDefaults().withTies(CoxTies.BRESLOW);
        CoxFit doubled = breslow.fit(CoxOracle.unweighted(rows, twice).withClusters(labels));
        CoxFit once = breslow.fit(rows.withClusters(labels.subList(0, ROWS)));
        double[] ones = new double[ROWS];
        Arrays.fill(ones, 1);
        CoxFit sampled = breslow.fit(rows.features(), rows.durations().withWeights(ones, WeightKind.SAMPLING));
        for (int j = 0; j < 3; j++) {
            double expected = once.report().estimates().get(j).standardError().orElseThrow();
            assertThat(doubled.report().estimates().get(j).standardError().orElseThrow())
                    .isCloseTo(expected, within(1e-10));
            assertThat(sampled.report().estimates().get(j).standardError().orElseThrow())
                    .isCloseTo(expected, within(1e-12));
            assertThat(doubled.informationCovariance()[j][j])
                    .isCloseTo(once.informationCovariance()[j][j] / 2, within(1e-10));
        }
        assertThat(once.predictionErrors()).isEmpty();
        assertThat(once.describe()).contains("robust, over " + ROWS + " clusters");
        assertThat(sampled.describe()).contains("robust, over rows");
    }

    /** The scores of one cluster sum to 0 at the maximum: that they are 1e-16 and not 0 is no error of 1e-17. */
    @Test
    void oneClusterTellsNothingOfErrors() {
        CoxRows rows = CoxOracle.random(new SplittableRandom(2), ROWS, false, false);
        CoxFit one = CoxRegression.withDefaults().fit(rows.withClusters(Collections.nCopies(ROWS, "all")));
        CoxFit free = CoxRegression.withDefaults().fit(rows);
        assertThat(one.report().status()).isEqualTo(FitStatus.FLAT);
        assertThat(one.report().explanation()).contains("1 cluster").contains("not known");
        assertThat(one.report().estimates())
                .allSatisfy(estimate -> assertThat(estimate.standardError()).isEmpty());
        assertThat(one.waldTest()).isEmpty();
        assertThat(one.predictionErrors()).isEmpty();
        assertThat(one.model()).isEqualTo(free.model());
        assertThat(one.informationCovariance()).isDeepEqualTo(free.informationCovariance());
    }

    /** One row of weight 1 is at its maximum exactly. */
    @Test
    void oneRowTellsNothingOfErrors() {
        AftFit one = AcceleratedFailureTime.of(AftDistribution.EXPONENTIAL)
                .fit(CensoredDurations.of(new double[] {3, 4}, new boolean[] {true, true})
                        .withWeights(new double[] {0.7, 0}, WeightKind.SAMPLING));
        assertThat(one.model().intercept()).isCloseTo(Math.log(3), within(1e-12));
        assertThat(one.report().status()).isEqualTo(FitStatus.FLAT);
        assertThat(one.report().explanation()).contains("not known");
        assertThat(one.predictionErrors()).isEmpty();
    }

    /** Coefficients and a curve that are known, from 4,000 customers. */
    @Test
    void whatWasSimulatedIsFoundWithinItsErrors() {
        SplittableRandom random = new SplittableRandom(20260701);
        int n = 4000;
        double[] x = new double[n];
        double[] z = new double[n];
        double[] durations = new double[n];
        boolean[] ended = new boolean[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextGaussian();
            z[i] = random.nextInt(2);
            double t = -Math.log(random.nextDouble()) / (0.1 * Math.exp(0.7 * x[i] - 0.4 * z[i]));
            double censored = 20 * random.nextDouble();
            durations[i] = Math.min(t, censored);
            ended[i] = t <= censored;
        }
        FeatureTable table =
                FeatureTable.builder().column("x", x).column("z", z).build();
        CoxFit fit = CoxRegression.withDefaults().fit(table, CensoredDurations.of(durations, ended));
        double[] truth = {0.7, -0.4};
        for (int j = 0; j < 2; j++) {
            double error = fit.report().estimates().get(j).standardError().orElseThrow();
            assertThat(error).isBetween(0.01, 0.06);
            assertThat(fit.model().coefficients()[j]).isCloseTo(truth[j], within(3 * error));
        }
        Interval interval = fit.predictionErrors()
                .orElseThrow()
                .survivalInterval(new double[] {0.5, 1}, 5, 0.999, SurvivalIntervalKind.LOG_LOG)
                .orElseThrow();
        assertThat(interval.contains(Math.exp(-0.5 * Math.exp(0.35 - 0.4)))).isTrue();
        assertThat(interval.width()).isLessThan(0.1);
        assertThat(CoxDiagnostics.of(fit.model(), CoxRows.of(table, CensoredDurations.of(durations, ended)))
                        .proportionality()
                        .orElseThrow()
                        .global()
                        .pValue())
                .isGreaterThan(0.001);
    }
}

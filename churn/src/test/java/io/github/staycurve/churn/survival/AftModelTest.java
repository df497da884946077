package io.github.staycurve.churn.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.internal.math.NormalDistributions;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AftModelTest {
    private static final double[] NO_FEATURES = {};

    private static AftModel model(AftDistribution distribution, double location, double scale) {
        return AftModel.of(distribution, List.of(), location, NO_FEATURES, scale);
    }

    /** Areas under curves that have one in closed form. */
    @ParameterizedTest
    @CsvSource({"0.1, 3", "3, 3", "3, 0.01", "1000, 3", "1e6, 1e-3", "1e-6, 50", "52, 1e6"})
    void restrictedMeansInClosedForm(double upTo, double typical) {
        double m = Math.log(typical);
        double x = upTo / typical;
        assertMean(model(AftDistribution.EXPONENTIAL, m, 1), upTo, -typical * Math.expm1(-x));
        double root = Math.sqrt(x);
        double falling =
                2 * typical * (root < 1e-3 ? x / 2 - root * x / 3 + x * x / 8 : 1 - (1 + root) * Math.exp(-root));
        assertMean(model(AftDistribution.WEIBULL, m, 2), upTo, falling);
        assertMean(model(AftDistribution.LOG_LOGISTIC, m, 1), upTo, typical * Math.log1p(x));
        assertMean(model(AftDistribution.LOG_LOGISTIC, m, 0.5), upTo, typical * Math.atan(x));
        for (double scale : new double[] {0.01, 0.3, 1, 3}) {
            double end = Math.log(upTo);
            double expected =
                    Math.exp(m + scale * scale / 2) * NormalDistributions.cumulative((end - m - scale * scale) / scale)
                            + upTo * NormalDistributions.cumulative((m - end) / scale);
            assertMean(model(AftDistribution.LOG_NORMAL, m, scale), upTo, expected);
        }
    }

    private static void assertMean(AftModel model, double upTo, double expected) {
        assertThat(model.restrictedMean(NO_FEATURES, upTo))
                .as("%s up to %s", model, upTo)
                .isCloseTo(expected, withinPercentage(1e-9));
    }

    /** Two derivations: incomplete gamma and normal functions, and the integral itself. */
    @RepeatedTest(200)
    void formulasOfTheMeanAgreeWithTheIntegral(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        AftDistribution distribution = seed % 2 == 0 ? AftDistribution.WEIBULL : AftDistribution.LOG_NORMAL;
        double scale = Math.exp(random.nextDouble(-4, Math.log(20)));
        double location = random.nextDouble(-10, 10);
        double upTo = Math.exp(random.nextDouble(-10, 10));
        AftArea area = new AftArea(distribution, location, scale);
        assertThat(area.upTo(upTo))
                .as("seed %d: %s, location %s, scale %s, up to %s", seed, distribution, location, scale, upTo)
                .isCloseTo(area.upTo(upTo, z -> 1), withinPercentage(1e-9));
    }

    @Test
    void aNarrowCurveIsAStep() {
        for (AftDistribution distribution :
                List.of(AftDistribution.WEIBULL, AftDistribution.LOG_LOGISTIC, AftDistribution.LOG_NORMAL)) {
            AftModel model = model(distribution, Math.log(10), 1e-6);
            assertThat(model.restrictedMean(NO_FEATURES, 30)).isCloseTo(10, within(1e-4));
            assertThat(model.restrictedMean(NO_FEATURES, 5)).isCloseTo(5, within(1e-9));
            assertThat(model.survivalAt(NO_FEATURES, 9)).isEqualTo(1);
            assertThat(model.survivalAt(NO_FEATURES, 11)).isZero();
            assertThat(model.churnProbability(NO_FEATURES, 11, 1)).isEqualTo(1);
            assertThat(model.churnProbability(NO_FEATURES, 9, 2)).isEqualTo(1);
        }
    }

    /** mpmath 1.3, 40 digits: -log(erfc(z/sqrt(2))/2) and exp(-z^2/2)/sqrt(2 pi)/(erfc(z/sqrt(2))/2). */
    @ParameterizedTest
    @CsvSource({
        "-8.0, 6.2209605742717861e-16, 5.0522710835368954e-15",
        "-3.0, 0.0013508099647481938, 0.0044378390421256638",
        "-0.5, 0.36894641528865639, 0.50916043383703349",
        "0.0, 0.69314718055994531, 0.79788456080286536",
        "1.0, 1.8410216450092635, 1.5251352761609812",
        "4.9, 14.551182689355311, 5.0898286001298833",
        "5.0, 15.064998393988726, 5.1865039671258421",
        "5.1, 15.588487091871468, 5.2832876169091574",
        "8.0, 35.01343715991455, 8.1213681122361127",
        "12.0, 75.410673001568796, 12.082214175254284",
        "37.0, 689.03058557689059, 37.02698768612699",
        "40.0, 804.60844201375379, 40.024968847207264",
        "1000.0, 500007.82669481218, 1000.000999998",
    })
    void normalTails(double z, double cumulativeHazard, double hazard) {
        assertThat(NormalTail.cumulativeHazard(z)).isCloseTo(cumulativeHazard, withinPercentage(1e-11));
        assertThat(NormalTail.hazard(z)).isCloseTo(hazard, withinPercentage(1e-11));
        assertThat(NormalTail.logHazard(z)).isCloseTo(Math.log(hazard), within(1e-12 * Math.max(1, z * z)));
    }

    @RepeatedTest(100)
    void theContractOfASurvivalModel(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        AftDistribution distribution =
                List.copyOf(EnumSet.allOf(AftDistribution.class)).get((int) (seed % 4));
        double scale = distribution.hasScale() ? Math.exp(4 * random.nextDouble() - 2.5) : 1;
        double[] coefficients = {random.nextDouble() - 0.5, 2 * random.nextDouble()};
        AftModel model = AftModel.of(distribution, List.of("a", "b"), 3 * random.nextDouble(), coefficients, scale);
        double[] row = {4 * random.nextDouble(), random.nextDouble() - 1};
        double t = Math.exp(12 * random.nextDouble() - 6);
        double later = t * (1 + random.nextDouble());
        String name = "seed " + seed + " " + model;
        assertThat(model.survivalAt(row, 0)).as(name).isEqualTo(1);
        assertThat(model.survivalAt(row, later)).as(name).isBetween(0.0, model.survivalAt(row, t));
        double churn = model.churnProbability(row, t, later - t);
        assertThat(churn).as(name).isBetween(0.0, 1.0);
        if (model.cumulativeHazardAt(row, later) < 30) {
            double kept = model.survivalAt(row, later) / model.survivalAt(row, t);
            assertThat(churn).as(name).isCloseTo(1 - kept, within(1e-9));
        }
        assertThat(model.churnProbability(row, 0, t)).as(name).isCloseTo(1 - model.survivalAt(row, t), within(1e-14));
        assertThat(model.churnProbability(row, t, 0)).as(name).isZero();
        // the hazard is the slope of H
        double step = t * 1e-5;
        double slope = (model.cumulativeHazardAt(row, t + step) - model.cumulativeHazardAt(row, t - step)) / (2 * step);
        if (slope > 1e-6 && model.hazardAt(row, t) < 1e6) {
            assertThat(model.hazardAt(row, t)).as(name).isCloseTo(slope, withinPercentage(0.01));
        }
        double share = random.nextDouble(0.01, 0.99);
        double quantile = model.quantile(row, share).orElseThrow();
        assertThat(model.survivalAt(row, quantile)).as(name).isCloseTo(1 - share, within(1e-9));
        double mean = model.restrictedMean(row, t);
        assertThat(mean).as(name).isBetween(t * model.survivalAt(row, t) * (1 - 1e-12), t);
        assertThat(model.restrictedMean(row, later)).as(name).isGreaterThanOrEqualTo(mean * (1 - 1e-12));
        assertThat(model.riskScore(row)).isEqualTo(-model.location(row));
        assertThat(model.knownUpTo()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    /** A month ahead for one who has been here for very long: differences of cumulative hazards would have no digits left. */
    @Test
    void smallChangesOfGreatHazardsKeepTheirDigits() {
        AftModel weibull = model(AftDistribution.WEIBULL, 0, 0.5); // H = t²
        assertThat(weibull.churnProbability(NO_FEATURES, 1e5, 1e-9))
                .isCloseTo(-Math.expm1(-2e-4), withinPercentage(1e-6));
        AftModel logistic = model(AftDistribution.LOG_LOGISTIC, 0, 1); // S = 1 / (1 + t)
        assertThat(logistic.churnProbability(NO_FEATURES, 1e5, 1e-9)).isCloseTo(1e-9 / 100001, withinPercentage(1e-6));
        assertThat(logistic.churnProbability(NO_FEATURES, 1e-3, 1e300)).isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(AftDistribution.class)
    void extremes(AftDistribution distribution) {
        AftModel model = model(distribution, 0, 1);
        for (double t : new double[] {0, 1e-300, 1, 1e5, 1e300}) {
            assertThat(model.survivalAt(NO_FEATURES, t)).isBetween(0.0, 1.0);
            assertThat(model.churnProbability(NO_FEATURES, t, 1)).isBetween(0.0, 1.0);
            assertThat(model.restrictedMean(NO_FEATURES, t)).isBetween(0.0, Math.max(t, 1e-300));
        }
        assertThat(model(distribution, 5000, 1).quantile(NO_FEATURES, 0.5)).isEmpty();
        assertThat(AftDistribution.ofLabel(distribution.label())).isEqualTo(distribution);
    }

    @Test
    void aTableIsItsRowsWhateverItsOrder() {
        AftModel model = AftModel.of(AftDistribution.WEIBULL, List.of("a", "b"), 3, new double[] {0.5, -1}, 0.7);
        FeatureTable table = FeatureTable.builder()
                .incompleteColumn("unused", new double[] {Double.NaN, 1})
                .column("b", new double[] {1, 2})
                .column("a", new double[] {3, 4})
                .build();
        double[] second = {4, 2};
        double[] ages = {5, 7};
        assertThat(model.survivalAt(table, 9)[1]).isEqualTo(model.survivalAt(second, 9));
        assertThat(model.restrictedMean(table, 9)[1]).isEqualTo(model.restrictedMean(second, 9));
        assertThat(model.churnProbability(table, ages, 3)[1]).isEqualTo(model.churnProbability(second, 7, 3));
        assertThat(model.riskScores(table)[1]).isEqualTo(model.riskScore(second));
        assertThatThrownBy(() -> model.survivalAt(table.withFeatures(List.of("a")), 9))
                .hasMessageContaining("no feature 'b'");
        FeatureTable holes = FeatureTable.builder()
                .column("b", new double[] {1})
                .incompleteColumn("a", new double[] {Double.NaN})
                .build();
        assertThatThrownBy(() -> model.riskScores(holes)).hasMessageContaining("feature 'a' must be complete");
        assertThatThrownBy(() -> model.churnProbability(table, new double[1], 3))
                .hasMessageContaining("aliveAt");
    }

    @Test
    void badInputIsNamed() {
        AftModel model = AftModel.of(AftDistribution.WEIBULL, List.of("a"), 3, new double[] {0.5}, 0.7);
        double[] row = {1};
        assertThatThrownBy(() -> model.survivalAt(new double[2], 1))
                .hasMessageContaining("row must have one value for each of [a]");
        assertThatThrownBy(() -> model.survivalAt(new double[] {Double.NaN}, 1))
                .hasMessageContaining("feature 'a' must be finite");
        assertThatThrownBy(() -> model.survivalAt(row, -1)).hasMessageContaining("t must be 0 or more");
        assertThatThrownBy(() -> model.hazardAt(row, 0)).hasMessageContaining("t must be positive");
        assertThatThrownBy(() -> model.quantile(row, 1)).hasMessageContaining("share");
        assertThatThrownBy(() -> model.restrictedMean(row, Double.POSITIVE_INFINITY))
                .hasMessageContaining("upTo");
        assertThatThrownBy(() -> model.churnProbability(row, -1, 1)).hasMessageContaining("aliveAt");
        assertThatThrownBy(() -> model.churnProbability(row, 1, Double.NaN)).hasMessageContaining("length");
        assertThatThrownBy(() -> model(AftDistribution.EXPONENTIAL, 1, 2))
                .hasMessageContaining("scale of the exponential");
        assertThatThrownBy(() -> model(AftDistribution.WEIBULL, 1, 0)).hasMessageContaining("scale must be positive");
        assertThatThrownBy(() -> model(AftDistribution.WEIBULL, Double.NaN, 1)).hasMessageContaining("intercept");
        assertThatThrownBy(() -> AftModel.of(AftDistribution.WEIBULL, List.of("a"), 1, new double[] {1 / 0.0}, 1))
                .hasMessageContaining("coefficient of a");
        assertThatThrownBy(() -> AftDistribution.ofLabel("gamma")).hasMessageContaining("was 'gamma'");
    }
}

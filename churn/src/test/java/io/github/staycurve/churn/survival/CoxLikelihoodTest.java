package io.github.staycurve.churn.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.stat.CensoredDurations;
import io.github.staycurve.core.stat.WeightKind;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The likelihood in one pass against sums over all rows at each time, and its derivatives against differences. */
class CoxLikelihoodTest {
    private static CoxRows draw(SplittableRandom random) {
        int n = 8 + random.nextInt(40);
        CoxRows rows = CoxOracle.random(random, n, random.nextInt(2) == 0, random.nextInt(2) == 0);
        if (random.nextInt(3) == 0) {
            rows = rows.withStrata(CoxOracle.labels(random, n, 3));
        }
        if (random.nextInt(3) == 0) {
            double[] weights = random.doubles(n, 0.1, 3).toArray();
            CoxRows weighted = CoxRows.of(rows.features(), rows.durations().withWeights(weights, WeightKind.SAMPLING));
            rows = rows.strata().map(weighted::withStrata).orElse(weighted);
        }
        return rows;
    }

    @RepeatedTest(100)
    void valueIsThatOfTheSumsOverAllRows(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        CoxRows rows = draw(random);
        double[] beta = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian() / 20};
        for (CoxTies ties : CoxTies.values()) {
            CoxSample sample = new CoxSample(rows);
            CoxLikelihood likelihood = new CoxLikelihood(sample, ties);
            likelihood.evaluate(standardised(sample, beta));
            double expected = CoxOracle.logLikelihood(rows, ties, beta);
            assertThat(likelihood.value)
                    .as("seed %s, %s, %s", run.getCurrentRepetition(), ties, rows)
                    .isCloseTo(expected, within(1e-11 * (1 + Math.abs(expected))));
        }
    }

    @RepeatedTest(60)
    void derivativesAreThoseByDifferences(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        CoxRows rows = draw(random);
        CoxSample sample = new CoxSample(rows);
        double[] beta = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
        for (CoxTies ties : CoxTies.values()) {
            CoxLikelihood likelihood = new CoxLikelihood(sample, ties);
            double[][] information = likelihood.evaluateWithInformation(beta);
            double[] gradient = likelihood.gradient.clone();
            for (int j = 0; j < beta.length; j++) {
                double step = 1e-5;
                double[] up = beta.clone();
                double[] down = beta.clone();
                up[j] += step;
                down[j] -= step;
                likelihood.evaluate(up);
                double above = likelihood.value;
                double[] gradientAbove = likelihood.gradient.clone();
                likelihood.evaluate(down);
                assertThat(gradient[j])
                        .as("seed %s, %s", run.getCurrentRepetition(), ties)
                        .isCloseTo((above - likelihood.value) / (2 * step), within(1e-5));
                for (int l = 0; l < beta.length; l++) {
                    assertThat(information[j][l])
                            .as("seed %s, %s", run.getCurrentRepetition(), ties)
                            .isCloseTo(-(gradientAbove[l] - likelihood.gradient[l]) / (2 * step), within(1e-5));
                }
            }
        }
    }

    private static double[] standardised(CoxSample sample, double[] beta) {
        double[] standardised = beta.clone();
        for (int j = 0; j < beta.length; j++) {
            standardised[j] *= sample.scale[j];
        }
        return standardised;
    }

    /** Rows of great risk enter late and leave the sums again: what is left must be that of the others, to all digits. */
    @ParameterizedTest
    @EnumSource(CoxTies.class)
    void nothingOfARowStaysBehindOnceItIsNotAtRisk(CoxTies ties) {
        double[] x = {0, 1, 0, 1, 0, 1, 40, 41};
        double[] durations = {1, 1, 2, 2, 3, 3, 9, 10};
        double[] entries = {0, 0, 0, 0, 0, 0, 5, 5};
        boolean[] ended = {true, true, true, true, true, false, true, true};
        CensoredDurations late = CensoredDurations.of(durations, ended).withEntries(entries);
        CoxSample sample =
                new CoxSample(CoxRows.of(FeatureTable.builder().column("x", x).build(), late));
        CoxLikelihood likelihood = new CoxLikelihood(sample, ties);
        likelihood.evaluate(new double[] {1.5 * sample.scale[0]}); // e^60 against e^0
        double expected = CoxOracle.logLikelihood(
                CoxRows.of(FeatureTable.builder().column("x", x).build(), late), ties, new double[] {1.5});
        assertThat(likelihood.value).isCloseTo(expected, within(1e-12));
    }

    @Test
    void scoresTooFarApartForDoublesAreNoNumber() {
        FeatureTable table =
                FeatureTable.builder().column("x", new double[] {0, 1, 2}).build();
        CoxSample sample = new CoxSample(
                CoxRows.of(table, CensoredDurations.of(new double[] {1, 2, 3}, new boolean[] {true, true, true})));
        CoxLikelihood likelihood = new CoxLikelihood(sample, CoxTies.EFRON);
        likelihood.evaluate(new double[] {-3000});
        assertThat(likelihood.value).isNotFinite();
    }
}

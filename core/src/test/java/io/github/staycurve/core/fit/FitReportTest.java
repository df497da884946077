package io.github.staycurve.core.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.stat.Interval;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FitReportTest {
    private static FitReport.Builder converged() {
        return FitReport.builder("Toy", FitStatus.CONVERGED)
                .estimate("a", 2, false)
                .estimate("b", 5, false)
                .covariance(List.of("a", "b"), new double[][] {{0.25, 0.1}, {0.1, 4}})
                .logLikelihood(-10)
                .observations(100)
                .search(7, 9)
                .explanation("All is well.");
    }

    @Test
    void estimatesKeepTheirOrderAndTakeTheirErrorsFromTheDiagonal() {
        FitReport report = converged().build();

        assertThat(report.modelName()).isEqualTo("Toy");
        assertThat(report.status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(report.estimates())
                .containsExactly(
                        new Estimate("a", 2, OptionalDouble.of(0.5), false),
                        new Estimate("b", 5, OptionalDouble.of(2), false));
        assertThat(report.estimate("b")).contains(report.estimates().get(1));
        assertThat(report.estimate("c")).isEmpty();
        assertThat(report.boundaryParameters()).isEmpty();
        assertThat(report.covariance("a", "b")).hasValue(0.1);
        assertThat(report.covariance("a", "c")).isEmpty();
        assertThat(report.iterations()).isEqualTo(7);
        assertThat(report.evaluations()).isEqualTo(9);
        assertThat(report.observations()).isEqualTo(100);
    }

    @Test
    void criteriaAreThoseOfAkaikeAndSchwarz() {
        FitReport report = converged().build();

        assertThat(report.aic()).isEqualTo(24);
        assertThat(report.bic()).isCloseTo(20 + 2 * Math.log(100), within(1e-12));
    }

    @Test
    void covarianceIsCopiedOnTheWayInAndOut() {
        double[][] matrix = {{0.25, 0.1}, {0.1, 4}};
        FitReport report = converged().covariance(List.of("a", "b"), matrix).build();
        matrix[0][0] = 9;
        report.covariance()[1][1] = 9;

        assertThat(report.covariance()).isDeepEqualTo(new double[][] {{0.25, 0.1}, {0.1, 4}});
    }

    @Test
    void boundaryParameterHasNoStandardErrorAndIsNamed() {
        FitReport report = FitReport.builder("Toy", FitStatus.BOUNDARY)
                .estimate("a", 2, false)
                .estimate("b", 1e6, true)
                .covariance(List.of("a"), new double[][] {{0.25}})
                .logLikelihood(-10)
                .observations(2.5)
                .explanation("b is as large as it may be.")
                .build();

        assertThat(report.boundaryParameters()).containsExactly("b");
        assertThat(report.covarianceParameters()).containsExactly("a");
        assertThat(report.covariance("b", "b")).isEmpty();
        assertThat(report.describe()).isEqualTo("""
                        Toy: BOUNDARY, log-likelihood -10.0000, AIC 24.00, 2.5 observations, 0 iterations, 0 evaluations
                          a = 2.00000 (standard error 0.500, 95 % in [1.2253, 3.2646])
                          b = 1.00000e+06 (at the boundary)
                        b is as large as it may be.""");
    }

    @Test
    void flatFitDescribesEstimatesWithoutErrors() {
        FitReport report = FitReport.builder("Toy", FitStatus.FLAT)
                .estimate("a", 2, false)
                .logLikelihood(-10)
                .observations(3)
                .explanation("a may be anything.")
                .build();

        assertThat(report.describe()).contains("3 observations").contains("a = 2.00000 (no standard error)");
        assertThat(report).hasToString(report.describe());
    }

    @Test
    void negativeEstimateIsDescribedWithoutLogScaleInterval() {
        FitReport report = FitReport.builder("Toy", FitStatus.CONVERGED)
                .estimate("slope", -2, false)
                .covariance(List.of("slope"), new double[][] {{0.25}})
                .logLikelihood(-10)
                .explanation("All is well.")
                .build();

        assertThat(report.describe()).contains("slope = -2.00000 (standard error 0.500)\n");
    }

    /** A coefficient of 0.1 with an error of 1 may well be negative. */
    @Test
    void coefficientsHaveSymmetricIntervals() {
        FitReport report = FitReport.builder("Toy", FitStatus.CONVERGED)
                .ofEitherSign()
                .estimate("slope", 0.1, false)
                .estimate("other", -2, false)
                .covariance(List.of("slope", "other"), new double[][] {{1, 0}, {0, 0.25}})
                .logLikelihood(-10)
                .explanation("All is well.")
                .build();

        assertThat(report.describe())
                .contains("slope = 0.100000 (standard error 1.00, 95 % in [-1.8600, 2.0600])\n")
                .contains("other = -2.00000 (standard error 0.500, 95 % in [-2.9800, -1.0200])\n");
        assertThat(report.estimates().get(0).interval(0.95).orElseThrow().upper())
                .isCloseTo(0.1 + 1.959963984540054, within(1e-12));
    }

    @Test
    void failedFitLosesEveryComparison() {
        FitReport report = FitReport.failed("Toy", "No row could be used.");

        assertThat(report.estimates()).isEmpty();
        assertThat(report.covariance()).isEmpty();
        assertThat(report.logLikelihood()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(report.aic()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(report.bic()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(report.explanation()).isEqualTo("No row could be used.");
        assertThat(report.describe()).isEqualTo("Toy: FAILED\nNo row could be used.");
        assertThat(report.status().hasEstimates()).isFalse();
    }

    @Test
    void logScaleIntervalIsSymmetricInLogs() {
        Estimate estimate = new Estimate("a", 2, OptionalDouble.of(1), false);

        // 0.9544997361036416 is the probability within two standard deviations: exp(ln 2 ± 2·1/2)
        Interval interval = estimate.logScaleInterval(0.9544997361036416).orElseThrow();

        assertThat(interval.lower()).isCloseTo(2 / Math.E, within(1e-14));
        assertThat(interval.upper()).isCloseTo(2 * Math.E, within(1e-14));
        assertThat(interval.confidence()).isEqualTo(0.9544997361036416);
        assertThat(interval.contains(2)).isTrue();
        assertThat(interval.contains(0.7)).isFalse();
        assertThat(interval.contains(5.5)).isFalse();
        // the greatest level below 1 leaves 2^-54 on each side: z is 8.2, not infinite
        assertThat(estimate.logScaleInterval(Math.nextDown(1.0)).orElseThrow().upper())
                .isBetween(2 * Math.exp(4.1), 2 * Math.exp(4.2));
        assertThat(new Estimate("a", -2, OptionalDouble.of(1), false).logScaleInterval(0.9))
                .isEmpty();
        assertThat(new Estimate("a", 2, OptionalDouble.empty(), true).logScaleInterval(0.9))
                .isEmpty();
    }

    @Test
    void contradictionsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> converged().estimate("a", 3, false))
                .withMessage("there is an estimate of a already");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> converged().estimate("c", Double.NaN, false))
                .withMessage("c must be finite, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> converged().estimate("c", 1, false).build())
                .withMessageContaining("must have standard errors throughout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FitReport.builder("Toy", FitStatus.BOUNDARY)
                        .estimate("a", 1, false)
                        .logLikelihood(1)
                        .explanation("?")
                        .build())
                .withMessageContaining("must name a parameter at the boundary");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FitReport.builder("Toy", FitStatus.FAILED)
                        .estimate("a", 1, true)
                        .explanation("?")
                        .build())
                .withMessageContaining("exactly when it did not fail");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FitReport.builder("Toy", FitStatus.FLAT)
                        .estimate("a", 1, false)
                        .explanation("?")
                        .build())
                .withMessageContaining("must have a log-likelihood");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FitReport.builder("Toy", FitStatus.FAILED).build())
                .withMessageStartingWith("explanation must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Estimate("a", 1, OptionalDouble.of(1), true))
                .withMessageContaining("a is at a boundary");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Estimate("a", 1, OptionalDouble.of(1), false).logScaleInterval(1.96))
                .withMessage("confidence must lie above 0 and below 1, was 1.96");
    }

    @Test
    void equalWhenEverythingIs() {
        FitReport report = converged().build();

        assertThat(converged().build()).isEqualTo(report).hasSameHashCodeAs(report);
        assertThat(List.of(
                        converged().estimate("c", 1, false).covariance(List.of("a", "b", "c"), new double[][] {
                            {0.25, 0.1, 0}, {0.1, 4, 0}, {0, 0, 1}
                        }),
                        converged().covariance(List.of("b", "a"), new double[][] {{4, 0.1}, {0.1, 0.25}}),
                        converged().covariance(List.of("a", "b"), new double[][] {{0.25, 0.2}, {0.2, 4}}),
                        converged().logLikelihood(-11),
                        converged().observations(99),
                        converged().search(8, 9),
                        converged().search(7, 10),
                        converged().explanation("All was well.")))
                .allSatisfy(other -> assertThat(other.build()).isNotEqualTo(report));
        assertThat(FitReport.failed("Toy", "x"))
                .isNotEqualTo(FitReport.failed("Other", "x"))
                .isNotEqualTo(report)
                .isNotEqualTo("x");
    }

    @Test
    void malformedCovarianceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> converged().covariance(List.of("a", "a"), new double[][] {{1, 0}, {0, 1}}))
                .withMessage("covariance must cover each parameter once, covers [a, a]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> converged().covariance(List.of("a", "b"), new double[][] {{1, 0.5}, {0.4, 1}}))
                .withMessage("covariance of a and b must be symmetric, was 0.5 and 0.4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> converged().covariance(List.of("a", "b"), new double[][] {{1, 0.5}, {Double.NaN, 1}}))
                .withMessage("covariance of b must be finite, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> converged().covariance(List.of("a", "b"), new double[][] {{1, Double.NaN}, {0.5, 1}}))
                .withMessage("covariance of a and b must be symmetric, was NaN and 0.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> converged().covariance(List.of("a"), new double[0][]))
                .withMessageContaining("a row for each of [a], has 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> converged().covariance(List.of("a"), new double[][] {{1, 2}}))
                .withMessageContaining("covariance row 0 must have 1 entries, has 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> converged().covariance(List.of("a"), new double[][] {{-1}}))
                .withMessageContaining("variance of a must be positive");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> converged()
                        .covariance(List.of("z"), new double[][] {{1}})
                        .build())
                .withMessageContaining("covariance covers [z]");
    }
}

package io.github.staycurve.clv.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.fit.FitReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikelihoodRatioTestTest {

    /** Quantiles of the chi-square distribution as printed in tables: the statistic whose p-value is 0.05 or 0.01. */
    @ParameterizedTest
    @CsvSource({
        "1, 3.841458820694124, 0.05",
        "2, 5.991464547107979, 0.05",
        "3, 7.814727903251179, 0.05",
        "1, 6.634896601021213, 0.01",
        "2, 9.210340371976182, 0.01"
    })
    void pValuesOfTheTables(int parameters, double statistic, double pValue) {
        LikelihoodRatioTest test = LikelihoodRatioTest.of(
                "the others are 1",
                Reports.of("small", 2, -1000, 500),
                Reports.of("large", 2 + parameters, -1000 + statistic / 2, 500));
        assertThat(test.statistic()).isCloseTo(statistic, within(1e-9));
        assertThat(test.degreesOfFreedom()).isEqualTo(parameters);
        assertThat(test.pValue()).isCloseTo(pValue, within(1e-10));
        assertThat(test.mixturePValue()).isEmpty();
        assertThat(test.describe())
                .contains("small against large (the others are 1)")
                .doesNotContain("edge");
    }

    /** At the edge the statistic is 0 half of the time: the p-value is half of that of chi-square, and 1 at 0. */
    @Test
    void atTheEdgeOneRestrictionHasAMixture() {
        FitReport small = Reports.of("small", 4, -1000, 500);
        LikelihoodRatioTest test = LikelihoodRatioTest.ofBoundary(
                "b goes to 0", small, Reports.of("large", 5, -1000 + 3.841458820694124 / 2, 500));
        assertThat(test.pValue()).isCloseTo(0.05, within(1e-10));
        assertThat(test.mixturePValue()).hasValueCloseTo(0.025, within(1e-10));
        assertThat(test.describe()).contains("too large", "0.02500 by the mixture");

        LikelihoodRatioTest same =
                LikelihoodRatioTest.ofBoundary("b goes to 0", small, Reports.of("large", 5, -1000, 500));
        assertThat(same.statistic()).isZero();
        assertThat(same.pValue()).isEqualTo(1);
        assertThat(same.mixturePValue()).hasValue(1);
        LikelihoodRatioTest two =
                LikelihoodRatioTest.ofBoundary("b, c go to 0", small, Reports.of("large", 6, -990, 500));
        assertThat(two.mixturePValue()).isEmpty();
        assertThat(two.describe()).contains("this p-value is too large.");
    }

    @Test
    void saysWhichEstimatesRanToTheEnd() {
        LikelihoodRatioTest test = LikelihoodRatioTest.of(
                "c = 1", Reports.of("small", 1, -100, 50), Reports.atBoundary("large", 2, -99, 50));
        assertThat(test.parametersAtBoundary()).containsExactly("large p1");
        assertThat(test.describe()).contains("At the end of their range are large p1");
    }

    /** Two searches for one maximum end a little apart. */
    @Test
    void aStatisticBelowZeroByTheErrorOfASearchIsZero() {
        LikelihoodRatioTest test = LikelihoodRatioTest.of(
                "c = 1", Reports.of("small", 1, -100, 50), Reports.of("large", 2, -100.0004, 50));
        assertThat(test.statistic()).isZero();
        assertThat(test.pValue()).isEqualTo(1);
    }

    @Test
    void refusesFitsThatDoNotCompare() {
        FitReport small = Reports.of("small", 2, -100, 50);
        assertThatThrownBy(() -> LikelihoodRatioTest.of("c = 1", small, Reports.of("large", 3, -90, 51)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the same customers: small to 50.0, large to 51.0");
        assertThatThrownBy(() -> LikelihoodRatioTest.of("c = 1", small, Reports.of("other", 2, -90, 50)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must have more parameters");
        assertThatThrownBy(() -> LikelihoodRatioTest.of("c = 1", small, Reports.of("large", 3, -101, 50)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least as likely");
        assertThatThrownBy(() -> LikelihoodRatioTest.of("c = 1", small, FitReport.failed("large", "No customer.")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fit of large failed: No customer.");
        assertThatThrownBy(() -> LikelihoodRatioTest.of(" ", small, Reports.of("large", 3, -90, 50)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("restriction");
    }
}

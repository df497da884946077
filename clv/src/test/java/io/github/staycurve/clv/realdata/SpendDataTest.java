package io.github.staycurve.clv.realdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.clv.model.BgNbd;
import io.github.staycurve.clv.model.BgNbdModel;
import io.github.staycurve.clv.spend.LogNormalSpend;
import io.github.staycurve.clv.spend.LogNormalSpendFit;
import io.github.staycurve.clv.spend.LogNormalSpendParameters;
import io.github.staycurve.clv.spend.SpendDependence;
import io.github.staycurve.clv.spend.SpendDependence.Verdict;
import io.github.staycurve.clv.value.ResidualValue;
import io.github.staycurve.clv.value.ValueAssumptions;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.data.ScoreKind;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.ingest.CsvTransactions;
import io.github.staycurve.core.stat.Interval;
import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.Horizon;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The spend of the CDNOW sample over 39 weeks. */
class SpendDataTest {
    private static final ValueAssumptions ASSUMPTIONS =
            new ValueAssumptions(Horizon.of(52, PeriodUnit.WEEK), DiscountRate.annual(0.1), 0.3);

    /**
     * scipy 1.17.1: spearmanr over the 946 repeat customers with a spend, their means as exact fractions of cents, so that
     * equal ones tie; numpy for the interval.
     */
    @Test
    void rankCorrelationOnCdnowIsThatOfScipy() {
        SpendDependence dependence = SpendDependence.of(SharedData.cdnow());

        assertThat(dependence.customers()).isEqualTo(946);
        assertThat(dependence.rankCorrelation().orElseThrow()).isCloseTo(0.20630151658391754, within(1e-12));
        Interval interval = dependence.interval(0.95).orElseThrow();
        assertThat(interval.lower()).isCloseTo(0.14380092953290333, within(1e-10));
        assertThat(interval.upper()).isCloseTo(0.2671628485433058, within(1e-10));
        assertThat(dependence.verdict()).isEqualTo(Verdict.UNCLEAR);
    }

    /** scipy 1.17.1: Nelder-Mead on the multivariate normal density of each customer's logs, covariance matrix inverted. */
    @Test
    void logNormalSpendOnCdnowIsThatOfScipy() {
        LogNormalSpendFit fit = cdnowFit();

        assertThat(fit.report().status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(fit.report().observations()).isEqualTo(946);
        assertThat(fit.report().logLikelihood()).isCloseTo(-10697.275955907135, within(1e-6));
        LogNormalSpendParameters p = fit.model().parameters();
        assertThat(p.median()).isCloseTo(26.86562866, within(1e-5));
        assertThat(p.between()).isCloseTo(0.46898825, within(1e-6));
        assertThat(p.within()).isCloseTo(0.56224625, within(1e-6));
    }

    @Test
    void residualValueTakesIt() {
        CustomerSummaryTable table = SharedData.cdnow();
        BgNbdModel purchases = BgNbd.withDefaults().fit(table).model();
        ResidualValue value = ResidualValue.of(purchases, cdnowFit().model(), ASSUMPTIONS);

        ScoreColumn column = value.score(table).column(ScoreKind.RESIDUAL_VALUE);

        for (int row = 0; row < table.size(); row += 50) {
            assertThat(column.valueOrNaN(row)).as("row %d", row).isFinite().isPositive();
            assertThat(value.of(table.get(row)).orElseThrow()).isCloseTo(column.valueOrNaN(row), within(1e-9));
        }
    }

    private static LogNormalSpendFit cdnowFit() {
        return LogNormalSpend.withDefaults()
                .fit(
                        CsvTransactions.builder("sample_id", "date", "amount")
                                .build()
                                .read(SharedData.file("cdnow_sample/data.csv"))
                                .orThrow(),
                        ObservationWindow.until(LocalDate.of(1997, 9, 30), ZoneOffset.UTC));
    }
}

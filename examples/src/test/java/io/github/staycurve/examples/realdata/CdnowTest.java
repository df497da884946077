package io.github.staycurve.examples.realdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.staycurve.clv.model.BgNbd;
import io.github.staycurve.clv.model.BgNbdFit;
import io.github.staycurve.clv.selection.HoldoutErrors;
import io.github.staycurve.clv.spend.GammaGamma;
import io.github.staycurve.clv.spend.GammaGammaFit;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.OccasionRule;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.ingest.CsvTransactions;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The CDNOW sample: the customer summary of BTYD row by row, and the published fits. */
class CdnowTest {
    private static final ObservationWindow WINDOW =
            ObservationWindow.split(LocalDate.of(1997, 9, 30), LocalDate.of(1998, 6, 30), ZoneOffset.UTC);

    private static TransactionLog log() {
        return CsvTransactions.builder("sample_id", "date", "amount")
                .build()
                .read(SharedData.file("cdnow_sample/data.csv"))
                .orThrow();
    }

    @Test
    void everyRowEqualsThePublishedSummary() throws IOException {
        CustomerSummaryTable table = log().summarize(WINDOW, PeriodUnit.WEEK).table();
        Map<String, String[]> published = new HashMap<>();
        Files.readAllLines(SharedData.file("cdnow_sample/cbs.csv")).stream()
                .skip(1)
                .map(line -> line.split(","))
                .forEach(cells -> published.put(cells[0], cells));

        assertThat(table.size()).isEqualTo(published.size()).isEqualTo(2357);
        for (int row = 0; row < table.size(); row++) {
            String id = table.customerId(row);
            String[] want = Objects.requireNonNull(published.get(id), id);
            assertThat(table.frequency(row)).as(id).isEqualTo(Integer.parseInt(want[1]));
            assertThat(table.recency(row)).as(id).isCloseTo(Double.parseDouble(want[2]), within(1e-12));
            assertThat(table.age(row)).as(id).isCloseTo(Double.parseDouble(want[3]), within(1e-12));
            assertThat(table.holdoutPurchases(row)).as(id).isEqualTo(Integer.parseInt(want[4]));
            assertThat(table.meanSpend(row).orElse(0)).as(id).isCloseTo(Double.parseDouble(want[5]), within(1e-9));
        }
    }

    @Test
    void thePresetsOfOtherToolsAgreeWhereTheDataHasDatesOnly() {
        TransactionLog log = log();
        CustomerSummaryTable ours = log.summarize(WINDOW, PeriodUnit.WEEK).table();
        for (OccasionRule rule :
                new OccasionRule[] {OccasionRule.LIFETIMES_DAILY, OccasionRule.CLVTOOLS, OccasionRule.BTYDPLUS}) {
            CustomerSummaryTable theirs =
                    log.summarize(WINDOW, PeriodUnit.WEEK, rule).table();
            assertThat(theirs.rows()).as(rule.describe()).isEqualTo(ours.rows());
        }
    }

    /** Reference estimates: BG/NBD to 1e-7 in log parameters, by an optimiser independent of ours. */
    @Test
    void bgNbdHasThePublishedEstimates() {
        BgNbdFit fit = BgNbd.withDefaults()
                .fit(log().summarize(WINDOW, PeriodUnit.WEEK).table());
        var p = fit.model().parameters();

        assertThat(fit.report().status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(p.r()).isCloseTo(0.2425945224297466, withinPercentage(1e-4));
        assertThat(p.alpha()).isCloseTo(4.41360201898598, withinPercentage(1e-4));
        assertThat(p.a()).isCloseTo(0.7929220172551275, withinPercentage(1e-4));
        assertThat(p.b()).isCloseTo(2.425906776926848, withinPercentage(1e-4));
        assertThat(fit.report().logLikelihood()).isCloseTo(-9582.42920667393, within(1e-7));
    }

    /** lifetimes 0.11.3 on the same summary: MAE 0.785454, RMSE 1.607982, 1653.41 predicted of 1882. */
    @Test
    void theHoldoutIsPredictedAsWellAsTheModelCan() {
        CustomerSummaryTable table = log().summarize(WINDOW, PeriodUnit.WEEK).table();
        var model = BgNbd.withDefaults().fit(table).model();
        HoldoutErrors errors = HoldoutErrors.of("bg-nbd", table, model.expectedPurchases(table, table.holdout()));

        assertThat(errors.actual()).isEqualTo(1882);
        assertThat(errors.predicted()).isCloseTo(1653.4087, within(1e-3));
        assertThat(errors.meanAbsoluteError()).isCloseTo(0.7854542, within(1e-6));
        assertThat(errors.rootMeanSquaredError()).isCloseTo(1.6079820, within(1e-6));
    }

    /** lifetimes 0.11.3 and CLVTools 0.12.1: p 6.2496, q 3.7442, gamma 15.4435, LL -4055.9177. */
    @Test
    void gammaGammaHasThePublishedEstimates() {
        GammaGammaFit fit = GammaGamma.withDefaults()
                .fit(log().summarize(WINDOW, PeriodUnit.WEEK).table());
        var p = fit.model().parameters();

        assertThat(p.p()).isCloseTo(6.249572, withinPercentage(0.01));
        assertThat(p.q()).isCloseTo(3.744225, withinPercentage(0.01));
        assertThat(p.gamma()).isCloseTo(15.443521, withinPercentage(0.01));
        assertThat(fit.report().logLikelihood()).isCloseTo(-4055.91769, within(1e-4));
        assertThat(fit.report().observations()).isEqualTo(946);
    }

    @Test
    void weeksAndDaysGiveTheSameMoney() {
        TransactionLog log = log();
        assertThat(MoneyInUnit.residualValue(log, WINDOW, PeriodUnit.DAY))
                .isCloseTo(MoneyInUnit.residualValue(log, WINDOW, PeriodUnit.WEEK), withinPercentage(1e-5));
    }
}

package io.github.staycurve.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.ingest.CsvTransactions;
import io.github.staycurve.core.stat.Ratio;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The CDNOW sample of Fader, Hardie and Lee (2005): 6,919 transactions of 2,357 customers worth $244,091.94, on 6,696
 * customer-days; 1,411 customers had not bought again by 1997-09-30.
 */
class CdnowMetricsTest {
    private static final Path FILE =
            Path.of(System.getProperty("staycurve.shared", "../../shared"), "data", "cdnow_sample", "data.csv");

    private static final LocalDate FIRST = LocalDate.of(1997, 1, 1);
    private static final LocalDate CALIBRATION_END = LocalDate.of(1997, 9, 30);

    @BeforeEach
    void needsTheFile() {
        assumeTrue(Files.exists(FILE), "needs shared data/cdnow_sample/data.csv, which is absent");
    }

    private static TransactionLog log() {
        return CsvTransactions.builder("customer_id", "date", "amount")
                .zone(ZoneOffset.UTC)
                .build()
                .read(FILE)
                .accepted();
    }

    @Test
    void theWholeOfTheSample() {
        OperatingMetrics metrics =
                OperatingMetrics.of(log(), MetricPeriod.of(FIRST, LocalDate.of(1998, 6, 30), ZoneOffset.UTC));
        assertThat(metrics.gmv()).isCloseTo(244_091.94, within(1e-6));
        assertThat(metrics.orders()).isEqualTo(6_919);
        assertThat(metrics.purchaseFrequency()).isEqualTo(Ratio.of(6_696, 2_357));
        assertThat(metrics.newBuyers()).isEqualTo(2_357);
    }

    @Test
    void thoseWhoHadBoughtAgainByTheEndOfTheCalibration() {
        TransactionLog log = log();
        MetricPeriod period = MetricPeriod.of(FIRST, CALIBRATION_END, ZoneOffset.UTC);
        Ratio repeat = Ratio.of(2_357 - 1_411, 2_357);
        assertThat(OperatingMetrics.of(log, period).repeatPurchaseRate()).isEqualTo(repeat);
        assertThat(OperatingMetrics.of(log, period).returningCustomerRate()).isEqualTo(repeat);
        BuyerCohort cohort = BuyerCohort.of(log, period);
        assertThat(cohort.size()).isEqualTo(2_357);
        // all were acquired within twelve weeks and followed for at least 27
        assertThat(cohort.repeatRate(180))
                .satisfies(r -> assertThat(r.denominator()).isEqualTo(2_357));
        double matured = cohort.repeatRate(180).value().orElseThrow();
        double curve = cohort.secondPurchaseWithin(180).orElseThrow().value();
        assertThat(curve).isCloseTo(matured, within(1e-12)); // nobody is censored before: both count the same people
        assertThat(cohort.medianDaysToSecondPurchase()).isEmpty(); // six in ten never bought again
    }
}

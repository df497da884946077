package io.github.staycurve.clv.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.clv.model.MbgNbdModel;
import io.github.staycurve.clv.model.MbgNbdParameters;
import io.github.staycurve.clv.simulate.PurchaseSimulator;
import io.github.staycurve.clv.simulate.SimulatedTables;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.PurchaseHistories;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PurchaseTrackingTest {
    private static final MbgNbdParameters TRUTH = new MbgNbdParameters(0.9, 5, 0.9, 1.6);
    private static final MbgNbdModel WEEKS = MbgNbdModel.of(TRUTH, PeriodUnit.WEEK);

    /** a joins on day 1, b on day 10, c after the calibration: weeks end on days 8, 15, 22, 29; day 31 is in none. */
    @Test
    void byHand() {
        TransactionLog log = Logs.of("a 1", "a 8", "a 9", "b 10", "b 15", "a 23", "b 29", "b 31", "c 22", "c 23");
        PurchaseTracking tracking = PurchaseTracking.of(log, Logs.window(21, 31), WEEKS);

        assertThat(tracking.customers()).isEqualTo(2);
        assertThat(tracking.weeks().stream().map(PurchaseTracking.Week::end))
                .containsExactly(Logs.day(8), Logs.day(15), Logs.day(22), Logs.day(29));
        assertThat(tracking.weeks().stream().map(PurchaseTracking.Week::calibration))
                .containsExactly(true, true, false, false);
        assertThat(tracking.weeks().stream().map(PurchaseTracking.Week::actual)).containsExactly(1L, 2L, 0L, 2L);
        assertThat(tracking.weeks().stream().map(PurchaseTracking.Week::actualToDate))
                .containsExactly(1L, 3L, 3L, 5L);
        double first = WEEKS.expectedPurchasesOfNewCustomer(1);
        double second = WEEKS.expectedPurchasesOfNewCustomer(2) + WEEKS.expectedPurchasesOfNewCustomer(5.0 / 7);
        assertThat(tracking.weeks().get(0).expected()).isCloseTo(first, within(1e-14));
        assertThat(tracking.weeks().get(1).expectedToDate()).isCloseTo(second, within(1e-14));
        assertThat(tracking.weeks().get(1).expected()).isCloseTo(second - first, within(1e-14));
        assertThat(tracking.describe()).contains("Repeat purchases of 2 customers", "2024-01-22 holdout");
        assertThat(tracking).hasToString(tracking.describe());
    }

    @Test
    void withoutACohortThereAreNoWeeks() {
        assertThat(PurchaseTracking.of(Logs.of("c 22", "c 23"), Logs.window(21, 31), WEEKS)
                        .weeks())
                .isEmpty();
        // one who joined less than a week ago
        assertThat(PurchaseTracking.of(Logs.of("a 28"), Logs.window(31, 31), WEEKS)
                        .weeks())
                .isEmpty();
    }

    @Test
    void sumsUpToTheTableAndFollowsTheTruth() {
        PurchaseSimulator simulator = new PurchaseSimulator(TRUTH, SimulatedTables.CDNOW_SPEND, 5);
        TransactionLog log = Logs.simulated(simulator, 3000, 52);
        ObservationWindow window = Logs.window(7 * 26 + 1, 7 * 52 + 1);
        PurchaseTracking tracking = PurchaseTracking.of(log, window, WEEKS);
        CustomerSummaryTable table = log.summarize(window, PeriodUnit.WEEK).table();
        long repeats = 0;
        for (int row = 0; row < table.size(); row++) {
            repeats += table.frequency(row) + table.holdoutPurchases(row);
        }
        PurchaseTracking.Week last = tracking.weeks().get(tracking.weeks().size() - 1);
        assertThat(last.end()).isEqualTo(window.end());
        assertThat(last.actualToDate()).isEqualTo(repeats);
        assertThat(tracking.weeks().stream()
                        .mapToLong(PurchaseTracking.Week::actual)
                        .sum())
                .isEqualTo(repeats);
        // purchases on a day that has one already are merged, so a little less comes than is expected
        assertThat(last.expectedToDate()).isBetween(0.93 * repeats, 1.1 * repeats);

        PurchaseHistories histories = new PurchaseHistories(ZoneOffset.UTC);
        for (int customer = 0; customer < log.customers(); customer++) {
            for (int row = log.start(customer); row < log.start(customer + 1); row++) {
                histories.add(log.customerId(customer), Instant.ofEpochMilli(log.epochMillis(row)), log.amount(row));
            }
        }
        assertThat(PurchaseTracking.of(histories, window, WEEKS)).isEqualTo(tracking);
        MbgNbdModel days = MbgNbdModel.of(
                new MbgNbdParameters(TRUTH.r(), 7 * TRUTH.alpha(), TRUTH.a(), TRUTH.b()), PeriodUnit.DAY);
        assertThat(PurchaseTracking.of(log, window, days).weeks().get(20).expected())
                .isCloseTo(tracking.weeks().get(20).expected(), within(1e-9));
    }
}

package io.github.staycurve.clv.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.clv.model.BgNbdModel;
import io.github.staycurve.clv.model.BgNbdParameters;
import io.github.staycurve.clv.model.MbgNbdModel;
import io.github.staycurve.clv.model.MbgNbdParameters;
import io.github.staycurve.clv.simulate.PurchaseSimulator;
import io.github.staycurve.clv.simulate.SimulatedTables;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.data.ScoreKind;
import io.github.staycurve.core.stat.Ratio;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static final MbgNbdParameters TRUTH = new MbgNbdParameters(0.9, 5, 0.9, 1.6);

    private static ScoreColumn predicted(double... values) {
        return ScoreColumn.of(ScoreKind.EXPECTED_PURCHASES, values);
    }

    /** a has x = 2 and 1 later, b x = 0 and 2, c x = 0 and none, f x = 8 and 1. */
    private static CustomerSummaryTable table() {
        return Logs.of(
                        "a 1", "a 3", "a 11", "a 30", "b 17", "b 22", "b 31", "c 6", "f 1", "f 2", "f 3", "f 4", "f 5",
                        "f 6", "f 7", "f 8", "f 9", "f 23")
                .summarize(Logs.window(21, 31), PeriodUnit.DAY)
                .table();
    }

    @Test
    void meansByFrequency() {
        FrequencyCalibration calibration = FrequencyCalibration.of("mine", table(), predicted(0.5, 0.25, 1, 3));
        assertThat(calibration.rows()).hasSize(8);
        FrequencyCalibration.Row once = calibration.rows().get(0);
        assertThat(once.customers()).isEqualTo(2);
        assertThat(once.actual()).isEqualTo(Ratio.of(2, 2));
        assertThat(once.predicted()).isEqualTo(Ratio.of(1.25, 2));
        assertThat(calibration.rows().get(2).actual()).isEqualTo(Ratio.of(1, 1));
        assertThat(calibration.rows().get(1).actual().value()).isEmpty();
        FrequencyCalibration.Row last = calibration.rows().get(7);
        assertThat(last.orMore()).isTrue();
        assertThat(last.predicted()).isEqualTo(Ratio.of(3, 1));
        List<String> lines = calibration.describe().lines().toList();
        assertThat(lines.get(2)).isEqualTo("  0           2     1.0000     0.6250");
        assertThat(lines.get(3)).isEqualTo("  1           0          -          -");
        assertThat(lines.get(9)).isEqualTo("  7+          1     1.0000     3.0000");
    }

    @Test
    void refusesPredictionsThatDoNotFit() {
        assertThatThrownBy(() -> FrequencyCalibration.of("mine", table(), predicted(1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("predicted");
        assertThatThrownBy(() -> FrequencyCalibration.of("mine", table(), predicted(1, 2, Double.NaN, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'c' has no prediction");
        CustomerSummaryTable without = CustomerSummaryTable.of(PeriodUnit.DAY, table().rows());
        assertThatThrownBy(() -> FrequencyCalibration.of("mine", without, predicted(1, 2, 3, 4)))
                .isInstanceOf(IllegalStateException.class);
        BgNbdModel model = BgNbdModel.of(new BgNbdParameters(1, 10, 1, 2), PeriodUnit.DAY);
        assertThatThrownBy(() -> AliveCalibration.of(model, without)).isInstanceOf(IllegalStateException.class);
    }

    /** By BG/NBD b and c are alive for sure and stay together: they are the upper half, mid-rank 3 of 4, the eighth tenth. */
    @Test
    void equalCustomersAreNotParted() {
        BgNbdModel model = BgNbdModel.of(new BgNbdParameters(1, 10, 1, 2), PeriodUnit.DAY);
        AliveCalibration calibration = AliveCalibration.of(model, table());
        assertThat(calibration.rows().stream().map(AliveCalibration.Row::tenth)).containsExactly(2, 4, 8);
        AliveCalibration.Row once = calibration.rows().get(2);
        assertThat(once.customers()).isEqualTo(2);
        assertThat(once.alive()).isEqualTo(Ratio.of(2, 2));
        assertThat(once.bought()).isEqualTo(Ratio.of(1, 2));
        // of (T, T + 10]: nobody drops out before a purchase, so that silence is that of the Poisson process alone
        double expected = 2 - Math.pow((10.0 + 4) / (10 + 4 + 10), 1) - Math.pow((10.0 + 15) / (10 + 15 + 10), 1);
        assertThat(once.expected().numerator()).isCloseTo(expected, within(1e-12));
        assertThat(calibration.describe()).contains("compare 'bought' with 'expected', not with 'alive'");
        assertThat(AliveCalibration.of(
                                model,
                                Logs.of("a 30")
                                        .summarize(Logs.window(21, 31), PeriodUnit.DAY)
                                        .table())
                        .rows())
                .isEmpty();
    }

    /** With the true model the share of buyers meets what is expected in every tenth, and lies below the share alive. */
    @Test
    void theTruthIsCalibrated() {
        PurchaseSimulator simulator = new PurchaseSimulator(TRUTH, SimulatedTables.CDNOW_SPEND, 11);
        ObservationWindow window = Logs.window(7 * 39, 7 * 78);
        CustomerSummaryTable table = Logs.simulated(simulator, 6000, 78)
                .summarize(window, PeriodUnit.WEEK)
                .table();
        MbgNbdModel model = MbgNbdModel.of(TRUTH, PeriodUnit.WEEK);
        AliveCalibration calibration = AliveCalibration.of(model, table);
        assertThat(calibration.rows()).hasSizeGreaterThanOrEqualTo(8);
        for (AliveCalibration.Row row : calibration.rows()) {
            double expected = row.expected().value().orElseThrow();
            double error = Math.sqrt(expected * (1 - expected) / row.customers());
            assertThat(row.bought().value().orElseThrow())
                    .as("tenth %d", row.tenth())
                    .isCloseTo(expected, within(4 * error + 0.005)) // days merge some purchases
                    .isLessThan(row.alive().value().orElseThrow() + 4 * error);
        }
        for (FrequencyCalibration.Row row : FrequencyCalibration.of(
                        "truth", table, model.expectedPurchases(table, table.holdout()))
                .rows()) {
            double expected = row.predicted().value().orElseThrow();
            assertThat(row.actual().value().orElseThrow())
                    .as("x = %d", row.frequency())
                    .isCloseTo(expected, within(0.1 * expected + 8 * Math.sqrt(expected / row.customers())));
        }
    }

    @Test
    void theOrderOfCustomersDoesNotMatter() {
        BgNbdModel model = BgNbdModel.of(new BgNbdParameters(1, 10, 1, 2), PeriodUnit.DAY);
        List<String> purchases = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            purchases.add("c" + i + " " + (1 + i % 7));
            purchases.add("c" + i + " " + (9 + i % 11));
            purchases.add("c" + i + " " + (20 + i % 9));
        }
        List<String> renamed = purchases.stream()
                .map(purchase -> "c" + (59 - Integer.parseInt(purchase.substring(1, purchase.indexOf(' '))))
                        + purchase.substring(purchase.indexOf(' ')))
                .toList();
        AliveCalibration one = AliveCalibration.of(
                model,
                Logs.of(purchases)
                        .summarize(Logs.window(21, 31), PeriodUnit.DAY)
                        .table());
        AliveCalibration other = AliveCalibration.of(
                model,
                Logs.of(renamed).summarize(Logs.window(21, 31), PeriodUnit.DAY).table());
        assertThat(other.toString()).isEqualTo(one.toString());
        assertThat(other.rows().stream().map(AliveCalibration.Row::bought))
                .isEqualTo(one.rows().stream().map(AliveCalibration.Row::bought).toList());
    }
}

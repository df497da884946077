package io.github.staycurve.clv.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.data.ScoreKind;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.data.TransactionLogBuilder;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class HoldoutErrorsTest {
    /** a: x = 2 in 20 days, 1 in the holdout; b: first buys on the last day, 2 in the holdout; c: x = 0, none. */
    private static final CustomerSummaryTable TABLE =
            table("a 1", "a 5", "a 9", "a 25", "b 21", "b 22", "b 31", "c 11");

    private static CustomerSummaryTable table(String... purchases) {
        TransactionLogBuilder log = TransactionLog.builder();
        for (String purchase : purchases) {
            String[] parts = purchase.split(" ");
            LocalDate day = LocalDate.of(2024, 1, Integer.parseInt(parts[1]));
            log.add(parts[0], day.atStartOfDay().toInstant(ZoneOffset.UTC), 1);
        }
        ObservationWindow window =
                ObservationWindow.split(LocalDate.of(2024, 1, 21), LocalDate.of(2024, 1, 31), ZoneOffset.UTC);
        return log.build().summarize(window, PeriodUnit.DAY).table();
    }

    private static ScoreColumn predicted(double... values) {
        return ScoreColumn.of(ScoreKind.EXPECTED_PURCHASES, values);
    }

    @Test
    void errorsByHand() {
        HoldoutErrors errors = HoldoutErrors.of("mine", TABLE, predicted(1.5, 0.5, 0.25));
        assertThat(errors.name()).isEqualTo("mine");
        assertThat(errors.actual()).isEqualTo(3);
        assertThat(errors.predicted()).isEqualTo(2.25);
        assertThat(errors.meanAbsoluteError()).isCloseTo((0.5 + 1.5 + 0.25) / 3, within(1e-15));
        assertThat(errors.rootMeanSquaredError()).isCloseTo(Math.sqrt((0.25 + 2.25 + 0.0625) / 3), within(1e-15));
    }

    /** a bought twice in 20 days, so once in 10; b has no past and c bought nothing again. */
    @Test
    void theBaselineGoesOnAtTheCustomersOwnRate() {
        HoldoutErrors baseline = HoldoutErrors.ofCustomerMeanRate(TABLE);
        assertThat(baseline.name()).isEqualTo("customer-mean-rate");
        assertThat(baseline.predicted()).isCloseTo(1, within(1e-15));
        assertThat(baseline.meanAbsoluteError()).isCloseTo(2.0 / 3, within(1e-15));
        assertThat(baseline.rootMeanSquaredError()).isCloseTo(Math.sqrt(4.0 / 3), within(1e-15));
    }

    @Test
    void refusesPredictionsThatDoNotFit() {
        assertThatThrownBy(() -> HoldoutErrors.of("x", TABLE, predicted(1, 2)))
                .hasMessageContaining("3 customers, 2 predictions");
        assertThatThrownBy(() -> HoldoutErrors.of("x", TABLE, predicted(1, Double.NaN, 2)))
                .hasMessageContaining("'b' has no prediction");
        CustomerSummaryTable withoutHoldout = CustomerSummaryTable.of(PeriodUnit.DAY, TABLE.rows());
        assertThatThrownBy(() -> HoldoutErrors.of("x", withoutHoldout, predicted(1, 2, 3)))
                .isInstanceOf(IllegalStateException.class);
    }
}

package io.github.staycurve.segmentation.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.data.TransactionLogBuilder;
import io.github.staycurve.core.time.ObservationWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RfmTableTest {
    private static final LocalDate END = LocalDate.of(2024, 6, 30);
    private static final ObservationWindow WINDOW = ObservationWindow.split(END, END.plusDays(30), ZoneOffset.UTC);

    private static TransactionLog log(String... lines) {
        TransactionLogBuilder builder = TransactionLog.builder();
        for (String line : lines) {
            String[] parts = line.split(" ", -1);
            builder.add(parts[0], Instant.parse(parts[1]), Double.parseDouble(parts[2]));
        }
        return builder.build();
    }

    @Test
    void ordersAreRowsAndRefundsSubtract() {
        RfmTable table = RfmTable.of(
                log(
                        "bob 2024-06-30T23:59:59Z 5",
                        "ann 2024-06-01T10:00:00Z 20",
                        "ann 2024-06-01T11:00:00Z 10", // the same day, another order
                        "ann 2024-06-20T10:00:00Z -4.5", // neither an order nor activity
                        "ann 2024-05-31T10:00:00Z 0",
                        "ann 2024-07-01T00:00:00Z 99"), // after the calibration
                WINDOW);

        assertThat(table.size()).isEqualTo(2);
        assertThat(table.get(0)).isEqualTo(RfmRow.of("ann", 29, 3, 25.5).withTenure(30));
        assertThat(table.get(1)).isEqualTo(RfmRow.of("bob", 0, 1, 5).withTenure(0));
        assertThat(table.audit()).contains(new RfmAudit(6, 4, 1, 0, 1, 2, 2, 0, 0));
        assertThat(table.window()).contains(WINDOW);
        assertThat(table.has(RfmMeasure.ENGAGEMENT)).isFalse();
        assertThat(table.describe()).startsWith("2 customers; orders are rows; calibration to 2024-06-30");
        assertThat(table).hasToString("RfmTable[" + table.describe() + "]");
    }

    @Test
    void customersWithoutAPurchaseByThenAreCounted() {
        RfmTable table = RfmTable.of(
                log(
                        "later 2024-06-29T00:00:00Z -1",
                        "later 2024-07-05T00:00:00Z 50",
                        "refunded 2024-06-01T00:00:00Z -7",
                        "cancelled 2024-06-01T00:00:00Z -0.0",
                        "cancelled 2024-07-01T00:00:00Z -3",
                        "in 2024-06-01T00:00:00Z 8"),
                WINDOW);
        assertThat(table.size()).isEqualTo(1);
        assertThat(table.customerId(0)).isEqualTo("in");
        assertThat(table.audit()).contains(new RfmAudit(6, 1, 0, 3, 2, 4, 1, 1, 2));
    }

    @Test
    void moreRefundedThanBoughtIsNegativeMoney() {
        RfmTable table = RfmTable.of(log("a 2024-06-01T00:00:00Z 8", "a 2024-06-02T00:00:00Z -10"), WINDOW);
        assertThat(table.monetary(0)).isEqualTo(-2);
        assertThat(RfmScorer.withDefaults().fit(table).size()).isEqualTo(1);
    }

    @Test
    void daysAreLocal() {
        // 20:00 UTC on the 30th is the 1st of July in Tokyo, and 2024-06-28T16:00Z the 29th
        TransactionLog log = log("a 2024-06-28T16:00:00Z 1", "a 2024-06-30T20:00:00Z 1");
        RfmTable utc = RfmTable.of(log, ObservationWindow.until(END, ZoneOffset.UTC));
        RfmTable tokyo = RfmTable.of(log, ObservationWindow.until(END, ZoneId.of("Asia/Tokyo")));
        assertThat(utc.get(0)).isEqualTo(RfmRow.of("a", 0, 2, 2).withTenure(2));
        assertThat(tokyo.get(0)).isEqualTo(RfmRow.of("a", 1, 1, 1).withTenure(1));
    }

    @Test
    void rowsAndColumnsGiveTheSameTable() {
        List<RfmRow> rows = List.of(
                RfmRow.of("b", 3, 2, -1.5).withEngagement(0.5),
                RfmRow.of("a", 1, 4, 10).withEngagement(-0.0));
        RfmTable table = RfmTable.of(rows);
        RfmTable columns = RfmTable.of(
                        new String[] {"b", "a"}, new double[] {3, 1}, new double[] {2, 4}, new double[] {-1.5, 10})
                .withColumn(RfmMeasure.ENGAGEMENT, new double[] {0.5, 0.0});
        for (int row = 0; row < 2; row++) {
            assertThat(table.get(row)).isEqualTo(rows.get(row)).isEqualTo(columns.get(row));
        }
        assertThat(table.value(RfmMeasure.ENGAGEMENT, 1)).isZero();
        assertThat(table.inactivity(0)).isEqualTo(3);
        assertThat(table.frequency(1)).isEqualTo(4);
        assertThat(table.audit()).isEmpty();
        assertThat(table.window()).isEmpty();
        assertThat(table.get(0).tenure()).isEqualTo(OptionalDouble.empty());
        assertThat(table.describe()).isEqualTo("2 customers; measured by the caller");
        assertThatThrownBy(() -> table.value(RfmMeasure.TENURE, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no tenure");
        assertThatThrownBy(() -> table.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void badRowsAreRefused() {
        assertThatThrownBy(() -> RfmRow.of("a", Double.NaN, 1, 1)).hasMessageContaining("inactivity must lie in [0.0");
        assertThatThrownBy(() -> RfmRow.of("a", -1, 1, 1)).hasMessageContaining("inactivity");
        assertThatThrownBy(() -> RfmRow.of("a", 1, Double.NaN, 1)).hasMessageContaining("frequency");
        assertThatThrownBy(() -> RfmRow.of("a", 1, 1, Double.POSITIVE_INFINITY)).hasMessageContaining("monetary");
        assertThatThrownBy(() -> RfmRow.of("a", 1, 1, 1).withTenure(-1)).hasMessageContaining("tenure");
        assertThatThrownBy(() -> RfmRow.of("a", 1, 1, 1).withEngagement(Double.NaN))
                .hasMessageContaining("engagement");
        assertThatThrownBy(() -> RfmRow.of(" ", 1, 1, 1)).hasMessageContaining("customerId");
        RfmRow row = RfmRow.of("a", 1, 1, 1);
        assertThatThrownBy(
                        () -> RfmTable.of(List.of(row, RfmRow.of("b", 2, 2, 2).withTenure(3))))
                .hasMessage("1 of 2 rows have a tenure: all must have it, or none");
        assertThatThrownBy(() -> RfmTable.of(List.of(RfmRow.of("b", 1, 1, 1), row, row)))
                .hasMessageContaining("customer 'a' comes twice");
        assertThatThrownBy(() ->
                        RfmTable.of(new String[] {"a"}, new double[] {1}, new double[] {1}, new double[] {Double.NaN}))
                .hasMessageContaining("row 0: monetary");
        assertThatThrownBy(() -> RfmTable.of(new String[] {"a"}, new double[0], new double[] {1}, new double[] {1}))
                .hasMessage("inactivity has 0 values for 1 customers");
    }

    @Test
    void anAuditThatDoesNotAddUpIsRefused() {
        assertThatThrownBy(() -> new RfmAudit(7, 1, 0, 3, 2, 4, 1, 1, 2))
                .hasMessage("audit counts 6 of 7 transactions");
        assertThatThrownBy(() -> new RfmAudit(6, 1, 0, 3, 2, 5, 1, 1, 2)).hasMessage("audit counts 4 of 5 customers");
    }
}

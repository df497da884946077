package io.github.staycurve.segmentation.rfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.ingest.CsvTransactions;
import io.github.staycurve.core.time.ObservationWindow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The orders that the R package rfm ships (rfm_data_orders) and the first rows of the result that its README prints. */
class RfmOrdersTest {
    private static final Path FILE =
            Path.of(System.getProperty("staycurve.shared", "../../shared"), "data", "rfm_orders_sim", "data.csv");

    @BeforeEach
    void needsTheFile() {
        assumeTrue(Files.exists(FILE), "needs ../shared/data/rfm_orders_sim/data.csv beside the project");
    }

    @Test
    void theRowsOfTheReadmeComeOut() {
        TransactionLog log = CsvTransactions.builder("customer_id", "order_date", "revenue")
                .zone(ZoneOffset.UTC)
                .build()
                .read(FILE)
                .accepted();
        RfmTable table = RfmTable.of(log, ObservationWindow.until(LocalDate.of(2006, 12, 31), ZoneOffset.UTC));
        assertThat(table.audit()).contains(new RfmAudit(4906, 4906, 0, 0, 0, 995, 995, 0, 0));

        RfmScores scores =
                RfmScorer.builder().method(RfmMethod.R_RFM).bins(5).build().fit(table);
        Map<String, String> firstRows = new TreeMap<>();
        for (int row = 0; row < 5; row++) {
            firstRows.put(
                    table.customerId(row),
                    "%.0f %.0f %.0f %s"
                            .formatted(
                                    table.inactivity(row),
                                    table.frequency(row),
                                    table.monetary(row),
                                    scores.code(row)));
        }
        assertThat(firstRows)
                .isEqualTo(Map.of(
                        "Abbey O'Reilly", "205 6 472 343",
                        "Add Senger", "140 3 340 412",
                        "Aden Lesch", "194 4 405 323",
                        "Aden Murphy", "98 7 596 544",
                        "Admiral Senger", "132 5 448 433"));
    }
}

package io.github.staycurve.core.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.staycurve.core.activity.ActivityTable;
import io.github.staycurve.core.activity.ActivityWindow;
import io.github.staycurve.core.data.RefundPolicy;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.ingest.CsvTransactions;
import io.github.staycurve.core.ingest.ZeroAmountPolicy;
import io.github.staycurve.core.time.CalendarGrid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Monthly cohorts of first purchase in two public data sets, against counts made outside the project. */
class PublishedCohortsTest {
    private static Path file(String name) {
        Path file = Path.of(System.getProperty("staycurve.shared", "../../shared"), "data")
                .resolve(name);
        assumeTrue(Files.exists(file), "needs shared data/" + name + ", which is absent");
        return file;
    }

    /** Returns the size of a cohort and the customers of its following cells, by the log and by its activity table. */
    private static List<Integer> cohort(TransactionLog log, ZoneId zone, LocalDate month, LocalDate end, int offsets) {
        CalendarGrid months = CalendarGrid.monthly(zone);
        Instant asOf = end.atStartOfDay(zone).toInstant();
        RetentionDefinition definition =
                RetentionDefinition.builder(months, asOf).build();
        Retention retention = Retention.of(log, definition);
        ActivityTable activity = ActivityTable.of(log, ActivityWindow.asOf(months, month, asOf));
        assertThat(Retention.of(activity, definition).table().cell(months.indexOf(month), 1))
                .isEqualTo(retention.table().cell(months.indexOf(month), 1));
        List<Integer> counts = new ArrayList<>();
        counts.add(retention.table().size(months.indexOf(month)));
        for (int offset = 1; offset <= offsets; offset++) {
            List<Integer> members = new ArrayList<>();
            retention.forEach(months.indexOf(month), offset, members::add);
            counts.add(members.size());
            assertThat(retention
                            .table()
                            .cell(months.indexOf(month), offset)
                            .ratio()
                            .numerator())
                    .isEqualTo(members.size());
        }
        return counts;
    }

    @Test
    void cdnow() {
        TransactionLog log = CsvTransactions.builder("sample_id", "date", "amount")
                .build()
                .read(file("cdnow_sample/data.csv"))
                .orThrow();
        assertThat(cohort(log, ZoneOffset.UTC, LocalDate.of(1997, 1, 1), LocalDate.of(1998, 7, 1), 6))
                .containsExactly(781, 124, 95, 70, 65, 77, 65);
    }

    @Test
    void onlineRetail() {
        ZoneId london = ZoneId.of("Europe/London");
        TransactionLog log = CsvTransactions.builder("customer_id", "invoice_ts", "unit_price")
                .quantity("quantity")
                .order("invoice_no")
                .zone(london)
                .cancelledOrders(Pattern.compile("^C"))
                .refunds(RefundPolicy.IGNORE)
                .zeroAmounts(ZeroAmountPolicy.REFUSE)
                .build()
                .read(file("online_retail/data.csv.gz"))
                .accepted();
        assertThat(cohort(log, london, LocalDate.of(2010, 12, 1), LocalDate.of(2011, 12, 10), 12))
                .containsExactly(885, 324, 286, 340, 321, 352, 321, 309, 313, 350, 331, 445, 235);
    }
}

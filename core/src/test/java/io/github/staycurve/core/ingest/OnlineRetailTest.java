package io.github.staycurve.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.staycurve.core.data.RefundPolicy;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.internal.CompensatedSum;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The UCI Online Retail file (Chen, Sain and Guo 2012, doi 10.1057/dbm.2012.17): every line accounted for, and the clean
 * set that studies of it publish, 397,884 lines of 4,338 customers and 18,532 invoices worth 8,911,407.904, by options
 * alone.
 */
class OnlineRetailTest {
    private static final Path FILE =
            Path.of(System.getProperty("staycurve.shared", "../../shared"), "data", "online_retail", "data.csv.gz");

    @BeforeEach
    void needsTheFile() {
        assumeTrue(Files.exists(FILE), "needs shared data/online_retail/data.csv.gz, which is absent");
    }

    private static CsvTransactions.Builder columns() {
        return CsvTransactions.builder("customer_id", "invoice_ts", "unit_price")
                .quantity("quantity")
                .order("invoice_no")
                .zone(ZoneId.of("Europe/London"));
    }

    @Test
    void everyLineIsAccountedFor() {
        Ingested<TransactionLog> ingested = columns().build().read(FILE);
        assertThat(ingested.audit())
                .isEqualTo(new IngestAudit(
                        541_909,
                        406_829,
                        135_080,
                        Map.of(RefusalReason.MISSING_CUSTOMER, 135_080L),
                        OptionalLong.of(22_190))); // the published number of invoices with a customer
        assertThat(ingested.accepted().customers()).isEqualTo(4_372);
    }

    @Test
    void thePublishedCleanSetComesOutByOptions() {
        Ingested<TransactionLog> ingested = columns()
                .cancelledOrders(Pattern.compile("^C"))
                .refunds(RefundPolicy.IGNORE)
                .zeroAmounts(ZeroAmountPolicy.REFUSE)
                .build()
                .read(FILE);
        TransactionLog log = ingested.accepted();
        CompensatedSum sum = new CompensatedSum();
        for (int row = 0; row < log.size(); row++) {
            sum.add(log.amount(row));
        }
        assertThat(ingested.audit().accepted()).isEqualTo(397_884);
        assertThat(ingested.audit().orders()).hasValue(18_532);
        assertThat(log.customers()).isEqualTo(4_338);
        assertThat(sum.value()).isCloseTo(8_911_407.904, offset(1e-6));
    }
}

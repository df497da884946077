package io.github.staycurve.examples.realdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.examples.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Online Retail, straight from the published file: every line is accounted for. */
class OnlineRetailTest {
    @TempDir
    private Path folder;

    /** The published clean set: 397,884 lines, 4,338 customers, 18,532 invoices, 8,911,407.904 pounds. */
    @Test
    void thePublishedCleanSetComesOutByOptionsAlone() throws IOException {
        JsonObject report = report("--refunds", "ignore", "--zero-amounts", "refuse");
        JsonObject input = report.object("input");

        assertThat(input.number("rows")).isEqualTo(541_909);
        assertThat(input.number("accepted")).isEqualTo(397_884);
        assertThat(input.number("refused")).isEqualTo(541_909 - 397_884);
        assertThat(input.object("refusedByReason").number("missingCustomer")).isEqualTo(135_080);
        assertThat(input.object("refusedByReason").number("ignoredRefund")).isEqualTo(8_905);
        assertThat(input.object("refusedByReason").number("zeroAmount")).isEqualTo(40);
        assertThat(input.number("customers")).isEqualTo(4_338);
        assertThat(input.number("orders")).isEqualTo(18_532);
        assertThat(report.object("totals").number("customers")).isEqualTo(4_338);
        assertThat(report.object("totals").number("totalSpend")).isCloseTo(8_911_407.904, within(1e-6));
    }

    @Test
    void withRefundsNettedEveryLineWithACustomerCounts() throws IOException {
        JsonObject input = report().object("input");

        assertThat(input.number("accepted")).isEqualTo(541_909 - 135_080);
        assertThat(input.number("customers")).isEqualTo(4_372);
        assertThat(input.number("occasions")
                        + input.number("merged")
                        + input.number("withoutOccasion")
                        + input.number("ofLaterCustomers")
                        + input.number("outsideWindow"))
                .isEqualTo(541_909 - 135_080);
    }

    private JsonObject report(String... more) throws IOException {
        Path file = SharedData.file("online_retail/data.csv.gz");
        List<String> options = List.of(
                "report",
                "--transactions",
                file.toString(),
                "--customer",
                "customer_id",
                "--time",
                "invoice_ts",
                "--amount",
                "unit_price",
                "--quantity",
                "quantity",
                "--order",
                "invoice_no",
                "--cancelled-order",
                "^C",
                "--zone",
                "Europe/London",
                "--unit",
                "day",
                "--horizon",
                "90",
                "--out",
                folder.toString());
        StringWriter err = new StringWriter();
        int code = Main.run(
                Stream.concat(options.stream(), Stream.of(more)).toArray(String[]::new),
                new PrintWriter(new StringWriter()),
                new PrintWriter(err, true));
        assertThat(code).as(err.toString()).isZero();
        return JsonObject.parse(Files.readString(folder.resolve("report.json")));
    }
}

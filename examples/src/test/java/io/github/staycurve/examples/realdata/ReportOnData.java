package io.github.staycurve.examples.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.examples.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** The main job on public data, by its options alone. */
abstract class ReportOnData {
    @TempDir
    Path folder;

    final JsonObject report(String... options) throws IOException {
        StringWriter err = new StringWriter();
        String[] arguments = Stream.concat(
                        Stream.of("report", "--out", folder.resolve("out").toString()), Arrays.stream(options))
                .toArray(String[]::new);
        int exit = Main.run(arguments, new PrintWriter(new StringWriter()), new PrintWriter(err, true));
        assertThat(exit).as(err.toString()).isZero();
        return JsonObject.parse(Files.readString(folder.resolve("out/report.json")));
    }

    /** The report on every line of Online Retail, cancellations as refunds unless the options say otherwise. */
    final JsonObject onlineRetail(String... more) throws IOException {
        String[] options = {
            "--transactions",
            SharedData.file("online_retail/data.csv.gz").toString(),
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
            "Europe/London"
        };
        return report(Stream.concat(Arrays.stream(options), Arrays.stream(more)).toArray(String[]::new));
    }

    /** The report on the CDNOW sample. */
    final JsonObject cdnow(String... more) throws IOException {
        String[] options = {
            "--transactions",
            SharedData.file("cdnow_sample/data.csv").toString(),
            "--customer",
            "sample_id",
            "--time",
            "date",
            "--amount",
            "amount"
        };
        return report(Stream.concat(Arrays.stream(options), Arrays.stream(more)).toArray(String[]::new));
    }
}

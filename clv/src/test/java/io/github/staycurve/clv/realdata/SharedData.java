package io.github.staycurve.clv.realdata;

import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.ingest.CsvTransactions;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Assumptions;

/** Public data sets that lie beside the project, where they are present: they are read there and never copied. */
public final class SharedData {
    private static final Path ROOT = Path.of(System.getProperty("staycurve.shared", "../../shared"));

    private SharedData() {}

    /** Returns a file of the shared data; skips the test, by the file's name, where it is absent. */
    static Path file(String name) {
        Path file = ROOT.resolve("data").resolve(name);
        Assumptions.assumeTrue(Files.exists(file), "needs shared data/" + name + ", which is absent");
        return file;
    }

    /** Returns the 2,357 customers of the CDNOW sample over 39 weeks. */
    static CustomerSummaryTable cdnow() {
        return CsvTransactions.builder("sample_id", "date", "amount")
                .build()
                .read(file("cdnow_sample/data.csv"))
                .orThrow()
                .summarize(ObservationWindow.until(LocalDate.of(1997, 9, 30), ZoneOffset.UTC), PeriodUnit.WEEK)
                .table();
    }

    /** Returns the 600 simulated customers of an apparel retailer over this many weeks. */
    static CustomerSummaryTable apparel(int weeks) {
        LocalDate end = LocalDate.of(2005, 1, 2).plusWeeks(weeks);
        return CsvTransactions.builder("customer_id", "date", "price")
                .build()
                .read(file("apparel_sim/data.csv"))
                .orThrow()
                .summarize(ObservationWindow.until(end, ZoneOffset.UTC), PeriodUnit.WEEK)
                .table();
    }
}

package io.github.staycurve.churn.testing;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** Public data sets that lie beside the project, where they are present: they are read there and never copied. */
public final class SharedData {
    private static final Path ROOT = Path.of(System.getProperty("staycurve.shared", "../../shared"));

    private SharedData() {}

    /** Returns a file of the shared data; skips the test, by the file's name, where it is absent. */
    public static Path file(String name) {
        Path file = ROOT.resolve("data").resolve(name);
        Assumptions.assumeTrue(Files.exists(file), "needs shared data/" + name + ", which is absent");
        return file;
    }

    /** Returns the 7,043 customers of the telephone company, in file order. */
    public static List<NamedCsvRecord> telco() {
        Path file = file("telco_churn/data.csv.gz");
        try (Reader text =
                        new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(text)) {
            return rows.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

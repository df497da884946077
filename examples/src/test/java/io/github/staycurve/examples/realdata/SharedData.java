package io.github.staycurve.examples.realdata;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Public data sets that lie beside the project, where they are present: they are read there and never copied. */
final class SharedData {
    private static final Path ROOT = Path.of(System.getProperty("staycurve.shared", "../../shared"));

    private SharedData() {}

    /** Returns a file of the shared data; skips the test, by the file's name, where it is absent. */
    static Path file(String name) {
        Path file = ROOT.resolve("data").resolve(name);
        Assumptions.assumeTrue(Files.exists(file), "needs shared data/" + name + ", which is absent");
        return file;
    }
}

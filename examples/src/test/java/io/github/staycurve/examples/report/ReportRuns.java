package io.github.staycurve.examples.report;

import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.examples.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Runs the main job in a folder of the test's own, and reads what it wrote. */
abstract class ReportRuns {
    @TempDir
    Path folder;

    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

    final int run(String... options) {
        String[] arguments = with(new String[] {"report"}, options);
        return Main.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    }

    static String[] with(String[] some, String... more) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
    }

    Path file(String... lines) throws IOException {
        Path file = Files.createTempFile(folder.getParent(), "staycurve", ".csv");
        file.toFile().deleteOnExit();
        return Files.write(file, List.of(lines));
    }

    static JsonObject report(Path folder) throws IOException {
        return JsonObject.parse(Files.readString(folder.resolve("report.json")));
    }

    static List<String> cells(List<String> lines, int row) {
        return List.of(lines.get(row).split(",", -1));
    }
}

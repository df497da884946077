package io.github.staycurve.examples.report;

import io.github.staycurve.core.time.ObservationWindow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a report says.
 *
 * @param options what it was made with
 * @param input what was read
 * @param window the days looked at
 * @param endIs where the end of these days comes from
 * @param purchases what it says about purchases, if there are any
 * @param activity who was active when
 */
record ReportResult(
        ReportOptions options,
        ReportInput input,
        ObservationWindow window,
        ReportInput.EndIs endIs,
        Optional<PurchaseResult> purchases,
        ActivityResult activity) {

    /** The names of the two files. */
    static final String CUSTOMERS = "customers.csv";

    static final String REPORT = "report.json";

    /** Writes {@code customers.csv} and {@code report.json}, both or neither. */
    void writeTo(Path folder) {
        Map<String, OutputFolder.Content> files = new LinkedHashMap<>();
        files.put(CUSTOMERS, new CustomersCsv(purchases)::writeTo);
        files.put(REPORT, out -> out.write(new ReportJson(this).toJson() + "\n"));
        OutputFolder.write(folder, files);
    }

    /** Returns the report in a few lines, for people. */
    List<String> summary(Path folder) {
        List<String> lines = new ArrayList<>();
        input.events().ifPresent(e -> lines.add(e.summary()));
        purchases.ifPresent(p -> lines.addAll(p.summary(options, window)));
        lines.addAll(activity.summary());
        lines.add("wrote %s and %s".formatted(folder.resolve(CUSTOMERS), folder.resolve(REPORT)));
        return lines;
    }
}

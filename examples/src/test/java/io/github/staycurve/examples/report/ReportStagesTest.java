package io.github.staycurve.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.staycurve.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The lifecycle stages of the main job, from outside. */
class ReportStagesTest extends ReportRuns {
    private static final List<String> STAGES = List.of("acquisition", "growth", "maturity", "decline", "churn");

    private List<String> customers() throws IOException {
        return Files.readAllLines(folder.resolve("out/customers.csv"));
    }

    private static int column(List<String> lines, String name) {
        return cells(lines, 0).indexOf(name);
    }

    @Test
    void everyCustomerOfTheShopHasAStageAndTheReportCountsThem() throws IOException {
        assertThat(run("--out", folder.resolve("out").toString())).isZero();
        List<String> lines = customers();
        assertThat(cells(lines, 0).subList(18, 22))
                .containsExactly("stage", "activity_state", "value_stage", "silence_score");
        Map<String, Long> stages = new TreeMap<>();
        Map<String, Long> states = new TreeMap<>();
        for (int row = 1; row < lines.size(); row++) {
            List<String> cells = cells(lines, row);
            stages.merge(cells.get(18), 1L, Long::sum);
            states.merge(cells.get(19), 1L, Long::sum);
            assertThat(cells.get(20)).isIn("new", "growth", "mature");
            assertThat(Double.parseDouble(cells.get(21))).isBetween(0.0, 1.0);
        }
        JsonObject json = report(folder.resolve("out")).object("stages");
        for (String stage : STAGES) {
            assertThat(json.object("counts").whole(stage)).as(stage).isEqualTo(stages.getOrDefault(stage, 0L));
        }
        for (String state : List.of("active", "declining", "dormant", "churned")) {
            assertThat(json.object("states").whole(state)).as(state).isEqualTo(states.getOrDefault(state, 0L));
        }
        assertThat(json.object("expectedStepsToChurn").number("churn")).isZero();
        assertThat(json.object("expectedStepsToChurn").number("growth")).isPositive();
        for (JsonObject row : json.object("transitions").list("rows").objects()) {
            long sum = 0;
            for (String to : STAGES) {
                sum += row.object("counts").whole(to);
            }
            assertThat(sum).as(row.text("from")).isEqualTo(row.whole("steps"));
        }
    }

    /** Purchases after the calibration change no stage, and nobody who came later has one. */
    @Test
    void stagesAreAsOfTheCalibrationEnd() throws IOException {
        List<String> before = new ArrayList<>(List.of("customer,time,amount"));
        for (int day = 1; day <= 28; day++) {
            before.add("daily,2024-02-%02d,5".formatted(day));
            before.add("other%d,2024-01-%02d,5".formatted(day, day));
            before.add("other%d,2024-02-%02d,5".formatted(day, day));
        }
        List<String> after = new ArrayList<>(before);
        after.add("other3,2024-03-20,9");
        after.add("late,2024-03-21,9");
        for (List<String> lines : List.of(before, after)) {
            Path file = file(lines.toArray(String[]::new));
            assertThat(run(
                            "--transactions",
                            file.toString(),
                            "--calibration-end",
                            "2024-03-05",
                            "--end",
                            "2024-03-31",
                            "--out",
                            folder.resolve("out" + lines.size()).toString()))
                    .as(err.toString())
                    .isZero();
        }
        List<String> one = Files.readAllLines(folder.resolve("out" + before.size() + "/customers.csv"));
        List<String> other = Files.readAllLines(folder.resolve("out" + after.size() + "/customers.csv"));
        int stage = column(one, "stage");
        for (int row = 0; row < one.size(); row++) {
            assertThat(cells(other, row).subList(stage, stage + 4))
                    .isEqualTo(cells(one, row).subList(stage, stage + 4));
        }
        assertThat(other).hasSameSizeAs(one);
        assertThat(report(folder.resolve("out" + after.size())).object("stages").text("asOf"))
                .isEqualTo("2024-03-05");
    }
}

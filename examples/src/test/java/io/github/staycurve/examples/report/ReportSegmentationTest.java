package io.github.staycurve.examples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.examples.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scores, segments and tiers of the main job, from outside. */
class ReportSegmentationTest extends ReportRuns {
    /** Days since the last purchase, orders (two on one day are two) and money, against cuts that are given. */
    @Test
    void customersAreScoredAndSegmentedByGivenCuts() throws IOException {
        Path file = file(
                "customer,time,amount",
                "a,2024-01-01,10",
                "a,2024-01-01,5",
                "b,2024-03-01,40",
                "b,2024-03-21,60",
                "b,2024-03-21,-60", // b's last day is one of nothing left, and a purchase still
                "c,2024-03-30,100",
                "d,2024-02-01,1");
        String[] options = {
            "--transactions",
            file.toString(),
            "--end",
            "2024-03-31",
            "--rfm-method",
            "fixed",
            "--rfm-cuts",
            "30;2;40",
            "--segment-map",
            "eight"
        };
        assertThat(run(with(options, "--out", folder.resolve("out").toString())))
                .as(err.toString())
                .isZero();
        List<String> rows = Files.readAllLines(folder.resolve("out/customers.csv"));
        assertThat(cells(rows, 1).subList(13, 18)).containsExactly("1", "2", "1", "General Retention", "low");
        assertThat(cells(rows, 2).subList(13, 18)).containsExactly("2", "2", "2", "Important Value", "middle");
        assertThat(cells(rows, 3).subList(13, 18)).containsExactly("2", "1", "2", "Important Development", "high");
        assertThat(cells(rows, 4).subList(13, 18)).containsExactly("1", "1", "1", "General Winback", "low");

        JsonObject segmentation = report(folder.resolve("out")).object("segmentation");
        assertThat(segmentation.text("method")).isEqualTo("fixed");
        assertThat(segmentation.whole("bins")).isEqualTo(2);
        assertThat(segmentation.object("thresholds").list("inactivity").number(0))
                .isEqualTo(29); // 30 days score as 31 do
        assertThat(segmentation.object("thresholds").list("monetary").number(0)).isEqualTo(40);
        // cuts 100 and 40
        List<JsonObject> tiers = segmentation.list("valueTiers").objects();
        assertThat(tiers.get(0).number("from")).isEqualTo(100);
        assertThat(tiers.get(1).number("from")).isEqualTo(40);
        assertThat(tiers.get(2).optionalNumber("from")).isEmpty();
        double customers = 0;
        double value = 0;
        for (JsonObject segment : segmentation.list("segments").objects()) {
            customers += segment.number("customers");
            value += segment.number("shareOfValue");
        }
        assertThat(customers).isEqualTo(4);
        assertThat(value).isCloseTo(1, within(1e-12));
    }

    /** Two quantile bins, closed above: the median of each measure is the last value of its lower bin. */
    @Test
    void thresholdsAreTheWorstValuesOfTheirScores() throws IOException {
        Path file = file(
                "customer,time,amount",
                "a,2024-03-21,10", // 10 days, 1 order, 10 of money
                "b,2024-03-11,9", // 20 days, 2 orders, 20
                "b,2024-03-11,11",
                "c,2024-03-01,10", // 30 days, 3 orders, 30
                "c,2024-03-01,10",
                "c,2024-03-01,10");
        String[] options = {"--transactions", file.toString(), "--end", "2024-03-31", "--segment-map", "eight"};
        Path target = folder.resolve("out");
        assertThat(run(with(options, "--rfm-method", "pandas", "--rfm-bins", "2", "--out", target.toString())))
                .as(err.toString())
                .isZero();
        List<String> rows = Files.readAllLines(target.resolve("customers.csv"));
        assertThat(cells(rows, 2).subList(13, 16)).containsExactly("2", "1", "1");

        JsonObject thresholds = report(target).object("segmentation").object("thresholds");
        assertThat(thresholds.list("inactivity").numbers()).containsExactly(20);
        assertThat(thresholds.list("frequency").numbers()).containsExactly(3); // 2 orders are not enough
        assertThat(thresholds.list("monetary").numbers()).containsExactly(Math.nextUp(20.0));
    }

    @Test
    void aMapOfOnesOwnIsRescaledToTheScores() throws IOException {
        Path map = Files.writeString(folder.resolve("mine.json"), """
                {"map": "rfm-segments", "version": 1, "name": "mine", "bins": 2, "segments": [
                  {"name": "Core, of late", "description": "Here of late", "rules": [{"r": [2]}]},
                  {"name": "Rest", "description": "All others", "rules": [{"r": [1, 1]}]}]}""");
        Path target = folder.resolve("out");
        assertThat(run("--rfm-bins", "10", "--segment-map", map.toString(), "--out", target.toString()))
                .as(err.toString())
                .isZero();
        JsonObject segmentation = report(target).object("segmentation");
        assertThat(segmentation.text("map")).isEqualTo("mine");
        assertThat(segmentation.whole("bins")).isEqualTo(10);
        for (String line : Files.readAllLines(target.resolve("customers.csv")).subList(1, 4001)) {
            boolean core = line.contains(",\"Core, of late\",");
            String[] cells = line.split(",", -1);
            assertThat(core).as(line).isEqualTo(Integer.parseInt(cells[13]) > 5);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                | JSON must be an object, was empty",
                "{                                 | invalid JSON at line 1, column 2",
                "{\"map\": \"rfm-segments\", \"version\": 9} | cannot read map 'rfm-segments' version 9",
                "{HEAD, \"segments\": []}            | 8 in none: 1-1-1, 1-1-2",
                "{HEAD, \"segments\": [A, B]}        | 8 in several: 1-1-1 (A by 'any scores'; B by 'any scores')",
                "{HEAD, \"segments\": [A, A]}        | has a segment 'A' already",
                "{HEAD, \"segments\": [A], \"bin\": 3} | has a field 'bin'",
            })
    void aBrokenMapEndsWithTwoAndOneLine(String text, String message) throws IOException {
        String json = text.replace("HEAD", "\"map\": \"rfm-segments\", \"version\": 1, \"name\": \"x\", \"bins\": 2")
                .replaceAll("\\b([AB])\\b", "{\"name\": \"$1\", \"description\": \"all\", \"rules\": [{}]}");
        Path map = Files.writeString(folder.resolve("broken.json"), json);
        Path target = folder.resolve("out");
        assertThat(run("--segment-map", map.toString(), "--out", target.toString()))
                .isEqualTo(Main.USER_ERROR);
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains("--segment-map", message);
        assertThat(target).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"mid-rank", "r-rfm", "pandas", "ntile", "spss"})
    void everyMethodScoresTheMadeUpShop(String method) throws IOException {
        Path target = folder.resolve(method);
        assertThat(run("--rfm-method", method, "--segment-map", "putler", "--out", target.toString()))
                .as(err.toString())
                .isZero();
        JsonObject segmentation = report(target).object("segmentation");
        assertThat(segmentation.text("map")).isEqualTo("putler");
        double customers = segmentation.list("segments").objects().stream()
                .mapToDouble(s -> s.number("customers"))
                .sum();
        assertThat(customers).isEqualTo(4000);
    }
}

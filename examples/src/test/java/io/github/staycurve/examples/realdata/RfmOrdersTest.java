package io.github.staycurve.examples.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.staycurve.examples.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The orders that the R package rfm ships: the main job gives the scores that its README shows. */
class RfmOrdersTest {
    /** README of rfm 0.3.0 at 2006-12-31, quintiles: days / orders / revenue -> score. */
    private static final Map<String, String> README = Map.of(
            "Abbey O'Reilly", "343", // 205 / 6 / 472
            "Add Senger", "412", // 140 / 3 / 340
            "Aden Lesch", "323", // 194 / 4 / 405
            "Aden Murphy", "544", // 98 / 7 / 596
            "Admiral Senger", "433"); // 132 / 5 / 448

    @TempDir
    private Path folder;

    @Test
    void theScoresAreThoseOfTheReadme() throws IOException {
        Path file = SharedData.file("rfm_orders_sim/data.csv");
        StringWriter err = new StringWriter();
        String[] options = {
            "report",
            "--transactions",
            file.toString(),
            "--customer",
            "customer_id",
            "--time",
            "order_date",
            "--amount",
            "revenue",
            "--end",
            "2006-12-31",
            "--rfm-method",
            "r-rfm",
            "--out",
            folder.toString()
        };
        assertThat(Main.run(options, new PrintWriter(new StringWriter()), new PrintWriter(err, true)))
                .as(err.toString())
                .isZero();
        Map<String, String> scores = Files.readAllLines(folder.resolve("customers.csv")).stream()
                .skip(1)
                .map(line -> List.of(line.split(",", -1)))
                .filter(cells -> README.containsKey(cells.get(0)))
                .collect(Collectors.toMap(cells -> cells.get(0), cells -> String.join("", cells.subList(13, 16))));
        assertThat(scores).isEqualTo(README);
    }
}

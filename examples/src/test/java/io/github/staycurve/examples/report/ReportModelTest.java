package io.github.staycurve.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.examples.Main;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The purchase models of the main job, from outside. */
class ReportModelTest extends ReportRuns {
    @ParameterizedTest
    @ValueSource(strings = {"bg-nbd", "mbg-nbd", "pareto-nbd", "ggompertz-nbd", "bg-cnbd-k", "mbg-cnbd-k"})
    void aModelByName(String model) throws IOException {
        assertThat(run("--model", model, "--out", folder.resolve("out").toString()))
                .as(err.toString())
                .isZero();
        JsonObject models = report(folder.resolve("out")).object("models");
        assertThat(models.object("purchases").text("name")).isEqualTo(model);
        assertThat(models.object("purchases").text("status")).isIn("CONVERGED", "BOUNDARY", "FLAT");
        List<JsonObject> compared = models.list("compared").objects();
        assertThat(compared).hasSize(1);
        assertThat(compared.get(0).bool("chosen")).isTrue();
        assertThat(compared.get(0).optionalNumber("logScore")).isEmpty();
    }

    /** The chosen one has the best log score, to a millionth, and is the one that the report's numbers come from. */
    @Test
    void theBestModelByItsPredictions() throws IOException {
        assertThat(run("--model", "auto", "--out", folder.resolve("out").toString()))
                .as(err.toString())
                .isZero();
        JsonObject models = report(folder.resolve("out")).object("models");
        List<JsonObject> compared = models.list("compared").objects();
        assertThat(compared.stream().map(row -> row.text("name")))
                .containsExactly("bg-nbd", "mbg-nbd", "pareto-nbd", "ggompertz-nbd", "bg-cnbd-k", "mbg-cnbd-k");
        List<JsonObject> chosen =
                compared.stream().filter(row -> row.bool("chosen")).toList();
        assertThat(chosen).hasSize(1);
        assertThat(models.object("purchases").text("name"))
                .isEqualTo(chosen.get(0).text("name"));
        assertThat(models.object("purchases").number("logLikelihood"))
                .isEqualTo(chosen.get(0).number("logLikelihood"));
        for (JsonObject row : compared) {
            assertThat(row.number("logScore"))
                    .as(row.text("name"))
                    .isLessThanOrEqualTo(chosen.get(0).number("logScore") + 1e-6);
        }
        assertThat(models.text("choice")).contains(chosen.get(0).text("name"));
        // the shop's customers leave after a repeat purchase with a probability of their own, at no other time
        assertThat(chosen.get(0).text("name")).isIn("bg-nbd", "mbg-nbd");
    }

    @Test
    void withTooLittleDataTheChoiceSaysSo() throws IOException {
        Path file = file("customer,time,amount", "a,2024-01-01,5", "a,2024-01-02,5", "b,2024-01-02,7");
        assertThat(run(
                        "--transactions",
                        file.toString(),
                        "--model",
                        "auto",
                        "--out",
                        folder.resolve("out").toString()))
                .as(err.toString())
                .isZero();
        JsonObject models = report(folder.resolve("out")).object("models");
        assertThat(models.text("choice")).contains("too short");
        assertThat(models.object("purchases").text("name")).isEqualTo("bg-nbd");
    }

    @Test
    void anUnknownModelIsNamed() {
        assertThat(run("--model", "nbd", "--out", folder.resolve("out").toString()))
                .isEqualTo(Main.USER_ERROR);
        assertThat(err.toString()).contains("--model must be bg-nbd, mbg-nbd").contains("'nbd'");
        assertThat(folder.resolve("out")).doesNotExist();
    }
}

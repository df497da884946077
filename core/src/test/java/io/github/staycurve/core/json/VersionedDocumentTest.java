package io.github.staycurve.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionedDocumentTest {
    private static final VersionedDocument FORM = VersionedDocument.model("bg-nbd", 2);

    @Test
    void writesItsHeadFirst() {
        JsonObject document = FORM.builder().put("r", 0.25).build();
        assertThat(document.names()).containsExactly("model", "version", "r");
        assertThat(document.toJson()).startsWith("{\n  \"model\": \"bg-nbd\",\n  \"version\": 2,\n");
        assertThat(FORM.parse(document.toJson())).isEqualTo(document);
        assertThat(FORM.versionOf(document)).isEqualTo(2);
    }

    @Test
    void readsOlderVersions() {
        assertThat(FORM.versionOf(JsonObject.parse("{\"version\": 1, \"model\": \"bg-nbd\"}")))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"model\":\"bg-nbd\",\"version\":3} | cannot read model 'bg-nbd' version 3: this release reads bg-nbd versions 1 to 2",
                "{\"model\":\"bg-nbd\",\"version\":0} | cannot read model 'bg-nbd' version 0: this release reads bg-nbd versions 1 to 2",
                "{\"model\":\"bg-nbd\",\"version\":4294967297} | cannot read model 'bg-nbd' version 4294967297: this release reads bg-nbd versions 1 to 2",
                "{\"model\":\"x\",\"version\":1} | cannot read model 'x' version 1: this release reads bg-nbd versions 1 to 2",
                "{\"model\":\"x\\ny\",\"version\":1} | cannot read model 'x y' version 1: this release reads bg-nbd versions 1 to 2",
                "{\"version\":1} | model must be text, was missing",
                "{\"model\":\"bg-nbd\"} | version must be a whole number, was missing",
                "{\"model\":\"bg-nbd\",\"version\":1.5} | version must be a whole number, was 1.5",
                "{\"model\":\"bg-nbd\",\"version\":\"1\"} | version must be a whole number, was \"1\"",
            })
    void refusesOtherModelsAndLaterVersions(String json, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> FORM.parse(json)).withMessage(message);
    }

    @Test
    void reportsHaveAHeadOfTheirOwn() {
        VersionedDocument report = VersionedDocument.report("lifecycle", 1);
        assertThat(report.builder().build().names()).containsExactly("report", "version");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report.parse("{\"report\": \"lifecycle\", \"version\": 2}"))
                .withMessage("cannot read report 'lifecycle' version 2: this release reads lifecycle versions 1 to 1");
    }

    @Test
    void namesAndVersionsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VersionedDocument.model(" ", 1))
                .withMessage("name must not be blank");
        assertThatIllegalArgumentException().isThrownBy(() -> new VersionedDocument("", "x", 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VersionedDocument.model("x", 0))
                .withMessage("version must be 1 or more, was 0");
    }
}

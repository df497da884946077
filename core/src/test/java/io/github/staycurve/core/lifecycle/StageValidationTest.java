package io.github.staycurve.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The document says what the back-test gives on the data; {@link StageValidation} writes its tables anew. */
class StageValidationTest {
    private static final Path DATA = Path.of(System.getProperty("staycurve.shared", "../../shared"), "data");

    @ParameterizedTest
    @ValueSource(strings = {"online-retail", "cdnow"})
    void everyFigureIsDocumented(String name) throws IOException {
        Path file = StageValidation.file(name, DATA);
        assumeTrue(Files.exists(file), "needs shared data/" + DATA.relativize(file) + ", which is absent");
        Path document = Path.of(System.getProperty("staycurve.root", ".."), "docs", "stage-validation.md");
        assertThat(Files.readString(document))
                .contains(StageValidation.of(name, DATA).block());
    }
}

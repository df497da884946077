package io.github.staycurve.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FitReportJsonTest {
    /** What version 1 wrote for {@link #converged()}: kept as it is for as long as that version is read. */
    private static final String STORED = stored("fit-v1.json");

    private static FitReport converged() {
        return FitReport.builder("Toy", FitStatus.CONVERGED)
                .estimate("a", 0.1, false)
                .estimate("b", 5, false)
                .covariance(List.of("a", "b"), new double[][] {{1.0 / 3, -1e-17}, {-1e-17, 4}})
                .logLikelihood(-9582.4292136753)
                .observations(2357)
                .search(7, 9)
                .explanation("All is \"well\".")
                .build();
    }

    private static FitReport boundary() {
        return FitReport.builder("Toy", FitStatus.BOUNDARY)
                .estimate("a", 2, false)
                .estimate("b", 1e6, true)
                .covariance(List.of("a"), new double[][] {{0.25}})
                .logLikelihood(10)
                .observations(2.5)
                .explanation("b is as large as it may be.")
                .build();
    }

    static Stream<FitReport> everyStatus() {
        FitReport flat = FitReport.builder("Toy", FitStatus.FLAT)
                .estimate("a", 2, false)
                .logLikelihood(-0.0)
                .explanation("a may be anything.")
                .build();
        FitReport regression = FitReport.builder("Toy", FitStatus.CONVERGED)
                .ofEitherSign()
                .estimate("slope", 0.1, false)
                .covariance(List.of("slope"), new double[][] {{1}})
                .logLikelihood(-10)
                .explanation("All is well.")
                .build();
        return Stream.of(converged(), boundary(), flat, regression, FitReport.failed("Toy", "No row could be used."));
    }

    @ParameterizedTest
    @MethodSource("everyStatus")
    void readsBackEqual(FitReport report) {
        FitReport read = FitReportJson.read(FitReportJson.write(report));

        assertThat(read).isEqualTo(report).hasSameHashCodeAs(report);
        assertThat(read.aic()).isEqualTo(report.aic());
        assertThat(read.bic()).isEqualTo(report.bic());
        assertThat(read.estimates()).isEqualTo(report.estimates()); // with their standard errors
    }

    @Test
    void versionOneIsReadAndWritten() {
        assertThat(FitReportJson.read(STORED)).isEqualTo(converged());
        assertThat(FitReportJson.write(converged())).isEqualTo(STORED.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"version\": 1 | \"version\": 2 | cannot read report 'fit' version 2: this release reads fit versions 1 to 1",
                "\"fit\" | \"lifecycle\" | cannot read report 'lifecycle' version 1: this release reads fit versions 1 to 1",
                "CONVERGED | FINE | status must be one of [CONVERGED, BOUNDARY, FLAT, FAILED], was \"FINE\"",
                "\"iterations\": 7 | \"iterations\": -7 | iterations must lie in [0, 2147483647], was -7",
                "\"evaluations\": 9 | \"evaluations\": 4294967296 | evaluations must lie in [0, 2147483647], was 4294967296",
                "\"value\": 5.0 | \"value\": null | estimates[1].value must be a number, was null",
                "\"name\": \"b\" | \"name\": \"a\" | there is an estimate of a already",
                "4.0 | -4.0 | variance of b must be positive and finite, was -4.0",
                "2357.0 | -1 | observations must be 0 or more and finite, was -1.0",
            })
    void damagedDocumentsAreRefused(String text, String replacement, String message) {
        assertThat(STORED).contains(text);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FitReportJson.read(STORED.replace(text, replacement)))
                .withMessage(message);
    }

    @Test
    void contradictionsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FitReportJson.read(STORED.replace("-9582.4292136753", "null")))
                .withMessageContaining("must have a log-likelihood exactly when it did not fail");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FitReportJson.read(STORED.replace("CONVERGED", "BOUNDARY")))
                .withMessageContaining("must name a parameter at the boundary");
    }

    private static String stored(String name) {
        try (InputStream in =
                Objects.requireNonNull(FitReportJsonTest.class.getResourceAsStream("/stored/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

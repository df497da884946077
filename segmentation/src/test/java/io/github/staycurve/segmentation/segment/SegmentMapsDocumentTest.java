package io.github.staycurve.segmentation.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The document says what the code does; {@link SegmentMapTables} writes its tables anew. */
class SegmentMapsDocumentTest {
    @ParameterizedTest
    @ValueSource(strings = {"eleven", "putler", "shopify", "eight"})
    void everyCellIsDocumented(String name) throws IOException {
        Path document = Path.of(System.getProperty("staycurve.root", ".."), "docs", "segment-maps.md");
        assertThat(Files.readString(document)).contains(SegmentMapTables.block(SegmentMaps.named(name, 5)));
    }
}

package io.github.staycurve.segmentation.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;

/** The tables of docs/segment-maps.md: every cell of every map, between marks of its own. */
final class SegmentMapTables {
    private SegmentMapTables() {}

    /** Writes the tables into the document anew; the argument is its path. */
    public static void main(String[] args) throws IOException {
        Path document = Path.of(args[0]);
        String text = Files.readString(document);
        for (String name : SegmentMaps.NAMES) {
            String block = block(SegmentMaps.named(name, 5));
            text = text.replaceAll(
                    "(?s)<!-- " + name + " -->.*<!-- end " + name + " -->", Matcher.quoteReplacement(block));
        }
        Files.writeString(document, text);
    }

    /** Returns the segments with their rules, and a table with a column a money score. */
    static String block(SegmentMap map) {
        StringBuilder text = new StringBuilder("<!-- " + map.name() + " -->\n");
        text.append("| segment | who | rules | cells |\n|---|---|---|---|\n");
        for (Segment segment : map.segments()) {
            text.append("| %s | %s | %s | %s |\n"
                    .formatted(
                            segment.name(),
                            segment.description(),
                            String.join(
                                    "; ",
                                    segment.rules().stream()
                                            .map(SegmentRule::describe)
                                            .toList()),
                            cells(map, segment)));
        }
        text.append("\n| R | F | M 1 | M 2 | M 3 | M 4 | M 5 |\n|---|---|---|---|---|---|---|\n");
        for (int r = 5; r >= 1; r--) {
            for (int f = 5; f >= 1; f--) {
                text.append("| ").append(r).append(" | ").append(f).append(" |");
                for (int m = 1; m <= 5; m++) {
                    text.append(" ").append(map.segmentOf(r, f, m).name()).append(" |");
                }
                text.append("\n");
            }
        }
        return text.append("<!-- end ").append(map.name()).append(" -->").toString();
    }

    private static int cells(SegmentMap map, Segment segment) {
        int cells = 0;
        for (int cell = 0; cell < 125; cell++) {
            if (map.segmentOf(cell / 25 + 1, cell / 5 % 5 + 1, cell % 5 + 1).equals(segment)) {
                cells++;
            }
        }
        return cells;
    }
}

package io.github.staycurve.core.ingest;

import java.util.EnumMap;
import java.util.Map;

/**
 * How messages name a source, its rows and its columns.
 *
 * @param source the name of the file or the other source, fit for a message
 * @param rowWord "line" or "row"
 * @param columns the column of each role that the source has
 */
record SourceNames(String source, String rowWord, Map<Role, String> columns) {
    private static final int MAX_NAME = 60;

    SourceNames {
        source = Texts.quotedEnd(source, MAX_NAME);
        columns = new EnumMap<>(columns);
    }

    String column(Role role) {
        return columns.getOrDefault(role, "");
    }

    boolean has(Role role) {
        return columns.containsKey(role);
    }

    String place(long line) {
        return source + " " + rowWord + " " + line;
    }
}

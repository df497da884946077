package io.github.staycurve.core.ingest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Finds the columns of a source by their names: exactly, or else without regard to case if that leaves one. */
final class ColumnFinder {
    private static final int NAMES_SHOWN = 8;
    private static final int SHOWN_LENGTH = 20;

    private final String source;
    private final List<String> names;

    ColumnFinder(String source, List<String> names) {
        this.source = source;
        this.names = names;
    }

    /**
     * Returns the index of each column wanted.
     *
     * @throws IngestException if one is missing or there more than once
     */
    Map<Role, Integer> find(Map<Role, String> wanted) {
        Map<Role, Integer> found = new EnumMap<>(Role.class);
        wanted.forEach((role, name) -> found.put(role, indexOf(name.strip())));
        return found;
    }

    private int indexOf(String wanted) {
        List<Integer> exact = new ArrayList<>();
        List<Integer> ignoringCase = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals(wanted)) {
                exact.add(i);
            }
            if (names.get(i).equalsIgnoreCase(wanted)) {
                ignoringCase.add(i);
            }
        }
        List<Integer> hits = exact.isEmpty() ? ignoringCase : exact;
        if (hits.isEmpty()) {
            throw new IngestException("%s: there is no column '%s'; name one of those it has: %s"
                    .formatted(source, Texts.quoted(wanted, SHOWN_LENGTH), shown()));
        }
        if (hits.size() > 1) {
            throw new IngestException("%s: %d columns are named '%s'; rename them so that one is"
                    .formatted(source, hits.size(), Texts.quoted(wanted, SHOWN_LENGTH)));
        }
        return hits.get(0);
    }

    private String shown() {
        StringBuilder text = new StringBuilder();
        int count = Math.min(NAMES_SHOWN, names.size());
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ", ").append(Texts.quoted(names.get(i), SHOWN_LENGTH));
        }
        return names.size() > count ? text + ", and " + (names.size() - count) + " more" : text.toString();
    }
}

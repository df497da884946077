package io.github.staycurve.churn.json;

import io.github.staycurve.core.json.JsonObject;
import java.util.List;

/** Checks of fields that several documents share. This class has no state. */
final class StoredFields {
    private StoredFields() {}

    /** A misspelt field would silently be as by default. */
    static void requireKnown(JsonObject json, List<String> known, String where) {
        for (String name : json.names()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "%s has a field '%s'; known are %s".formatted(where, name, String.join(", ", known)));
            }
        }
    }

    static int count(JsonObject json, String name) {
        long value = json.whole(name);
        if (value != (int) value) {
            throw new IllegalArgumentException(
                    "%s must be at most %s, was %s".formatted(name, Integer.MAX_VALUE, value));
        }
        return (int) value;
    }

    /** Checks the fingerprint of a document that has one. */
    static void requireId(JsonObject document, String id, String what) {
        document.optionalText("id").ifPresent(found -> {
            if (!found.equals(id)) {
                throw new IllegalArgumentException(
                        "id is '%s', but that of this %s is %s: leave it out after changing it"
                                .formatted(found, what, id));
            }
        });
    }
}

package io.github.staycurve.core.json;

import io.github.staycurve.core.internal.Checks;

/**
 * The stored form of one kind of model or report: its head, and which versions of it this release reads.
 *
 * <p>A document starts with what it is: {@code {"model": "bg-nbd", "version": 1, ...}}. A change to the form raises the
 * version, and the versions before stay readable; one from a later release is refused, never guessed at.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param kind what the document holds, and the name of its first field: {@code model}, {@code report}
 * @param name the name of the form, as {@code bg-nbd}
 * @param version the newest version, the one that is written; 1 or more
 */
public record VersionedDocument(String kind, String name, int version) {
    private static final String VERSION = "version";

    /**
     * Checks the parts.
     *
     * @param kind what the document holds, and the name of its first field: {@code model}, {@code report}
     * @param name the name of the form, as {@code bg-nbd}
     * @param version the newest version, the one that is written; 1 or more
     * @throws IllegalArgumentException if a text is blank or the version below 1
     */
    public VersionedDocument {
        Checks.notBlank(kind, "kind");
        Checks.notBlank(name, "name");
        if (version < 1) {
            throw new IllegalArgumentException("version must be 1 or more, was " + version);
        }
    }

    /**
     * Returns the stored form of a model.
     *
     * @param name the name of the form, as {@code bg-nbd}
     * @param version the newest version, 1 or more
     * @return the form
     * @throws IllegalArgumentException if the name is blank or the version below 1
     */
    public static VersionedDocument model(String name, int version) {
        return new VersionedDocument("model", name, version);
    }

    /**
     * Returns the stored form of a report.
     *
     * @param name the name of the form, as {@code fit}
     * @param version the newest version, 1 or more
     * @return the form
     * @throws IllegalArgumentException if the name is blank or the version below 1
     */
    public static VersionedDocument report(String name, int version) {
        return new VersionedDocument("report", name, version);
    }

    /**
     * Returns a builder of a document that has its head.
     *
     * @return the builder, the name and the version put
     */
    public JsonObject.Builder builder() {
        return JsonObject.builder().put(kind, name).put(VERSION, version);
    }

    /**
     * Returns the document of a text.
     *
     * @param json the text of a document of this form
     * @return the document
     * @throws IllegalArgumentException if it is no JSON, another model or report, or of a version that this release does
     *     not read
     */
    public JsonObject parse(String json) {
        JsonObject document = JsonObject.parse(json);
        versionOf(document);
        return document;
    }

    /**
     * Returns the version of a document, once it is sure that this release reads it.
     *
     * @param document a document of this form
     * @return its version, from 1 to {@link #version()}
     * @throws IllegalArgumentException if it is another model or report, or of a version that this release does not read
     */
    public int versionOf(JsonObject document) {
        String foundName = document.text(kind);
        long foundVersion = document.whole(VERSION);
        if (!foundName.equals(name) || foundVersion < 1 || foundVersion > version) {
            throw new IllegalArgumentException("cannot read %s '%s' version %s: this release reads %s versions 1 to %s"
                    .formatted(kind, JsonValues.oneLine(foundName), foundVersion, name, version));
        }
        return (int) foundVersion;
    }
}

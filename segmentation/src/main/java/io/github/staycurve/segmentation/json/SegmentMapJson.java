package io.github.staycurve.segmentation.json;

import io.github.staycurve.core.json.JsonList;
import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.json.VersionedDocument;
import io.github.staycurve.segmentation.segment.ScoreRange;
import io.github.staycurve.segmentation.segment.Segment;
import io.github.staycurve.segmentation.segment.SegmentMap;
import io.github.staycurve.segmentation.segment.SegmentRule;
import java.util.ArrayList;
import java.util.List;

/**
 * The stored form of a segment map, which is also how people write their own. A change to it raises the version and keeps
 * reading the old ones.
 *
 * <pre>{@code
 * {
 *   "map": "rfm-segments", "version": 1,
 *   "name": "mine", "bins": 3,
 *   "segments": [
 *     {"name": "Core", "description": "Here of late and often", "rules": [{"r": [2, 3], "f": [2, 3]}]},
 *     {"name": "Rest", "description": "All others", "rules": [{"r": [1, 1]}, {"r": [2, 3], "f": [1, 1]}]}
 *   ]
 * }
 * }</pre>
 *
 * <p>A rule may limit {@code r}, {@code f}, {@code m} and {@code mean_fm}, the mean of F and M, each from a lowest score to a
 * highest, both included; what it does not name it does not limit. A {@code rescaled_to} beside {@code bins} asks for the
 * map to be {@linkplain SegmentMap#rescaled rescaled}.
 *
 * <p>This class has no state.
 */
public final class SegmentMapJson {
    private static final VersionedDocument FORM = new VersionedDocument("map", "rfm-segments", 1);
    private static final List<String> FIELDS = List.of("map", "version", "name", "bins", "rescaled_to", "segments");
    private static final List<String> SEGMENT_FIELDS = List.of("name", "description", "rules");
    private static final List<String> RULE_FIELDS = List.of("r", "f", "m", "mean_fm");

    private SegmentMapJson() {}

    /**
     * Returns a map as JSON.
     *
     * @param map the map
     * @return the document, from which {@link #read} makes an equal map
     */
    public static String write(SegmentMap map) {
        JsonObject.Builder document = FORM.builder().put("name", map.name()).put("bins", map.ruleBins());
        if (map.bins() != map.ruleBins()) {
            document.put("rescaled_to", map.bins());
        }
        return document.put(
                        "segments",
                        map.segments().stream().map(SegmentMapJson::segment).toList())
                .build()
                .toJson();
    }

    /**
     * Returns the map of a document.
     *
     * @param json what {@link #write} gave, of this or an earlier version, or what somebody wrote in the same form
     * @return the map
     * @throws IllegalArgumentException if it is no such document or of a later version; if a field is missing, unknown or
     *     out of range, naming it and its rule; or if the segments overlap or leave a gap, naming rules and cells
     */
    public static SegmentMap read(String json) {
        JsonObject document = FORM.parse(json);
        requireKnown(document, FIELDS, "the document");
        SegmentMap.Builder map = SegmentMap.builder(document.text("name"), whole(document, "bins"));
        for (JsonObject segment : document.list("segments").objects()) {
            map.segment(segment(segment));
        }
        return document.has("rescaled_to") ? map.build().rescaled(whole(document, "rescaled_to")) : map.build();
    }

    private static JsonObject segment(Segment segment) {
        return JsonObject.builder()
                .put("name", segment.name())
                .put("description", segment.description())
                .put("rules", segment.rules().stream().map(SegmentMapJson::rule).toList())
                .build();
    }

    private static JsonObject rule(SegmentRule rule) {
        JsonObject.Builder json = JsonObject.builder();
        putRange(json, "r", rule.r());
        putRange(json, "f", rule.f());
        putRange(json, "m", rule.m());
        putRange(json, "mean_fm", rule.meanFm());
        return json.build();
    }

    private static void putRange(JsonObject.Builder json, String name, ScoreRange range) {
        if (range.equals(ScoreRange.ANY)) {
            return;
        }
        // a range without an upper end is written with its lower end alone
        json.put(
                name,
                Double.isInfinite(range.to()) ? new double[] {range.from()} : new double[] {range.from(), range.to()});
    }

    private static Segment segment(JsonObject json) {
        String name = json.text("name");
        requireKnown(json, SEGMENT_FIELDS, "segment '" + name + "'");
        List<SegmentRule> rules = new ArrayList<>();
        for (JsonObject rule : json.list("rules").objects()) {
            String where = "rule %s of segment '%s'".formatted(rules.size() + 1, name);
            requireKnown(rule, RULE_FIELDS, where);
            rules.add(rule(rule, where));
        }
        return new Segment(name, json.text("description"), rules);
    }

    private static SegmentRule rule(JsonObject json, String where) {
        try {
            return new SegmentRule(range(json, "r"), range(json, "f"), range(json, "m"), range(json, "mean_fm"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
    }

    private static ScoreRange range(JsonObject json, String name) {
        if (!json.has(name)) {
            return ScoreRange.ANY;
        }
        JsonList ends = json.list(name);
        if (ends.size() < 1 || ends.size() > 2) {
            throw new IllegalArgumentException(
                    "%s must be [lowest, highest], or [lowest] without an upper end, was %s".formatted(name, ends));
        }
        return new ScoreRange(ends.number(0), ends.size() == 1 ? Double.POSITIVE_INFINITY : ends.number(1));
    }

    private static int whole(JsonObject document, String name) {
        long value = document.whole(name);
        if (value != (int) value) {
            throw new IllegalArgumentException(
                    "%s must be 1 to %s, was %s".formatted(name, SegmentMap.MAX_BINS, value));
        }
        return (int) value;
    }

    /** A misspelt limit would silently widen a rule. */
    private static void requireKnown(JsonObject json, List<String> known, String where) {
        for (String name : json.names()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "%s has a field '%s'; known are %s".formatted(where, name, String.join(", ", known)));
            }
        }
    }
}

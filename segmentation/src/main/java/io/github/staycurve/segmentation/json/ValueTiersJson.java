package io.github.staycurve.segmentation.json;

import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.json.VersionedDocument;
import io.github.staycurve.segmentation.segment.ValueTierRule;
import io.github.staycurve.segmentation.segment.ValueTiers;
import java.util.Arrays;
import java.util.Locale;

/**
 * The stored form of the cuts of value tiers. A change to it raises the version and keeps reading the old ones.
 *
 * <p>This class has no state.
 */
public final class ValueTiersJson {
    private static final VersionedDocument FORM = VersionedDocument.model("value-tiers", 1);

    private ValueTiersJson() {}

    /**
     * Returns cuts as JSON.
     *
     * @param tiers the cuts
     * @return the document, from which {@link #read} makes equal cuts
     */
    public static String write(ValueTiers tiers) {
        ValueTierRule rule = tiers.rule();
        return FORM.builder()
                .put("basis", rule.basis().name().toLowerCase(Locale.ROOT))
                .put("high", rule.high())
                .put("middle", rule.middle())
                .put("high_from", tiers.highCut())
                .put("middle_from", tiers.middleCut())
                .build()
                .toJson();
    }

    /**
     * Returns the cuts of a document.
     *
     * @param json what {@link #write} gave, of this or an earlier version
     * @return the cuts
     * @throws IllegalArgumentException if it is no such document, of a later version, or holds a value out of range
     */
    public static ValueTiers read(String json) {
        JsonObject document = FORM.parse(json);
        ValueTierRule rule =
                new ValueTierRule(basis(document.text("basis")), document.number("high"), document.number("middle"));
        return new ValueTiers(
                rule,
                document.optionalNumber("high_from").orElse(Double.POSITIVE_INFINITY),
                document.optionalNumber("middle_from").orElse(Double.POSITIVE_INFINITY));
    }

    private static ValueTierRule.Basis basis(String text) {
        return Arrays.stream(ValueTierRule.Basis.values())
                .filter(basis -> basis.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("basis must be customers or value, was " + text));
    }
}

package io.github.staycurve.churn.json;

import io.github.staycurve.churn.score.FeatureTerm;
import io.github.staycurve.core.json.JsonObject;
import java.util.List;

/** Terms of a linear model as a list of objects. */
final class TermsJson {
    private TermsJson() {}

    static List<JsonObject> write(List<FeatureTerm> terms) {
        return terms.stream()
                .map(term -> JsonObject.builder()
                        .put("feature", term.feature())
                        .put("log1p", term.log1p())
                        .put("slope", term.slope())
                        .put("missing", term.missing())
                        .put("reference", term.reference())
                        .build())
                .toList();
    }

    static List<FeatureTerm> read(JsonObject document) {
        return document.list("terms").objects().stream()
                .map(term -> new FeatureTerm(
                        term.text("feature"),
                        term.bool("log1p"),
                        term.number("slope"),
                        term.optionalNumber("missing"),
                        term.number("reference")))
                .toList();
    }
}

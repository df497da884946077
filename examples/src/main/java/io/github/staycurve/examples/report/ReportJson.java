package io.github.staycurve.examples.report;

import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.json.VersionedDocument;
import io.github.staycurve.core.time.ObservationWindow;
import java.util.Optional;
import java.util.function.Function;

/** Writes {@code report.json}; docs/REPORT.md says what each key means. */
final class ReportJson {
    private static final VersionedDocument FORM = new VersionedDocument("report", "staycurve", 1);

    private final ReportResult result;

    ReportJson(ReportResult result) {
        this.result = result;
    }

    String toJson() {
        JsonObject.Builder report = FORM.builder().put("input", input()).put("window", window());
        Optional<PurchasesJson> purchases = result.purchases().map(PurchasesJson::new);
        put(report, "models", purchases, PurchasesJson::models);
        put(report, "holdout", purchases.flatMap(PurchasesJson::holdout), Function.identity());
        put(report, "segmentation", result.purchases(), p -> new SegmentationJson(p.segments()).toJson());
        put(report, "totals", purchases, PurchasesJson::totals);
        put(report, "stages", result.purchases(), p -> new StagesJson(p.stages()).toJson());
        put(report, "churn", result.purchases(), p -> new ChurnJson(p.churn()).toJson());
        ActivityJson activity = new ActivityJson(result.activity());
        report.put("activity", activity.activity())
                .put("growth", activity.growth())
                .put("retention", activity.retention());
        put(report, "funnel", result.activity().funnel(), ActivityJson::funnel);
        report.put("operating", OperatingJson.of(result));
        return report.build().toJson();
    }

    /** Writes a part of the report, null where there is none. */
    private static <T> void put(
            JsonObject.Builder json, String name, Optional<T> part, Function<? super T, JsonObject> content) {
        part.ifPresentOrElse(p -> json.put(name, content.apply(p)), () -> json.putNull(name));
    }

    private JsonObject input() {
        JsonObject.Builder input =
                result.purchases().map(p -> new PurchasesJson(p).input()).orElseGet(JsonObject::builder);
        put(
                input,
                "events",
                result.input().events(),
                events -> IngestJson.of(events.name(), events.events())
                        .put("merged", events.events().audit().merged())
                        .build());
        return input.build();
    }

    private JsonObject window() {
        ReportOptions options = result.options();
        ObservationWindow window = result.window();
        JsonObject.Builder json = JsonObject.builder()
                .put("zone", window.zone().getId())
                .put("calibrationEnd", window.calibrationEnd().toString())
                .put("end", window.end().toString())
                .put("endIs", result.endIs().words())
                .put(
                        "holdoutLength",
                        result.purchases()
                                .map(p -> p.summaries().table().holdout())
                                .orElse(window.holdout())
                                .in(options.unit()))
                .put("unit", options.unit().label())
                .put("horizon", options.horizon().length())
                .put("discountRate", options.discountRate().effectivePerYear())
                .put("margin", options.margin())
                .put("grid", options.grid().label());
        result.purchases()
                .ifPresentOrElse(
                        p -> json.put("definition", p.summaries().table().describe()),
                        () -> json.put("definition", window.describe()));
        return json.build();
    }
}

package io.github.staycurve.examples.report;

import io.github.staycurve.core.ingest.IngestAudit;
import io.github.staycurve.core.ingest.Ingested;
import io.github.staycurve.core.ingest.Refusal;
import io.github.staycurve.core.json.JsonObject;
import java.util.List;

/** Writes what became of the rows of a source. */
final class IngestJson {
    private static final int REFUSED_EXAMPLES = 10;

    private IngestJson() {}

    static JsonObject.Builder of(String source, Ingested<?> read) {
        IngestAudit audit = read.audit();
        JsonObject.Builder byReason = JsonObject.builder();
        audit.refusedByReason().forEach((reason, count) -> byReason.put(reason.label(), count));
        return JsonObject.builder()
                .put("source", source)
                .put("rows", audit.rows())
                .put("accepted", audit.accepted())
                .put("refused", audit.refused())
                .put("refusedByReason", byReason.build())
                .put("refusedExamples", examples(read));
    }

    private static List<JsonObject> examples(Ingested<?> read) {
        return read.refusals().stream()
                .limit(REFUSED_EXAMPLES)
                .map(IngestJson::refusal)
                .toList();
    }

    private static JsonObject refusal(Refusal refusal) {
        return JsonObject.builder()
                .put("line", refusal.line())
                .put("column", refusal.column())
                .put("value", refusal.value())
                .put("reason", refusal.reason().label())
                .put("message", refusal.message())
                .build();
    }
}

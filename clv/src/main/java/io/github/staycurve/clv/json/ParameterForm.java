package io.github.staycurve.clv.json;

import io.github.staycurve.core.json.JsonObject;
import io.github.staycurve.core.json.VersionedDocument;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.List;
import java.util.function.BiFunction;

/** The stored form of a model that is a unit of time and some named numbers. Immutable and thread-safe. */
final class ParameterForm {
    private final VersionedDocument document;
    private final List<String> names;

    ParameterForm(String model, int version, String... names) {
        this.document = VersionedDocument.model(model, version);
        this.names = List.of(names);
    }

    /** Returns the document of parameters in the order of the names. */
    String write(PeriodUnit unit, double... values) {
        return document.builder()
                .put("unit", unit.label())
                .putObject("parameters", parameters -> {
                    for (int i = 0; i < values.length; i++) {
                        parameters.put(names.get(i), values[i]);
                    }
                })
                .build()
                .toJson();
    }

    /** Returns what is made of a document's parameters and unit. */
    <M> M read(String json, BiFunction<double[], PeriodUnit, M> model) {
        JsonObject stored = document.parse(json);
        JsonObject parameters = stored.object("parameters");
        double[] values = names.stream().mapToDouble(parameters::number).toArray();
        return model.apply(values, PeriodUnit.ofLabel(stored.text("unit")));
    }
}

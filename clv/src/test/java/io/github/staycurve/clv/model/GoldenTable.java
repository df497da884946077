package io.github.staycurve.clv.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Compares the columns of a table of reference values with ours and remembers the worst of each. */
final class GoldenTable {
    private static final double TOLERANCE = 1e-12;

    private final String name;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, String> worst = new TreeMap<>();
    private boolean failed;

    GoldenTable(JsonNode document, String name, int size) {
        this.name = name;
        Map<String, Integer> fields = new HashMap<>();
        for (JsonNode field : document.get("tables").get(name).get("fields")) {
            fields.put(field.asText(), fields.size());
        }
        for (JsonNode values : document.get("tables").get(name).get("rows")) {
            rows.add(new Row(fields, values));
        }
        assertThat(rows).as(name).hasSize(size);
    }

    void compare(String column, ToDoubleFunction<Row> ours) {
        double worstError = 0;
        int beyond = 0;
        Row worstRow = rows.get(0);
        for (Row row : rows) {
            double expected = row.number(column);
            double actual = ours.applyAsDouble(row);
            double error = expected == 0
                    ? (actual == 0 || (actual > 0 && actual < 1e-300) ? 0 : Double.POSITIVE_INFINITY)
                    : Math.abs(actual / expected - 1);
            if (!(error <= TOLERANCE)) {
                beyond++;
            }
            if (!(error <= worstError)) {
                worstError = error;
                worstRow = row;
            }
        }
        failed |= beyond > 0;
        worst.put(
                column,
                "worst %.1e, %d beyond %.0e, at %s".formatted(worstError, beyond, TOLERANCE, worstRow.values()));
    }

    void report() {
        assertThat(failed).as("%s: %s", name, worst).isFalse();
    }

    /** Returns a file of reference values. */
    static JsonNode read(String name) throws IOException {
        try (InputStream in = GoldenTable.class.getResourceAsStream("/golden/" + name)) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in, name));
        }
    }

    /** One row of a reference table. */
    record Row(Map<String, Integer> fields, JsonNode values) {
        double number(String field) {
            return values.get(Objects.requireNonNull(fields.get(field), field)).asDouble();
        }
    }
}

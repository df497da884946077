package io.github.staycurve.churn.testing;

import io.github.staycurve.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Golden values: each file says the software and the formulas that made it. */
public final class Golden {
    private Golden() {}

    /** Returns a file of src/test/resources/golden, by its name without ending. */
    public static JsonObject read(String name) {
        try (InputStream in =
                Objects.requireNonNull(Golden.class.getResourceAsStream("/golden/" + name + ".json"), name)) {
            return JsonObject.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns one number of every row. */
    public static double[] column(List<JsonObject> rows, String name) {
        return rows.stream().mapToDouble(row -> row.number(name)).toArray();
    }

    /** Returns whether a number is 1, for every row. */
    public static boolean[] flags(List<JsonObject> rows, String name) {
        boolean[] flags = new boolean[rows.size()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = rows.get(i).number(name) == 1;
        }
        return flags;
    }
}

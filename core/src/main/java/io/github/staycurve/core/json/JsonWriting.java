package io.github.staycurve.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a tree as indented JSON, the same on every system. */
final class JsonWriting {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Separators SEPARATORS = Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("")
            .withRootSeparator("");

    private JsonWriting() {}

    static String write(JsonObject root) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            generator.setPrettyPrinter(
                    new DefaultPrettyPrinter(SEPARATORS).withObjectIndenter(new DefaultIndenter("  ", "\n")));
            write(root, generator, 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter has no output that could fail
        }
        return out.toString();
    }

    private static void write(@Nullable Object value, JsonGenerator out, int depth) throws IOException {
        if (value instanceof JsonObject object) {
            checkDepth(depth);
            out.writeStartObject();
            for (Map.Entry<String, @Nullable Object> field : object.fields().entrySet()) {
                out.writeFieldName(field.getKey());
                write(field.getValue(), out, depth + 1);
            }
            out.writeEndObject();
        } else if (value instanceof List<?> list) {
            checkDepth(depth);
            out.writeStartArray();
            for (Object element : list) {
                write(element, out, depth + 1);
            }
            out.writeEndArray();
        } else {
            writeScalar(value, out);
        }
    }

    private static void writeScalar(@Nullable Object value, JsonGenerator out) throws IOException {
        if (value instanceof Double number) {
            out.writeNumber(number);
        } else if (value instanceof Long number) {
            out.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof String text) {
            out.writeString(text);
        } else {
            out.writeNull();
        }
    }

    private static void checkDepth(int depth) {
        if (depth > JsonValues.MAX_DEPTH) {
            throw new IllegalArgumentException("JSON must not nest deeper than " + JsonValues.MAX_DEPTH);
        }
    }
}

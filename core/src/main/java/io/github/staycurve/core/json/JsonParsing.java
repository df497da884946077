package io.github.staycurve.core.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads strict JSON into a tree. */
final class JsonParsing {
    /** Names are not interned: those of a hostile document would stay in memory. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    /** What the parser adds to its reasons: guesses, options and limits of its own, the source of a bracket. */
    private static final Pattern BESIDE_THE_REASON =
            Pattern.compile("(: | \\(start marker | \\(for | allowed \\(|\\R).*", Pattern.DOTALL);

    private JsonParsing() {}

    static JsonObject parse(String json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("JSON must be an object, was " + described(first, parser));
            }
            JsonObject root = object(parser, "", 1);
            if (parser.nextToken() != null) {
                throw invalid("something follows after the object", parser.currentTokenLocation());
            }
            return root;
        } catch (JacksonException e) {
            throw invalid(BESIDE_THE_REASON.matcher(e.getOriginalMessage()).replaceFirst(""), e.getLocation());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a text has no input that could fail
        }
    }

    private static JsonObject object(JsonParser parser, String path, int depth) throws IOException {
        checkDepth(depth, parser);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            String field = JsonValues.field(path, name);
            if (fields.containsKey(name)) {
                throw invalid("the field " + JsonValues.quoted(field) + " comes twice", parser.currentTokenLocation());
            }
            parser.nextToken();
            fields.put(name, value(parser, field, depth));
        }
        return new JsonObject(Collections.unmodifiableMap(fields), "");
    }

    private static List<@Nullable Object> list(JsonParser parser, String path, int depth) throws IOException {
        checkDepth(depth, parser);
        List<@Nullable Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(parser, JsonValues.element(path, values.size()), depth));
        }
        return Collections.unmodifiableList(values);
    }

    private static @Nullable Object value(JsonParser parser, String path, int depth) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, path, depth + 1);
            case START_ARRAY -> list(parser, path, depth + 1);
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> whole(parser, path);
            case VALUE_NUMBER_FLOAT -> number(parser, path);
            default -> null; // the one kind of value left
        };
    }

    /** Returns a whole number as a long, or as the nearest double if it is out of the range of a long. */
    private static Object whole(JsonParser parser, String path) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? number(parser, path)
                : (Object) parser.getLongValue();
    }

    private static Object number(JsonParser parser, String path) throws IOException {
        String digits = parser.getText();
        double number = Double.parseDouble(digits); // rounds to the nearest, whatever the parser's own settings
        if (Double.isInfinite(number)) {
            throw invalid(
                    "%s must be in the range of a double, was %s"
                            .formatted(JsonValues.oneLine(path), JsonValues.oneLine(digits)),
                    parser.currentTokenLocation());
        }
        return number;
    }

    private static void checkDepth(int depth, JsonParser parser) {
        if (depth > JsonValues.MAX_DEPTH) {
            throw invalid("nested deeper than " + JsonValues.MAX_DEPTH, parser.currentTokenLocation());
        }
    }

    private static String described(@Nullable JsonToken token, JsonParser parser) throws IOException {
        if (token == null) {
            return "empty";
        }
        return token == JsonToken.START_ARRAY ? "a list" : JsonValues.quoted(parser.getText());
    }

    private static IllegalArgumentException invalid(String reason, @Nullable JsonLocation at) {
        String place = at == null ? "" : " at line %s, column %s".formatted(at.getLineNr(), at.getColumnNr());
        return new IllegalArgumentException("invalid JSON" + place + ": " + reason);
    }
}

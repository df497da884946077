package io.github.staycurve.core.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of a tree, and what getters expect of them.
 *
 * <p>A value is a {@link JsonObject}, an unmodifiable {@code List} of values, a {@code String}, a finite {@code Double}, a
 * {@code Long}, a {@code Boolean} or null. {@link #MISSING} stands for a field that is not there.
 */
final class JsonValues {
    /** How deep objects and lists may nest: far deeper than any document of ours, and safe for any thread's stack. */
    static final int MAX_DEPTH = 64;

    static final Object MISSING = new Object();

    private static final int SHOWN_CHARACTERS = 40;
    /** 2^53: whole numbers up to here are exact as doubles. */
    private static final double EXACT_WHOLE = 9_007_199_254_740_992.0;

    private JsonValues() {}

    static double number(@Nullable Object value, String path) {
        if (value instanceof Double number) {
            return number;
        }
        if (value instanceof Long number) {
            return number;
        }
        throw wrong(path, "a number", value);
    }

    static long whole(@Nullable Object value, String path) {
        if (value instanceof Long number) {
            return number;
        }
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) <= EXACT_WHOLE) {
            return number.longValue();
        }
        throw wrong(path, "a whole number", value);
    }

    static String text(@Nullable Object value, String path) {
        if (value instanceof String text) {
            return text;
        }
        throw wrong(path, "text", value);
    }

    static boolean bool(@Nullable Object value, String path) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw wrong(path, "true or false", value);
    }

    static JsonObject object(@Nullable Object value, String path) {
        if (value instanceof JsonObject object) {
            return object.at(path);
        }
        throw wrong(path, "an object", value);
    }

    static JsonList list(@Nullable Object value, String path) {
        if (value instanceof List<?> list) {
            return new JsonList(list, path);
        }
        throw wrong(path, "a list", value);
    }

    static boolean isAbsent(@Nullable Object value) {
        return value == null || value == MISSING;
    }

    /** Returns a caller's value as one of a tree, lists copied; refuses what JSON has no form for, by its path. */
    static @Nullable Object checked(@Nullable Object value, String path) {
        return checked(value, path, 1);
    }

    private static @Nullable Object checked(@Nullable Object value, String path, int depth) {
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException(path + " must be finite, was " + number);
            }
            return number;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof List<?> list) {
            return checkedList(list, path, depth);
        }
        if (value == null
                || value instanceof JsonObject
                || value instanceof String
                || value instanceof Long
                || value instanceof Boolean) {
            return value;
        }
        throw new IllegalArgumentException(
                "%s must be a JsonObject, a list, text, a number, a boolean or null, was a %s"
                        .formatted(path, value.getClass().getName()));
    }

    private static List<@Nullable Object> checkedList(List<?> list, String path, int depth) {
        if (depth >= MAX_DEPTH) {
            throw new IllegalArgumentException("lists must not nest deeper than " + MAX_DEPTH);
        }
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        for (Object element : list) {
            copy.add(checked(element, element(path, copy.size()), depth + 1));
        }
        return Collections.unmodifiableList(copy);
    }

    /** Returns the path of a field of the object at a path. */
    static String field(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** Returns the path of an element of the list at a path. */
    static String element(String path, int index) {
        return path + "[" + index + "]";
    }

    private static IllegalArgumentException wrong(String path, String expected, @Nullable Object value) {
        return new IllegalArgumentException("%s must be %s, was %s".formatted(path, expected, shown(value)));
    }

    private static String shown(@Nullable Object value) {
        if (value == MISSING) {
            return "missing";
        }
        if (value instanceof JsonObject) {
            return "an object";
        }
        if (value instanceof List<?>) {
            return "a list";
        }
        return value instanceof String text ? quoted(text) : String.valueOf(value);
    }

    /** Returns the text in quotes, on one line and not too long, for a message. */
    static String quoted(String text) {
        return '"' + oneLine(text) + '"';
    }

    /** Returns the start of a text with blanks for line breaks and the like, for a message. */
    static String oneLine(String text) {
        String start = text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "...";
        return start.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", " ");
    }
}

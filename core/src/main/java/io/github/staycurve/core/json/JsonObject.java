package io.github.staycurve.core.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object: named values in a fixed order, built field by field or parsed from text.
 *
 * <p>Values are objects, lists, text, numbers, true or false, and null. A getter whose field is missing or of another type
 * throws an {@code IllegalArgumentException} that names the path from the root, the value and what was expected:
 * {@code parameters.r must be a number, was "x"}. The {@code optional} getters take a missing field and null for nothing,
 * and still refuse another type.
 *
 * <p>Two objects are equal when they have equal fields, in whatever order; the number 1 and the number 1.0 differ.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class JsonObject {
    private final Map<String, @Nullable Object> fields;
    /** Where this object stands in the document it was got from, empty for a root. */
    private final String path;

    JsonObject(Map<String, @Nullable Object> fields, String path) {
        this.fields = fields;
        this.path = path;
    }

    /**
     * Returns a builder of an object without fields.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder("");
    }

    /**
     * Returns the object that a text holds.
     *
     * @param json a text that is one JSON object and nothing else
     * @return the object
     * @throws IllegalArgumentException in one line, if the text is not strict JSON (comments, NaN and Infinity are not), if
     *     a field comes twice, a number is beyond the range of a double, or the nesting deeper than 64
     */
    public static JsonObject parse(String json) {
        return JsonParsing.parse(json);
    }

    /**
     * Returns this object as text.
     *
     * @return JSON, indented by two blanks, fields in their order; {@link #parse} makes an equal object of it
     * @throws IllegalArgumentException if objects and lists nest deeper than 64
     */
    public String toJson() {
        return JsonWriting.write(this);
    }

    /**
     * Returns the names of the fields.
     *
     * @return the names in their order, read-only
     */
    public List<String> names() {
        return List.copyOf(fields.keySet());
    }

    /**
     * Returns whether there is such a field.
     *
     * @param name the field's name
     * @return true if it is there, be it null
     */
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /**
     * Returns a number.
     *
     * @param name the field's name
     * @return the number, finite; of a whole number beyond 2<sup>53</sup> the nearest double
     * @throws IllegalArgumentException if the field is missing or no number
     */
    public double number(String name) {
        return JsonValues.number(value(name), pathOf(name));
    }

    /**
     * Returns a whole number.
     *
     * @param name the field's name
     * @return the number
     * @throws IllegalArgumentException if the field is missing or no whole number
     */
    public long whole(String name) {
        return JsonValues.whole(value(name), pathOf(name));
    }

    /**
     * Returns a text.
     *
     * @param name the field's name
     * @return the text
     * @throws IllegalArgumentException if the field is missing or no text
     */
    public String text(String name) {
        return JsonValues.text(value(name), pathOf(name));
    }

    /**
     * Returns a truth value.
     *
     * @param name the field's name
     * @return the value
     * @throws IllegalArgumentException if the field is missing or neither true nor false
     */
    public boolean bool(String name) {
        return JsonValues.bool(value(name), pathOf(name));
    }

    /**
     * Returns an object.
     *
     * @param name the field's name
     * @return the object; its errors name the path from the root
     * @throws IllegalArgumentException if the field is missing or no object
     */
    public JsonObject object(String name) {
        return JsonValues.object(value(name), pathOf(name));
    }

    /**
     * Returns a list.
     *
     * @param name the field's name
     * @return the list; its errors name the path from the root
     * @throws IllegalArgumentException if the field is missing or no list
     */
    public JsonList list(String name) {
        return JsonValues.list(value(name), pathOf(name));
    }

    /**
     * Returns a number that may be absent.
     *
     * @param name the field's name
     * @return the number, empty if the field is missing or null
     * @throws IllegalArgumentException if the field is something else
     */
    public OptionalDouble optionalNumber(String name) {
        return isAbsent(name) ? OptionalDouble.empty() : OptionalDouble.of(number(name));
    }

    /**
     * Returns a text that may be absent.
     *
     * @param name the field's name
     * @return the text, empty if the field is missing or null
     * @throws IllegalArgumentException if the field is something else
     */
    public Optional<String> optionalText(String name) {
        return isAbsent(name) ? Optional.empty() : Optional.of(text(name));
    }

    /**
     * Returns an object that may be absent.
     *
     * @param name the field's name
     * @return the object, empty if the field is missing or null
     * @throws IllegalArgumentException if the field is something else
     */
    public Optional<JsonObject> optionalObject(String name) {
        return isAbsent(name) ? Optional.empty() : Optional.of(object(name));
    }

    /**
     * Returns a list that may be absent.
     *
     * @param name the field's name
     * @return the list, empty if the field is missing or null
     * @throws IllegalArgumentException if the field is something else
     */
    public Optional<JsonList> optionalList(String name) {
        return isAbsent(name) ? Optional.empty() : Optional.of(list(name));
    }

    /** Returns this object as one that stands at a path of a document. */
    JsonObject at(String newPath) {
        return new JsonObject(fields, newPath);
    }

    /** Returns the fields, values as {@link JsonValues} says. */
    Map<String, @Nullable Object> fields() {
        return fields;
    }

    private @Nullable Object value(String name) {
        return fields.getOrDefault(name, JsonValues.MISSING);
    }

    private boolean isAbsent(String name) {
        return JsonValues.isAbsent(value(name));
    }

    private String pathOf(String name) {
        return JsonValues.field(path, name);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonObject object && fields.equals(object.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return toJson();
    }

    /**
     * Collects the fields of an object, in the order in which they are put.
     *
     * <p>A number that is not finite is refused, and so is a name that is there already; the message names the path from
     * the root of the document being built.
     *
     * <p>This class is not thread-safe.
     */
    public static final class Builder {
        private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        private final String path;

        private Builder(String path) {
            this.path = path;
        }

        /**
         * Puts a number.
         *
         * @param name the field's name
         * @param value the number, finite
         * @return this builder
         * @throws IllegalArgumentException if it is NaN or infinite, or the name is there already
         */
        public Builder put(String name, double value) {
            return putChecked(name, value);
        }

        /**
         * Puts a number, or null where there is none.
         *
         * @param name the field's name
         * @param value the number, finite if it is there
         * @return this builder
         * @throws IllegalArgumentException if it is NaN or infinite, or the name is there already
         */
        public Builder put(String name, OptionalDouble value) {
            return value.isPresent() ? put(name, value.getAsDouble()) : putNull(name);
        }

        /**
         * Puts a whole number.
         *
         * @param name the field's name
         * @param value the number
         * @return this builder
         * @throws IllegalArgumentException if the name is there already
         */
        public Builder put(String name, long value) {
            return putChecked(name, value);
        }

        /**
         * Puts a whole number, or null where there is none.
         *
         * @param name the field's name
         * @param value the number, if it is there
         * @return this builder
         * @throws IllegalArgumentException if the name is there already
         */
        public Builder put(String name, OptionalLong value) {
            return value.isPresent() ? put(name, value.getAsLong()) : putNull(name);
        }

        /**
         * Puts a truth value.
         *
         * @param name the field's name
         * @param value the value
         * @return this builder
         * @throws IllegalArgumentException if the name is there already
         */
        public Builder put(String name, boolean value) {
            return putChecked(name, value);
        }

        /**
         * Puts a text.
         *
         * @param name the field's name
         * @param value the text
         * @return this builder
         * @throws IllegalArgumentException if the name is there already
         */
        public Builder put(String name, String value) {
            return putChecked(name, value);
        }

        /**
         * Puts an object that was built or parsed before.
         *
         * @param name the field's name
         * @param value the object
         * @return this builder
         * @throws IllegalArgumentException if the name is there already
         */
        public Builder put(String name, JsonObject value) {
            return putChecked(name, value);
        }

        /**
         * Puts numbers as a list.
         *
         * @param name the field's name
         * @param values the numbers, finite
         * @return this builder
         * @throws IllegalArgumentException if one is NaN or infinite, or the name is there already
         */
        public Builder put(String name, double[] values) {
            List<Double> list = new ArrayList<>(values.length);
            for (double value : values) {
                list.add(value);
            }
            return putChecked(name, list);
        }

        /**
         * Puts a list.
         *
         * @param name the field's name
         * @param values objects, lists, texts, numbers, truth values and nulls; copied
         * @return this builder
         * @throws IllegalArgumentException if an element is of another type, NaN or infinite, or the name is there already
         */
        public Builder put(String name, List<?> values) {
            return putChecked(name, values);
        }

        /**
         * Puts an object that is built on the way, so that errors in it name the whole path.
         *
         * @param name the field's name
         * @param content puts the fields of the object
         * @return this builder
         * @throws IllegalArgumentException if the name is there already
         */
        public Builder putObject(String name, Consumer<Builder> content) {
            Builder inner = new Builder(JsonValues.field(path, name));
            content.accept(inner);
            return putChecked(name, inner.build());
        }

        /**
         * Puts null.
         *
         * @param name the field's name
         * @return this builder
         * @throws IllegalArgumentException if the name is there already
         */
        public Builder putNull(String name) {
            return putChecked(name, null);
        }

        /**
         * Returns the object of what was put so far.
         *
         * @return the object; more may be put and another one built
         */
        public JsonObject build() {
            return new JsonObject(Collections.unmodifiableMap(new LinkedHashMap<>(fields)), "");
        }

        private Builder putChecked(String name, @Nullable Object value) {
            String field = JsonValues.field(path, name);
            if (fields.containsKey(name)) {
                throw new IllegalArgumentException(field + " is in the document already");
            }
            fields.put(name, JsonValues.checked(value, field));
            return this;
        }
    }
}

package io.github.staycurve.core.json;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A list in a JSON document, with getters that check.
 *
 * <p>An element of another type than asked for is an {@code IllegalArgumentException} that names its path, its value and
 * what was expected; an index outside the list is an {@code IndexOutOfBoundsException}.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class JsonList {
    private final List<?> values;
    private final String path;

    JsonList(List<?> values, String path) {
        this.values = values;
        this.path = path;
    }

    /**
     * Returns the number of elements.
     *
     * @return the number, nulls included
     */
    public int size() {
        return values.size();
    }

    /**
     * Returns an element that is an object.
     *
     * @param index the place of the element, from 0
     * @return the object
     * @throws IllegalArgumentException if the element is no object
     */
    public JsonObject object(int index) {
        return JsonValues.object(value(index), JsonValues.element(path, index));
    }

    /**
     * Returns an element that is a list itself.
     *
     * @param index the place of the element, from 0
     * @return the inner list
     * @throws IllegalArgumentException if the element is no list
     */
    public JsonList list(int index) {
        return JsonValues.list(value(index), JsonValues.element(path, index));
    }

    /**
     * Returns an element that is a number.
     *
     * @param index the place of the element, from 0
     * @return the number
     * @throws IllegalArgumentException if the element is no number
     */
    public double number(int index) {
        return JsonValues.number(value(index), JsonValues.element(path, index));
    }

    /**
     * Returns an element that is text.
     *
     * @param index the place of the element, from 0
     * @return the text
     * @throws IllegalArgumentException if the element is no text
     */
    public String text(int index) {
        return JsonValues.text(value(index), JsonValues.element(path, index));
    }

    /**
     * Returns all elements as objects.
     *
     * @return the objects, read-only
     * @throws IllegalArgumentException if an element is no object
     */
    public List<JsonObject> objects() {
        return all(this::object);
    }

    /**
     * Returns all elements as numbers.
     *
     * @return the numbers, in an array of their own
     * @throws IllegalArgumentException if an element is no number
     */
    public double[] numbers() {
        return IntStream.range(0, size()).mapToDouble(this::number).toArray();
    }

    /**
     * Returns all elements as texts.
     *
     * @return the texts, read-only
     * @throws IllegalArgumentException if an element is no text
     */
    public List<String> texts() {
        return all(this::text);
    }

    private <T> List<T> all(IntFunction<T> element) {
        return IntStream.range(0, size()).mapToObj(element).toList();
    }

    private @Nullable Object value(int index) {
        return values.get(index);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonList list && values.equals(list.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}

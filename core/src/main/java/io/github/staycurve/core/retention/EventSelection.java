package io.github.staycurve.core.retention;

import io.github.staycurve.core.internal.Checks;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which events count: those of some types, and of these the ones whose value lies in a range.
 *
 * <p>In a log of transactions every purchase is of every type and its amount is its value; refunds never count.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param types the names of the types; empty for every type
 * @param leastValue the least value, -infinity for any; an event without a value fits only a range without ends
 * @param greatestValue the greatest value, infinity for any
 */
public record EventSelection(Set<String> types, double leastValue, double greatestValue) {
    /** Every event. */
    public static final EventSelection ANY =
            new EventSelection(Set.of(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /**
     * Checks the range.
     *
     * @param types the names of the types; empty for every type
     * @param leastValue the least value, -infinity for any
     * @param greatestValue the greatest value, infinity for any
     * @throws IllegalArgumentException if a type is blank, or the values are NaN or out of order
     */
    public EventSelection {
        types = Set.copyOf(types);
        types.forEach(type -> Checks.notBlank(type, "type"));
        if (!(leastValue <= greatestValue)) {
            throw new IllegalArgumentException(
                    "leastValue %s must not lie above greatestValue %s".formatted(leastValue, greatestValue));
        }
    }

    /**
     * Returns the selection of all events of some types.
     *
     * @param types the names of the types, at least one; one that a log does not have is allowed
     * @return the selection
     * @throws IllegalArgumentException if there is no type, or one is blank
     */
    public static EventSelection ofTypes(String... types) {
        if (types.length == 0) {
            throw new IllegalArgumentException("types must name at least one, were none; ANY takes all");
        }
        return new EventSelection(
                new TreeSet<>(Arrays.asList(types)), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /**
     * Returns this selection with a range of values.
     *
     * @param least the least value
     * @param greatest the greatest value, infinity for any
     * @return the selection
     * @throws IllegalArgumentException if the values are NaN or out of order
     */
    public EventSelection withValues(double least, double greatest) {
        return new EventSelection(types, least, greatest);
    }

    boolean takesAnyValue() {
        return leastValue == Double.NEGATIVE_INFINITY && greatestValue == Double.POSITIVE_INFINITY;
    }

    boolean takes(double value) {
        return value >= leastValue && value <= greatestValue;
    }

    /**
     * Returns this selection in words.
     *
     * @return one line
     */
    public String describe() {
        String which = types.isEmpty() ? "any event" : String.join(" or ", new TreeSet<>(types));
        return takesAnyValue() ? which : which + " of value in [" + leastValue + ", " + greatestValue + "]";
    }
}

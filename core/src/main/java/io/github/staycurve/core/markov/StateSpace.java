package io.github.staycurve.core.markov;

import io.github.staycurve.core.internal.Checks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The states of a chain: names in an order, and the index of each.
 *
 * <p>Two spaces with the same names in the same order are equal. This class is immutable and thread-safe.
 */
public final class StateSpace {
    private final List<String> names;
    private final Map<String, Integer> indices = new HashMap<>();

    private StateSpace(List<String> names) {
        this.names = List.copyOf(names);
        for (String name : this.names) {
            if (indices.put(Checks.notBlank(name, "state"), indices.size()) != null) {
                throw new IllegalArgumentException("state '%s' is named twice".formatted(name));
            }
        }
        if (this.names.isEmpty()) {
            throw new IllegalArgumentException("states must not be empty");
        }
    }

    /**
     * Returns the space of these states.
     *
     * @param names the names, in the order of rows and columns; at least one, none blank, none twice
     * @return the space
     * @throws IllegalArgumentException if there is no name, or one is blank or there twice
     */
    public static StateSpace of(List<String> names) {
        return new StateSpace(names);
    }

    /**
     * Returns the space of these states.
     *
     * @param names the names, in the order of rows and columns; at least one, none blank, none twice
     * @return the space
     * @throws IllegalArgumentException if there is no name, or one is blank or there twice
     */
    public static StateSpace of(String... names) {
        return new StateSpace(List.of(names));
    }

    /**
     * Returns the number of states.
     *
     * @return 1 or more
     */
    public int size() {
        return names.size();
    }

    /**
     * Returns the names.
     *
     * @return the names in their order, immutable
     */
    public List<String> names() {
        return names;
    }

    /**
     * Returns the name of a state.
     *
     * @param index its index, from 0
     * @return the name
     */
    public String name(int index) {
        return names.get(index);
    }

    /**
     * Returns the index of a state.
     *
     * @param name its name
     * @return the index, from 0
     * @throws IllegalArgumentException if there is no such state, naming those there are
     */
    public int index(String name) {
        Integer index = indices.get(name);
        if (index == null) {
            throw new IllegalArgumentException("there is no state '%s', only %s".formatted(name, names));
        }
        return index;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StateSpace space && names.equals(space.names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    @Override
    public String toString() {
        return names.toString();
    }

    /** Refuses a column that has not one value a state. */
    void requireOneEach(int length, String name) {
        if (length != size()) {
            throw new IllegalArgumentException("%s must have one value for each of the %s states %s, had %s"
                    .formatted(name, size(), names, length));
        }
    }
}

package io.github.staycurve.segmentation.segment;

import io.github.staycurve.core.internal.Checks;
import java.util.List;

/**
 * A group of customers that is treated alike, and the rules that lead into it.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param name the name in documents and column headers, unique in its map
 * @param description who the customers are, in a sentence
 * @param rules the rules, of which one has to hold, in the order in which they are asked; at least one
 */
public record Segment(String name, String description, List<SegmentRule> rules) {
    /**
     * Checks the texts and copies the rules.
     *
     * @param name the name in documents and column headers, unique in its map
     * @param description who the customers are, in a sentence
     * @param rules the rules, of which one has to hold, in the order in which they are asked; at least one
     * @throws IllegalArgumentException if a text is blank or there is no rule
     */
    public Segment {
        Checks.notBlank(name, "segment name");
        Checks.notBlank(description, "description of segment '" + name + "'");
        rules = List.copyOf(rules);
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("segment '" + name + "' has no rule, so nobody can be in it");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}

package io.github.staycurve.core.funnel;

import io.github.staycurve.core.markov.TransitionCounts;
import io.github.staycurve.core.stat.Ratio;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which event follows which.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param transitions how many went from each state to each other, by the weight of the definition; {@link
 *     PathDefinition#START} is a state that paths leave and {@link PathDefinition#END} one that they come to
 * @param customers how many customers have a path
 * @param paths how many paths there are
 * @param openPaths how many of them are not known to have ended: they have no step to the end
 */
public record PathResult(TransitionCounts transitions, long customers, long paths, long openPaths) {

    /**
     * Returns the links of a flow diagram.
     *
     * @return every step that someone took, the most frequent first, at equal counts in the order of the states
     */
    public List<PathLink> links() {
        List<PathLink> links = new ArrayList<>();
        List<String> names = transitions.states().names();
        for (String from : names) {
            long left = transitions.steps(from);
            for (String to : names) {
                long count = transitions.count(from, to);
                if (count > 0) {
                    links.add(new PathLink(from, to, count, Ratio.of((double) count, (double) left)));
                }
            }
        }
        links.sort(Comparator.comparingLong((PathLink link) -> -link.count())); // stable
        return List.copyOf(links);
    }

    /**
     * Returns the paths of the customers of both.
     *
     * @param other the same definition's result of other customers, with the same states
     * @return the sum
     * @throws IllegalArgumentException if the definitions or the states differ
     */
    public PathResult plus(PathResult other) {
        return new PathResult(
                transitions.plus(other.transitions),
                customers + other.customers,
                paths + other.paths,
                openPaths + other.openPaths);
    }

    /**
     * Returns what was counted, in words.
     *
     * @return one line
     */
    public String describe() {
        return transitions.describe();
    }
}

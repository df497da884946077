package io.github.staycurve.clv.internal;

import io.github.staycurve.core.internal.math.BfgsMinimizer;
import io.github.staycurve.core.internal.math.Box;
import io.github.staycurve.core.internal.math.Minimum;
import io.github.staycurve.core.internal.math.Objective;

/** A search from several starts, of which the best end counts: where one ends may depend on its start. No state. */
public final class MultiStart {
    private MultiStart() {}

    /**
     * Returns the lowest minimum that the searches come to.
     *
     * @param objective what to minimise
     * @param box where to search
     * @param starts where the searches start, one or more
     * @return the lowest end of a search that came to rest, or the lowest end if none did; of equal ones the first
     */
    public static Minimum minimum(Objective objective, Box box, double[]... starts) {
        Minimum best = BfgsMinimizer.withDefaults().minimize(objective, box, starts[0]);
        for (int i = 1; i < starts.length; i++) {
            Minimum found = BfgsMinimizer.withDefaults().minimize(objective, box, starts[i]);
            if (isBetter(found, best)) {
                best = found;
            }
        }
        return best;
    }

    /**
     * Searches from one start after the other until one ends inside.
     *
     * @param objective what to minimise
     * @param box where to search
     * @param starts where the searches start, one or more
     * @return the end inside, or the lowest end as {@link #minimum} chooses it if all ran to the edge of the box
     */
    public static Minimum untilInside(Objective objective, Box box, double[]... starts) {
        Minimum best = BfgsMinimizer.withDefaults().minimize(objective, box, starts[0]);
        for (int i = 1; i < starts.length && !isInside(best); i++) {
            Minimum found = BfgsMinimizer.withDefaults().minimize(objective, box, starts[i]);
            best = isBetter(found, best) ? found : best;
        }
        return best;
    }

    /**
     * Returns whether a search came to rest away from the edge of its box.
     *
     * @param minimum where it ended
     * @return true if it did
     */
    public static boolean isInside(Minimum minimum) {
        boolean inside = minimum.converged();
        for (boolean free : minimum.free()) {
            inside &= free;
        }
        return inside;
    }

    private static boolean isBetter(Minimum found, Minimum best) {
        return found.converged() == best.converged() ? found.value() < best.value() : found.converged();
    }
}

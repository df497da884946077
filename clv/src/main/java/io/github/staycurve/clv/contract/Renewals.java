package io.github.staycurve.clv.contract;

import java.util.OptionalInt;

/** Numbers of renewals: checks, sums, and the search for one. No state. */
final class Renewals {
    private Renewals() {}

    /** Returns the number of a renewal, 1 or more. */
    static int number(int number, String name) {
        if (number < 1) {
            throw new IllegalArgumentException(name + " must be 1 or more, was " + number);
        }
        return number;
    }

    /** Returns the sum of two, refusing one that is no {@code int}. */
    static int sum(int renewed, int ahead) {
        if (ahead > Integer.MAX_VALUE - renewed) {
            throw new IllegalArgumentException("renewals must be %d or less together, were %d and %d"
                    .formatted(Integer.MAX_VALUE, renewed, ahead));
        }
        return renewed + ahead;
    }

    /** Returns the first renewal by which a customer has left with the probability. */
    static OptionalInt toLeaving(RenewalModel model, int renewed, double probability) {
        int before = 0;
        int reached = Math.min(RenewalModel.LONGEST_TENURE, Integer.MAX_VALUE - renewed);
        if (model.churnProbability(renewed, reached) < probability) {
            return OptionalInt.empty();
        }
        while (reached - before > 1) {
            int middle = (before + reached) >>> 1;
            if (model.churnProbability(renewed, middle) < probability) {
                before = middle;
            } else {
                reached = middle;
            }
        }
        return OptionalInt.of(reached);
    }
}

package io.github.staycurve.churn.fit;

import io.github.staycurve.core.internal.Checks;
import java.util.List;

/**
 * Why a column keeps a fit from having one finite answer, and what to do about it.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param column the name of the column
 * @param kind what is wrong with it
 * @param others the columns that have part in it: those a collinear column is made of, those that separate together with
 *     it; often none
 * @param words what is wrong and the remedy, a sentence or two
 */
public record FeatureProblem(String column, Kind kind, List<String> others, String words) {
    /** What can be wrong with a column. */
    public enum Kind {
        /** It has no value in some rows. */
        MISSING,
        /** It has one value in all rows, so that nothing can be learned from it. */
        CONSTANT,
        /** Its values lie so far apart, or so near together, that their squares are no numbers any more. */
        OUT_OF_SCALE,
        /** It is a sum of multiples of other columns and a constant, so that the data cannot tell them apart. */
        COLLINEAR,
        /**
         * It tells, alone or together with others, without error who churned, in all rows or all that it does not leave
         * tied: the likelihood rises for ever as its coefficient grows.
         */
        SEPARATING
    }

    /**
     * Checks the parts.
     *
     * @param column the name of the column
     * @param kind what is wrong with it
     * @param others the columns that have part in it: those a collinear column is made of, those that separate together
     *     with it; often none
     * @param words what is wrong and the remedy, a sentence or two
     * @throws IllegalArgumentException if a text is blank
     */
    public FeatureProblem {
        Checks.notBlank(column, "column");
        Checks.notBlank(words, "words");
        others = List.copyOf(others);
    }

    /**
     * Returns whether a penalty gives a fit all the same.
     *
     * @return false for a column that cannot be computed with
     */
    public boolean isBridgedByPenalty() {
        return kind != Kind.MISSING && kind != Kind.OUT_OF_SCALE;
    }

    @Override
    public String toString() {
        return "feature '" + column + "' " + words;
    }
}

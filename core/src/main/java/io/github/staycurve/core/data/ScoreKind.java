package io.github.staycurve.core.data;

import io.github.staycurve.core.internal.Checks;

/**
 * What a score means: its name, its unit and the range it can lie in.
 *
 * <p>Kinds are values, so that any module or application can add its own. Two are the same kind when all their parts are
 * equal.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param name the name in documents and column headers, in lower case with underscores
 * @param unit what one of it is: a probability, purchases, money
 * @param low the least value possible
 * @param high the greatest value possible
 */
public record ScoreKind(String name, String unit, double low, double high) {
    /** The probability that the customer is still a customer, in [0, 1]. */
    public static final ScoreKind PROBABILITY_ALIVE = probability("p_alive");

    /** How many purchases to expect within the horizon, 0 or more. */
    public static final ScoreKind EXPECTED_PURCHASES = nonNegative("expected_purchases", "purchases");

    /** What a purchase of the customer is expected to bring, 0 or more. */
    public static final ScoreKind EXPECTED_SPEND = nonNegative("expected_spend", "money a purchase");

    /** What the customer's purchases within the horizon are worth today. */
    public static final ScoreKind RESIDUAL_VALUE =
            new ScoreKind("residual_value", "money", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /**
     * Checks the name and the range.
     *
     * @param name the name in documents and column headers, in lower case with underscores
     * @param unit what one of it is: a probability, purchases, money
     * @param low the least value possible
     * @param high the greatest value possible
     * @throws IllegalArgumentException if the name or the unit is blank, or the range is empty
     */
    public ScoreKind {
        Checks.notBlank(name, "name");
        Checks.notBlank(unit, "unit");
        if (!(low < high)) {
            throw new IllegalArgumentException("score '%s': low %s must lie below high %s".formatted(name, low, high));
        }
    }

    /**
     * Returns a kind of probability.
     *
     * @param name the name in documents and column headers
     * @return the kind, in [0, 1]
     */
    public static ScoreKind probability(String name) {
        return new ScoreKind(name, "probability", 0, 1);
    }

    private static ScoreKind nonNegative(String name, String unit) {
        return new ScoreKind(name, unit, 0, Double.POSITIVE_INFINITY);
    }
}

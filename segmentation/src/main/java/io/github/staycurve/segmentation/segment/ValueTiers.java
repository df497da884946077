package io.github.staycurve.segmentation.segment;

import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.internal.CompensatedSum;
import io.github.staycurve.core.stat.Ratio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Tiers of value with frozen cuts: made from a population once, then good for one new customer at a time.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param rule how the cuts were made
 * @param highFrom the least value of {@link ValueTier#HIGH}, above 0; infinite if nobody was in it
 * @param middleFrom the least value of {@link ValueTier#MIDDLE}, above 0, at most {@code highFrom}; equal to it where ties
 *     left nobody between
 */
public record ValueTiers(ValueTierRule rule, double highFrom, double middleFrom) {
    /**
     * Checks the cuts.
     *
     * @param rule how the cuts were made
     * @param highFrom the least value of {@link ValueTier#HIGH}, above 0; infinite if nobody was in it
     * @param middleFrom the least value of {@link ValueTier#MIDDLE}, above 0, at most {@code highFrom}; equal to it where
     *     ties left nobody between
     * @throws IllegalArgumentException if the cuts are not above 0 or out of order
     */
    public ValueTiers {
        if (!(middleFrom > 0 && middleFrom <= highFrom)) {
            throw new IllegalArgumentException("value tiers: middleFrom %s must lie above 0 and not above highFrom %s"
                    .formatted(middleFrom, highFrom));
        }
    }

    /**
     * Returns the tiers of a population.
     *
     * @param values what each customer brought, in money, finite
     * @param rule how to cut
     * @return the tiers; without any value above 0, everybody is {@link ValueTier#LOW}
     * @throws IllegalArgumentException if a value is not finite, naming the row
     */
    public static ValueTiers fit(double[] values, ValueTierRule rule) {
        Values.requireFinite(values, "value");
        double[] ascending = values.clone();
        Arrays.sort(ascending);
        int firstPositive = ascending.length;
        while (firstPositive > 0 && ascending[firstPositive - 1] > 0) {
            firstPositive--;
        }
        double[] positive = Arrays.copyOfRange(ascending, firstPositive, ascending.length);
        if (positive.length == 0) {
            return new ValueTiers(rule, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        return switch (rule.basis()) {
            case CUSTOMERS ->
                new ValueTiers(
                        rule,
                        valueOfRank(positive, Values.atLeast(rule.high(), values.length)),
                        valueOfRank(positive, Values.atLeast(rule.middle(), values.length)));
            case VALUE ->
                new ValueTiers(rule, valueReaching(positive, rule.high()), valueReaching(positive, rule.middle()));
        };
    }

    /**
     * Returns the tiers of a population by a score, as the residual value.
     *
     * @param values a score a customer, all of them defined
     * @param rule how to cut
     * @return the tiers; without any value above 0, everybody is {@link ValueTier#LOW}
     * @throws IllegalArgumentException if a value is undefined or not finite, naming the row
     */
    public static ValueTiers fit(ScoreColumn values, ValueTierRule rule) {
        return fit(values.toArray(), rule);
    }

    /**
     * Returns the tiers of a population by total spend.
     *
     * @param table the customers
     * @param rule how to cut
     * @return the tiers; without any spend above 0, everybody is {@link ValueTier#LOW}
     */
    public static ValueTiers fit(CustomerSummaryTable table, ValueTierRule rule) {
        return fit(Values.totalSpend(table), rule);
    }

    /**
     * Returns the tier of one customer.
     *
     * @param value what the customer brought, in money
     * @return the tier; that of everyone with this value in the population the cuts were made from
     * @throws IllegalArgumentException if the value is NaN
     */
    public ValueTier tierOf(double value) {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("value must be a number, was NaN");
        }
        if (value >= highFrom) {
            return highFrom < Double.POSITIVE_INFINITY ? ValueTier.HIGH : ValueTier.LOW;
        }
        return value >= middleFrom ? ValueTier.MIDDLE : ValueTier.LOW;
    }

    /**
     * Returns the tiers of many customers.
     *
     * @param values what each brought, in money
     * @return their tiers in the same order
     * @throws IllegalArgumentException if a value is NaN
     */
    public ValueTier[] tiersOf(double[] values) {
        ValueTier[] tiers = new ValueTier[values.length];
        for (int row = 0; row < values.length; row++) {
            tiers[row] = tierOf(values[row]);
        }
        return tiers;
    }

    /**
     * Returns what each tier is to the whole.
     *
     * @param values what each customer brought, in money, finite
     * @return a row a tier, from high to low
     * @throws IllegalArgumentException if a value is not finite, naming the row
     */
    public List<ValueTierRow> summarize(double[] values) {
        double total = Values.sum(Values.requireFinite(values, "value"), "value");
        List<ValueTierRow> rows = new ArrayList<>();
        for (ValueTier tier : ValueTier.values()) {
            double[] members =
                    Arrays.stream(values).filter(v -> tierOf(v) == tier).toArray();
            double sum = Values.sum(members, "value");
            rows.add(new ValueTierRow(
                    tier,
                    members.length,
                    sum,
                    Ratio.of(members.length, values.length),
                    total > 0 ? Ratio.of(sum, total) : Ratio.EMPTY));
        }
        return List.copyOf(rows);
    }

    /**
     * Returns where {@link ValueTier#HIGH} starts.
     *
     * @return its least value, empty if nobody was in it
     */
    public OptionalDouble highCut() {
        return cut(highFrom);
    }

    /**
     * Returns where {@link ValueTier#MIDDLE} starts.
     *
     * @return its least value, empty if nobody was in it or above
     */
    public OptionalDouble middleCut() {
        return cut(middleFrom);
    }

    private static OptionalDouble cut(double from) {
        return from < Double.POSITIVE_INFINITY ? OptionalDouble.of(from) : OptionalDouble.empty();
    }

    /** Returns the value of the k-th from the top, or the least above 0 where the k-th is not above 0. */
    private static double valueOfRank(double[] positive, int k) {
        return positive[Math.max(0, positive.length - k)];
    }

    /** Returns the value of the customer with whom the share of the value is reached. */
    private static double valueReaching(double[] positive, double share) {
        double wanted = share * Values.sum(positive, "value") * (1 - 1e-12); // 80 of 100 is 0.8, whatever rounding says
        CompensatedSum reached = new CompensatedSum();
        int i = positive.length;
        do {
            i--;
            reached.add(positive[i]);
        } while (i > 0 && reached.value() < wanted);
        return positive[i];
    }
}

package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.stat.Interval;
import io.github.staycurve.core.stat.PointEstimate;
import io.github.staycurve.core.stat.Ratio;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an offer would have brought if everybody with a score from a threshold on had been targeted.
 *
 * <p>The acceptance is taken at its mean: whether churners would have accepted is not in the data. The standard error is
 * that of a mean over independent customers with the threshold given. {@linkplain #best The best threshold} is chosen by
 * the same outcomes, which flatters its profit: ask for the profit of that threshold on other customers
 * ({@link #at}), or for the interval of {@link ScoreMetric#maximumProfit} by bootstrap, in which every replicate chooses its
 * own.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param offer the offer
 * @param threshold the least score that is targeted; empty if nobody is
 * @param targeted how many customers are targeted out of all, by weight
 * @param churners how many of those targeted churned, by weight
 * @param perCustomer money per customer, targeted or not; without an error for a single customer, and where all targeted
 *     customers bring the same and all are targeted
 */
public record OfferProfit(
        RetentionOffer offer, OptionalDouble threshold, Ratio targeted, Ratio churners, PointEstimate perCustomer) {

    /**
     * Returns the profit of a threshold.
     *
     * @param outcomes the customers
     * @param offer the offer
     * @param threshold the least score to target, not NaN; above 1 nobody is
     * @return the profit; empty without customers
     * @throws IllegalArgumentException if the threshold is NaN
     */
    public static Optional<OfferProfit> at(ScoredOutcomes outcomes, RetentionOffer offer, double threshold) {
        if (Double.isNaN(threshold)) {
            throw new IllegalArgumentException("threshold must be a number, was NaN");
        }
        ScoreGroups data = outcomes.groups();
        int groups = data.groupsFrom(threshold);
        return ofGroups(data, offer, groups, threshold <= 1 ? OptionalDouble.of(threshold) : OptionalDouble.empty());
    }

    /**
     * Returns the profit of the threshold that pays by itself if scores are calibrated: the
     * {@linkplain RetentionOffer#breakEven() break-even probability}.
     *
     * @param outcomes the customers
     * @param offer the offer
     * @return the profit; empty without customers
     */
    public static Optional<OfferProfit> atBreakEven(ScoredOutcomes outcomes, RetentionOffer offer) {
        return at(outcomes, offer, offer.breakEven());
    }

    /**
     * Returns the profit of the threshold that would have brought the most on these customers; of equal ones, that which
     * targets the fewest.
     *
     * @param outcomes the customers
     * @param offer the offer
     * @return the profit; empty without customers
     */
    public static Optional<OfferProfit> best(ScoredOutcomes outcomes, RetentionOffer offer) {
        ScoreGroups data = outcomes.groups();
        if (data.size() == 0) {
            return Optional.empty();
        }
        RocHull hull = data.hull();
        int groups = hull.groups[MaximumProfit.bestCorner(hull, offer)];
        return ofGroups(
                data, offer, groups, groups == 0 ? OptionalDouble.empty() : OptionalDouble.of(data.scores[groups - 1]));
    }

    private static Optional<OfferProfit> ofGroups(
            ScoreGroups data, RetentionOffer offer, int groups, OptionalDouble threshold) {
        if (data.size() == 0) {
            return Optional.empty();
        }
        double gain = offer.gainOfChurner();
        double cost = offer.costOfOther();
        double churned = 0;
        double stayed = 0;
        for (int g = 0; g < groups; g++) {
            churned += data.churned[g];
            stayed += data.stayed[g];
        }
        ProbabilityMetrics.Term term = (g, left) -> g >= groups ? 0 : left ? gain : -cost;
        double mean = (churned * gain - stayed * cost) / data.total;
        double error = ProbabilityMetrics.standardError(data, term, mean);
        // nobody targeted brings 0 for certain; all targeted alike bring the same by chance
        boolean setsError = groups == 0 ? error == 0 : error > ScoreBootstrap.ROUNDING * Math.abs(mean);
        return Optional.of(new OfferProfit(
                offer,
                threshold,
                Ratio.of(churned + stayed, data.total),
                Ratio.of(churned, churned + stayed),
                setsError ? PointEstimate.of(mean, error) : PointEstimate.withoutError(mean)));
    }

    /**
     * Returns the profit of all customers together.
     *
     * @return an amount of money
     */
    public double total() {
        return perCustomer.value() * targeted.denominator();
    }

    /**
     * Returns the normal interval of the profit of all customers together, for this many others like them.
     *
     * @param confidence the confidence level, above 0 and below 1
     * @return the interval, empty where {@link #perCustomer} has no error
     * @throws IllegalArgumentException if the level is out of its range
     */
    public Optional<Interval> totalInterval(double confidence) {
        Checks.openUnit(confidence, "confidence");
        double customers = targeted.denominator();
        return perCustomer
                .interval(confidence)
                .map(each -> new Interval(each.lower() * customers, each.upper() * customers, confidence));
    }

    /**
     * Returns the profit in words, with its interval at 95 %.
     *
     * @return one line
     */
    public String describe() {
        return String.format(
                Locale.ROOT,
                "%s customers of %s targeted, %s: profit %.4f per customer%s (%s)",
                targeted.numerator(),
                targeted.denominator(),
                threshold.isPresent() ? "scores from " + threshold.getAsDouble() : "no score is high enough",
                perCustomer.value(),
                perCustomer
                        .interval(0.95)
                        .map(range -> String.format(
                                Locale.ROOT,
                                ", %.4f to %.4f (95 %%, the threshold given beforehand)",
                                range.lower(),
                                range.upper()))
                        .orElse(""),
                offer.describe());
    }
}

package io.github.staycurve.clv.model;

import io.github.staycurve.clv.internal.SearchPrior;
import io.github.staycurve.clv.internal.SearchPrior.Quantity;
import io.github.staycurve.clv.prior.Prior;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Prior} says of customers with these histories, in the coordinates of {@link SearchedModel}. This class has no
 * state.
 */
final class HistoryPriors {
    private HistoryPriors() {}

    /** That of the models whose customers leave by a coin at their purchases. */
    static SearchPrior ofCoins(@Nullable Prior prior, HistoryRows rows) {
        return SearchPrior.of(
                prior,
                rate(rows),
                shape(),
                // the odds a/b, whose logarithm is twice the coordinate, at each purchase: as a rate they have no upper
                // limit
                Quantity.of("dropout in the mean time of observation", 1, logRateInMeanAge(rows), 0, 1, 2),
                Quantity.of("shape of the dropout chances", 1, 0, 0, 0, 1, 1));
    }

    /** That of Pareto/NBD. */
    static SearchPrior ofRates(@Nullable Prior prior, HistoryRows rows) {
        return SearchPrior.of(prior, rate(rows), shape(), dropout(rows), dropoutShape());
    }

    /** That of GGompertz/NBD. */
    static SearchPrior ofGrowingRates(@Nullable Prior prior, HistoryRows rows) {
        Quantity growth = Quantity.of(
                "growth of the dropout rate in the mean time of observation", 1, logMeanAge(rows), 0, 0, 0, 0, 1);
        return SearchPrior.of(prior, rate(rows), shape(), dropout(rows), dropoutShape(), growth);
    }

    private static Quantity rate(HistoryRows rows) {
        // the rate that the searches are relative to, over that of the prior: 1 where anybody bought
        double logRate = Math.log(rows.observedRate * rows.totalAge() / Math.max(1, rows.totalPurchases));
        return Quantity.of("purchase rate over the one observed", 2, logRate, 0, 1);
    }

    private static Quantity shape() {
        return Quantity.of("shape of the purchase rates", 1, 0, 1);
    }

    private static Quantity dropout(HistoryRows rows) {
        return Quantity.of("dropout in the mean time of observation", 1, logMeanAge(rows), 0, 0, 1);
    }

    private static Quantity dropoutShape() {
        return Quantity.of("shape of the dropout rates", 1, 0, 0, 0, 0, 1);
    }

    private static double logMeanAge(HistoryRows rows) {
        return Math.log(rows.totalAge() / rows.totalWeight);
    }

    private static double logRateInMeanAge(HistoryRows rows) {
        return Math.log(rows.observedRate) + logMeanAge(rows);
    }
}

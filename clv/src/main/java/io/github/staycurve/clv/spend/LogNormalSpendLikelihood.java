package io.github.staycurve.clv.spend;

import io.github.staycurve.clv.internal.SearchPrior;
import io.github.staycurve.clv.internal.SearchPrior.Quantity;
import io.github.staycurve.clv.prior.Prior;
import io.github.staycurve.core.internal.math.Objective;
import org.jspecify.annotations.Nullable;

/**
 * The negative log-likelihood of log amounts with its gradient, in ln median less the level of the data, ln τ and ln σ.
 *
 * <p>It is the sum over customers of {@link LogNormalSpendModel#logLikelihood}, without the Σ y, which no parameter
 * changes. Customers with the same number n of purchases share their v = σ² + nτ², so that they are one row.
 *
 * <p>Not thread-safe.
 */
final class LogNormalSpendLikelihood implements Objective {
    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    private final LogSpendRows rows;

    LogNormalSpendLikelihood(LogSpendRows rows) {
        this.rows = rows;
    }

    /**
     * Returns what a prior says of spend, in the coordinates of this: of 1/τ² and 1/σ², which the shapes q and p of
     * Gamma-Gamma are where amounts differ little.
     */
    static SearchPrior prior(@Nullable Prior prior) {
        return SearchPrior.of(
                prior,
                Quantity.of("level of spend over the one observed", 1, 0, 1),
                Quantity.of("shape of the customers' levels of spend, 1/between²", 3, 0, 0, -2),
                Quantity.of("shape of one customer's amounts, 1/within²", 3, 0, 0, 0, -2));
    }

    @Override
    public double value(double[] point, double[] gradientOut) {
        double between = Math.exp(2 * point[1]);
        double within = Math.exp(2 * point[2]);
        double repeated = rows.totalPurchases - rows.totalCustomers;
        double value = rows.totalPurchases * LOG_TWO_PI + repeated * 2 * point[2] + rows.squaresWithin / within;
        double slopeLevel = 0;
        double slopeBetween = 0;
        double slopeWithin = repeated - rows.squaresWithin / within;
        for (int group = 0; group < rows.size(); group++) {
            double n = rows.purchases[group];
            double customers = rows.customers[group];
            double v = within + n * between;
            double away = rows.mean[group] - point[0];
            double excess = n * (rows.squares[group] + customers * away * away) / v;
            value += customers * Math.log(v) + excess;
            slopeLevel -= n * customers * away / v;
            slopeBetween += n * between / v * (customers - excess);
            slopeWithin += within / v * (customers - excess);
        }
        gradientOut[0] = slopeLevel;
        gradientOut[1] = slopeBetween;
        gradientOut[2] = slopeWithin;
        return value / 2;
    }
}

package io.github.staycurve.clv.discrete;

import io.github.staycurve.clv.internal.SearchPrior;
import io.github.staycurve.clv.internal.SearchPrior.Quantity;
import io.github.staycurve.clv.prior.Prior;
import io.github.staycurve.core.internal.math.Objective;

/**
 * The negative log-likelihood of the BG/BB model in the coordinates of the search: half the difference and half the sum of
 * ln alpha and ln beta, and of ln gamma and ln delta. A likelihood without a maximum runs off along one of them.
 */
final class BgBbObjective implements Objective {
    static final int TAKING = 0;
    static final int TAKING_POLARISATION = 1;
    static final int DROPOUT = 2;
    static final int DROPOUT_POLARISATION = 3;

    private final OpportunityTable table;

    BgBbObjective(OpportunityTable table) {
        this.table = table;
    }

    static double[] coordinates(double alpha, double beta, double gamma, double delta) {
        return new double[] {
            Math.log(alpha / beta) / 2,
            Math.log(alpha * beta) / 2,
            Math.log(gamma / delta) / 2,
            Math.log(gamma * delta) / 2
        };
    }

    static double[] parameters(double[] point) {
        return new double[] {
            Math.exp(point[TAKING_POLARISATION] + point[TAKING]),
            Math.exp(point[TAKING_POLARISATION] - point[TAKING]),
            Math.exp(point[DROPOUT_POLARISATION] + point[DROPOUT]),
            Math.exp(point[DROPOUT_POLARISATION] - point[DROPOUT])
        };
    }

    /** Returns what a prior says of these customers. */
    static SearchPrior prior(Prior prior, OpportunityTable table) {
        double taken = 0;
        double all = 0;
        for (int row = 0; row < table.size(); row++) {
            taken += table.weight(row) * table.taken(row);
            all += table.weight(row) * table.opportunities(row);
        }
        // as if one had been taken, or passed over, where none was
        double logObservedOdds = Math.log(Math.max(1, taken) / Math.max(1, all - taken));
        return SearchPrior.of(
                prior,
                Quantity.of("odds of taking an opportunity over those observed", 2, -logObservedOdds, 2),
                Quantity.of("shape of the chances to take one", 1, 0, 1, 1),
                Quantity.of(
                        "dropout in the mean number of opportunities", 1, Math.log(all / table.totalWeight()), 0, 0, 2),
                Quantity.of("shape of the dropout chances", 1, 0, 0, 0, 1, 1));
    }

    @Override
    public double value(double[] point, double[] gradientOut) {
        double[] p = parameters(point);
        BgBbLikelihood likelihood = new BgBbLikelihood(p[0], p[1], p[2], p[3]);
        double[] gradient = new double[4];
        double sum = 0;
        for (int row = 0; row < table.size(); row++) {
            int x = table.taken(row);
            int tx = table.lastTaken(row);
            int n = table.opportunities(row);
            likelihood.of(x, tx, n);
            sum += table.weight(row) * likelihood.logLikelihood();
            likelihood.addGradient(x, tx, n, table.weight(row), gradient);
        }
        gradientOut[TAKING] = -(p[0] * gradient[0] - p[1] * gradient[1]);
        gradientOut[TAKING_POLARISATION] = -(p[0] * gradient[0] + p[1] * gradient[1]);
        gradientOut[DROPOUT] = -(p[2] * gradient[2] - p[3] * gradient[3]);
        gradientOut[DROPOUT_POLARISATION] = -(p[2] * gradient[2] + p[3] * gradient[3]);
        return -sum;
    }
}

package io.github.staycurve.clv.model;

import io.github.staycurve.clv.internal.SearchOutcome;
import io.github.staycurve.clv.internal.SearchPrior;
import io.github.staycurve.clv.prior.Prior;
import io.github.staycurve.core.internal.math.Objective;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The Pareto/NBD model to a search. Its coordinates are ln r; the logarithm of the mean purchase rate r/alpha over the one
 * observed; that of the mean dropout rate s/beta over one in the mean age; and ln s. Immutable and thread-safe.
 */
final class SearchedParetoNbd extends SearchedDropoutRate {
    // shape r, ratio to the observed rate; ratio of the dropout rate, shape s
    private static final double[][] STARTS = StartPoints.of(
            new double[] {0.4, 1.5}, new double[] {1.2, 4}, new double[][] {{0.3, 0.5}, {2, 0.7}, {0.3, 3}});

    @Override
    public String modelName() {
        return "Pareto/NBD";
    }

    @Override
    public List<String> parameterNames() {
        return List.of("r", "alpha", "s", "beta");
    }

    @Override
    public int[][] logParameters() {
        return new int[][] {{1, 0, 0, 0}, {1, -1, 0, 0}, {0, 0, 0, 1}, {0, 0, -1, 1}};
    }

    @Override
    public int[] powersOfTime() {
        return new int[] {0, 1, 0, 1};
    }

    @Override
    public Objective likelihood(int[] x, double[] tx, double[] age, double[] weight) {
        return new ParetoNbdLikelihood(x, tx, age, weight);
    }

    @Override
    public SearchPrior prior(@Nullable Prior prior, HistoryRows rows) {
        return HistoryPriors.ofRates(prior, rows);
    }

    @Override
    public double[][] starts() {
        return STARTS;
    }

    @Override
    public String dropoutExplanation(SearchOutcome outcome, double[] values, HistoryRows rows) {
        if (outcome.ranDown(DROPOUT)) {
            return "The dropout rate ran to its lower limit: as far as these data tell no customer has left, and s is"
                    + " arbitrary. ";
        }
        if (outcome.ranUp(DROPOUT)) {
            return "beta ran to its lower limit: a customer leaves right after the first purchase or hardly ever. ";
        }
        if (outcome.ranUp(DROPOUT_SHAPE)) {
            String unit = rows.unit().label();
            return String.format(
                    Locale.ROOT,
                    "The dropout heterogeneity is not identified: s and beta ran up together with s / beta = %.4g; as far as"
                            + " these data tell every customer leaves at that rate a %s, which is a mean lifetime of %.4g"
                            + " %ss. A longer calibration may tell more. ",
                    values[2] / values[3],
                    unit,
                    values[3] / values[2],
                    unit);
        }
        return outcome.ranDown(DROPOUT_SHAPE)
                ? "s and beta ran down together: hardly any customer leaves, but a few do at once. "
                : "";
    }
}

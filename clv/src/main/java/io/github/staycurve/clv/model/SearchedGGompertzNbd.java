package io.github.staycurve.clv.model;

import io.github.staycurve.clv.internal.SearchOutcome;
import io.github.staycurve.clv.internal.SearchPrior;
import io.github.staycurve.clv.prior.Prior;
import io.github.staycurve.core.internal.math.Objective;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The GGompertz/NBD model to a search. Its coordinates are ln r; the logarithm of the mean purchase rate r/alpha over the one
 * observed; that of the mean dropout rate at the start, s·b/beta, over one in the mean age; ln s; and that of the growth b
 * over one in the mean age. Where the dropout rate does not grow, b runs to 0, which is Pareto/NBD. Immutable and
 * thread-safe.
 */
final class SearchedGGompertzNbd extends SearchedDropoutRate {
    private static final int GROWTH = 4;

    /** A dropout rate that grows by more than this, in logarithms and the mean age, may start anywhere. */
    private static final double FAST_GROWTH = 3;

    // shape r, ratio to the observed rate; ratio of the dropout rate, shape s, ratio of the growth
    private static final double[][] STARTS =
            StartPoints.of(new double[] {0.4, 1.5}, new double[] {1.2, 4}, new double[][] {
                {2, 0.7, 0.1}, {0.3, 3, 1}, {0.1, 2, 3}, {0.3, 30, 1}
            });

    @Override
    public String modelName() {
        return "GGompertz/NBD";
    }

    @Override
    public List<String> parameterNames() {
        return List.of("r", "alpha", "b", "s", "beta");
    }

    @Override
    public int[][] logParameters() {
        return new int[][] {{1, 0, 0, 0, 0}, {1, -1, 0, 0, 0}, {0, 0, 0, 0, 1}, {0, 0, 0, 1, 0}, {0, 0, -1, 1, 1}};
    }

    @Override
    public int[] powersOfTime() {
        return new int[] {0, 1, -1, 0, 0};
    }

    @Override
    public Objective likelihood(int[] x, double[] tx, double[] age, double[] weight) {
        return new GGompertzNbdLikelihood(x, tx, age, weight);
    }

    @Override
    public SearchPrior prior(@Nullable Prior prior, HistoryRows rows) {
        return HistoryPriors.ofGrowingRates(prior, rows);
    }

    @Override
    public double[][] starts() {
        return STARTS;
    }

    @Override
    public String dropoutExplanation(SearchOutcome outcome, double[] values, HistoryRows rows) {
        if (outcome.ranDown(DROPOUT)) {
            double growth = values[2] * rows.scale;
            return growth > FAST_GROWTH
                    ? String.format(
                            Locale.ROOT,
                            "The dropout rate at the start ran to its lower limit and grows by e^%.3g in the mean age: as far as"
                                    + " these data tell customers leave at about one age, or none of them does. ",
                            growth)
                    : "The dropout rate ran to its lower limit: as far as these data tell no customer has left, and b and s are"
                            + " arbitrary. ";
        }
        if (outcome.ranUp(DROPOUT)) {
            return "The dropout rate ran to its upper limit: a customer leaves right after the first purchase or hardly"
                    + " ever. ";
        }
        String growth = "";
        if (outcome.ranDown(GROWTH)) {
            growth = String.format(
                    Locale.ROOT,
                    "b ran to its lower limit and beta with it: as far as these data tell the dropout rate does not grow"
                            + " with age, and the model is Pareto/NBD with s = %.4g and beta = %.4g. ",
                    values[3],
                    values[4] / values[2]);
        } else if (outcome.ranUp(GROWTH)) {
            growth = "b ran to its upper limit: customers leave at once, all at about the same age, or not at all. ";
        }
        return growth + shapeExplanation(outcome, values, rows.unit().label());
    }

    private static String shapeExplanation(SearchOutcome outcome, double[] values, String unit) {
        if (outcome.ranUp(DROPOUT_SHAPE)) {
            return String.format(
                    Locale.ROOT,
                    "The dropout heterogeneity is not identified: s and beta ran up together with s / beta = %.4g; as far as"
                            + " these data tell every customer leaves at the same rate, %.4g a %s at the start. A longer"
                            + " calibration may tell more. ",
                    values[3] / values[4],
                    values[3] / values[4] * values[2],
                    unit);
        }
        return outcome.ranDown(DROPOUT_SHAPE)
                ? "s and beta ran down together: hardly any customer leaves, but a few do at once. "
                : "";
    }
}

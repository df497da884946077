package io.github.staycurve.clv.model;

import io.github.staycurve.clv.internal.SearchOutcome;
import io.github.staycurve.clv.internal.SearchPrior;
import io.github.staycurve.clv.prior.Prior;
import io.github.staycurve.core.internal.math.Objective;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A beta-geometric model to a search. Its coordinates are ln r; the logarithm of the mean rate r/alpha over the one observed;
 * half of ln a − ln b; and half of ln a + ln b, which runs to infinity when customers do not differ in their chance to leave.
 * Immutable and thread-safe.
 *
 * @param family the model
 */
record SearchedBetaGeometric(BetaGeometricFamily family) implements SearchedModel {
    private static final int POLARISATION = 3;

    /** The greatest logarithm of r, of the ratio of the purchase rate to the one observed, of a/b and of √(ab). */
    private static final double LIMIT = Math.log(1e6);

    // shape r, ratio to the observed rate; √(a/b) and √(ab) of the shapes 0.5 and 2, 1 and 8, and twice 1.5
    private static final double[][] STARTS =
            StartPoints.of(new double[] {0.3, 1.5}, new double[] {1, 3}, new double[][] {
                {0.5, 1}, {Math.sqrt(0.125), Math.sqrt(8)}, {1, 1.5}
            });

    @Override
    public String modelName() {
        return family.modelName();
    }

    @Override
    public List<String> parameterNames() {
        return List.of("r", "alpha", "a", "b");
    }

    @Override
    public int[][] logParameters() {
        return new int[][] {{1, 0, 0, 0}, {1, -1, 0, 0}, {0, 0, 1, 1}, {0, 0, -1, 1}};
    }

    @Override
    public int[] powersOfTime() {
        return new int[] {0, 1, 0, 0};
    }

    @Override
    public int steps() {
        return family.steps();
    }

    @Override
    public Objective likelihood(int[] x, double[] tx, double[] age, double[] weight) {
        return new BetaGeometricLikelihood(family, x, tx, age, weight);
    }

    @Override
    public SearchPrior prior(@Nullable Prior prior, HistoryRows rows) {
        return HistoryPriors.ofCoins(prior, rows);
    }

    @Override
    public double[][] starts() {
        return STARTS;
    }

    @Override
    public boolean startsOnSample() {
        return false;
    }

    @Override
    public double[] limits(boolean told) {
        // half of ln a − ln b is half as long: a and b stay within a factor of 1e6 of each other
        return new double[] {LIMIT, LIMIT, LIMIT / 2, LIMIT};
    }

    @Override
    public String remark(HistoryRows rows) {
        return family.steps() == 1 || rows.hasGaps()
                ? ""
                : " The times between purchases are not known: the log-likelihood leaves them out and compares with none of"
                        + " another k.";
    }

    @Override
    public String dropoutExplanation(SearchOutcome outcome, double[] values, HistoryRows rows) {
        if (outcome.ranDown(DROPOUT)) {
            return "a ran down relative to b: as far as these data tell no customer has left, and b is arbitrary. ";
        }
        if (outcome.ranUp(DROPOUT)) {
            return "b ran down relative to a: as far as these data tell every customer leaves after the first "
                    + coinPurchase() + ". ";
        }
        if (outcome.ranUp(POLARISATION)) {
            return String.format(
                    Locale.ROOT,
                    "The dropout heterogeneity is not identified: a and b ran up together with a / (a + b) = %.4g; as far as"
                            + " these data tell every customer leaves with that probability after a %s. A longer"
                            + " calibration, or a model in which customers can leave at any time, may tell more. ",
                    values[2] / (values[2] + values[3]),
                    coinPurchase());
        }
        return outcome.ranDown(POLARISATION)
                ? "a and b ran down together: a customer leaves after the first " + coinPurchase() + " or never. "
                : "";
    }

    private String coinPurchase() {
        return family.coins() == 0 ? "repeat purchase" : "purchase";
    }
}

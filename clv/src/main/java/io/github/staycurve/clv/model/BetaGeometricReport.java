package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.math.Minimum;
import java.util.List;
import java.util.Locale;

/** Turns where the search for a beta-geometric model came to rest into a report. Not thread-safe. */
final class BetaGeometricReport extends PurchaseModelReport {
    private static final List<String> NAMES = List.of("r", "alpha", "a", "b");
    /** The logarithm of each parameter as a sum of the coordinates of {@link BetaGeometricObjective}. */
    private static final int[][] LOG_PARAMETERS = {{1, 0, 0, 0}, {1, -1, 0, 0}, {0, 0, 1, 1}, {0, 0, -1, 1}};

    private final BetaGeometricFamily family;
    private final boolean hasGaps;

    BetaGeometricReport(
            BetaGeometricFamily family,
            HistoryRows rows,
            SearchPrior prior,
            BetaGeometricObjective objective,
            Minimum minimum) {
        super(
                family.modelName(),
                NAMES,
                rows,
                prior,
                objective,
                minimum,
                values(rows, objective, minimum),
                LOG_PARAMETERS);
        this.family = family;
        this.hasGaps = rows.hasGaps();
    }

    private static double[] values(HistoryRows rows, BetaGeometricObjective objective, Minimum minimum) {
        double[] values = new double[4];
        objective.logParameters(minimum.point(), values);
        values = exponentials(values);
        values[1] *= rows.scale; // alpha is a time
        return values;
    }

    @Override
    int steps() {
        return family.steps();
    }

    @Override
    String remark() {
        return family.steps() == 1 || hasGaps
                ? ""
                : " The times between purchases are not known: the log-likelihood leaves them out and compares with none of"
                        + " another k.";
    }

    @Override
    String dropoutExplanation() {
        if (outcome().ranDown(BetaGeometricObjective.DROPOUT)) {
            return "a ran down relative to b: as far as these data tell no customer has left, and b is arbitrary. ";
        }
        if (outcome().ranUp(BetaGeometricObjective.DROPOUT)) {
            return "b ran down relative to a: as far as these data tell every customer leaves after the first "
                    + coinPurchase() + ". ";
        }
        if (outcome().ranUp(BetaGeometricObjective.POLARISATION)) {
            return String.format(
                    Locale.ROOT,
                    "The dropout heterogeneity is not identified: a and b ran up together with a / (a + b) = %.4g; as far as"
                            + " these data tell every customer leaves with that probability after a %s. A longer"
                            + " calibration, or a model in which customers can leave at any time, may tell more. ",
                    value(2) / (value(2) + value(3)),
                    coinPurchase());
        }
        return outcome().ranDown(BetaGeometricObjective.POLARISATION)
                ? "a and b ran down together: a customer leaves after the first " + coinPurchase() + " or never. "
                : "";
    }

    private String coinPurchase() {
        return family.coins() == 0 ? "repeat purchase" : "purchase";
    }
}

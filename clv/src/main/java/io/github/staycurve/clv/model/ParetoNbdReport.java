package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.math.Minimum;
import java.util.List;
import java.util.Locale;

/** Turns where the search for a Pareto/NBD model came to rest into a report. Not thread-safe. */
final class ParetoNbdReport extends PurchaseModelReport {
    static final String MODEL = "Pareto/NBD";

    private static final List<String> NAMES = List.of("r", "alpha", "s", "beta");
    /** The logarithm of each parameter as a sum of the coordinates of {@link ParetoNbdObjective}. */
    private static final int[][] LOG_PARAMETERS = {{1, 0, 0, 0}, {1, -1, 0, 0}, {0, 0, 0, 1}, {0, 0, -1, 1}};

    private final String unit;

    ParetoNbdReport(HistoryRows rows, SearchPrior prior, ParetoNbdObjective objective, Minimum minimum) {
        super(MODEL, NAMES, rows, prior, objective, minimum, values(rows, objective, minimum), LOG_PARAMETERS);
        this.unit = rows.unit().label();
    }

    private static double[] values(HistoryRows rows, ParetoNbdObjective objective, Minimum minimum) {
        double[] values = new double[4];
        objective.logParameters(minimum.point(), values);
        values = exponentials(values);
        values[1] *= rows.scale; // alpha and beta are times
        values[3] *= rows.scale;
        return values;
    }

    ParetoNbdParameters parameters() {
        return new ParetoNbdParameters(value(0), value(1), value(2), value(3));
    }

    @Override
    String dropoutExplanation() {
        if (outcome().ranDown(ParetoNbdObjective.DROPOUT)) {
            return "The dropout rate ran to its lower limit: as far as these data tell no customer has left, and s is"
                    + " arbitrary. ";
        }
        if (outcome().ranUp(ParetoNbdObjective.DROPOUT)) {
            return "beta ran to its lower limit: a customer leaves right after the first purchase or hardly ever. ";
        }
        if (outcome().ranUp(ParetoNbdObjective.DROPOUT_SHAPE)) {
            return String.format(
                    Locale.ROOT,
                    "The dropout heterogeneity is not identified: s and beta ran up together with s / beta = %.4g; as far as"
                            + " these data tell every customer leaves at that rate a %s, which is a mean lifetime of %.4g"
                            + " %ss. A longer calibration may tell more. ",
                    value(2) / value(3),
                    unit,
                    value(3) / value(2),
                    unit);
        }
        return outcome().ranDown(ParetoNbdObjective.DROPOUT_SHAPE)
                ? "s and beta ran down together: hardly any customer leaves, but a few do at once. "
                : "";
    }
}

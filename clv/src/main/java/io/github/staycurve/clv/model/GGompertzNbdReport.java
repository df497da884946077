package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.math.Minimum;
import java.util.List;
import java.util.Locale;

/** Turns where the search for a GGompertz/NBD model came to rest into a report. Not thread-safe. */
final class GGompertzNbdReport extends PurchaseModelReport {
    static final String MODEL = "GGompertz/NBD";

    private static final List<String> NAMES = List.of("r", "alpha", "b", "s", "beta");
    /** The logarithm of each parameter as a sum of the coordinates of {@link GGompertzNbdObjective}. */
    private static final int[][] LOG_PARAMETERS = {
        {1, 0, 0, 0, 0}, {1, -1, 0, 0, 0}, {0, 0, 0, 0, 1}, {0, 0, 0, 1, 0}, {0, 0, -1, 1, 1}
    };

    /** A dropout rate that grows by more than this, in logarithms and the mean age, may start anywhere. */
    private static final double FAST_GROWTH = 3;

    private final String unit;
    private final double meanAge;

    GGompertzNbdReport(HistoryRows rows, SearchPrior prior, GGompertzNbdObjective objective, Minimum minimum) {
        super(MODEL, NAMES, rows, prior, objective, minimum, values(rows, objective, minimum), LOG_PARAMETERS);
        this.unit = rows.unit().label();
        this.meanAge = rows.scale;
    }

    private static double[] values(HistoryRows rows, GGompertzNbdObjective objective, Minimum minimum) {
        double[] values = new double[5];
        objective.logParameters(minimum.point(), values);
        values = exponentials(values);
        values[1] *= rows.scale; // alpha is a time, and b one over a time
        values[2] /= rows.scale;
        return values;
    }

    GGompertzNbdParameters parameters() {
        return new GGompertzNbdParameters(value(0), value(1), value(2), value(3), value(4));
    }

    @Override
    String dropoutExplanation() {
        if (outcome().ranDown(GGompertzNbdObjective.DROPOUT)) {
            double growth = value(2) * meanAge;
            return growth > FAST_GROWTH
                    ? String.format(
                            Locale.ROOT,
                            "The dropout rate at the start ran to its lower limit and grows by e^%.3g in the mean age: as far as"
                                    + " these data tell customers leave at about one age, or none of them does. ",
                            growth)
                    : "The dropout rate ran to its lower limit: as far as these data tell no customer has left, and b and s are"
                            + " arbitrary. ";
        }
        if (outcome().ranUp(GGompertzNbdObjective.DROPOUT)) {
            return "The dropout rate ran to its upper limit: a customer leaves right after the first purchase or hardly"
                    + " ever. ";
        }
        String growth = "";
        if (outcome().ranDown(GGompertzNbdObjective.GROWTH)) {
            growth = String.format(
                    Locale.ROOT,
                    "b ran to its lower limit and beta with it: as far as these data tell the dropout rate does not grow"
                            + " with age, and the model is Pareto/NBD with s = %.4g and beta = %.4g. ",
                    value(3),
                    value(4) / value(2));
        } else if (outcome().ranUp(GGompertzNbdObjective.GROWTH)) {
            growth = "b ran to its upper limit: customers leave at once, all at about the same age, or not at all. ";
        }
        return growth + shapeExplanation();
    }

    private String shapeExplanation() {
        if (outcome().ranUp(GGompertzNbdObjective.DROPOUT_SHAPE)) {
            return String.format(
                    Locale.ROOT,
                    "The dropout heterogeneity is not identified: s and beta ran up together with s / beta = %.4g; as far as"
                            + " these data tell every customer leaves at the same rate, %.4g a %s at the start. A longer"
                            + " calibration may tell more. ",
                    value(3) / value(4),
                    value(3) / value(4) * value(2),
                    unit);
        }
        return outcome().ranDown(GGompertzNbdObjective.DROPOUT_SHAPE)
                ? "s and beta ran down together: hardly any customer leaves, but a few do at once. "
                : "";
    }
}

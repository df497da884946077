package io.github.staycurve.clv.model;

import io.github.staycurve.clv.internal.SearchOutcome;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.internal.math.Minimum;
import java.util.List;
import java.util.Locale;

/** Turns where the search for a GGompertz/NBD model came to rest into a report. Not thread-safe. */
final class GGompertzNbdReport {
    static final String MODEL = "GGompertz/NBD";

    private static final List<String> NAMES = List.of("r", "alpha", "b", "s", "beta");
    /** The logarithm of each parameter as a sum of the coordinates of {@link GGompertzNbdObjective}. */
    private static final int[][] LOG_PARAMETERS = {
        {1, 0, 0, 0, 0}, {1, -1, 0, 0, 0}, {0, 0, 0, 0, 1}, {0, 0, 0, 1, 0}, {0, 0, -1, 1, 1}
    };

    private final BgNbdRows rows;
    private final SearchPrior prior;
    private final Minimum minimum;
    private final SearchOutcome outcome;
    private final double[] values = new double[5];

    GGompertzNbdReport(BgNbdRows rows, SearchPrior prior, GGompertzNbdObjective objective, Minimum minimum) {
        this.prior = prior;
        this.rows = rows;
        this.minimum = minimum;
        objective.logParameters(minimum.point(), values);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.exp(values[i]);
        }
        values[1] *= rows.scale; // alpha is a time, and b one over a time
        values[2] /= rows.scale;
        this.outcome = new SearchOutcome(minimum, objective, NAMES, values, LOG_PARAMETERS);
    }

    GGompertzNbdParameters parameters() {
        return new GGompertzNbdParameters(values[0], values[1], values[2], values[3], values[4]);
    }

    FitReport build() {
        FitStatus status = outcome.status();
        if (status == FitStatus.FAILED) {
            return FitReport.failed(MODEL, notConverged());
        }
        return outcome.report(MODEL)
                // a density in the times of the purchases: in the unit of the table again
                .logLikelihood(prior.at(minimum.point()) - minimum.value() - rows.totalPurchases * Math.log(rows.scale))
                .observations(rows.totalWeight)
                .explanation(explanation(status) + prior.text())
                .build();
    }

    private String notConverged() {
        return String.format(
                Locale.ROOT,
                "The search did not come to rest: gradient norm %.2g after %d evaluations at r = %.4g, alpha = %.4g, "
                        + "b = %.4g, s = %.4g, beta = %.4g. Look for customers with far more purchases than all others, such as a "
                        + "till account, and for ages in another unit than recencies.",
                minimum.gradientNorm(),
                minimum.evaluations(),
                values[0],
                values[1],
                values[2],
                values[3],
                values[4]);
    }

    private String explanation(FitStatus status) {
        return switch (status) {
            case CONVERGED -> prior.insideText();
            case FLAT ->
                "The data do not tell r, alpha, b, s and beta apart: other values fit as well, so there are no standard "
                        + "errors. Predictions for customers like these are usable, for others they may not be. Try more "
                        + "customers or a longer calibration, so that more of them buy again.";
            default -> boundaryExplanation();
        };
    }

    private String boundaryExplanation() {
        String limits = outcome.ranDown(GGompertzNbdObjective.RATE)
                ? "The purchase rate ran to its lower limit: nobody bought again, and as far as these data tell nobody will."
                        + " The other parameters are arbitrary. Try a longer calibration. "
                : rateExplanation() + dropoutExplanation();
        return limits + "Predictions are those of the limit.";
    }

    private String rateExplanation() {
        StringBuilder text = new StringBuilder();
        if (outcome.ranUp(GGompertzNbdObjective.RATE)) {
            text.append("alpha ran to its lower limit: repeat purchases follow at once or not at all. Look at whether"
                    + " purchases of one visit should be one occasion. ");
        }
        if (outcome.ranUp(GGompertzNbdObjective.SHAPE)) {
            text.append(
                    "The heterogeneity of purchase rates is not identified: r and alpha ran up together; as far as these"
                            + " data tell every active customer buys at the same rate. ");
        } else if (outcome.ranDown(GGompertzNbdObjective.SHAPE)) {
            text.append(
                    "r ran to its lower limit: nearly all repeat purchases come from a vanishing share of customers. ");
        }
        return text.toString();
    }

    private String dropoutExplanation() {
        if (outcome.ranDown(GGompertzNbdObjective.DROPOUT)) {
            return "The dropout rate ran to its lower limit: as far as these data tell no customer has left, and b and s are"
                    + " arbitrary. ";
        }
        if (outcome.ranUp(GGompertzNbdObjective.DROPOUT)) {
            return "The dropout rate ran to its upper limit: a customer leaves right after the first purchase or hardly"
                    + " ever. ";
        }
        String growth = "";
        if (outcome.ranDown(GGompertzNbdObjective.GROWTH)) {
            growth = String.format(
                    Locale.ROOT,
                    "b ran to its lower limit and beta with it: as far as these data tell the dropout rate does not grow"
                            + " with age, and the model is Pareto/NBD with s = %.4g and beta = %.4g. ",
                    values[3],
                    values[4] / values[2]);
        } else if (outcome.ranUp(GGompertzNbdObjective.GROWTH)) {
            growth = "b ran to its upper limit: customers leave at once, all at about the same age, or not at all. ";
        }
        return growth + shapeExplanation();
    }

    private String shapeExplanation() {
        if (outcome.ranUp(GGompertzNbdObjective.DROPOUT_SHAPE)) {
            return String.format(
                    Locale.ROOT,
                    "The dropout heterogeneity is not identified: s and beta ran up together with s / beta = %.4g; as far as"
                            + " these data tell every customer leaves at the same rate, %.4g a %s at the start. A longer"
                            + " calibration may tell more. ",
                    values[3] / values[4],
                    values[3] / values[4] * values[2],
                    rows.unit().label());
        }
        return outcome.ranDown(GGompertzNbdObjective.DROPOUT_SHAPE)
                ? "s and beta ran down together: hardly any customer leaves, but a few do at once. "
                : "";
    }
}

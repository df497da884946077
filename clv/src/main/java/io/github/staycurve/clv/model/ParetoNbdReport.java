package io.github.staycurve.clv.model;

import io.github.staycurve.clv.internal.SearchOutcome;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.internal.math.Minimum;
import java.util.List;
import java.util.Locale;

/** Turns where the search for a Pareto/NBD model came to rest into a report. Not thread-safe. */
final class ParetoNbdReport {
    static final String MODEL = "Pareto/NBD";

    private static final List<String> NAMES = List.of("r", "alpha", "s", "beta");
    /** The logarithm of each parameter as a sum of the coordinates of {@link ParetoNbdObjective}. */
    private static final int[][] LOG_PARAMETERS = {{1, 0, 0, 0}, {1, -1, 0, 0}, {0, 0, 0, 1}, {0, 0, -1, 1}};

    private final BgNbdRows rows;
    private final SearchPrior prior;
    private final Minimum minimum;
    private final SearchOutcome outcome;
    private final double[] values = new double[4];

    ParetoNbdReport(BgNbdRows rows, SearchPrior prior, ParetoNbdObjective objective, Minimum minimum) {
        this.prior = prior;
        this.rows = rows;
        this.minimum = minimum;
        objective.logParameters(minimum.point(), values);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.exp(values[i]);
        }
        values[1] *= rows.scale; // alpha and beta are times
        values[3] *= rows.scale;
        this.outcome = new SearchOutcome(minimum, objective, NAMES, values, LOG_PARAMETERS);
    }

    ParetoNbdParameters parameters() {
        return new ParetoNbdParameters(values[0], values[1], values[2], values[3]);
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
                        + "s = %.4g, beta = %.4g. Look for customers with far more purchases than all others, such as a "
                        + "till account, and for ages in another unit than recencies.",
                minimum.gradientNorm(),
                minimum.evaluations(),
                values[0],
                values[1],
                values[2],
                values[3]);
    }

    private String explanation(FitStatus status) {
        return switch (status) {
            case CONVERGED -> prior.insideText();
            case FLAT ->
                "The data do not tell r, alpha, s and beta apart: other values fit as well, so there are no standard "
                        + "errors. Predictions for customers like these are usable, for others they may not be. Try more "
                        + "customers or a longer calibration, so that more of them buy again.";
            default -> boundaryExplanation();
        };
    }

    private String boundaryExplanation() {
        String limits = outcome.ranDown(ParetoNbdObjective.RATE)
                ? "The purchase rate ran to its lower limit: nobody bought again, and as far as these data tell nobody will."
                        + " The other parameters are arbitrary. Try a longer calibration. "
                : rateExplanation() + dropoutExplanation();
        return limits + "Predictions are those of the limit.";
    }

    private String rateExplanation() {
        StringBuilder text = new StringBuilder();
        if (outcome.ranUp(ParetoNbdObjective.RATE)) {
            text.append("alpha ran to its lower limit: repeat purchases follow at once or not at all. Look at whether"
                    + " purchases of one visit should be one occasion. ");
        }
        if (outcome.ranUp(ParetoNbdObjective.SHAPE)) {
            text.append(
                    "The heterogeneity of purchase rates is not identified: r and alpha ran up together; as far as these"
                            + " data tell every active customer buys at the same rate. ");
        } else if (outcome.ranDown(ParetoNbdObjective.SHAPE)) {
            text.append(
                    "r ran to its lower limit: nearly all repeat purchases come from a vanishing share of customers. ");
        }
        return text.toString();
    }

    private String dropoutExplanation() {
        if (outcome.ranDown(ParetoNbdObjective.DROPOUT)) {
            return "The dropout rate ran to its lower limit: as far as these data tell no customer has left, and s is"
                    + " arbitrary. ";
        }
        if (outcome.ranUp(ParetoNbdObjective.DROPOUT)) {
            return "beta ran to its lower limit: a customer leaves right after the first purchase or hardly ever. ";
        }
        if (outcome.ranUp(ParetoNbdObjective.DROPOUT_SHAPE)) {
            return String.format(
                    Locale.ROOT,
                    "The dropout heterogeneity is not identified: s and beta ran up together with s / beta = %.4g; as far as"
                            + " these data tell every customer leaves at that rate a %s, which is a mean lifetime of %.4g"
                            + " %ss. A longer calibration may tell more. ",
                    values[2] / values[3],
                    rows.unit().label(),
                    values[3] / values[2],
                    rows.unit().label());
        }
        return outcome.ranDown(ParetoNbdObjective.DROPOUT_SHAPE)
                ? "s and beta ran down together: hardly any customer leaves, but a few do at once. "
                : "";
    }
}

package io.github.staycurve.clv.model;

import io.github.staycurve.clv.internal.SearchOutcome;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.internal.math.Minimum;
import java.util.List;
import java.util.Locale;

/** Turns where the search for a beta-geometric model came to rest into a report. Not thread-safe. */
final class BetaGeometricReport {
    private static final List<String> NAMES = List.of("r", "alpha", "a", "b");
    /** The logarithm of each parameter as a sum of the coordinates of {@link BetaGeometricObjective}. */
    private static final int[][] LOG_PARAMETERS = {{1, 0, 0, 0}, {1, -1, 0, 0}, {0, 0, 1, 1}, {0, 0, -1, 1}};

    private final BetaGeometricFamily family;
    private final BgNbdRows rows;
    private final SearchPrior prior;
    private final Minimum minimum;
    private final SearchOutcome outcome;
    private final double[] values = new double[4];

    BetaGeometricReport(
            BetaGeometricFamily family,
            BgNbdRows rows,
            SearchPrior prior,
            BetaGeometricObjective objective,
            Minimum minimum) {
        this.prior = prior;
        this.family = family;
        this.rows = rows;
        this.minimum = minimum;
        objective.logParameters(minimum.point(), values);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.exp(values[i]);
        }
        values[1] *= rows.scale; // alpha is a time
        this.outcome = new SearchOutcome(minimum, objective, NAMES, values, LOG_PARAMETERS);
    }

    /** Returns r, alpha, a and b. */
    double[] parameters() {
        return values.clone();
    }

    FitReport build() {
        FitStatus status = outcome.status();
        if (status == FitStatus.FAILED) {
            return FitReport.failed(family.modelName(), notConverged());
        }
        return outcome.report(family.modelName())
                // a density in the times of the purchases: in the unit of the table again
                .logLikelihood(prior.at(minimum.point()) - minimum.value() + rows.logOfTimes(family.steps()))
                .observations(rows.totalWeight)
                .explanation(explanation(status) + aboutGaps() + prior.text())
                .build();
    }

    private String notConverged() {
        return String.format(
                Locale.ROOT,
                "The search did not come to rest: gradient norm %.2g after %d evaluations at r = %.4g, alpha = %.4g, "
                        + "a = %.4g, b = %.4g. Look for customers with far more purchases than all others, such as a till "
                        + "account, and for ages in another unit than recencies.",
                minimum.gradientNorm(),
                minimum.evaluations(),
                values[0],
                values[1],
                values[2],
                values[3]);
    }

    private String aboutGaps() {
        return family.steps() == 1 || rows.hasGaps()
                ? ""
                : " The times between purchases are not known: the log-likelihood leaves them out and compares with none of"
                        + " another k.";
    }

    private String explanation(FitStatus status) {
        return switch (status) {
            case CONVERGED -> prior.insideText();
            case FLAT ->
                "The data do not tell r, alpha, a and b apart: other values fit as well, so there are no standard errors. "
                        + "Predictions for customers like these are usable, for others they may not be. Try more "
                        + "customers or a longer calibration, so that more of them buy again.";
            default -> boundaryExplanation();
        };
    }

    private String boundaryExplanation() {
        String limits = outcome.ranDown(BetaGeometricObjective.RATE)
                ? "The purchase rate ran to its lower limit: nobody bought again, and as far as these data tell nobody will."
                        + " The other parameters are arbitrary. Try a longer calibration. "
                : rateExplanation() + dropoutExplanation();
        return limits + "Predictions are those of the limit.";
    }

    private String rateExplanation() {
        StringBuilder text = new StringBuilder();
        if (outcome.ranUp(BetaGeometricObjective.RATE)) {
            text.append("alpha ran to its lower limit: repeat purchases follow at once or not at all. Look at whether"
                    + " purchases of one visit should be one occasion. ");
        }
        if (outcome.ranUp(BetaGeometricObjective.SHAPE)) {
            text.append(
                    "The heterogeneity of purchase rates is not identified: r and alpha ran up together; as far as these"
                            + " data tell every active customer buys at the same rate. ");
        } else if (outcome.ranDown(BetaGeometricObjective.SHAPE)) {
            text.append(
                    "r ran to its lower limit: nearly all repeat purchases come from a vanishing share of customers. ");
        }
        return text.toString();
    }

    private String dropoutExplanation() {
        if (outcome.ranDown(BetaGeometricObjective.DROPOUT)) {
            return "a ran down relative to b: as far as these data tell no customer has left, and b is arbitrary. ";
        }
        if (outcome.ranUp(BetaGeometricObjective.DROPOUT)) {
            return "b ran down relative to a: as far as these data tell every customer leaves after the first "
                    + coinPurchase() + ". ";
        }
        if (outcome.ranUp(BetaGeometricObjective.POLARISATION)) {
            return String.format(
                    Locale.ROOT,
                    "The dropout heterogeneity is not identified: a and b ran up together with a / (a + b) = %.4g; as far as"
                            + " these data tell every customer leaves with that probability after a %s. A longer"
                            + " calibration, or a model in which customers can leave at any time, may tell more. ",
                    values[2] / (values[2] + values[3]),
                    coinPurchase());
        }
        return outcome.ranDown(BetaGeometricObjective.POLARISATION)
                ? "a and b ran down together: a customer leaves after the first " + coinPurchase() + " or never. "
                : "";
    }

    private String coinPurchase() {
        return family.coins() == 0 ? "repeat purchase" : "purchase";
    }
}

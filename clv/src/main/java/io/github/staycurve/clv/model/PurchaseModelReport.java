package io.github.staycurve.clv.model;

import io.github.staycurve.clv.internal.SearchOutcome;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.internal.math.Minimum;
import io.github.staycurve.core.internal.math.Objective;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Turns where the search for a purchase model came to rest into a report: what all models say in the same words. The first
 * two parameters are r and alpha, and the first two coordinates of the search those of the purchase rate. Not thread-safe.
 */
abstract class PurchaseModelReport {
    /** The coordinate in which r and alpha run up or down together. */
    private static final int SHAPE = 0;
    /** The coordinate in which the mean purchase rate runs up or down. */
    private static final int RATE = 1;

    private final String modelName;
    private final List<String> names;
    private final HistoryRows rows;
    private final SearchPrior prior;
    private final Minimum minimum;
    private final SearchOutcome outcome;
    private final double[] values;

    /**
     * Takes where the search ended.
     *
     * @param values the parameters there, in the unit of the table
     * @param logParameters for each parameter, its logarithm as a sum of the coordinates: the factor of each
     */
    PurchaseModelReport(
            String modelName,
            List<String> names,
            HistoryRows rows,
            SearchPrior prior,
            Objective objective,
            Minimum minimum,
            double[] values,
            int[][] logParameters) {
        this.modelName = modelName;
        this.names = names;
        this.rows = rows;
        this.prior = prior;
        this.minimum = minimum;
        this.values = values;
        this.outcome = new SearchOutcome(minimum, objective, names, values, logParameters);
    }

    /** Returns what is to be said of a search that ran to a limit of the dropout, with a space at the end, or nothing. */
    abstract String dropoutExplanation();

    /** Returns the events that make a purchase. */
    int steps() {
        return 1;
    }

    /** Returns what is to be said whatever the status, with a space before it, or nothing. */
    String remark() {
        return "";
    }

    /** Returns the parameters of logarithms, those that are times still in the unit of the search. */
    static double[] exponentials(double[] logarithms) {
        return Arrays.stream(logarithms).map(Math::exp).toArray();
    }

    final SearchOutcome outcome() {
        return outcome;
    }

    /** Returns the parameters, in the unit of the table. */
    final double[] values() {
        return values.clone();
    }

    final double value(int parameter) {
        return values[parameter];
    }

    final FitReport build() {
        FitStatus status = outcome.status();
        if (status == FitStatus.FAILED) {
            return FitReport.failed(modelName, notConverged());
        }
        return outcome.report(modelName)
                // a density in the times of the purchases: in the unit of the table again
                .logLikelihood(prior.at(minimum.point()) - minimum.value() + rows.logOfTimes(steps()))
                .observations(rows.totalWeight)
                .explanation(explanation(status) + remark() + prior.text())
                .build();
    }

    private String notConverged() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "The search did not come to rest: gradient norm %.2g after %d evaluations at ",
                minimum.gradientNorm(),
                minimum.evaluations()));
        for (int i = 0; i < values.length; i++) {
            text.append(String.format(Locale.ROOT, "%s%s = %.4g", i == 0 ? "" : ", ", names.get(i), values[i]));
        }
        return text.append(
                        ". Look for customers with far more purchases than all others, such as a till account, and for ages"
                                + " in another unit than recencies.")
                .toString();
    }

    private String explanation(FitStatus status) {
        return switch (status) {
            case CONVERGED -> prior.insideText();
            case FLAT ->
                "The data do not tell " + String.join(", ", names.subList(0, names.size() - 1)) + " and "
                        + names.get(names.size() - 1)
                        + " apart: other values fit as well, so there are no standard errors."
                        + " Predictions for customers like these are usable, for others they may not be. Try more"
                        + " customers or a longer calibration, so that more of them buy again.";
            default -> boundaryExplanation();
        };
    }

    private String boundaryExplanation() {
        String limits = outcome.ranDown(RATE)
                ? "The purchase rate ran to its lower limit: nobody bought again, and as far as these data tell nobody will."
                        + " The other parameters are arbitrary. Try a longer calibration. "
                : rateExplanation() + dropoutExplanation();
        return limits + "Predictions are those of the limit.";
    }

    private String rateExplanation() {
        StringBuilder text = new StringBuilder();
        if (outcome.ranUp(RATE)) {
            text.append("alpha ran to its lower limit: repeat purchases follow at once or not at all. Look at whether"
                    + " purchases of one visit should be one occasion. ");
        }
        if (outcome.ranUp(SHAPE)) {
            text.append(
                    "The heterogeneity of purchase rates is not identified: r and alpha ran up together; as far as these"
                            + " data tell every active customer buys at the same rate. ");
        } else if (outcome.ranDown(SHAPE)) {
            text.append(
                    "r ran to its lower limit: nearly all repeat purchases come from a vanishing share of customers. ");
        }
        return text.toString();
    }
}

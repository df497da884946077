package io.github.staycurve.clv.model;

import io.github.staycurve.clv.internal.SearchOutcome;
import io.github.staycurve.clv.internal.SearchPrior;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.internal.math.Minimum;
import io.github.staycurve.core.internal.math.Objective;
import java.util.List;

/** Turns where the search for a purchase model came to rest into a report: what all models say in the same words. Not thread-safe. */
final class PurchaseModelReport {
    private final SearchedModel model;
    private final HistoryRows rows;
    private final SearchPrior prior;
    private final Minimum minimum;
    private final double[] values;
    private final SearchOutcome outcome;

    /**
     * Takes where the search ended.
     *
     * @param objective what was searched, with the prior where there is one
     * @param values the parameters there, in the unit of the table
     */
    PurchaseModelReport(
            SearchedModel model,
            HistoryRows rows,
            SearchPrior prior,
            Objective objective,
            Minimum minimum,
            double[] values) {
        this.model = model;
        this.rows = rows;
        this.prior = prior;
        this.minimum = minimum;
        this.values = values;
        this.outcome = new SearchOutcome(minimum, objective, model.parameterNames(), values, model.logParameters());
    }

    FitReport build() {
        FitStatus status = outcome.status();
        if (status == FitStatus.FAILED) {
            return FitReport.failed(model.modelName(), notConverged());
        }
        return outcome.report(model.modelName())
                // a density in the times of the purchases: in the unit of the table again
                .logLikelihood(prior.logLikelihood(minimum) + rows.logOfTimes(model.steps()))
                .observations(rows.totalWeight)
                .explanation(explanation(status) + model.remark(rows) + prior.text())
                .build();
    }

    private String notConverged() {
        return outcome.notConverged()
                + " Look for customers with far more purchases than all others, such as a till account, and for ages in"
                + " another unit than recencies.";
    }

    private String explanation(FitStatus status) {
        List<String> names = model.parameterNames();
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
        String limits = outcome.ranDown(SearchedModel.RATE)
                ? "The purchase rate ran to its lower limit: nobody bought again, and as far as these data tell nobody will."
                        + " The other parameters are arbitrary. Try a longer calibration. "
                : rateExplanation() + model.dropoutExplanation(outcome, values, rows);
        return limits + "Predictions are those of the limit.";
    }

    private String rateExplanation() {
        StringBuilder text = new StringBuilder();
        if (outcome.ranUp(SearchedModel.RATE)) {
            text.append("alpha ran to its lower limit: repeat purchases follow at once or not at all. Look at whether"
                    + " purchases of one visit should be one occasion. ");
        }
        if (outcome.ranUp(SearchedModel.SHAPE)) {
            text.append(
                    "The heterogeneity of purchase rates is not identified: r and alpha ran up together; as far as these"
                            + " data tell every active customer buys at the same rate. ");
        } else if (outcome.ranDown(SearchedModel.SHAPE)) {
            text.append(
                    "r ran to its lower limit: nearly all repeat purchases come from a vanishing share of customers. ");
        }
        return text.toString();
    }
}

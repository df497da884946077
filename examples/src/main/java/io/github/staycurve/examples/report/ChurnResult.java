package io.github.staycurve.examples.report;

import io.github.staycurve.churn.evaluate.ScoreComparison;
import io.github.staycurve.churn.evaluate.ScoredOutcomes;
import io.github.staycurve.core.data.ScoreColumn;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * What a report says about churn.
 *
 * @param days the horizon
 * @param asOf the last day that is known of the customers
 * @param definition what the probability is of and where it comes from
 * @param training the model and what it was trained and checked on; empty where there is too little history for one
 * @param why why there is no model, empty if there is one
 * @param probability the probability of churn of every customer of the report; empty without any model
 * @param topReason for each customer of the report the reason that raises the probability most, empty if none does
 * @param peer the model beside the purchase model, fitted to what was known at the check, on the customers of the check
 * @param holdout what was said of the customers and what they did after the calibration, if their horizon was observed
 */
record ChurnResult(
        int days,
        LocalDate asOf,
        String definition,
        Optional<ChurnTraining> training,
        Optional<String> why,
        Optional<ScoreColumn> probability,
        IntFunction<String> topReason,
        Optional<ScoreComparison> peer,
        Optional<ScoredOutcomes> holdout) {

    /** Returns whether the purchase model had the smaller Brier score at the check, by more than chance at 95 %. */
    boolean purchaseModelWins() {
        return peer.flatMap(both -> both.brierDifference(0.95).interval())
                .filter(range -> range.lower() > 0)
                .isPresent();
    }

    /** Returns this part of the report in a line, for people. */
    String summary() {
        return "churn: "
                + definition
                + probability
                        .map(p -> ", %,.0f of %,d expected".formatted(p.sum(), p.size()))
                        .orElse("")
                + (purchaseModelWins() ? "; at the check, the purchase model predicted better" : "")
                + why.map(reason -> "; " + reason).orElse("");
    }
}

package io.github.staycurve.churn.survival;

import io.github.staycurve.churn.fit.FeatureChecks;
import io.github.staycurve.churn.fit.FeatureProblem;
import io.github.staycurve.churn.fit.Penalty;
import io.github.staycurve.churn.internal.NewtonMinimum;
import io.github.staycurve.churn.internal.NewtonSearch;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.stat.CensoredDurations;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One fit under way: checks, search, and what keeps it from an estimate. For one thread. */
final class AftEstimation {
    /** A scale this small, against the spread of log times, is a search that follows the likelihood to infinity. */
    private static final double LEAST_SCALE = 1e-6;

    private final AftDistribution distribution;
    private final Penalty penalty;
    private final @Nullable FeatureTable features;
    private final CensoredDurations durations;
    private final List<String> names;
    private final List<FeatureProblem> problems = new ArrayList<>();

    AftEstimation(
            AftDistribution distribution,
            Penalty penalty,
            @Nullable FeatureTable features,
            CensoredDurations durations) {
        this.distribution = distribution;
        this.penalty = penalty;
        this.features = features;
        this.durations = durations;
        this.names = features == null ? List.of() : features.names();
    }

    AftFit fit() {
        if (!hasEvents(AftRows.used(durations))) {
            return failed(
                    "None of the %s rows has ended, so that nothing is known about when rows end; take a longer span of time."
                            .formatted(durations.size()));
        }
        String stopped = features == null ? "" : noted(FeatureChecks.problems(features, usedWeights()));
        if (!stopped.isEmpty()) {
            return failed(stopped);
        }
        AftRows rows = new AftRows(durations, features);
        stopped = noted(rows.separating().stream()
                .map(j -> separating(names.get(j), List.of()))
                .toList());
        return stopped.isEmpty() ? searched(rows) : failed(stopped);
    }

    private boolean hasEvents(int[] used) {
        for (int row : used) {
            if (durations.ended(row)) {
                return true;
            }
        }
        return false;
    }

    private double[] usedWeights() {
        double[] weights = new double[durations.size()];
        for (int row : AftRows.used(durations)) {
            weights[row] = durations.weight(row);
        }
        return weights;
    }

    /** Notes problems; returns why there is no fit, empty if they do not stop one. */
    private String noted(List<FeatureProblem> found) {
        problems.addAll(found);
        return FatalProblems.explanation(found, penalty);
    }

    private AftFit searched(AftRows rows) {
        AftEstimate estimate = new AftEstimate(distribution, penalty, names, rows, durations.weightKind());
        NewtonMinimum minimum = minimum(estimate);
        if (estimate.likelihood().inverseScale(minimum.point()) * LEAST_SCALE > 1) {
            return failed(unbounded(rows));
        }
        if (penalty.isNone()) {
            List<String> runaways = estimate.runaways(minimum);
            if (!runaways.isEmpty()) {
                return failed(noted(List.of(separating(runaways.get(0), runaways.subList(1, runaways.size())))));
            }
        }
        if (!minimum.converged()) {
            return failed("The search came to no rest after %s steps. Use fewer features, or %s."
                    .formatted(minimum.iterations(), penalty.isNone() ? "a ridge penalty" : "a greater penalty"));
        }
        return estimate.fit(minimum, problems);
    }

    private String unbounded(AftRows rows) {
        return "The likelihood rises without bound as the scale falls to 0: %s, or the exponential distribution."
                .formatted(
                        rows.endedAtOneTime()
                                ? "all rows that ended did so at one time. Use more rows, or finer times"
                                : "the features tell the time of every row that ended. Use fewer features or more rows");
    }

    private NewtonMinimum minimum(AftEstimate estimate) {
        double[] start = new double[estimate.likelihood().unknowns()];
        if (distribution.hasScale()) {
            start[start.length - 1] = 1;
        }
        double[] ridge = new double[start.length];
        for (int j = 0; j < names.size(); j++) {
            ridge[1 + j] = estimate.ridge(j);
        }
        return NewtonSearch.withDefaults().minimize(estimate.likelihood(), start, ridge, new double[start.length]);
    }

    private AftFit failed(String explanation) {
        return AftFit.failed(distribution, explanation, problems);
    }

    private static FeatureProblem separating(String name, List<String> others) {
        String together = others.isEmpty()
                ? ""
                : others.stream()
                        .map(other -> "'" + other + "'")
                        .collect(Collectors.joining(", ", "together with ", " "));
        String what = others.isEmpty()
                ? "is at one end of its range in every row that ended"
                : "tells the rows that ended from the others";
        return new FeatureProblem(
                name,
                FeatureProblem.Kind.SEPARATING,
                others,
                "%s%s, so that its coefficient has no finite estimate; leave it out, or add a ridge penalty"
                        .formatted(together, what));
    }
}

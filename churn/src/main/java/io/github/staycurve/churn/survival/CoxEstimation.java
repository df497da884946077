package io.github.staycurve.churn.survival;

import io.github.staycurve.churn.fit.FeatureChecks;
import io.github.staycurve.churn.fit.FeatureProblem;
import io.github.staycurve.churn.fit.Penalty;
import io.github.staycurve.churn.internal.NewtonMinimum;
import io.github.staycurve.churn.internal.NewtonSearch;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.internal.math.SymmetricMatrices;
import io.github.staycurve.core.stat.CensoredDurations;
import io.github.staycurve.core.stat.WeightKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One fit under way: checks, search, and what is read off at its end. For one thread. */
final class CoxEstimation {
    /** A score that the next step would still change by so much has not come to rest. */
    private static final double STILL_MOVING = 0.01;

    private static final Logger LOG = LoggerFactory.getLogger(CoxRegression.class);

    final CoxRows rows;
    final CoxTies ties;
    final Penalty penalty;
    final List<String> names;
    final List<FeatureProblem> problems = new ArrayList<>();
    /** Why there is no estimate; empty if there is one. */
    String failure = "";

    @Nullable
    CoxSample sample;
    /** The baseline and residuals at the estimates. */
    @Nullable
    CoxState state;
    /** The log-likelihood at coefficients of 0, with its gradient and information. */
    double nullValue;

    double[] nullGradient = new double[0];
    double[][] nullInformation = new double[0][];
    /** The estimates, for standardised features. */
    double[] beta = new double[0];

    double value;
    /** Of the likelihood alone, in standardised coefficients. */
    double[][] information = new double[0][];
    /** The coefficients that have a covariance: all, or those that a lasso did not set to 0. */
    int[] kept = new int[0];

    /** The inverse of the information with the ridge, of those coefficients. */
    Optional<double[][]> covariance = Optional.empty();
    /** The sandwich, where it is asked for and there is one. */
    Optional<double[][]> robust = Optional.empty();

    int iterations;
    int evaluations;

    private CoxEstimation(CoxRows rows, CoxTies ties, Penalty penalty) {
        this.rows = rows;
        this.ties = ties;
        this.penalty = penalty;
        this.names = rows.features().names();
    }

    static CoxEstimation of(CoxRows rows, CoxTies ties, Penalty penalty) {
        CoxEstimation fit = new CoxEstimation(rows, ties, penalty);
        if (fit.hasEvents() && fit.passes(fit.checkColumns())) {
            fit.run(new CoxSample(rows));
        }
        LOG.debug(
                "Cox regression of {} rows, {} features: {}",
                rows.durations().size(),
                fit.names.size(),
                fit.failure.isEmpty() ? fit.iterations + " iterations" : fit.failure);
        return fit;
    }

    private boolean hasEvents() {
        CensoredDurations durations = rows.durations();
        for (int row = 0; row < durations.size(); row++) {
            if (durations.ended(row) && durations.weight(row) > 0) {
                return true;
            }
        }
        failure =
                "None of the %s rows has ended, so that nothing is known about when rows end; take a longer span of time."
                        .formatted(durations.size());
        return false;
    }

    private List<FeatureProblem> checkColumns() {
        double[] weights = IntStream.range(0, rows.durations().size())
                .mapToDouble(rows.durations()::weight)
                .toArray();
        FeatureTable table = rows.features();
        return FeatureChecks.problems(table, weights);
    }

    /** Notes problems; returns whether none of them stops the fit, as a penalty makes up for most. */
    private boolean passes(List<FeatureProblem> found) {
        problems.addAll(found);
        failure = FatalProblems.explanation(found, penalty);
        return failure.isEmpty();
    }

    private void run(CoxSample prepared) {
        sample = prepared;
        CoxLikelihood likelihood = new CoxLikelihood(prepared, ties);
        nullInformation = likelihood.evaluateWithInformation(new double[names.size()]);
        nullValue = likelihood.value;
        nullGradient = likelihood.gradient.clone();
        List<FeatureProblem> found = new ArrayList<>();
        for (FeatureProblem problem : CoxChecks.unidentified(prepared, nullInformation, names)) {
            if (problems.stream().noneMatch(known -> known.column().equals(problem.column()))) {
                found.add(problem);
            }
        }
        found.addAll(CoxChecks.separating(prepared, names));
        if (passes(found)) {
            search(prepared, likelihood);
        }
    }

    private void search(CoxSample prepared, CoxLikelihood likelihood) {
        double events = prepared.eventWeight;
        double[] ridge = new double[names.size()];
        double[] lasso = new double[names.size()];
        for (int j = 0; j < ridge.length; j++) {
            double unit = penalty.standardizes() ? 1 : prepared.scale[j];
            ridge[j] = penalty.ridgeWeight() / (unit * unit);
            lasso[j] = penalty.lassoWeight() / unit;
        }
        NewtonMinimum found = NewtonSearch.withDefaults()
                .minimize(
                        (point, gradient, hessian) -> negative(likelihood, point, gradient, hessian),
                        new double[ridge.length],
                        ridge,
                        lasso);
        beta = found.point();
        value = -found.value() * events;
        iterations = found.iterations();
        evaluations = found.evaluations();
        information = found.hessian();
        for (double[] row : information) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= events;
            }
        }
        if (penalty.isNone() && !isBounded(prepared, found)) {
            return;
        }
        if (!found.converged()) {
            failure = "The search came to no rest after %s steps: the next promised %s of the log-likelihood per event."
                            .formatted(found.iterations(), found.promisedDecrease())
                    + (penalty.isNone() ? " Add a ridge penalty" : " Raise the penalty")
                    + ", or look for features with extreme values.";
            return;
        }
        CoxState reached = new CoxState(prepared, ties, beta);
        state = reached;
        if (hasBaseline(reached)) {
            covariances(prepared, ridge, reached);
        }
    }

    private static double negative(CoxLikelihood likelihood, double[] point, double[] gradient, double[][] hessian) {
        double[][] information = likelihood.evaluateWithInformation(point);
        double events = likelihood.sample.eventWeight;
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] = -likelihood.gradient[j] / events;
            for (int l = 0; l < gradient.length; l++) {
                hessian[j][l] = information[j][l] / events;
            }
        }
        double value = -likelihood.value / events;
        return Double.isFinite(value) ? value : Double.POSITIVE_INFINITY;
    }

    /** Looks whether the search went off along a direction in which the likelihood rises for ever. */
    private boolean isBounded(CoxSample prepared, NewtonMinimum found) {
        Optional<double[][]> inverse = SymmetricMatrices.inverse(found.hessian());
        // along such a direction each step adds about 1 to a score; anywhere else the last one is next to nothing
        double[] step = inverse.map(matrix -> times(matrix, found.gradient())).orElse(found.gradient());
        if (inverse.isPresent() && CoxRecession.greatestScore(prepared, step) < STILL_MOVING) {
            return true;
        }
        for (double[] direction : List.of(step, beta)) {
            Optional<FeatureProblem> problem = CoxChecks.separating(prepared, direction, names);
            if (problem.isPresent()) {
                return passes(List.of(problem.get()));
            }
        }
        return true;
    }

    /** Returns whether the baseline is within the range of doubles. */
    private boolean hasBaseline(CoxState at) {
        int from = 0;
        for (int stratum = 0; stratum < at.sample.strataEnd.length; stratum++) {
            if (!Double.isFinite(at.hazard[from] * Math.exp(-at.sweep.shift[stratum]))) {
                failure = "The baseline hazard at the mean of the features is beyond the range of doubles, as risks"
                        + " differ too much; add a ridge penalty, or look for features with extreme values.";
                return false;
            }
            from = at.sample.strataEnd[stratum];
        }
        return true;
    }

    /** Covers the coefficients that a lasso did not set to 0, as if they had been chosen beforehand. */
    private void covariances(CoxSample prepared, double[] ridge, CoxState at) {
        kept = IntStream.range(0, ridge.length)
                .filter(j -> penalty.lassoWeight() == 0 || beta[j] != 0)
                .toArray();
        double[][] curvature = part(information);
        for (int j = 0; j < kept.length; j++) {
            curvature[j][j] += ridge[kept[j]] * prepared.eventWeight;
        }
        covariance = SymmetricMatrices.inverse(curvature);
        if (isRobust()) {
            double[][] meat = part(CoxClusters.meat(rows, at));
            robust = covariance.flatMap(bread -> Sandwich.of(bread, meat));
        }
    }

    /** Whether standard errors are to be those of the sandwich. */
    boolean isRobust() {
        return rows.clusters().isPresent() || rows.durations().weightKind() == WeightKind.SAMPLING;
    }

    /** The covariance that standard errors are taken from; empty where there is none. */
    Optional<double[][]> errors() {
        return isRobust() ? robust : covariance;
    }

    private double[][] part(double[][] matrix) {
        double[][] part = new double[kept.length][kept.length];
        for (int j = 0; j < kept.length; j++) {
            for (int l = 0; l < kept.length; l++) {
                part[j][l] = matrix[kept[j]][kept[l]];
            }
        }
        return part;
    }

    static double[] times(double[][] matrix, double[] vector) {
        double[] result = new double[matrix.length];
        for (int j = 0; j < result.length; j++) {
            for (int l = 0; l < vector.length; l++) {
                result[j] += matrix[j][l] * vector[l];
            }
        }
        return result;
    }
}

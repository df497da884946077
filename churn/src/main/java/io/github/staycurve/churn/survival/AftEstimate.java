package io.github.staycurve.churn.survival;

import io.github.staycurve.churn.fit.Penalty;
import io.github.staycurve.churn.internal.NewtonMinimum;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.internal.math.SymmetricMatrices;
import io.github.staycurve.core.stat.WeightKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the end of a search into the model and the report in the parameters that users know. */
record AftEstimate(
        AftDistribution distribution,
        Penalty penalty,
        List<String> names,
        AftRows rows,
        WeightKind weightKind,
        AftLikelihood likelihood) {
    static final String INTERCEPT = "(Intercept)";
    static final String LOG_SCALE = "log(scale)";

    /** A scale this small, against the spread of log times, is a search that follows the likelihood to infinity. */
    private static final double LEAST_SCALE = 1e-6;
    /** A coefficient of a standardised column beyond this, with an error as great, runs away. */
    private static final double FAR = 5;

    private static final double LOOSE = 50;

    AftEstimate(
            AftDistribution distribution, Penalty penalty, List<String> names, AftRows rows, WeightKind weightKind) {
        this(distribution, penalty, names, rows, weightKind, new AftLikelihood(distribution, rows));
    }

    AftFit fit(@Nullable NewtonMinimum minimum) {
        if (minimum == null) {
            return failed(
                    "no row has ended, so that nothing is known of when they do. Watch for longer, or use more rows");
        }
        double a = likelihood.inverseScale(minimum.point());
        if (a * LEAST_SCALE > 1) {
            return failed(
                    "the likelihood rises without bound as the scale falls to 0: the features tell the time of every"
                            + " row that ended. Use fewer features or more rows, or the exponential distribution");
        }
        if (!minimum.converged()) {
            return failed("the search did not come to rest after %d steps. Use fewer features, or a ridge penalty"
                    .formatted(minimum.iterations()));
        }
        return new AftFit(Optional.of(model(minimum.point())), report(minimum));
    }

    private String modelName() {
        return distribution.words() + " accelerated failure time";
    }

    private AftFit failed(String explanation) {
        return new AftFit(
                Optional.empty(), FitReport.failed(modelName(), "There is no estimate: " + explanation + "."));
    }

    private double scale(double[] point) {
        return distribution.hasScale() ? rows.logDeviation() / likelihood.inverseScale(point) : 1;
    }

    private AftModel model(double[] point) {
        double scale = scale(point);
        double[] coefficients = new double[names.size()];
        double intercept = rows.logMean() + scale * point[0];
        for (int j = 0; j < coefficients.length; j++) {
            coefficients[j] = scale * point[1 + j] / rows.deviation(j);
            intercept -= coefficients[j] * rows.mean(j);
        }
        return AftModel.of(distribution, names, intercept, coefficients, scale);
    }

    private FitReport report(NewtonMinimum minimum) {
        Optional<double[][]> searched = covariance(minimum);
        List<String> runaways = searched.map(c -> runaways(minimum.point(), c)).orElse(List.of());
        FitStatus status =
                searched.isEmpty() ? FitStatus.FLAT : runaways.isEmpty() ? FitStatus.CONVERGED : FitStatus.BOUNDARY;
        AftModel model = model(minimum.point());
        List<String> parameters = new ArrayList<>(List.of(INTERCEPT));
        parameters.addAll(names);
        FitReport.Builder report = FitReport.builder(modelName(), status)
                .estimate(INTERCEPT, model.intercept(), false)
                .logLikelihood(-minimum.value() * rows.totalWeight())
                .observations(rows.totalWeight())
                .search(minimum.iterations(), minimum.evaluations())
                .explanation(explanation(status, runaways));
        for (int j = 0; j < names.size(); j++) {
            report.estimate(names.get(j), model.coefficients()[j], runaways.contains(names.get(j)));
        }
        if (distribution.hasScale()) {
            parameters.add(LOG_SCALE);
            report.estimate(LOG_SCALE, Math.log(model.scale()), false);
        }
        if (status == FitStatus.CONVERGED) {
            double[][] jacobian = jacobian(minimum.point(), model);
            report.covariance(parameters, SymmetricMatrices.congruent(jacobian, searched.orElseThrow()));
        }
        return report.build();
    }

    private String explanation(FitStatus status, List<String> runaways) {
        return switch (status) {
            case BOUNDARY ->
                "The rows that ended are told from the others by "
                        + runaways.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "))
                        + ", so that their coefficients have no finite estimate. Leave one of them out, or add a ridge penalty.";
            case FLAT -> "The data do not tell the features apart. Leave one out, or add a ridge penalty.";
            default ->
                "The likelihood has its maximum here (%s; standard errors %s)."
                        .formatted(penalty.describe(), isRobust() ? "robust" : "from the observed information");
        };
    }

    private boolean isRobust() {
        return weightKind == WeightKind.SAMPLING;
    }

    /** Returns the covariance of the unknowns of the search: the inverse information, or the sandwich around scores. */
    private Optional<double[][]> covariance(NewtonMinimum minimum) {
        double[][] information = minimum.hessian();
        for (int j = 0; j < names.size(); j++) {
            double deviation = penalty.standardizes() ? 1 : rows.deviation(j);
            information[1 + j][1 + j] += penalty.ridgeWeight() / (deviation * deviation);
        }
        Optional<double[][]> inverse = SymmetricMatrices.inverse(information);
        if (isRobust()) {
            return inverse.map(i -> SymmetricMatrices.congruent(i, likelihood.squaredScores(minimum.point())));
        }
        double n = rows.totalWeight();
        inverse.ifPresent(i -> {
            for (double[] row : i) {
                for (int j = 0; j < row.length; j++) {
                    row[j] /= n;
                }
            }
        });
        return inverse;
    }

    private List<String> runaways(double[] point, double[][] covariance) {
        List<String> found = new ArrayList<>();
        for (int j = 0; j < names.size(); j++) {
            if (Math.abs(point[1 + j]) > FAR && Math.sqrt(covariance[1 + j][1 + j]) > LOOSE) {
                found.add(names.get(j));
            }
        }
        return found;
    }

    /** The derivatives of intercept, coefficients and log scale by the unknowns of the search. */
    private double[][] jacobian(double[] point, AftModel model) {
        int p = point.length;
        int d = names.size();
        double a = likelihood.inverseScale(point);
        double scale = scale(point);
        double[] coefficients = model.coefficients();
        double[][] jacobian = new double[p][p];
        jacobian[0][0] = scale;
        for (int j = 0; j < d; j++) {
            jacobian[1 + j][1 + j] = scale / rows.deviation(j);
            jacobian[0][1 + j] = -rows.mean(j) * scale / rows.deviation(j);
        }
        if (distribution.hasScale()) { // all but the mean of log time goes with 1/a
            jacobian[0][p - 1] = -(model.intercept() - rows.logMean()) / a;
            for (int j = 0; j < d; j++) {
                jacobian[1 + j][p - 1] = -coefficients[j] / a;
            }
            jacobian[p - 1][p - 1] = -1 / a;
        }
        return jacobian;
    }
}

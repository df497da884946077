package io.github.staycurve.churn.survival;

import io.github.staycurve.churn.fit.FeatureProblem;
import io.github.staycurve.churn.fit.Penalty;
import io.github.staycurve.churn.internal.NewtonMinimum;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.internal.math.SymmetricMatrices;
import io.github.staycurve.core.stat.WeightKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns the end of a search into the model and the report in the parameters that users know. */
record AftEstimate(
        AftDistribution distribution,
        Penalty penalty,
        List<String> names,
        AftRows rows,
        WeightKind weightKind,
        AftLikelihood likelihood) {
    static final String INTERCEPT = "(intercept)";
    static final String LOG_SCALE = "log(scale)";

    /** A coefficient of a standardised column beyond this, with an error as great, runs away. */
    private static final double FAR = 5;

    private static final double LOOSE = 50;

    AftEstimate(
            AftDistribution distribution, Penalty penalty, List<String> names, AftRows rows, WeightKind weightKind) {
        this(distribution, penalty, names, rows, weightKind, new AftLikelihood(distribution, rows));
    }

    AftFit fit(NewtonMinimum minimum, List<FeatureProblem> problems) {
        return new AftFit(model(minimum.point()), report(minimum), problems);
    }

    /** The ridge on the coefficient of a standardised column. */
    double ridge(int column) {
        double deviation = penalty.standardizes() ? 1 : rows.deviation(column);
        return penalty.ridgeWeight() / (deviation * deviation);
    }

    static String modelName(AftDistribution distribution) {
        return distribution.words() + " accelerated failure time";
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
        FitStatus status = searched.isEmpty() ? FitStatus.FLAT : FitStatus.CONVERGED;
        AftModel model = model(minimum.point());
        List<String> parameters = new ArrayList<>(List.of(INTERCEPT));
        parameters.addAll(names);
        FitReport.Builder report = FitReport.builder(modelName(distribution), status)
                .ofEitherSign()
                .estimate(INTERCEPT, model.intercept(), false)
                .logLikelihood(-minimum.value() * rows.totalWeight())
                .observations(rows.totalWeight())
                .search(minimum.iterations(), minimum.evaluations())
                .explanation(explanation(status));
        for (int j = 0; j < names.size(); j++) {
            report.estimate(names.get(j), model.coefficients()[j], false);
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

    private String explanation(FitStatus status) {
        if (status == FitStatus.FLAT && isRobust()) {
            return "Standard errors are not known: too few rows have a weight, or the data do not tell the features apart. Use more rows, leave a feature out, or add a ridge penalty.";
        }
        return status == FitStatus.FLAT
                ? "The data do not tell the features apart. Leave one out, or add a ridge penalty."
                : "The %s has its maximum here (%s). Standard errors: %s."
                        .formatted(
                                penalty.isNone() ? "likelihood" : "penalised likelihood",
                                penalty.describe(),
                                isRobust() ? "robust, over rows" : "from the observed information");
    }

    private boolean isRobust() {
        return weightKind == WeightKind.SAMPLING;
    }

    /** Returns the covariance of the unknowns of the search: the inverse information, or the sandwich around scores. */
    private Optional<double[][]> covariance(NewtonMinimum minimum) {
        double[][] information = minimum.hessian();
        for (int j = 0; j < names.size(); j++) {
            information[1 + j][1 + j] += ridge(j);
        }
        Optional<double[][]> inverse = SymmetricMatrices.inverse(information);
        if (isRobust()) {
            return inverse.flatMap(i -> Sandwich.of(i, likelihood.squaredScores(minimum.point())));
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

    /** Returns the columns along which the search went off: far out, and hardly held by the likelihood. */
    List<String> runaways(NewtonMinimum minimum) {
        Optional<double[][]> covariance = covariance(minimum);
        List<String> found = new ArrayList<>();
        for (int j = 0; j < names.size(); j++) {
            boolean loose = covariance.isEmpty() || Math.sqrt(covariance.get()[1 + j][1 + j]) > LOOSE;
            if (loose && Math.abs(minimum.point()[1 + j]) > FAR) {
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

package io.github.staycurve.churn.score;

import io.github.staycurve.churn.fit.FeatureProblem;
import io.github.staycurve.churn.internal.NewtonMinimum;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.internal.math.SymmetricMatrices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The way from where a search ended, on standardised columns, back to the caller's units. */
final class LogisticResult {
    private final LogisticSearch search;
    private final BinaryRows rows;
    private final NewtonMinimum minimum;
    private final double[] ridge;
    private final double[] point;

    LogisticResult(LogisticSearch search, BinaryRows rows, NewtonMinimum minimum, double[] ridge) {
        this.search = search;
        this.rows = rows;
        this.minimum = minimum;
        this.ridge = ridge;
        this.point = minimum.point();
    }

    LogisticFit fit() {
        int columns = point.length - 1;
        double[] coefficients = new double[columns];
        double[] means = new double[columns];
        double intercept = point[0] - search.shift();
        for (int j = 0; j < columns; j++) {
            coefficients[j] = point[j + 1] * rows.scale(j);
            means[j] = rows.mean(j);
            intercept -= coefficients[j] * means[j];
        }
        LogisticModel model = LogisticModel.of(
                intercept,
                search.features().terms(coefficients, means),
                search.settings().predicts());
        int[] kept = kept();
        Optional<double[][]> standardised = covariance(kept);
        double[][] meansAndScales = {means, scales()};
        return new LogisticFit(
                        model,
                        report(intercept, coefficients, kept, standardised),
                        search.problems(),
                        search.nullLogLikelihood())
                .withErrors(standardised
                        .map(c -> new LogOddsErrors(search.features().encoder(), kept, meansAndScales, c))
                        .orElse(null));
    }

    private double[] scales() {
        double[] scales = new double[point.length - 1];
        Arrays.setAll(scales, rows::scale);
        return scales;
    }

    private FitReport report(double intercept, double[] coefficients, int[] kept, Optional<double[][]> standardised) {
        Optional<double[][]> covariance = standardised
                .map(c -> SymmetricMatrices.congruent(jacobian(kept), c))
                .filter(c -> c[0][0] > 0);
        List<String> names = new ArrayList<>();
        FitReport.Builder builder = FitReport.builder(
                        LogisticSearch.NAME, covariance.isPresent() ? FitStatus.CONVERGED : FitStatus.FLAT)
                .ofEitherSign()
                .logLikelihood(logLikelihood())
                .observations(search.customers())
                .search(minimum.iterations(), minimum.evaluations())
                .explanation(explanation(kept, covariance.isPresent()));
        for (int unknown : kept) {
            String name = unknown == 0
                    ? LogisticSearch.INTERCEPT
                    : rows.table().names().get(unknown - 1);
            names.add(name);
            builder.estimate(name, unknown == 0 ? intercept : coefficients[unknown - 1], false);
        }
        covariance.ifPresent(matrix -> builder.covariance(names, matrix));
        return builder.build();
    }

    /** Returns the unknowns that a lasso did not set to 0, and that vary. */
    private int[] kept() {
        boolean lasso = search.settings().penalty().lassoWeight() > 0;
        int[] kept = new int[point.length];
        int size = 1;
        for (int j = 1; j < point.length; j++) {
            if (rows.scale(j - 1) > 0 && (!lasso || point[j] != 0)) {
                kept[size++] = j;
            }
        }
        return Arrays.copyOf(kept, size);
    }

    /** Returns the covariance of the kept unknowns of standardised columns. */
    private Optional<double[][]> covariance(int[] kept) {
        double[][] information = minimum.hessian();
        for (int j = 0; j < information.length; j++) {
            information[j][j] += ridge[j];
            for (int k = 0; k < information.length; k++) {
                information[j][k] *= rows.totalWeight();
            }
        }
        return SymmetricMatrices.inverse(part(information, kept))
                .map(bread -> isRobust() ? SymmetricMatrices.congruent(bread, part(meat(), kept)) : bread)
                .filter(covariance -> RowClusters.tellApart(search.clusters(), covariance));
    }

    private boolean isRobust() {
        return !equalWeights() || search.clusters().isPresent();
    }

    private boolean equalWeights() {
        return search.settings().classWeights() == LogisticRegression.ClassWeights.EQUAL;
    }

    /** Returns the sum of the squared slopes of the clusters, or of the customers: a row of several counts each. */
    private double[][] meat() {
        double[] eta = rows.linear(point);
        double[] targets = rows.targets();
        double[] weights = rows.weights();
        if (search.clusters().isPresent()) {
            return search.clusters()
                    .get()
                    .meat(
                            point.length,
                            (row, sum) -> rows.addRow(
                                    row, weights[row] * (BinaryLink.LOGIT.probability(eta[row]) - targets[row]), sum));
        }
        double[] counts = search.counts();
        double[] factors = new double[eta.length];
        for (int i = 0; i < factors.length; i++) {
            if (counts[i] > 0) {
                double residual = (BinaryLink.LOGIT.probability(eta[i]) - targets[i]) * (weights[i] / counts[i]);
                factors[i] = counts[i] * residual * residual;
            }
        }
        return rows.crossProducts(factors);
    }

    /** Returns the rows and columns of some unknowns. */
    static double[][] part(double[][] matrix, int[] kept) {
        double[][] part = new double[kept.length][kept.length];
        for (int i = 0; i < kept.length; i++) {
            for (int j = 0; j < kept.length; j++) {
                part[i][j] = matrix[kept[i]][kept[j]];
            }
        }
        return part;
    }

    /** Derivatives of the caller's coefficients by the standardised ones. */
    private double[][] jacobian(int[] kept) {
        double[][] jacobian = new double[kept.length][kept.length];
        jacobian[0][0] = 1;
        for (int i = 1; i < kept.length; i++) {
            double scale = rows.scale(kept[i] - 1);
            jacobian[i][i] = scale;
            jacobian[0][i] = -scale * rows.mean(kept[i] - 1);
        }
        return jacobian;
    }

    /** Returns the likelihood of the customers as they are, whatever their classes weighed in the fit. */
    private double logLikelihood() {
        if (equalWeights()) {
            return -minimum.value() * rows.totalWeight();
        }
        double[] shifted = point.clone();
        shifted[0] -= search.shift();
        BinaryRows asCounted = rows.withWeights(search.counts());
        double mean =
                asCounted.evaluate(shifted, new double[shifted.length], new double[shifted.length][shifted.length]);
        return -mean * asCounted.totalWeight();
    }

    private String explanation(int[] kept, boolean hasErrors) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "Converged: the next step would lower the objective by %.1e. %s.",
                minimum.promisedDecrease(),
                search.settings().describe()));
        text.append(RowClusters.words(search.clusters(), hasErrors));
        if (kept.length < point.length) {
            text.append(" Coefficients of 0: ").append(zeros(kept)).append('.');
        }
        if (!hasErrors) {
            text.append(" There are no standard errors; add a ridge penalty.");
        }
        if (!search.problems().isEmpty()) {
            text.append(" Only the penalty gives a fit, as: ")
                    .append(search.problems().stream()
                            .map(FeatureProblem::toString)
                            .collect(Collectors.joining("; ")))
                    .append('.');
        }
        return text.toString();
    }

    private String zeros(int[] kept) {
        List<String> zeros = new ArrayList<>(rows.table().names());
        for (int unknown : kept) {
            if (unknown > 0) {
                zeros.remove(rows.table().names().get(unknown - 1));
            }
        }
        return String.join(", ", zeros);
    }
}

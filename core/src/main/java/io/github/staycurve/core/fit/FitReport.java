package io.github.staycurve.core.fit;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.stat.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How a fit went: estimates with standard errors and covariance, log-likelihood, and whether to trust them.
 *
 * <p>No method returns NaN: what does not exist is empty. A fit that {@linkplain FitStatus#FAILED failed} has no
 * estimates and a log-likelihood of minus infinity, so that it loses every comparison by {@link #aic()} or
 * {@link #bic()}. Two reports are equal when everything in them is.
 *
 * <p>This class is immutable and thread-safe; its {@link Builder} is not.
 */
public final class FitReport {
    private final String modelName;
    private final FitStatus status;
    private final List<Estimate> estimates;
    private final List<String> covarianceParameters;
    private final double[][] covariance;
    private final double logLikelihood;
    private final double observations;
    private final int iterations;
    private final int evaluations;
    private final String explanation;
    private final boolean eitherSign;

    private FitReport(Builder builder, List<Estimate> estimates) {
        this.modelName = builder.modelName;
        this.status = builder.status;
        this.estimates = estimates;
        this.covarianceParameters = builder.covarianceParameters;
        this.covariance = builder.covariance;
        this.logLikelihood = builder.logLikelihood;
        this.observations = builder.observations;
        this.iterations = builder.iterations;
        this.evaluations = builder.evaluations;
        this.explanation = builder.explanation;
        this.eitherSign = builder.eitherSign;
    }

    /**
     * Starts a report.
     *
     * @param modelName the model's name as users know it, such as {@code BG/NBD}
     * @param status how the fit ended
     * @return an empty builder
     * @throws IllegalArgumentException if the name is blank
     */
    public static Builder builder(String modelName, FitStatus status) {
        return new Builder(modelName, status);
    }

    /**
     * Returns the report of a fit without an estimate.
     *
     * @param modelName the model's name as users know it, such as {@code BG/NBD}
     * @param explanation what was wrong and what to try
     * @return the report, with status {@link FitStatus#FAILED}
     * @throws IllegalArgumentException if the name or the explanation is blank
     */
    public static FitReport failed(String modelName, String explanation) {
        return builder(modelName, FitStatus.FAILED).explanation(explanation).build();
    }

    /**
     * Returns the name of the fitted model.
     *
     * @return the name as users know it, such as {@code BG/NBD}
     */
    public String modelName() {
        return modelName;
    }

    /**
     * Returns how the fit ended.
     *
     * @return the status
     */
    public FitStatus status() {
        return status;
    }

    /**
     * Returns the estimates in the order of the model's parameter record.
     *
     * @return an immutable list, empty when the fit failed
     */
    public List<Estimate> estimates() {
        return estimates;
    }

    /**
     * Returns the estimate of one parameter.
     *
     * @param name the parameter's name
     * @return the estimate, empty when there is none of this name
     */
    public Optional<Estimate> estimate(String name) {
        return estimates.stream().filter(e -> e.name().equals(name)).findFirst();
    }

    /**
     * Returns the parameters that ran to the end of their searched range, or are tied to one that did.
     *
     * @return their names in the order of the estimates; empty when the maximum lies inside
     */
    public List<String> boundaryParameters() {
        return estimates.stream()
                .filter(Estimate::atBoundary)
                .map(Estimate::name)
                .toList();
    }

    /**
     * Returns the names of the parameters that {@link #covariance()} covers: those with a standard error.
     *
     * @return their names, in the order of the matrix's rows and columns
     */
    public List<String> covarianceParameters() {
        return covarianceParameters;
    }

    /**
     * Returns the covariance matrix of the estimates that have a standard error, the inverse of the observed information.
     *
     * @return a fresh copy, a row and a column for each of {@link #covarianceParameters()}; of no rows where no
     *     parameter has a standard error
     */
    public double[][] covariance() {
        return copy(covariance);
    }

    /**
     * Returns the covariance of two estimates.
     *
     * @param first the name of a parameter
     * @param second the name of a parameter, which may be the first again for its variance
     * @return the covariance, empty where one of the two has no standard error
     */
    public OptionalDouble covariance(String first, String second) {
        int row = covarianceParameters.indexOf(first);
        int column = covarianceParameters.indexOf(second);
        return row < 0 || column < 0 ? OptionalDouble.empty() : OptionalDouble.of(covariance[row][column]);
    }

    /**
     * Returns the log-likelihood at the estimates, without a penalty.
     *
     * @return the natural logarithm of the likelihood of all observations; minus infinity when the fit failed
     */
    public double logLikelihood() {
        return logLikelihood;
    }

    /**
     * Returns the number of customers the likelihood was taken over.
     *
     * @return the sum of the weights of the rows used, 0 or more
     */
    public double observations() {
        return observations;
    }

    /**
     * Returns the number of iterations of the search.
     *
     * @return 0 or more
     */
    public int iterations() {
        return iterations;
    }

    /**
     * Returns how often the search evaluated the likelihood with its gradient.
     *
     * @return 0 or more
     */
    public int evaluations() {
        return evaluations;
    }

    /**
     * Returns what the status means for this fit, and what to try when it is not {@link FitStatus#CONVERGED}.
     *
     * @return one or more sentences
     */
    public String explanation() {
        return explanation;
    }

    /**
     * Returns whether the parameters may have either sign, as the coefficients of a regression, so that their intervals are
     * {@link Estimate#interval}; otherwise they are positive, with {@link Estimate#logScaleInterval}.
     *
     * @return true for regressions
     */
    public boolean eitherSign() {
        return eitherSign;
    }

    /**
     * Returns Akaike's information criterion, {@code 2k − 2 log L} with k the number of parameters; lower is better.
     *
     * @return the criterion, infinite when the fit failed
     * @see <a href="https://doi.org/10.1109/TAC.1974.1100705">Akaike (1974), A New Look at the Statistical Model
     *     Identification</a>
     */
    public double aic() {
        return 2.0 * estimates.size() - 2 * logLikelihood;
    }

    /**
     * Returns Schwarz's Bayesian information criterion, {@code k ln n − 2 log L} with n the number of customers; lower is
     * better.
     *
     * @return the criterion, infinite when the fit failed
     * @see <a href="https://doi.org/10.1214/aos/1176344136">Schwarz (1978), Estimating the Dimension of a Model</a>
     */
    public double bic() {
        // a log of less than one observation would reward parameters
        return estimates.size() * Math.log(Math.max(1, observations)) - 2 * logLikelihood;
    }

    /**
     * Returns the whole report as text: a line for the fit, one for each estimate, and the explanation. A failed fit has
     * no numbers to tell.
     *
     * @return several lines, each but the last ended by a line feed; numbers are rounded and written with a point
     */
    public String describe() {
        if (!status.hasEstimates()) { // there is no likelihood to tell
            return modelName + ": " + status + "\n" + explanation;
        }
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s: %s, log-likelihood %.4f, AIC %.2f, %s observations, %d iterations, %d evaluations\n",
                modelName,
                status,
                logLikelihood,
                aic(),
                observations == Math.rint(observations)
                        ? String.format(Locale.ROOT, "%.0f", observations)
                        : Double.toString(observations),
                iterations,
                evaluations));
        for (Estimate estimate : estimates) {
            text.append(describe(estimate)).append('\n');
        }
        return text.append(explanation).toString();
    }

    private String describe(Estimate estimate) {
        String line = String.format(Locale.ROOT, "  %s = %.6g", estimate.name(), estimate.value());
        if (estimate.atBoundary()) {
            return line + " (at the boundary)";
        }
        Optional<Interval> interval = eitherSign ? estimate.interval(0.95) : estimate.logScaleInterval(0.95);
        if (estimate.standardError().isEmpty()) {
            return line + " (no standard error)";
        }
        String error = String.format(
                Locale.ROOT, " (standard error %.3g", estimate.standardError().getAsDouble());
        return line
                + error
                + interval.map(i -> String.format(Locale.ROOT, ", 95 %% in [%.5g, %.5g])", i.lower(), i.upper()))
                        .orElse(")");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FitReport report
                && modelName.equals(report.modelName)
                && status == report.status
                && estimates.equals(report.estimates)
                && covarianceParameters.equals(report.covarianceParameters)
                && Arrays.deepEquals(covariance, report.covariance)
                && Double.compare(logLikelihood, report.logLikelihood) == 0
                && Double.compare(observations, report.observations) == 0
                && iterations == report.iterations
                && evaluations == report.evaluations
                && explanation.equals(report.explanation)
                && eitherSign == report.eitherSign;
    }

    @Override
    public int hashCode() {
        return Objects.hash(modelName, status, estimates, logLikelihood, observations);
    }

    @Override
    public String toString() {
        return describe();
    }

    private static double[][] copy(double[][] matrix) {
        double[][] copy = new double[matrix.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = matrix[i].clone();
        }
        return copy;
    }

    /** Collects a report. Not thread-safe. */
    public static final class Builder {
        private final String modelName;
        private final FitStatus status;
        private final List<String> names = new ArrayList<>();
        private final List<Double> values = new ArrayList<>();
        private final List<Boolean> boundaries = new ArrayList<>();
        private List<String> covarianceParameters = List.of();
        private double[][] covariance = new double[0][];
        private double logLikelihood = Double.NEGATIVE_INFINITY;
        private double observations;
        private int iterations;
        private int evaluations;
        private String explanation = "";
        private boolean eitherSign;

        private Builder(String modelName, FitStatus status) {
            this.modelName = Checks.notBlank(modelName, "modelName");
            this.status = status;
        }

        /**
         * Adds the estimate of the next parameter.
         *
         * @param name the parameter's name, not given before
         * @param value the estimate, finite
         * @param atBoundary whether it ran to the end of its searched range, or is tied to one that did
         * @return this builder
         * @throws IllegalArgumentException if there is an estimate of this name already, or the value is not finite
         */
        public Builder estimate(String name, double value, boolean atBoundary) {
            if (names.contains(name)) {
                throw new IllegalArgumentException("there is an estimate of " + name + " already");
            }
            names.add(Checks.notBlank(name, "name"));
            values.add(Checks.finite(value, name));
            boundaries.add(atBoundary);
            return this;
        }

        /**
         * Sets the covariance matrix; the standard errors are the roots of its diagonal.
         *
         * @param parameters names of the parameters it covers, those that are not at a boundary, each once
         * @param matrix a row and a column for each of them, finite, symmetric, with a positive diagonal; copied
         * @return this builder
         * @throws IllegalArgumentException if the matrix is not square of that size, not symmetric or holds a value out of
         *     range, or a parameter comes twice
         */
        public Builder covariance(List<String> parameters, double[][] matrix) {
            int size = parameters.size();
            if (new HashSet<>(parameters).size() != size) {
                throw new IllegalArgumentException("covariance must cover each parameter once, covers " + parameters);
            }
            if (matrix.length != size) {
                throw new IllegalArgumentException(
                        "covariance must have a row for each of %s, has %d".formatted(parameters, matrix.length));
            }
            for (int i = 0; i < size; i++) {
                if (matrix[i].length != size) {
                    throw new IllegalArgumentException(
                            "covariance row %d must have %d entries, has %d".formatted(i, size, matrix[i].length));
                }
                checkRow(parameters, matrix, i);
            }
            covarianceParameters = List.copyOf(parameters);
            covariance = copy(matrix);
            return this;
        }

        private static void checkRow(List<String> parameters, double[][] matrix, int row) {
            String name = parameters.get(row);
            for (int column = 0; column < row; column++) {
                double entry = Checks.finite(matrix[row][column], "covariance of " + name);
                if (entry != matrix[column][row]) {
                    throw new IllegalArgumentException("covariance of %s and %s must be symmetric, was %s and %s"
                            .formatted(parameters.get(column), name, matrix[column][row], entry));
                }
            }
            Checks.positiveFinite(matrix[row][row], "variance of " + name);
        }

        /**
         * Sets the log-likelihood at the estimates.
         *
         * @param value the natural logarithm of the likelihood of all observations, finite
         * @return this builder
         * @throws IllegalArgumentException if it is not finite
         */
        public Builder logLikelihood(double value) {
            logLikelihood = Checks.finite(value, "logLikelihood");
            return this;
        }

        /**
         * Sets the number of customers the likelihood was taken over.
         *
         * @param value the sum of the weights of the rows used, 0 or more
         * @return this builder
         * @throws IllegalArgumentException if it is negative or not finite
         */
        public Builder observations(double value) {
            observations = Checks.nonNegativeFinite(value, "observations");
            return this;
        }

        /**
         * Sets how long the search took.
         *
         * @param iterationCount steps of the search, 0 or more
         * @param evaluationCount evaluations of the likelihood with its gradient, 0 or more
         * @return this builder
         * @throws IllegalArgumentException if one is negative
         */
        public Builder search(int iterationCount, int evaluationCount) {
            iterations = Checks.nonNegative(iterationCount, "iterationCount");
            evaluations = Checks.nonNegative(evaluationCount, "evaluationCount");
            return this;
        }

        /**
         * Sets what the status means for this fit.
         *
         * @param text one or more sentences that say what happened and, where something is amiss, what to try
         * @return this builder
         * @throws IllegalArgumentException if it is blank
         */
        public Builder explanation(String text) {
            explanation = Checks.notBlank(text, "explanation");
            return this;
        }

        /**
         * Says that the parameters may have either sign, as the coefficients of a regression, so that intervals are
         * symmetric about the estimates. Without it parameters are positive, and intervals symmetric in their logarithm.
         *
         * @return this builder
         */
        public Builder ofEitherSign() {
            eitherSign = true;
            return this;
        }

        /**
         * Returns the report.
         *
         * @return an immutable report
         * @throws IllegalArgumentException if the status does not fit the rest: a failed fit with estimates or another
         *     without, a converged fit with an estimate at a boundary or without standard error, a boundary fit without
         *     a boundary, a covariance of a parameter that has no estimate or lies at a boundary, or no explanation
         */
        public FitReport build() {
            Checks.notBlank(explanation, "explanation");
            List<Estimate> built = buildEstimates();
            require(
                    status.hasEstimates() != built.isEmpty(),
                    "must have estimates exactly when it did not fail",
                    built);
            require(
                    status.hasEstimates() == Double.isFinite(logLikelihood),
                    "must have a log-likelihood exactly when it did not fail",
                    built);
            boolean anyAtBoundary = built.stream().anyMatch(Estimate::atBoundary);
            boolean everyError = built.stream().allMatch(e -> e.standardError().isPresent());
            require(status != FitStatus.BOUNDARY || anyAtBoundary, "must name a parameter at the boundary", built);
            require(status != FitStatus.CONVERGED || everyError, "must have standard errors throughout", built);
            return new FitReport(this, built);
        }

        private List<Estimate> buildEstimates() {
            List<Estimate> built = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                int row = covarianceParameters.indexOf(names.get(i));
                OptionalDouble error =
                        row < 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(covariance[row][row]));
                built.add(new Estimate(names.get(i), values.get(i), error, boundaries.get(i)));
            }
            if (!names.containsAll(covarianceParameters)) {
                throw new IllegalArgumentException(
                        "covariance covers %s, estimates are %s".formatted(covarianceParameters, names));
            }
            return List.copyOf(built);
        }

        private void require(boolean condition, String rule, List<Estimate> built) {
            if (!condition) {
                throw new IllegalArgumentException("a %s fit of %s %s, estimates are %s, log-likelihood %s"
                        .formatted(status, modelName, rule, built, logLikelihood));
            }
        }
    }
}

package io.github.staycurve.churn.survival;

import io.github.staycurve.churn.fit.FeatureProblem;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.internal.math.SymmetricMatrices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A fitted Cox model with the report of the fit, the tests of it, and what was wrong with columns.
 *
 * <p>The report's covariance is the inverse of the observed information, with the ridge in it if there is one; with
 * clusters or sampling weights it is the sandwich of Lin and Wei, and {@link #informationCovariance()} the other. One
 * cluster has no such errors, and the fit is FLAT. Its observations are the weight of the rows that ended, one factor of
 * the partial likelihood each, so that BIC counts them (Volinsky and Raftery 2000). After a lasso the report covers the
 * coefficients that are not 0, as if they had been chosen beforehand: their errors do not know of the choice.
 *
 * <p>This class is immutable and thread-safe. It holds no row of the data.
 */
public final class CoxFit {
    private static final String NAME = "Cox regression";

    private final Optional<CoxModel> model;
    private final FitReport report;
    private final List<FeatureProblem> problems;
    private final OptionalDouble nullLogLikelihood;
    private final double[][] informationCovariance;
    private final Optional<CoxTest> likelihoodRatioTest;
    private final Optional<CoxTest> scoreTest;
    private final Optional<CoxTest> waldTest;
    private final List<SurvivalPredictionErrors> errors;
    private final String definition;

    CoxFit(CoxEstimation fit) {
        this.problems = List.copyOf(fit.problems);
        this.definition = "Cox regression of %s, ties %s, %s%s"
                .formatted(
                        fit.rows.durations(),
                        fit.ties,
                        fit.penalty.describe(),
                        fit.penalty.isNone() ? "" : ", the mean taken over the rows that ended");
        CoxSample sample = fit.sample;
        this.nullLogLikelihood = sample == null ? OptionalDouble.empty() : OptionalDouble.of(fit.nullValue);
        this.scoreTest = sample == null
                ? Optional.empty()
                : quadratic(fit.nullInformation, fit.nullGradient, "all coefficients are 0, score test");
        boolean failed = !fit.failure.isEmpty() || fit.state == null;
        Optional<CoxState> state = failed ? Optional.empty() : Optional.ofNullable(fit.state);
        this.model = state.map(s -> model(fit, s));
        this.report = state.map(s -> report(fit, s.sample)).orElseGet(() -> FitReport.failed(NAME, fit.failure));
        boolean tested = !failed && fit.penalty.isNone();
        this.likelihoodRatioTest = tested
                ? Optional.of(CoxTest.of(
                        "all coefficients are 0, likelihood-ratio test",
                        2 * (fit.value - fit.nullValue),
                        fit.names.size()))
                : Optional.empty();
        this.waldTest = tested ? wald(fit) : Optional.empty();
        this.informationCovariance = failed
                ? new double[0][]
                : fit.covariance
                        .map(c -> inUnits(c, fit.kept, state.orElseThrow().sample))
                        .orElse(new double[0][]);
        this.errors = tested && !fit.isRobust() ? errors(state.orElseThrow(), fit) : List.of();
    }

    private static Optional<CoxTest> quadratic(double[][] covariance, double[] vector, String name) {
        return SymmetricMatrices.inverse(covariance).map(matrix -> {
            double[] product = CoxEstimation.times(matrix, vector);
            double sum = 0;
            for (int j = 0; j < product.length; j++) {
                sum += product[j] * vector[j];
            }
            return CoxTest.of(name, sum, product.length);
        });
    }

    private static Optional<CoxTest> wald(CoxEstimation fit) {
        String name = "all coefficients are 0, Wald test";
        return fit.errors().flatMap(covariance -> quadratic(covariance, fit.beta, name));
    }

    private static CoxModel model(CoxEstimation fit, CoxState state) {
        CoxSample sample = state.sample;
        double[] coefficients = fit.beta.clone();
        for (int j = 0; j < coefficients.length; j++) {
            coefficients[j] /= sample.scale[j];
        }
        List<BaselineHazard> baselines = new ArrayList<>();
        int from = 0;
        for (int stratum = 0; stratum < sample.strataEnd.length; stratum++) {
            int close = sample.strataEnd[stratum] - 1;
            double unit = Math.exp(-state.sweep.shift[stratum]);
            double[] times = new double[close - from];
            double[] hazard = new double[times.length];
            for (int i = 0; i < times.length; i++) {
                times[i] = sample.time[close - 1 - i];
                hazard[i] = state.hazard[close - 1 - i] * unit;
            }
            baselines.add(BaselineHazard.of(sample.strata.get(stratum), times, hazard, sample.lastTime[stratum]));
            from = close + 1;
        }
        return CoxModel.of(fit.names, coefficients, sample.mean, fit.ties, baselines);
    }

    private static FitReport report(CoxEstimation fit, CoxSample sample) {
        FitReport.Builder report = FitReport.builder(NAME, status(fit))
                .ofEitherSign()
                .logLikelihood(fit.value)
                .observations(sample.eventWeight)
                .search(fit.iterations, fit.evaluations)
                .explanation(explanation(fit));
        if (fit.kept.length == 0) {
            fit.names.forEach(
                    name -> report.estimate(name, 0, true)); // a report without estimates is that of a failed fit
            return report.build();
        }
        for (int j : fit.kept) {
            report.estimate(fit.names.get(j), fit.beta[j] / sample.scale[j], false);
        }
        List<String> names = Arrays.stream(fit.kept).mapToObj(fit.names::get).toList();
        fit.errors().ifPresent(c -> report.covariance(names, inUnits(c, fit.kept, sample)));
        return report.build();
    }

    private static FitStatus status(CoxEstimation fit) {
        if (fit.kept.length == 0) {
            return FitStatus.BOUNDARY;
        }
        return fit.errors().isPresent() ? FitStatus.CONVERGED : FitStatus.FLAT;
    }

    private static String explanation(CoxEstimation fit) {
        String objective = fit.penalty.isNone() ? "partial likelihood" : "penalised partial likelihood";
        return switch (status(fit)) {
            case BOUNDARY ->
                "The penalty holds every coefficient at 0: the model is the baseline hazard alone. Lower it to let"
                        + " features in.";
            case FLAT -> fit.covariance.isPresent() ? tooFewClusters(fit) : flat(objective);
            default ->
                "The %s has a maximum, ties %s. Standard errors: %s%s."
                        .formatted(
                                objective,
                                fit.ties,
                                errorWords(fit),
                                fit.penalty.lassoWeight() > 0 ? ", of the coefficients that the lasso let in" : "");
        };
    }

    private static String flat(String objective) {
        return "The %s hardly changes along some direction, so that the data do not tell the coefficients apart; leave a feature out, or add a ridge penalty."
                .formatted(objective);
    }

    private static String tooFewClusters(CoxEstimation fit) {
        return "Standard errors are not known: the scores of %s sum to 0 and leave nothing to tell errors from. The coefficients are the best; give more clusters, or none."
                .formatted(errorUnits(fit));
    }

    private static String errorWords(CoxEstimation fit) {
        return fit.isRobust() ? "robust, over " + errorUnits(fit) : "from the observed information";
    }

    private static String errorUnits(CoxEstimation fit) {
        return fit.rows
                .clusters()
                .map(labels -> labels.stream().distinct().count())
                .map(count -> count == 1 ? "1 cluster" : count + " clusters")
                .orElse("rows");
    }

    /** Takes a covariance from standardised coefficients to those of the features as given. */
    private static double[][] inUnits(double[][] covariance, int[] kept, CoxSample sample) {
        return SymmetricMatrices.scaled(
                covariance,
                Arrays.stream(kept).mapToDouble(j -> 1 / sample.scale[j]).toArray());
    }

    private List<SurvivalPredictionErrors> errors(CoxState state, CoxEstimation fit) {
        List<SurvivalPredictionErrors> all = new ArrayList<>();
        if (model.isPresent() && fit.covariance.isPresent()) {
            for (int stratum = 0; stratum < state.sample.strata.size(); stratum++) {
                CoxModel one = model.get().inStratum(state.sample.strata.get(stratum));
                all.add(CoxPredictionErrors.of(one, state, stratum, fit.covariance.get()));
            }
        }
        return List.copyOf(all);
    }

    /**
     * Returns whether there is a model.
     *
     * @return false if the fit failed
     */
    public boolean hasModel() {
        return model.isPresent();
    }

    /**
     * Returns the fitted model.
     *
     * @return the model
     * @throws IllegalStateException if the fit failed; the message is the report's explanation
     */
    public CoxModel model() {
        return model.orElseThrow(() -> new IllegalStateException(report.explanation()));
    }

    /**
     * Returns how the fit went.
     *
     * @return the report, with an estimate for each feature
     */
    public FitReport report() {
        return report;
    }

    /**
     * Returns the hazard ratio of each feature, with the errors of the report.
     *
     * @return the ratios in the order of the features; after a lasso those that it let in; none for a failed fit
     */
    public List<HazardRatio> hazardRatios() {
        return report.estimates().stream()
                .map(e -> new HazardRatio(e.name(), e.value(), e.standardError()))
                .toList();
    }

    /**
     * Returns what is wrong with columns.
     *
     * @return the problems; with a penalty there may be some and a model too, as the penalty makes up for them
     */
    public List<FeatureProblem> problems() {
        return problems;
    }

    /**
     * Returns the log partial likelihood with all coefficients 0.
     *
     * @return the logarithm; empty where columns or the lack of rows that ended kept it from being evaluated
     */
    public OptionalDouble nullLogLikelihood() {
        return nullLogLikelihood;
    }

    /**
     * Returns the inverse of the observed information, with the ridge in it if there is one: the covariance of the
     * coefficients if rows are independent and each stands for itself.
     *
     * @return a copy, a row and a column for each feature that a lasso did not set to 0; of no rows where it does not exist
     */
    public double[][] informationCovariance() {
        return Arrays.stream(informationCovariance).map(double[]::clone).toArray(double[][]::new);
    }

    /**
     * Returns the likelihood-ratio test of all coefficients. It takes rows for independent: with clusters or sampling
     * weights go by the Wald test.
     *
     * @return the test; empty for a failed fit or one with a penalty
     */
    public Optional<CoxTest> likelihoodRatioTest() {
        return likelihoodRatioTest;
    }

    /**
     * Returns the score test of all coefficients, at 0: for one binary feature without ties the log-rank test. It takes rows
     * for independent.
     *
     * @return the test; empty where the information at 0 is singular
     */
    public Optional<CoxTest> scoreTest() {
        return scoreTest;
    }

    /**
     * Returns the Wald test of all coefficients, with the covariance of the report: the robust one where there is one.
     *
     * @return the test; empty for a failed fit, one with a penalty, or a singular covariance
     */
    public Optional<CoxTest> waldTest() {
        return waldTest;
    }

    /**
     * Returns the errors of the model's curves.
     *
     * @return the errors; empty where they are not known: with a penalty, clusters or sampling weights, or for a failed fit
     * @throws IllegalStateException if the model has several strata
     */
    public Optional<SurvivalPredictionErrors> predictionErrors() {
        if (errors.size() > 1) {
            throw new IllegalStateException("this fit has the strata %s: choose one".formatted(model().strata()));
        }
        return errors.stream().findFirst();
    }

    /**
     * Returns the errors of the curves of one stratum.
     *
     * @param stratum its label
     * @return the errors; empty where they are not known, as {@link #predictionErrors()} says
     * @throws IllegalArgumentException if there is no such stratum
     * @throws IllegalStateException if the fit failed
     */
    public Optional<SurvivalPredictionErrors> predictionErrors(String stratum) {
        int index = model().strata().indexOf(stratum);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "no stratum '%s' here; there are %s".formatted(stratum, model().strata()));
        }
        return errors.isEmpty() ? Optional.empty() : Optional.of(errors.get(index));
    }

    /**
     * Returns the definition, the report, the tests and the problems in words.
     *
     * @return several lines
     */
    public String describe() {
        List<String> lines = new ArrayList<>();
        lines.add(definition);
        lines.add(report.status() + ": " + report.explanation());
        if (hasModel()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "log partial likelihood %.4f, %.4f with all coefficients 0; weight of the rows that ended %s; %d"
                            + " steps",
                    report.logLikelihood(),
                    nullLogLikelihood.orElseThrow(),
                    report.observations(),
                    report.iterations()));
            hazardRatios().forEach(ratio -> lines.add(ratio.describe()));
        }
        Stream.of(likelihoodRatioTest, waldTest, scoreTest)
                .flatMap(Optional::stream)
                .map(CoxTest::describe)
                .forEach(lines::add);
        problems.stream().map(FeatureProblem::toString).forEach(lines::add);
        return String.join("\n", lines);
    }

    @Override
    public String toString() {
        return describe();
    }
}

package io.github.staycurve.churn.survival;

import io.github.staycurve.core.internal.math.SymmetricMatrices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the rows that a Cox model was fitted to say about it: residuals, and whether hazards are proportional.
 *
 * <p>This class is immutable and thread-safe. It holds a standardised copy of the rows, 8 p + 50 bytes each.
 */
public final class CoxDiagnostics {
    /** How far from 0 the score of a coefficient may be at the estimates, in standard deviations of it. */
    private static final double AT_REST = 1e-4;

    private final CoxModel model;
    private final CoxRows rows;
    private final CoxSample sample;
    private final CoxLikelihood likelihood;
    private final CoxState state;
    private final double[] beta;
    private final double[][] information;

    private CoxDiagnostics(CoxModel model, CoxRows rows) {
        this.model = model;
        this.rows = rows;
        this.sample = new CoxSample(rows);
        this.beta = model.coefficients();
        for (int j = 0; j < beta.length; j++) {
            beta[j] *= sample.scale[j];
        }
        this.likelihood = new CoxLikelihood(sample, model.ties());
        this.information = likelihood.evaluateWithInformation(beta);
        this.state = new CoxState(sample, model.ties(), beta);
    }

    /**
     * Returns the diagnostics of a fitted model.
     *
     * @param model the model
     * @param rows the rows it was fitted to, all of positive weight, with features by name
     * @return the diagnostics
     * @throws IllegalArgumentException if a feature is absent or missing, the strata are others than the model's, or a row
     *     has weight 0: it was not in the fit
     */
    public static CoxDiagnostics of(CoxModel model, CoxRows rows) {
        if (!rows.strataLabels().equals(model.strata())) {
            throw new IllegalArgumentException("rows must be in the strata of the model, %s, were in %s"
                    .formatted(model.strata(), rows.strataLabels()));
        }
        for (int row = 0; row < rows.durations().size(); row++) {
            if (rows.durations().weight(row) == 0) {
                throw new IllegalArgumentException(
                        "row %s has weight 0 and was not in the fit: leave it out".formatted(row));
            }
        }
        return new CoxDiagnostics(
                model,
                rows.withFeatures(
                        rows.features().withFeatures(model.featureNames()).requireComplete()));
    }

    /**
     * Returns the martingale residuals: whether each row ended, less the hazard that the model has for the time it was at
     * risk. They sum to 0 by weight; a customer's rows sum to the customer's. With Efron's ties a row is exposed to part of
     * the jump at which it ends, as in R.
     *
     * @return one residual a row, at most 1, in row order
     */
    public double[] martingaleResiduals() {
        double[] residuals = new double[sample.rows];
        for (int i = 0; i < residuals.length; i++) {
            residuals[sample.source[i]] = state.martingale(i);
        }
        return residuals;
    }

    /**
     * Returns the Schoenfeld residuals: the features of each row that ended, less the mean over the rows at risk, averaged
     * over Efron's steps where rows are tied.
     *
     * @return the residuals in units of the features
     */
    public SchoenfeldResiduals schoenfeldResiduals() {
        double[][] units = new double[beta.length][beta.length];
        for (int j = 0; j < beta.length; j++) {
            units[j][j] = sample.scale[j];
        }
        return residuals(units, new double[beta.length]);
    }

    /**
     * Returns the scaled Schoenfeld residuals, &beta; + E V r for E the weight of the rows that ended and V the inverse of
     * the information: each is an estimate of the coefficients at its time (Grambsch and Therneau 1994).
     *
     * @return the residuals in units of the coefficients; empty where the information is singular
     */
    public Optional<SchoenfeldResiduals> scaledSchoenfeldResiduals() {
        return SymmetricMatrices.inverse(information).map(inverse -> {
            for (int j = 0; j < beta.length; j++) {
                for (int l = 0; l < beta.length; l++) {
                    inverse[j][l] *= sample.eventWeight / sample.scale[j];
                }
            }
            return residuals(inverse, model.coefficients());
        });
    }

    /** Returns constant + matrix times the standardised residual of each row that ended. */
    private SchoenfeldResiduals residuals(double[][] matrix, double[] constant) {
        int p = beta.length;
        int[] source = new int[sample.events];
        double[] times = new double[sample.events];
        double[] values = new double[sample.events * p];
        double[] residual = new double[p];
        int at = 0;
        int from = 0;
        for (int close : sample.strataEnd) {
            for (int group = close - 2; group >= from; group--) {
                for (int k = 0; k < sample.endedRows[group]; k++, at++) {
                    int i = sample.firstRow[group] + k;
                    for (int j = 0; j < p; j++) {
                        residual[j] = state.schoenfeld(i, j);
                    }
                    double[] product = CoxEstimation.times(matrix, residual);
                    for (int j = 0; j < p; j++) {
                        values[at * p + j] = constant[j] + product[j];
                    }
                    source[at] = sample.source[i];
                    times[at] = sample.time[group];
                }
            }
            from = close;
        }
        return new SchoenfeldResiduals(model.featureNames(), source, times, values);
    }

    /**
     * Tests whether hazards are proportional, with time as 1 - S(t-).
     *
     * @return the tests, as {@link #proportionality(TimeTransform)} says
     * @throws IllegalArgumentException if the rows are not those of the fit, or the model was fitted with a penalty
     */
    public Optional<ProportionalityTest> proportionality() {
        return proportionality(TimeTransform.KAPLAN_MEIER);
    }

    /**
     * Tests whether hazards are proportional.
     *
     * @param transform how time is taken
     * @return the tests; empty where rows ended at one time only, or a feature's effect over time cannot be told from that
     *     of another. They take rows for independent
     * @throws IllegalArgumentException if the rows are not those of the fit or the model was fitted with a penalty, so that
     *     the coefficients are not the best for these rows; or a row ended at 0 and the transform is the logarithm
     */
    public Optional<ProportionalityTest> proportionality(TimeTransform transform) {
        for (int j = 0; j < beta.length; j++) {
            if (!(Math.abs(likelihood.gradient[j]) <= AT_REST * Math.sqrt(Math.max(0, information[j][j])))) {
                throw new IllegalArgumentException(
                        "the coefficient of '%s' must be the best for these rows: take the rows of the fit, and a model fitted without penalty"
                                .formatted(model.featureNames().get(j)));
            }
        }
        return CoxTimes.of(rows, sample, transform).flatMap(g -> test(transform, g));
    }

    private Optional<ProportionalityTest> test(TimeTransform transform, double[] g) {
        int p = beta.length;
        double[][] once = likelihood.weightedInformation(beta, g);
        double[] squares = g.clone();
        for (int group = 0; group < g.length; group++) {
            squares[group] *= g[group];
        }
        double[][] twice = likelihood.weightedInformation(beta, squares);
        double[] score = score(g);
        Optional<double[][]> inverse = SymmetricMatrices.inverse(information);
        if (inverse.isEmpty()) {
            return Optional.empty();
        }
        double[][] explained = SymmetricMatrices.congruent(once, inverse.get());
        double[][] left = new double[p][p];
        List<CoxTest> terms = new ArrayList<>();
        for (int j = 0; j < p; j++) {
            for (int l = 0; l < p; l++) {
                left[j][l] = twice[j][l] - explained[j][l];
            }
            if (!(left[j][j] > 1e-10 * twice[j][j])) {
                return Optional.empty();
            }
            terms.add(CoxTest.of(model.featureNames().get(j), score[j] * score[j] / left[j][j], 1));
        }
        return SymmetricMatrices.inverse(left).map(matrix -> {
            double[] product = CoxEstimation.times(matrix, score);
            double sum = 0;
            for (int j = 0; j < p; j++) {
                sum += product[j] * score[j];
            }
            return new ProportionalityTest(transform, terms, CoxTest.of("all features", sum, p));
        });
    }

    /** Returns the derivatives by the coefficients of g(t) x: the sums of g times the Schoenfeld residuals. */
    private double[] score(double[] g) {
        double[] score = new double[beta.length];
        for (int i = 0; i < sample.rows; i++) {
            if (sample.ended[i]) {
                double factor = sample.weight[i] * g[sample.exit[i]];
                for (int j = 0; j < score.length; j++) {
                    score[j] += factor * state.schoenfeld(i, j);
                }
            }
        }
        return score;
    }
}

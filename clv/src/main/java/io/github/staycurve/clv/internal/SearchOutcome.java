package io.github.staycurve.clv.internal;

import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.internal.math.Hessian;
import io.github.staycurve.core.internal.math.Minimum;
import io.github.staycurve.core.internal.math.Objective;
import io.github.staycurve.core.internal.math.SymmetricMatrices;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a search for the maximum of a likelihood came to rest, told in the model's parameters.
 *
 * <p>A search runs in coordinates that are sums and differences of the parameters' logarithms, chosen so that a likelihood
 * without a maximum runs off along one of them. A parameter is at the boundary when a coordinate that it depends on is.
 * Standard errors come from the observed information in the free coordinates.
 *
 * <p>Not thread-safe.
 */
public final class SearchOutcome {
    /** The step of the differences that give the information, in logarithms of parameters. */
    private static final double STEP = 1e-3;

    /**
     * The least information on any direction, in logarithms of parameters. With less, a 95 % interval is wider than the
     * whole searched range: 2 · 1.96/√0.02 is 2 ln 1e6.
     */
    private static final double LEAST_INFORMATION = 0.02;

    private final Minimum minimum;
    private final List<String> names;
    private final double[] values;
    private final int[][] logParameters;
    private final double[][] information;

    /**
     * Takes the information at the point where the search ended.
     *
     * @param minimum where the search ended
     * @param negativeLogLikelihood what was searched, with its gradient
     * @param names the parameters
     * @param values their values there
     * @param logParameters for each parameter, its logarithm as a sum of the coordinates: the factor of each
     */
    public SearchOutcome(
            Minimum minimum,
            Objective negativeLogLikelihood,
            List<String> names,
            double[] values,
            int[][] logParameters) {
        this.minimum = minimum;
        this.names = names;
        this.values = values.clone();
        this.logParameters = logParameters;
        this.information = Hessian.ofGradient(negativeLogLikelihood, minimum.point(), STEP, minimum.free());
    }

    /**
     * Returns the status that these findings make.
     *
     * @return FAILED unless the search came to rest, BOUNDARY if a coordinate is at its bound, FLAT without enough
     *     information, CONVERGED otherwise
     */
    public FitStatus status() {
        if (!minimum.converged()) {
            return FitStatus.FAILED;
        }
        for (boolean free : minimum.free()) {
            if (!free) {
                return FitStatus.BOUNDARY;
            }
        }
        return hasInformation() ? FitStatus.CONVERGED : FitStatus.FLAT;
    }

    /**
     * Returns whether a coordinate ran to its upper bound.
     *
     * @param coordinate the coordinate, from 0
     * @return true if it did
     */
    public boolean ranUp(int coordinate) {
        return minimum.atBound(coordinate) && minimum.point()[coordinate] > 0;
    }

    /**
     * Returns whether a coordinate ran to its lower bound.
     *
     * @param coordinate the coordinate, from 0
     * @return true if it did
     */
    public boolean ranDown(int coordinate) {
        return minimum.atBound(coordinate) && minimum.point()[coordinate] < 0;
    }

    /**
     * Returns a report with all that the search found, but for likelihood, observations and explanation.
     *
     * @param modelName the model's name as users know it
     * @return a builder to complete
     */
    public FitReport.Builder report(String modelName) {
        FitReport.Builder report =
                FitReport.builder(modelName, status()).search(minimum.iterations(), minimum.evaluations());
        for (int i = 0; i < values.length; i++) {
            report.estimate(names.get(i), values[i], isAtBoundary(i));
        }
        if (status() != FitStatus.FLAT && hasInformation()) {
            addCovariance(report);
        }
        return report;
    }

    /**
     * Returns where a search stopped that did not come to rest.
     *
     * @return a sentence, with the parameters
     */
    public String notConverged() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "The search did not come to rest: gradient norm %.2g after %d evaluations at ",
                minimum.gradientNorm(),
                minimum.evaluations()));
        for (int i = 0; i < values.length; i++) {
            text.append(String.format(Locale.ROOT, "%s%s = %.4g", i == 0 ? "" : ", ", names.get(i), values[i]));
        }
        return text.append(".").toString();
    }

    /**
     * Returns how a fit went in one line, for the log.
     *
     * @param report the report
     * @param distinctRows the number of rows that the likelihood was summed over
     * @return the line
     */
    public static String logLine(FitReport report, int distinctRows) {
        return "%s fit: %s after %d evaluations on %d distinct rows, log-likelihood %s"
                .formatted(
                        report.modelName(),
                        report.status(),
                        report.evaluations(),
                        distinctRows,
                        report.logLikelihood());
    }

    private boolean hasInformation() {
        return information.length > 0
                && SymmetricMatrices.smallestEigenvalue(information) > LEAST_INFORMATION
                && SymmetricMatrices.inverse(information).isPresent();
    }

    private boolean isAtBoundary(int parameter) {
        for (int coordinate = 0; coordinate < logParameters[parameter].length; coordinate++) {
            if (logParameters[parameter][coordinate] != 0 && minimum.atBound(coordinate)) {
                return true;
            }
        }
        return false;
    }

    /** Maps the inverse information H⁻¹ of the coordinates to the parameters v: diag(v) J H⁻¹ Jᵀ diag(v). */
    private void addCovariance(FitReport.Builder report) {
        boolean[] free = minimum.free();
        List<String> reported = new ArrayList<>();
        List<double[]> jacobian = new ArrayList<>();
        List<Double> scale = new ArrayList<>();
        for (int parameter = 0; parameter < values.length; parameter++) {
            if (!isAtBoundary(parameter)) {
                reported.add(names.get(parameter));
                jacobian.add(freeEntries(logParameters[parameter], free));
                scale.add(values[parameter]);
            }
        }
        double[][] inLogs = SymmetricMatrices.inverse(information).orElseThrow();
        double[][] ofLogParameters = SymmetricMatrices.congruent(jacobian.toArray(double[][]::new), inLogs);
        double[] factors = scale.stream().mapToDouble(Double::doubleValue).toArray();
        report.covariance(reported, SymmetricMatrices.scaled(ofLogParameters, factors));
    }

    private static double[] freeEntries(int[] row, boolean[] free) {
        double[] entries = new double[row.length];
        int n = 0;
        for (int i = 0; i < row.length; i++) {
            if (free[i]) {
                entries[n++] = row[i];
            }
        }
        return java.util.Arrays.copyOf(entries, n);
    }
}

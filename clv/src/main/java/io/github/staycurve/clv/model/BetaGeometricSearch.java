package io.github.staycurve.clv.model;

import io.github.staycurve.clv.internal.SearchOutcome;
import io.github.staycurve.core.data.CollapsedSummaryTable;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.internal.math.BfgsMinimizer;
import io.github.staycurve.core.internal.math.Box;
import io.github.staycurve.core.internal.math.Minimum;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The search for the maximum of the likelihood of a beta-geometric model: the same for all of them.
 *
 * <p>Immutable and thread-safe.
 */
final class BetaGeometricSearch {
    private static final Logger LOG = LoggerFactory.getLogger(BetaGeometricSearch.class);

    /** The greatest logarithm of r, of the ratio of the purchase rate to the one observed, of a/b and of √(ab). */
    private static final double LIMIT = Math.log(1e6);

    // the search starts from the best of these: shape r, ratio to the observed rate, and shapes a and b
    private static final double[] START_R = {0.3, 1.5};
    private static final double[] START_RATE = {1, 3};
    private static final double[][] START_DROPOUT = {{0.5, 2}, {1, 8}, {1.5, 1.5}};

    private final double[] parameters;
    private final FitReport report;

    private BetaGeometricSearch(double[] parameters, FitReport report) {
        this.parameters = parameters;
        this.report = report;
    }

    /** Searches; never an exception for hard data. */
    static BetaGeometricSearch fit(BetaGeometricFamily family, CollapsedSummaryTable table, @Nullable Prior prior) {
        HistoryRows rows = HistoryRows.of(table);
        BetaGeometricSearch search = rows.isObserved() ? search(family, rows, prior) : nothingObserved(family, rows);
        LOG.atDebug().log(() -> SearchOutcome.logLine(search.report, rows.size()));
        return search;
    }

    /** Returns r, alpha, a and b, to be used only if the report has estimates. */
    double[] parameters() {
        return parameters.clone();
    }

    FitReport report() {
        return report;
    }

    private static BetaGeometricSearch nothingObserved(BetaGeometricFamily family, HistoryRows rows) {
        return new BetaGeometricSearch(new double[4], FitReport.failed(family.modelName(), rows.whyNotObserved()));
    }

    private static BetaGeometricSearch search(BetaGeometricFamily family, HistoryRows rows, @Nullable Prior prior) {
        SearchPrior searchPrior = SearchPrior.ofCoins(prior, rows);
        BetaGeometricObjective objective = new BetaGeometricObjective(family, rows, searchPrior);
        Minimum minimum = minimum(objective);
        BetaGeometricReport report = new BetaGeometricReport(family, rows, searchPrior, objective, minimum);
        return new BetaGeometricSearch(report.values(), report.build());
    }

    /** Searches from the best start; unless that ends inside, from the second best too, and keeps the better end. */
    private static Minimum minimum(BetaGeometricObjective objective) {
        // half of ln a − ln b is half as long: a and b stay within a factor of 1e6 of each other
        double[] limits = {LIMIT, LIMIT, LIMIT / 2, LIMIT};
        Box box = Box.of(Arrays.stream(limits).map(limit -> -limit).toArray(), limits);
        double[][] starts = bestStarts(objective);
        Minimum best = BfgsMinimizer.withDefaults().minimize(objective, box, starts[0]);
        if (best.converged() && !best.atBound(0) && !best.atBound(1) && !best.atBound(2) && !best.atBound(3)) {
            return best;
        }
        Minimum other = BfgsMinimizer.withDefaults().minimize(objective, box, starts[1]);
        boolean better = other.converged() == best.converged() ? other.value() < best.value() : other.converged();
        return better ? other : best;
    }

    private static double[][] bestStarts(BetaGeometricObjective objective) {
        double[][] best = new double[2][];
        double[] values = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] gradient = new double[4];
        for (double r : START_R) {
            for (double rate : START_RATE) {
                for (double[] dropout : START_DROPOUT) {
                    double[] start = BetaGeometricObjective.coordinates(r, rate, dropout[0], dropout[1]);
                    double value = objective.value(start, gradient);
                    int rank = best[0] == null || value < values[0] ? 0 : 1;
                    if (rank == 0) {
                        best[1] = best[0];
                        values[1] = values[0];
                    } else if (best[1] != null && !(value < values[1])) {
                        continue;
                    }
                    best[rank] = start;
                    values[rank] = value;
                }
            }
        }
        return best;
    }
}

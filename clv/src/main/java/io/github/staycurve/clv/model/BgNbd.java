package io.github.staycurve.clv.model;

import io.github.staycurve.clv.internal.SearchOutcome;
import io.github.staycurve.core.data.CollapsedSummaryTable;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.internal.math.BfgsMinimizer;
import io.github.staycurve.core.internal.math.Box;
import io.github.staycurve.core.internal.math.Minimum;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fits the BG/NBD model by maximum likelihood to the purchase histories of customers.
 *
 * <p>One-time buyers belong in the fit: that they did not come back tells about the rest. Four numbers are searched
 * within a factor of 1e6: r about 1, the mean purchase rate r/alpha about the rate observed, and a/b and √(ab) about 1, so
 * that a or b alone may reach 1e-9 or 1e9. Time is rescaled inside, so that any unit gives the same model. Where the
 * likelihood has no maximum, the fit goes to the limit and the report says in words what that means.
 *
 * <p>The search uses no random numbers: the same customers, in any order, give the same estimate to the last bit. This
 * class is immutable and thread-safe: one instance may run many fits at a time.
 *
 * @see <a href="https://doi.org/10.1287/mksc.1040.0098">Fader, Hardie and Lee (2005), "Counting Your Customers" the Easy
 *     Way, Marketing Science 24(2), 275-284</a>
 */
public final class BgNbd {
    private static final Logger LOG = LoggerFactory.getLogger(BgNbd.class);

    /** The greatest logarithm of r, of the ratio of the purchase rate to the one observed, of a/b and of √(ab). */
    private static final double LIMIT = Math.log(1e6);

    // the search starts from the best of these: shape r, ratio to the observed rate, and shapes a and b
    private static final double[] START_R = {0.3, 1.5};
    private static final double[] START_RATE = {1, 3};
    private static final double[][] START_DROPOUT = {{0.5, 2}, {1, 8}, {1.5, 1.5}};

    private BgNbd() {}

    /**
     * Returns the fitter.
     *
     * @return the fitter
     */
    public static BgNbd withDefaults() {
        return new BgNbd();
    }

    /**
     * Fits the model to the customers of a table.
     *
     * @param table the customers, one-time buyers included
     * @return the model, in the unit of the table, and the report; never an exception for hard data
     */
    public BgNbdFit fit(CustomerSummaryTable table) {
        return fit(table.collapsed());
    }

    /**
     * Fits the model to weighted histories.
     *
     * @param table the histories, those of one-time buyers included
     * @return the model, in the unit of the table, and the report; never an exception for hard data
     */
    public BgNbdFit fit(CollapsedSummaryTable table) {
        BgNbdRows rows = BgNbdRows.of(table);
        BgNbdFit fit = rows.isObserved() ? search(rows) : nothingObserved(rows);
        FitReport report = fit.report();
        LOG.atDebug().log(() -> SearchOutcome.logLine(report, rows.size()));
        return fit;
    }

    private static BgNbdFit nothingObserved(BgNbdRows rows) {
        String explanation = rows.size() == 0
                ? "There is no customer to fit."
                : "No customer was observed after the first purchase: the observation ends on the day they all joined. End"
                        + " it later.";
        return new BgNbdFit(Optional.empty(), FitReport.failed(BgNbdReport.MODEL, explanation));
    }

    private static BgNbdFit search(BgNbdRows rows) {
        BgNbdObjective objective = new BgNbdObjective(rows);
        Minimum minimum = minimum(objective);
        BgNbdReport report = new BgNbdReport(rows, objective, minimum);
        FitReport built = report.build();
        return new BgNbdFit(
                built.status().hasEstimates()
                        ? Optional.of(BgNbdModel.of(report.parameters(), rows.unit()))
                        : Optional.empty(),
                built);
    }

    /** Searches from the best start; unless that ends inside, from the second best too, and keeps the better end. */
    private static Minimum minimum(BgNbdObjective objective) {
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

    private static double[][] bestStarts(BgNbdObjective objective) {
        double[][] best = new double[2][];
        double[] values = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] gradient = new double[4];
        for (double r : START_R) {
            for (double rate : START_RATE) {
                for (double[] dropout : START_DROPOUT) {
                    double[] start = BgNbdObjective.coordinates(r, rate, dropout[0], dropout[1]);
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

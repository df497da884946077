package io.github.staycurve.clv.model;

import io.github.staycurve.clv.internal.SearchOutcome;
import io.github.staycurve.core.data.CollapsedSummaryTable;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.internal.math.BfgsMinimizer;
import io.github.staycurve.core.internal.math.Box;
import io.github.staycurve.core.internal.math.Minimum;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fits the GGompertz/NBD model by maximum likelihood to the purchase histories of customers.
 *
 * <p>One-time buyers belong in the fit: that they did not come back tells about the rest. Five numbers are searched
 * within a factor of 1e6: r and s about 1, the mean purchase rate r/alpha about the rate observed, and the mean dropout
 * rate at the start, s·b/beta, and its growth b about one in the mean time of observation. Time is rescaled inside, so that
 * any unit gives the same model. Often the likelihood has no maximum: where the dropout rate does not grow with age, b
 * falls without end and the limit is the Pareto/NBD model. The fit goes to the limit, and the report says in words what
 * that means.
 *
 * <p>A {@link Prior} may be added, so that hard data too have a maximum: {@link #withPrior}.
 *
 * <p>The search uses no random numbers: the same customers, in any order, give the same estimate to the last bit. This
 * class is immutable and thread-safe: one instance may run many fits at a time.
 *
 * @see <a href="https://doi.org/10.1287/mnsc.1110.1461">Bemmaor and Glady (2012), Modeling Purchasing Behavior with Sudden
 *     "Death": A Flexible Customer Lifetime Model, Management Science 58(5), 1012-1021</a>
 */
public final class GGompertzNbd {
    private static final Logger LOG = LoggerFactory.getLogger(GGompertzNbd.class);

    /** The greatest logarithm of r, of s, and of the ratio of the three rates to those expected. */
    private static final double LIMIT = Math.log(1e6);

    // the search starts from the best of these: shape r, ratio to the observed rate, then ratio of the dropout rate,
    // shape s
    // and ratio of the growth
    private static final double[] START_R = {0.4, 1.5};
    private static final double[] START_RATE = {1.2, 4};
    private static final double[][] START_DROPOUT = {{2, 0.7, 0.1}, {0.3, 3, 1}, {0.1, 2, 3}, {0.3, 30, 1}};

    private final @Nullable Prior prior;

    private GGompertzNbd(@Nullable Prior prior) {
        this.prior = prior;
    }

    /**
     * Returns the fitter.
     *
     * @return the fitter
     */
    public static GGompertzNbd withDefaults() {
        return new GGompertzNbd(null);
    }

    /**
     * Returns a fitter that takes a prior into account. Its estimates are a posterior mode, and its standard errors those of
     * likelihood and prior together; the log-likelihood of the report remains that of the data.
     *
     * @param with what is taken to be likely before the data are seen
     * @return the fitter
     */
    public GGompertzNbd withPrior(Prior with) {
        return new GGompertzNbd(Objects.requireNonNull(with, "with"));
    }

    /**
     * Fits the model to the customers of a table.
     *
     * @param table the customers, one-time buyers included
     * @return the model, in the unit of the table, and the report; never an exception for hard data
     */
    public GGompertzNbdFit fit(CustomerSummaryTable table) {
        return fit(table.collapsed());
    }

    /**
     * Fits the model to weighted histories.
     *
     * @param table the histories, those of one-time buyers included
     * @return the model, in the unit of the table, and the report; never an exception for hard data
     */
    public GGompertzNbdFit fit(CollapsedSummaryTable table) {
        HistoryRows rows = HistoryRows.of(table);
        GGompertzNbdFit fit = rows.isObserved() ? search(rows, prior) : nothingObserved(rows);
        FitReport report = fit.report();
        LOG.atDebug().log(() -> SearchOutcome.logLine(report, rows.size()));
        return fit;
    }

    private static GGompertzNbdFit nothingObserved(HistoryRows rows) {
        return new GGompertzNbdFit(Optional.empty(), FitReport.failed(GGompertzNbdReport.MODEL, rows.whyNotObserved()));
    }

    private static GGompertzNbdFit search(HistoryRows rows, @Nullable Prior prior) {
        SearchPrior searchPrior = SearchPrior.ofRates(prior, rows);
        GGompertzNbdObjective objective = new GGompertzNbdObjective(
                new GGompertzNbdLikelihood(rows.x, rows.tx, rows.age, rows.weight), rows.observedRate, searchPrior);
        GGompertzNbdReport report =
                new GGompertzNbdReport(rows, searchPrior, objective, minimum(rows, searchPrior, objective));
        FitReport built = report.build();
        return new GGompertzNbdFit(
                built.status().hasEstimates()
                        ? Optional.of(GGompertzNbdModel.of(report.parameters(), rows.unit()))
                        : Optional.empty(),
                built);
    }

    /** Searches from the best start; unless that ends inside, from the second best too, and keeps the better end. */
    private static Minimum minimum(HistoryRows rows, SearchPrior prior, GGompertzNbdObjective objective) {
        // where nobody bought again the likelihood rises to 1 in too many ways: only the purchase rate is let go
        double other = rows.totalPurchases > 0 || prior.isPresent() ? LIMIT : 1;
        double[] limits = {other, LIMIT, other, other, other};
        Box box = Box.of(Arrays.stream(limits).map(limit -> -limit).toArray(), limits);
        double[][] starts = SampleSearch.of(
                        rows,
                        (x, tx, age, weight) -> new GGompertzNbdObjective(
                                new GGompertzNbdLikelihood(x, tx, age, weight), rows.observedRate, prior))
                .starts(startPoints(), box);
        Minimum best = BfgsMinimizer.withDefaults().minimize(objective, box, starts[0]);
        if (best.converged() && isInside(best)) {
            return best;
        }
        Minimum second = BfgsMinimizer.withDefaults().minimize(objective, box, starts[1]);
        boolean better = second.converged() == best.converged() ? second.value() < best.value() : second.converged();
        return better ? second : best;
    }

    private static boolean isInside(Minimum minimum) {
        for (boolean free : minimum.free()) {
            if (!free) {
                return false;
            }
        }
        return true;
    }

    private static double[][] startPoints() {
        double[][] points = new double[START_R.length * START_RATE.length * START_DROPOUT.length][];
        int n = 0;
        for (double r : START_R) {
            for (double rate : START_RATE) {
                for (double[] dropout : START_DROPOUT) {
                    points[n++] = GGompertzNbdObjective.coordinates(r, rate, dropout[0], dropout[1], dropout[2]);
                }
            }
        }
        return points;
    }
}

package io.github.staycurve.clv.model;

import io.github.staycurve.clv.internal.MultiStart;
import io.github.staycurve.clv.internal.SearchOutcome;
import io.github.staycurve.clv.internal.SearchPrior;
import io.github.staycurve.clv.prior.Prior;
import io.github.staycurve.core.data.CollapsedSummaryTable;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.internal.math.Box;
import io.github.staycurve.core.internal.math.Minimum;
import io.github.staycurve.core.internal.math.Objective;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The search for the maximum of the likelihood of a purchase model, or of likelihood and prior: the same for all of them.
 *
 * <p>Immutable and thread-safe.
 */
final class PurchaseModelSearch {
    private static final Logger LOG = LoggerFactory.getLogger(PurchaseModelSearch.class);

    private final double[] values;
    private final FitReport report;

    private PurchaseModelSearch(double[] values, FitReport report) {
        this.values = values;
        this.report = report;
    }

    /** Searches; never an exception for hard data. */
    static PurchaseModelSearch fit(SearchedModel model, CollapsedSummaryTable table, @Nullable Prior prior) {
        HistoryRows rows = HistoryRows.of(table);
        PurchaseModelSearch search = rows.isObserved()
                ? search(model, rows, model.prior(prior, rows))
                : new PurchaseModelSearch(new double[0], FitReport.failed(model.modelName(), rows.whyNotObserved()));
        LOG.atDebug().log(() -> SearchOutcome.logLine(search.report, rows.size()));
        return search;
    }

    /** Returns the parameters in the unit of the table, if the report has estimates. */
    Optional<double[]> parameters() {
        return report.status().hasEstimates() ? Optional.of(values.clone()) : Optional.empty();
    }

    FitReport report() {
        return report;
    }

    private static PurchaseModelSearch search(SearchedModel model, HistoryRows rows, SearchPrior prior) {
        SearchObjective likelihood =
                new SearchObjective(model, model.likelihood(rows.x, rows.tx, rows.age, rows.weight), rows.observedRate);
        Objective objective = prior.with(likelihood);
        Minimum minimum = minimum(model, rows, prior, objective);
        double[] values = likelihood.parameters(minimum.point(), model.powersOfTime(), rows.scale);
        return new PurchaseModelSearch(
                values, new PurchaseModelReport(model, rows, prior, objective, minimum, values).build());
    }

    /** Searches from the best start; unless that ends inside, from the second best too, and keeps the better end. */
    private static Minimum minimum(SearchedModel model, HistoryRows rows, SearchPrior prior, Objective objective) {
        double[] limits = model.limits(rows.totalPurchases > 0 || prior.isPresent());
        Box box = Box.of(Arrays.stream(limits).map(limit -> -limit).toArray(), limits);
        double[][] starts = model.startsOnSample()
                ? SampleSearch.of(
                                rows,
                                (x, tx, age, weight) -> prior.with(new SearchObjective(
                                        model, model.likelihood(x, tx, age, weight), rows.observedRate)))
                        .starts(model.starts(), box)
                : SampleSearch.lowestFirst(objective, model.starts());
        return MultiStart.untilInside(objective, box, starts[0], starts[1]);
    }
}

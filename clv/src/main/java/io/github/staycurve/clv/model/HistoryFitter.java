package io.github.staycurve.clv.model;

import io.github.staycurve.clv.prior.Prior;
import io.github.staycurve.core.data.CollapsedSummaryTable;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the fitters of purchase models have in common. Immutable and thread-safe.
 *
 * @param <M> the kind of model
 * @param <F> the kind of fit
 */
abstract class HistoryFitter<M extends PurchaseModel, F extends PurchaseModelFit> {
    private final SearchedModel searched;
    private final @Nullable Prior prior;

    HistoryFitter(SearchedModel searched, @Nullable Prior prior) {
        this.searched = searched;
        this.prior = prior;
    }

    /**
     * Fits the model to the customers of a table.
     *
     * @param table the customers, one-time buyers included
     * @return the model, in the unit of the table, and the report; never an exception for hard data
     */
    public final F fit(CustomerSummaryTable table) {
        return fit(table.collapsed());
    }

    /**
     * Fits the model to weighted histories.
     *
     * @param table the histories, those of one-time buyers included
     * @return the model, in the unit of the table, and the report; never an exception for hard data
     */
    public final F fit(CollapsedSummaryTable table) {
        PurchaseModelSearch search = PurchaseModelSearch.fit(searched, table, prior);
        return fit(search.parameters().map(parameters -> model(parameters, table.unit())), search.report());
    }

    /** Returns the model with these parameters. */
    abstract M model(double[] parameters, PeriodUnit unit);

    abstract F fit(Optional<M> model, FitReport report);
}

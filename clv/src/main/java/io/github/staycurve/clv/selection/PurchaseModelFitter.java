package io.github.staycurve.clv.selection;

import io.github.staycurve.clv.model.PurchaseModelFit;
import io.github.staycurve.core.data.CustomerSummaryTable;

/**
 * Fits a purchase model to the customers of a table, as {@code BgNbd.withDefaults()::fit} does.
 *
 * <p>Implementations are thread-safe and give equal fits for equal tables.
 */
@FunctionalInterface
public interface PurchaseModelFitter {
    /**
     * Fits the model.
     *
     * @param table the customers, without a holdout
     * @return the fit, in the unit of the table; one that failed says so in its report
     */
    PurchaseModelFit fit(CustomerSummaryTable table);
}

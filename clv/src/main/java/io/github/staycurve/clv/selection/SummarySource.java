package io.github.staycurve.clv.selection;

import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.time.ObservationWindow;

/** Purchases that can be summarised over any window, in one unit and by one rule. */
@FunctionalInterface
interface SummarySource {
    CustomerSummaryTable summarize(ObservationWindow window);
}

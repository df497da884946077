package io.github.staycurve.clv.simulate;

import io.github.staycurve.clv.model.ParetoNbdParameters;
import io.github.staycurve.core.data.CustomerSummaryTable;

/** Summary tables of customers simulated from the Pareto/NBD model. */
public final class ParetoTables {
    public static final ParetoNbdParameters CDNOW = new ParetoNbdParameters(0.5533, 10.578, 0.6061, 11.669);

    private ParetoTables() {}

    /** Returns customers who joined over twelve weeks and were observed to week 39. */
    public static CustomerSummaryTable weeks(ParetoNbdParameters parameters, int customers, long seed) {
        return SimulatedTables.weeks(new PurchaseSimulator(parameters, SimulatedTables.CDNOW_SPEND, seed), customers);
    }
}

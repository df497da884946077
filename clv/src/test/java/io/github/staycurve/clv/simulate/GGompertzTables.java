package io.github.staycurve.clv.simulate;

import io.github.staycurve.clv.model.GGompertzNbdParameters;
import io.github.staycurve.core.data.CustomerSummaryTable;

/** Summary tables of customers simulated from the GGompertz/NBD model. */
public final class GGompertzTables {
    /** Customers who leave at about 25 weeks, sooner or later. */
    public static final GGompertzNbdParameters AGEING = new GGompertzNbdParameters(1.2, 4, 0.25, 1.5, 500);

    private GGompertzTables() {}

    /** Returns customers who joined over twelve weeks and were observed to week 39. */
    public static CustomerSummaryTable weeks(GGompertzNbdParameters parameters, int customers, long seed) {
        return SimulatedTables.weeks(new PurchaseSimulator(parameters, SimulatedTables.CDNOW_SPEND, seed), customers);
    }
}

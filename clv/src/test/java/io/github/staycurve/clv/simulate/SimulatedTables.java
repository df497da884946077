package io.github.staycurve.clv.simulate;

import io.github.staycurve.clv.model.BgNbdParameters;
import io.github.staycurve.clv.model.CnbdParameters;
import io.github.staycurve.clv.model.MbgNbdParameters;
import io.github.staycurve.clv.spend.GammaGammaParameters;
import io.github.staycurve.core.data.CustomerSummary;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.ArrayList;
import java.util.List;

/** Summary tables of simulated customers, for tests that need customers whose truth is known. */
public final class SimulatedTables {
    public static final BgNbdParameters CDNOW = new BgNbdParameters(0.243, 4.414, 0.793, 2.426);
    public static final GammaGammaParameters CDNOW_SPEND = new GammaGammaParameters(6.25, 3.74, 15.44);

    private SimulatedTables() {}

    /** Returns customers who joined over twelve weeks and were observed to week 39. */
    public static CustomerSummaryTable weeks(BgNbdParameters parameters, int customers, long seed) {
        return weeks(new PurchaseSimulator(parameters, CDNOW_SPEND, seed), customers);
    }

    /** Returns customers who joined over twelve weeks and were observed to week 39. */
    public static CustomerSummaryTable weeks(MbgNbdParameters parameters, int customers, long seed) {
        return weeks(new PurchaseSimulator(parameters, CDNOW_SPEND, seed), customers);
    }

    /** Returns customers who joined over twelve weeks and were observed to week 39, with the times between purchases. */
    public static CustomerSummaryTable weeks(CnbdParameters parameters, int customers, long seed) {
        return weeks(new PurchaseSimulator(parameters, CDNOW_SPEND, seed), customers);
    }

    static CustomerSummaryTable weeks(PurchaseSimulator simulator, int customers) {
        List<CustomerSummary> rows = new ArrayList<>();
        double[] sumLogGaps = new double[customers];
        for (int i = 0; i < customers; i++) {
            double age = 27 + Math.floor(84 * simulator.randomOf(i).nextDouble()) / 7;
            SimulatedCustomer customer = simulator.customer(i, age);
            rows.add(summary("c" + i, customer, age));
            for (int n = 1; n < customer.purchases(); n++) {
                sumLogGaps[i] += Math.log(customer.time(n) - customer.time(n - 1));
            }
        }
        return CustomerSummaryTable.of(PeriodUnit.WEEK, rows).withSumLogGaps(sumLogGaps);
    }

    static CustomerSummary summary(String id, SimulatedCustomer customer, double age) {
        int x = customer.purchases() - 1;
        double repeat = 0;
        for (int i = 1; i <= x; i++) {
            repeat += customer.amount(i);
        }
        return new CustomerSummary(
                id, x, customer.time(x), age, customer.amount(0), repeat, customer.amount(0) + repeat);
    }
}

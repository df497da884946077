package io.github.staycurve.benchmarks;

import io.github.staycurve.clv.model.BgNbdModel;
import io.github.staycurve.clv.model.BgNbdParameters;
import io.github.staycurve.clv.simulate.PurchaseSimulator;
import io.github.staycurve.clv.simulate.SimulatedCustomer;
import io.github.staycurve.clv.spend.GammaGammaModel;
import io.github.staycurve.clv.spend.GammaGammaParameters;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.data.TransactionLogBuilder;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Customers of the published CDNOW parameters: they join over twelve weeks and are observed for 39, as in the paper. The
 * same in every fork.
 */
final class Population {
    static final BgNbdParameters PURCHASES = new BgNbdParameters(0.243, 4.414, 0.793, 2.426);
    static final GammaGammaParameters SPEND = new GammaGammaParameters(6.25, 3.74, 15.44);
    static final BgNbdModel PURCHASE_MODEL = BgNbdModel.of(PURCHASES, PeriodUnit.WEEK);
    static final GammaGammaModel SPEND_MODEL = GammaGammaModel.of(SPEND);

    private static final long SEED = 20050601;
    private static final LocalDate FIRST_DAY = LocalDate.of(1997, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(1997, 9, 30);
    private static final int JOINING_WEEKS = 12;
    private static final double SECONDS_A_WEEK = 604_800;

    private Population() {}

    static CustomerSummaryTable table(int customers) {
        return log(customers).summarize(window(ZoneOffset.UTC), PeriodUnit.WEEK).table();
    }

    static ObservationWindow window(ZoneId zone) {
        return ObservationWindow.until(LAST_DAY, zone);
    }

    static TransactionLog log(int customers) {
        PurchaseSimulator simulator = new PurchaseSimulator(PURCHASES, SPEND, SEED);
        TransactionLogBuilder builder = TransactionLog.builder();
        Instant start = FIRST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
        double weeks = (LAST_DAY.toEpochDay() - FIRST_DAY.toEpochDay() + 1) / 7.0;
        for (int i = 0; i < customers; i++) {
            double joined = JOINING_WEEKS * simulator.randomOf(i).nextDouble();
            SimulatedCustomer customer = simulator.customer(i, Math.nextDown(weeks - joined));
            String id = "customer-" + i;
            for (int n = 0; n < customer.purchases(); n++) {
                Instant time = start.plusSeconds((long) ((joined + customer.time(n)) * SECONDS_A_WEEK));
                builder.add(id, time, Math.rint(customer.amount(n) * 100) / 100);
            }
        }
        return builder.build();
    }
}

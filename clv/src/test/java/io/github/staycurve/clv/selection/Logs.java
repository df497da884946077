package io.github.staycurve.clv.selection;

import io.github.staycurve.clv.model.PurchaseModel;
import io.github.staycurve.clv.model.PurchaseModelFit;
import io.github.staycurve.clv.simulate.PurchaseSimulator;
import io.github.staycurve.clv.simulate.SimulatedCustomer;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.data.TransactionLogBuilder;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.time.ObservationWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Logs and fits for the tests of this package. Days are counted from 2024-01-01, which is day 1. */
final class Logs {
    private static final LocalDate DAY_0 = LocalDate.of(2023, 12, 31);
    private static final double MILLIS_A_WEEK = 7 * 86_400_000.0;

    private Logs() {}

    static LocalDate day(int number) {
        return DAY_0.plusDays(number);
    }

    static ObservationWindow window(int calibrationEnd, int end) {
        return ObservationWindow.split(day(calibrationEnd), day(end), ZoneOffset.UTC);
    }

    /** Returns a log of purchases, each the customer and the day: "a 5". */
    static TransactionLog of(String... purchases) {
        return of(List.of(purchases));
    }

    static TransactionLog of(List<String> purchases) {
        TransactionLogBuilder log = TransactionLog.builder();
        for (String purchase : purchases) {
            String[] parts = purchase.split(" ");
            log.add(parts[0], day(Integer.parseInt(parts[1])).atStartOfDay().toInstant(ZoneOffset.UTC), 1);
        }
        return log.build();
    }

    /** Returns simulated customers who join over the first twelve weeks, followed to the end of a week. */
    static TransactionLog simulated(PurchaseSimulator simulator, int customers, int weeks) {
        TransactionLogBuilder log = TransactionLog.builder();
        for (int i = 0; i < customers; i++) {
            double joined = Math.floor(84 * simulator.randomOf(i).nextDouble()) / 7;
            SimulatedCustomer customer = simulator.customer(i, weeks - joined);
            for (int n = 0; n < customer.purchases(); n++) {
                long millis = Math.round((joined + customer.time(n)) * MILLIS_A_WEEK);
                Instant start = day(1).atStartOfDay().toInstant(ZoneOffset.UTC);
                log.add("c" + i, start.plusMillis(millis), 1);
            }
        }
        return log.build();
    }

    /** Returns a fit that gives a model whatever the table. */
    static PurchaseModelFit fixed(PurchaseModel model) {
        return new PurchaseModelFit() {
            @Override
            public boolean hasModel() {
                return true;
            }

            @Override
            public PurchaseModel model() {
                return model;
            }

            @Override
            public FitReport report() {
                return Reports.of("fixed", model.parameterValues().length, -1, 1);
            }
        };
    }

    /** Returns a fit that failed. */
    static PurchaseModelFit failed(String reason) {
        return new PurchaseModelFit() {
            @Override
            public boolean hasModel() {
                return false;
            }

            @Override
            public PurchaseModel model() {
                throw new IllegalStateException(reason);
            }

            @Override
            public FitReport report() {
                return FitReport.failed("failed", reason);
            }
        };
    }
}

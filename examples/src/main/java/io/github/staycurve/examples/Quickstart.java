package io.github.staycurve.examples;

import io.github.staycurve.clv.model.BgNbd;
import io.github.staycurve.clv.model.BgNbdModel;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.time.Horizon;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import io.github.staycurve.examples.shop.Order;
import io.github.staycurve.examples.shop.SocialShop;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** Which customers will buy again? The five lines of the README, on the made-up shop. */
public final class Quickstart {
    private Quickstart() {}

    public static void main(String[] args) {
        List<Order> orders = SocialShop.ofExamples().orders();
        LocalDate today = SocialShop.LAST_DAY;
        ZoneId zone = ZoneOffset.UTC;

        // the lines of the README
        TransactionLog log = TransactionLog.of(orders, Order::customerId, Order::time, Order::amount);
        CustomerSummaryTable customers = log.summarize(ObservationWindow.until(today, zone), PeriodUnit.WEEK)
                .table();
        BgNbdModel purchases = BgNbd.withDefaults().fit(customers).model();
        ScoreColumn alive = purchases.probabilityAlive(customers);
        ScoreColumn nextYear = purchases.expectedPurchases(customers, Horizon.of(1, PeriodUnit.YEAR));
        // end of the lines of the README

        for (int row = 0; row < 5; row++) {
            System.out.printf(
                    "%s: alive %.3f, %.2f purchases in the next year%n",
                    customers.customerId(row), alive.valueOrNaN(row), nextYear.valueOrNaN(row));
        }
    }
}

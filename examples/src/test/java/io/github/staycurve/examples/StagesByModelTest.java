package io.github.staycurve.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.staycurve.clv.model.MbgNbd;
import io.github.staycurve.clv.model.MbgNbdModel;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.json.StagePolicyJson;
import io.github.staycurve.core.lifecycle.ActivityState;
import io.github.staycurve.core.lifecycle.AliveSilence;
import io.github.staycurve.core.lifecycle.FixedSilence;
import io.github.staycurve.core.lifecycle.StagePolicy;
import io.github.staycurve.core.lifecycle.StageTable;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import io.github.staycurve.examples.shop.Order;
import io.github.staycurve.examples.shop.SocialShop;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** A purchase model decides the stages: what core asks for and what clv gives fit together. */
class StagesByModelTest {
    private static final double DECLINING_BELOW = 0.8;
    private static final double DORMANT_BELOW = 0.5;
    private static final double CHURNED_BELOW = 0.2;

    @Test
    void stagesByProbabilityAlive() {
        TransactionLog log =
                TransactionLog.of(new SocialShop(800, 7).orders(), Order::customerId, Order::time, Order::amount);
        CustomerSummaryTable customers = log.summarize(
                        ObservationWindow.until(SocialShop.LAST_DAY, ZoneOffset.UTC), PeriodUnit.WEEK)
                .table();
        MbgNbdModel model = MbgNbd.withDefaults().fit(customers).model();
        StagePolicy policy = StagePolicy.builder(
                        AliveSilence.of("mbg-nbd", model, PeriodUnit.WEEK, FixedSilence.DEFAULT))
                .medianGapDays(40)
                .build();
        StageTable stages = policy.stageAt(PurchaseDays.of(log, ZoneOffset.UTC), SocialShop.LAST_DAY);
        int compared = 0;
        for (int row = 0; row < customers.size(); row++) {
            double alive = model.probabilityAlive(customers.frequency(row), customers.recency(row), customers.age(row));
            // one-time buyers go by days of silence, and a week of grace and the cap of a year stand above the model
            boolean byModel =
                    customers.frequency(row) > 0 && customers.inactivity(row) > 1 && customers.inactivity(row) < 52;
            if (byModel) {
                ActivityState expected = alive < CHURNED_BELOW
                        ? ActivityState.CHURNED
                        : alive < DORMANT_BELOW
                                ? ActivityState.DORMANT
                                : alive < DECLINING_BELOW ? ActivityState.DECLINING : ActivityState.ACTIVE;
                assertThat(stages.stage(stages.indexOf(customers.customerId(row)))
                                .orElseThrow()
                                .activity())
                        .as("%s, P(alive) %s", customers.customerId(row), alive)
                        .contains(expected);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(200);
        assertThat(StagePolicyJson.read(StagePolicyJson.write(policy), name -> model))
                .isEqualTo(policy);
    }
}

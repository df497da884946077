package io.github.staycurve.examples.realdata;

import io.github.staycurve.clv.model.BgNbd;
import io.github.staycurve.clv.spend.GammaGamma;
import io.github.staycurve.clv.value.ResidualValue;
import io.github.staycurve.clv.value.ValueAssumptions;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreKind;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.Horizon;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;

/** The residual value of all customers over a year, by models fitted in a unit of time. */
final class MoneyInUnit {
    private MoneyInUnit() {}

    static double residualValue(TransactionLog log, ObservationWindow window, PeriodUnit unit) {
        CustomerSummaryTable table = log.summarize(window, unit).table();
        return ResidualValue.of(
                        BgNbd.withDefaults().fit(table).model(),
                        GammaGamma.withDefaults().fit(table).model(),
                        new ValueAssumptions(Horizon.of(1, PeriodUnit.YEAR), DiscountRate.annual(0.15), 0.3))
                .score(table)
                .column(ScoreKind.RESIDUAL_VALUE)
                .sum();
    }
}

package io.github.staycurve.examples.realdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.staycurve.clv.model.BgNbd;
import io.github.staycurve.clv.model.BgNbdFit;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.ingest.CsvTransactions;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The simulated apparel retailer: with 40 weeks of data the likelihood has no interior maximum, with 104 it has. */
class ApparelTest {
    private static BgNbdFit fit(LocalDate end) {
        return BgNbd.withDefaults()
                .fit(CsvTransactions.builder("customer_id", "date", "price")
                        .build()
                        .read(SharedData.file("apparel_sim/data.csv"))
                        .orThrow()
                        .summarize(ObservationWindow.until(end, ZoneOffset.UTC), PeriodUnit.WEEK)
                        .table());
    }

    @Test
    void fortyWeeksSayInWordsThatDropoutHeterogeneityIsNotIdentified() {
        BgNbdFit fit = fit(LocalDate.of(2005, 10, 9));
        var p = fit.model().parameters();

        assertThat(fit.report().status()).isEqualTo(FitStatus.BOUNDARY);
        assertThat(fit.report().boundaryParameters()).containsExactly("a", "b");
        assertThat(fit.report().explanation()).contains("dropout heterogeneity is not identified");
        // the reference maximum at the edge of its range (1e6): r .73028, alpha 26.349, a / (a + b) .13851
        assertThat(p.r()).isCloseTo(0.7302815514938744, withinPercentage(0.01));
        assertThat(p.alpha()).isCloseTo(26.34903001882002, withinPercentage(0.01));
        assertThat(p.a() / (p.a() + p.b()))
                .isCloseTo(160779.45022920644 / (160779.45022920644 + 999999.8832041232), withinPercentage(0.01));
        assertThat(fit.report().logLikelihood()).isCloseTo(-2612.0570481759232, within(1e-5));
    }

    @Test
    void twoYearsHaveAnInteriorMaximum() {
        BgNbdFit fit = fit(LocalDate.of(2006, 12, 31));
        var p = fit.model().parameters();

        assertThat(fit.report().status()).isEqualTo(FitStatus.CONVERGED);
        assertThat(p.r()).isCloseTo(0.6073113265659084, withinPercentage(1e-3));
        assertThat(p.alpha()).isCloseTo(20.95675403491547, withinPercentage(1e-3));
        assertThat(p.a()).isCloseTo(1.2755613841898996, withinPercentage(1e-3));
        assertThat(p.b()).isCloseTo(8.8609490331241, withinPercentage(1e-3));
        assertThat(fit.report().logLikelihood()).isCloseTo(-5857.019748908033, within(1e-6));
    }
}

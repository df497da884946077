package io.github.staycurve.clv.realdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.staycurve.clv.model.MbgNbd;
import io.github.staycurve.clv.model.MbgNbdFit;
import io.github.staycurve.clv.model.MbgNbdParameters;
import io.github.staycurve.core.data.CustomerSummary;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** MBG/NBD on public data: estimates of a careful optimiser independent of ours, and means that lifetimes 0.11.3 gives. */
class MbgNbdRealDataTest {
    private static void check(MbgNbdFit fit, FitStatus status, double[] parameters, double logLikelihood) {
        MbgNbdParameters p = fit.model().parameters();
        assertThat(fit.report().status()).isEqualTo(status);
        assertThat(p.r()).isCloseTo(parameters[0], withinPercentage(1e-3));
        assertThat(p.alpha()).isCloseTo(parameters[1], withinPercentage(1e-3));
        assertThat(p.a()).isCloseTo(parameters[2], withinPercentage(1e-3));
        assertThat(p.b()).isCloseTo(parameters[3], withinPercentage(1e-3));
        assertThat(fit.report().logLikelihood()).isCloseTo(logLikelihood, within(1e-7));
    }

    private static double meanAlive(MbgNbdFit fit, CustomerSummaryTable table) {
        ScoreColumn alive = fit.model().probabilityAlive(table);
        return alive.sum() / table.size();
    }

    @Test
    void cdnowInDays() {
        CustomerSummaryTable table = SharedData.cdnow();
        MbgNbdFit fit = MbgNbd.withDefaults().fit(table);
        double[] reference = {0.5248431591334479, 6.183085279724475, 0.8913593906801024, 1.6140022399586462};
        check(fit, FitStatus.CONVERGED, reference, -9582.135715553748);
        assertThat(meanAlive(fit, table)).isCloseTo(0.44872148810956153, within(1e-6));
    }

    /** The published table has its times rounded to a hundredth of a week. */
    @Test
    void cdnowAsPublished() {
        List<CustomerSummary> rounded = SharedData.cdnow().rows().stream()
                .map(c ->
                        CustomerSummary.of(c.customerId(), c.frequency(), hundredths(c.recency()), hundredths(c.age())))
                .toList();
        CustomerSummaryTable table = CustomerSummaryTable.of(PeriodUnit.WEEK, rounded);
        MbgNbdFit fit = MbgNbd.withDefaults().fit(table);
        double[] reference = {0.5248379836378126, 6.182992019491686, 0.8913561553870348, 1.613999334938597};
        check(fit, FitStatus.CONVERGED, reference, -9582.132684899907);
        assertThat(meanAlive(fit, table)).isCloseTo(0.44872233477946805, within(1e-6));
    }

    private static double hundredths(double weeks) {
        return Math.round(100 * weeks) / 100.0;
    }

    /** There is a maximum, but other values of a and b fit nearly as well: the report says so and gives no errors. */
    @Test
    void apparelOverFortyWeeks() {
        double[] reference = {1.0806683606710923, 32.49605209800549, 6.645644413240257, 35.498996610646245};
        CustomerSummaryTable table = SharedData.apparel(40);
        MbgNbdFit fit = MbgNbd.withDefaults().fit(table);
        check(fit, FitStatus.FLAT, reference, -2611.805079805989);
        assertThat(meanAlive(fit, table)).isCloseTo(0.7004795895990605, within(1e-6));
        assertThat(fit.report().explanation()).contains("do not tell r, alpha, a and b apart");
        assertThat(fit.predictionErrors()).isEmpty();
    }

    @Test
    void apparelOverTwoYears() {
        double[] reference = {1.8913804461834445, 45.827205383729925, 0.60236898656688, 1.5823707227881962};
        CustomerSummaryTable table = SharedData.apparel(104);
        MbgNbdFit fit = MbgNbd.withDefaults().fit(table);
        check(fit, FitStatus.CONVERGED, reference, -5848.045278239611);
        assertThat(meanAlive(fit, table)).isCloseTo(0.4473964926540631, within(1e-6));
    }
}

package io.github.staycurve.clv.realdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.staycurve.clv.model.GGompertzNbd;
import io.github.staycurve.clv.model.GGompertzNbdFit;
import io.github.staycurve.clv.model.GGompertzNbdModel;
import io.github.staycurve.clv.model.GGompertzNbdParameters;
import io.github.staycurve.clv.model.ParetoNbd;
import io.github.staycurve.clv.model.ParetoNbdModel;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.fit.FitStatus;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Where the dropout rate does not grow the model is Pareto/NBD in the limit, and the report and the predictions say so. */
class GGompertzNbdDataTest {

    /** CLVTools 0.12.1 stops at b = 1.0e-5 with LL -9594.97627. */
    @Test
    void cdnowIsParetoNbd() {
        limitIsParetoNbd(SharedTables.cdnow(), -9594.97626961683, -9594.976178939543);
    }

    /** CLVTools 0.12.1 stops at b = 2.0e-6 with LL -5848.097916. */
    @Test
    void apparelInTwoYearsIsParetoNbd() {
        limitIsParetoNbd(SharedTables.apparel(LocalDate.of(2006, 12, 31)), -5848.09791582534, -5848.0978269022435);
    }

    private static void limitIsParetoNbd(CustomerSummaryTable table, double clvTools, double pareto) {
        GGompertzNbdFit fit = GGompertzNbd.withDefaults().fit(table);
        GGompertzNbdModel model = fit.model();
        GGompertzNbdParameters p = model.parameters();
        ParetoNbdModel limit = ParetoNbd.withDefaults().fit(table).model();

        assertThat(fit.report().status()).isEqualTo(FitStatus.BOUNDARY);
        assertThat(fit.report().boundaryParameters()).containsExactly("b", "beta");
        assertThat(fit.report().explanation())
                .contains("the model is Pareto/NBD with s = ", "Predictions are those of the limit");
        assertThat(fit.report().logLikelihood()).isGreaterThan(clvTools).isCloseTo(pareto, within(1e-5));
        assertThat(p.r()).isCloseTo(limit.parameters().r(), withinPercentage(1e-3));
        assertThat(p.alpha()).isCloseTo(limit.parameters().alpha(), withinPercentage(1e-3));
        assertThat(p.s()).isCloseTo(limit.parameters().s(), withinPercentage(1e-3));
        assertThat(p.beta() / p.b()).isCloseTo(limit.parameters().beta(), withinPercentage(1e-3));
        for (int row = 0; row < table.size(); row += 100) {
            int x = table.frequency(row);
            double tx = table.recency(row);
            double age = table.age(row);
            assertThat(model.probabilityAlive(x, tx, age))
                    .isCloseTo(limit.probabilityAlive(x, tx, age), withinPercentage(1e-3));
            assertThat(model.expectedPurchases(x, tx, age, 39))
                    .isCloseTo(limit.expectedPurchases(x, tx, age, 39), withinPercentage(1e-3));
        }
    }

    /** CLVTools 0.12.1 stops on a slope, at b .0359, s 99.5, beta 858, with LL -2611.920, and four NaN in its predictions. */
    @Test
    void apparelInFortyWeeksIsFlat() {
        CustomerSummaryTable table = SharedTables.apparel(LocalDate.of(2005, 10, 9));
        GGompertzNbdFit fit = GGompertzNbd.withDefaults().fit(table);

        assertThat(fit.report().status()).isEqualTo(FitStatus.FLAT);
        assertThat(fit.report().logLikelihood()).isGreaterThan(-2611.9201736512);
        for (int row = 0; row < table.size(); row++) {
            assertThat(fit.model().expectedPurchases(table.frequency(row), table.recency(row), table.age(row), 271))
                    .isFinite();
        }
    }
}

package io.github.staycurve.clv.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.clv.model.BgNbd;
import io.github.staycurve.clv.model.BgNbdParameters;
import io.github.staycurve.clv.model.Cnbd;
import io.github.staycurve.clv.model.CnbdParameters;
import io.github.staycurve.clv.model.DropoutTiming;
import io.github.staycurve.clv.model.GGompertzNbd;
import io.github.staycurve.clv.model.GGompertzNbdParameters;
import io.github.staycurve.clv.model.MbgNbd;
import io.github.staycurve.clv.model.MbgNbdParameters;
import io.github.staycurve.clv.model.ParetoNbd;
import io.github.staycurve.clv.model.ParetoNbdParameters;
import io.github.staycurve.clv.model.PurchaseModelFit;
import io.github.staycurve.clv.spend.GammaGamma;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.OccasionRule;
import io.github.staycurve.core.data.OccasionRule.Occasion;
import io.github.staycurve.core.data.OccasionRule.Split;
import io.github.staycurve.core.data.RefundPolicy;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.fit.FitStatus;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PurchaseLogTest {
    private static final int CUSTOMERS = 10_000;
    private static final LocalDate FIRST = LocalDate.of(2023, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2023, 3, 31);
    private static final ObservationWindow WINDOW =
            ObservationWindow.until(LocalDate.of(2024, 6, 30), ZoneId.of("Europe/Berlin"));
    /** Neither merges purchases nor rounds times, so that the estimates have no other error than chance. */
    private static final OccasionRule EXACT =
            new OccasionRule(Occasion.INSTANT, RefundPolicy.AS_PURCHASE, Split.END_OF_DAY);

    static List<Arguments> models() {
        var bg = new BgNbdParameters(0.8, 6, 0.9, 2.5);
        var mbg = new MbgNbdParameters(0.8, 6, 0.7, 2.5);
        var pareto = new ParetoNbdParameters(0.8, 6, 0.9, 15);
        var gompertz = new GGompertzNbdParameters(1.2, 4, 0.25, 1.5, 500);
        var bgCnbd = new CnbdParameters(DropoutTiming.AFTER_REPEAT_PURCHASES, 3, 1.5, 2, 0.9, 2.5);
        var mbgCnbd = new CnbdParameters(DropoutTiming.AFTER_EVERY_PURCHASE, 2, 1.5, 3, 0.7, 2.5);
        return List.of(
                model(
                        "BG/NBD",
                        new PurchaseSimulator(bg, SimulatedTables.CDNOW_SPEND, 1),
                        BgNbd.withDefaults()::fit,
                        bg.r(),
                        bg.alpha(),
                        bg.a(),
                        bg.b()),
                model(
                        "MBG/NBD",
                        new PurchaseSimulator(mbg, SimulatedTables.CDNOW_SPEND, 2),
                        MbgNbd.withDefaults()::fit,
                        mbg.r(),
                        mbg.alpha(),
                        mbg.a(),
                        mbg.b()),
                model(
                        "Pareto/NBD",
                        new PurchaseSimulator(pareto, SimulatedTables.CDNOW_SPEND, 3),
                        ParetoNbd.withDefaults()::fit,
                        pareto.r(),
                        pareto.alpha(),
                        pareto.s(),
                        pareto.beta()),
                model(
                        "GGompertz/NBD",
                        new PurchaseSimulator(gompertz, SimulatedTables.CDNOW_SPEND, 4),
                        GGompertzNbd.withDefaults()::fit,
                        gompertz.r(),
                        gompertz.alpha(),
                        gompertz.b(),
                        gompertz.s(),
                        gompertz.beta()),
                model(
                        "BG/CNBD-3",
                        new PurchaseSimulator(bgCnbd, SimulatedTables.CDNOW_SPEND, 5),
                        table -> Cnbd.of(bgCnbd.timing()).fit(table, 3),
                        bgCnbd.r(),
                        bgCnbd.alpha(),
                        bgCnbd.a(),
                        bgCnbd.b()),
                model(
                        "MBG/CNBD-2",
                        new PurchaseSimulator(mbgCnbd, SimulatedTables.CDNOW_SPEND, 6),
                        table -> Cnbd.of(mbgCnbd.timing()).fit(table, 2),
                        mbgCnbd.r(),
                        mbgCnbd.alpha(),
                        mbgCnbd.a(),
                        mbgCnbd.b()));
    }

    private static Arguments model(
            String name,
            PurchaseSimulator simulator,
            Function<CustomerSummaryTable, PurchaseModelFit> fitter,
            double... truth) {
        return Arguments.of(name, simulator, fitter, truth);
    }

    /** The log of every model, reduced to a table and fitted, gives its parameters back within four standard errors. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void aLogGivesTheParametersBack(
            String name,
            PurchaseSimulator simulator,
            Function<CustomerSummaryTable, PurchaseModelFit> fitter,
            double[] truth) {
        CustomerSummaryTable table = simulator
                .log(CUSTOMERS, PeriodUnit.WEEK, FIRST, LAST, WINDOW)
                .summarize(WINDOW, PeriodUnit.WEEK, EXACT)
                .table();
        assertThat(table.size()).isEqualTo(CUSTOMERS);
        requireEstimates(fitter.apply(table).report(), truth);
        requireEstimates(GammaGamma.withDefaults().fit(table).report(), 6.25, 3.74, 15.44);
    }

    private static void requireEstimates(FitReport report, double... truth) {
        assertThat(report.status()).isEqualTo(FitStatus.CONVERGED);
        for (int i = 0; i < truth.length; i++) {
            var estimate = report.estimates().get(i);
            assertThat(estimate.value())
                    .as(estimate.name())
                    .isCloseTo(truth[i], within(4 * estimate.standardError().orElseThrow()));
        }
    }

    /** By the usual rule, one occasion a day: the merged purchases and the rounded ends are few where customers buy slowly. */
    @Test
    void aLogByDaysGivesTheParametersBack() {
        ParetoNbdParameters truth = new ParetoNbdParameters(2, 15, 1.5, 10);
        CustomerSummaryTable table = new PurchaseSimulator(truth, SimulatedTables.CDNOW_SPEND, 7)
                .log(CUSTOMERS, PeriodUnit.MONTH, LocalDate.of(2014, 1, 1), LocalDate.of(2015, 12, 31), WINDOW)
                .summarize(WINDOW, PeriodUnit.MONTH)
                .table();
        requireEstimates(ParetoNbd.withDefaults().fit(table).report(), 2, 15, 1.5, 10);
    }

    @Test
    void purchasesAreThoseOfTheCustomer() {
        PurchaseSimulator simulator =
                new PurchaseSimulator(new BgNbdParameters(5, 2, 0.2, 5), SimulatedTables.CDNOW_SPEND, 8);
        LocalDate day = LocalDate.of(2024, 2, 29);
        ObservationWindow window =
                ObservationWindow.split(LocalDate.of(2024, 3, 31), LocalDate.of(2024, 5, 31), ZoneOffset.UTC);
        TransactionLog log = simulator.log(50, PeriodUnit.WEEK, day, day, window);
        assertThat(log.customers()).isEqualTo(50);
        assertThat(log.endOfData(ZoneOffset.UTC)).isEqualTo(window.end());
        for (int i = 0; i < 50; i++) {
            int row = log.start(log.indexOf("customer-" + i));
            Instant joined = Instant.ofEpochMilli(log.epochMillis(row));
            assertThat(joined.atOffset(ZoneOffset.UTC).toLocalDate()).isEqualTo(day);
            double weeks = (window.end()
                                    .plusDays(1)
                                    .atStartOfDay()
                                    .toInstant(ZoneOffset.UTC)
                                    .toEpochMilli()
                            - joined.toEpochMilli())
                    / (7 * 86_400_000.0);
            SimulatedCustomer customer = simulator.customer(i, weeks);
            for (int n = 0; n < customer.purchases(); n++) {
                assertThat((log.epochMillis(row + n) - joined.toEpochMilli()) / (7 * 86_400_000.0))
                        .as("customer %d, purchase %d", i, n)
                        .isCloseTo(customer.time(n), within(2e-9));
                assertThat(log.amount(row + n)).isEqualTo(customer.amount(n));
            }
        }
    }

    @Test
    void aCustomerIsTheSameWhateverTheNumberOfCustomers() {
        PurchaseSimulator simulator = new PurchaseSimulator(SimulatedTables.CDNOW, SimulatedTables.CDNOW_SPEND, 9);
        TransactionLog few = simulator.log(20, PeriodUnit.WEEK, FIRST, LAST, WINDOW);
        TransactionLog many = simulator.log(500, PeriodUnit.WEEK, FIRST, LAST, WINDOW);
        for (int c = 0; c < few.customers(); c++) {
            int other = many.indexOf(few.customerId(c));
            int length = few.start(c + 1) - few.start(c);
            assertThat(many.start(other + 1) - many.start(other)).isEqualTo(length);
            for (int n = 0; n < length; n++) {
                assertThat(many.epochMillis(many.start(other) + n)).isEqualTo(few.epochMillis(few.start(c) + n));
                assertThat(many.amount(many.start(other) + n)).isEqualTo(few.amount(few.start(c) + n));
            }
        }
        assertThat(simulator.log(500, PeriodUnit.WEEK, FIRST, LAST, WINDOW)).isEqualTo(many);
    }

    /** Joining times are even over the span: their mean and variance within four standard errors. */
    @Test
    void customersJoinEvenlyOverTheDays() {
        TransactionLog log = new PurchaseSimulator(SimulatedTables.CDNOW, SimulatedTables.CDNOW_SPEND, 10)
                .log(CUSTOMERS, PeriodUnit.WEEK, FIRST, LAST, WINDOW);
        double start = FIRST.atStartOfDay(WINDOW.zone()).toEpochSecond() * 1000.0;
        double span = LAST.plusDays(1).atStartOfDay(WINDOW.zone()).toEpochSecond() * 1000.0 - start;
        double sum = 0;
        double squares = 0;
        for (int c = 0; c < CUSTOMERS; c++) {
            double share = (log.epochMillis(log.start(c)) - start) / span;
            assertThat(share).isBetween(0.0, 1.0);
            sum += share;
            squares += (share - 0.5) * (share - 0.5);
        }
        assertThat(sum / CUSTOMERS).isCloseTo(0.5, within(4 * Math.sqrt(1.0 / 12 / CUSTOMERS)));
        assertThat(squares / CUSTOMERS).isCloseTo(1.0 / 12, within(4 * Math.sqrt(1.0 / 180 / CUSTOMERS)));
    }

    @Test
    void wrongArgumentsAreNamed() {
        PurchaseSimulator simulator = new PurchaseSimulator(SimulatedTables.CDNOW, SimulatedTables.CDNOW_SPEND, 11);
        assertThat(simulator.log(0, PeriodUnit.WEEK, FIRST, LAST, WINDOW).size())
                .isZero();
        assertThatThrownBy(() -> simulator.log(-1, PeriodUnit.WEEK, FIRST, LAST, WINDOW))
                .hasMessageContaining("customers must be 0 or more");
        assertThatThrownBy(() -> simulator.log(1, PeriodUnit.WEEK, LAST, FIRST, WINDOW))
                .hasMessage(
                        "firstJoining, lastJoining and the window's end must be in order, were 2023-03-31, 2023-01-01"
                                + " and 2024-06-30");
        assertThatThrownBy(() ->
                        simulator.log(1, PeriodUnit.WEEK, FIRST, WINDOW.end().plusDays(1), WINDOW))
                .hasMessageContaining("must be in order");
    }
}

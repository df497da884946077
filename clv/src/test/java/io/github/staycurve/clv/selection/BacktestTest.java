package io.github.staycurve.clv.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.clv.model.BgNbd;
import io.github.staycurve.clv.model.BgNbdModel;
import io.github.staycurve.clv.model.BgNbdParameters;
import io.github.staycurve.clv.model.MbgNbd;
import io.github.staycurve.clv.selection.BaselineWin.Measure;
import io.github.staycurve.clv.simulate.PurchaseSimulator;
import io.github.staycurve.clv.simulate.SimulatedTables;
import io.github.staycurve.core.data.CustomerSummaryTable;
import io.github.staycurve.core.data.OccasionRule;
import io.github.staycurve.core.data.PurchaseHistories;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.data.TransactionLogBuilder;
import io.github.staycurve.core.time.Horizon;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacktestTest {
    private static final BgNbdModel DAYS = BgNbdModel.of(new BgNbdParameters(0.8, 12, 0.7, 2.1), PeriodUnit.DAY);
    /** A model by which hardly anybody ever buys again: forty purchases have a probability below the smallest double. */
    private static final BgNbdModel HARDLY_EVER = BgNbdModel.of(new BgNbdParameters(1, 1e12, 1, 1), PeriodUnit.DAY);

    /** a: x = 2, tx = 10, T = 20, 1 in the holdout; b: x = 0, T = 4, 2 in it; c: x = 1, tx = 9, T = 15, none; d joins in it. */
    private static final TransactionLog LOG =
            Logs.of("a 1", "a 3", "a 11", "a 30", "b 17", "b 22", "b 31", "c 6", "c 15", "d 25", "d 26");

    private static Backtest.Builder backtest(TransactionLog log, int end) {
        return Backtest.of(log, ObservationWindow.until(Logs.day(end), ZoneOffset.UTC), PeriodUnit.DAY);
    }

    private static Backtest.Builder tenDaysFrom21() {
        return backtest(LOG, 31).origins(Logs.day(21)).horizon(Horizon.of(10, PeriodUnit.DAY));
    }

    @Test
    void baselinesByHand() {
        BacktestResult result =
                tenDaysFrom21().model("mine", table -> Logs.fixed(DAYS)).build().run();
        assertThat(result.origins()).containsExactly(Logs.day(21));

        // 2/20, 0/4 and 1/15 a day
        HoldoutErrors customer =
                result.score(Backtest.CUSTOMER_MEAN_RATE).orElseThrow().errors();
        assertThat(customer.predicted()).isCloseTo(1 + 2.0 / 3, within(1e-12));
        assertThat(customer.meanAbsoluteError()).isCloseTo((0 + 2 + 2.0 / 3) / 3, within(1e-12));
        // 3 in 39 days
        ForecastScore population = result.score(Backtest.POPULATION_MEAN).orElseThrow();
        double mean = 30.0 / 39;
        assertThat(population.errors().predicted()).isCloseTo(3 * mean, within(1e-12));
        assertThat(population.errors().rootMeanSquaredError())
                .isCloseTo(
                        Math.sqrt(((mean - 1) * (mean - 1) + (mean - 2) * (mean - 2) + mean * mean) / 3),
                        within(1e-12));
        // Poisson: log(m e^-m), log(m^2 e^-m / 2), log(e^-m)
        assertThat(population.logScore())
                .hasValueCloseTo((3 * Math.log(mean) - Math.log(2) - 3 * mean) / 3, within(1e-12));
        // from day 12 to 21: a had none, b joined on day 17 and did not repeat, c had one
        ForecastScore last = result.score(Backtest.LAST_PERIOD_REPEAT).orElseThrow();
        assertThat(last.errors().predicted()).isEqualTo(1);
        assertThat(last.errors().meanAbsoluteError()).isCloseTo(4.0 / 3, within(1e-12));
        assertThat(last.baseline()).isTrue();
        assertThat(last.logScore()).isEmpty();
        assertThat(last.errors().actual()).isEqualTo(3);
        assertThat(last.errors().predictedToActual().value()).hasValueCloseTo(1.0 / 3, within(1e-15));
    }

    @Test
    void aModelIsScoredByTheProbabilityOfWhatCame() {
        BacktestResult result =
                tenDaysFrom21().model("mine", table -> Logs.fixed(DAYS)).build().run();
        ForecastScore score = result.score("mine").orElseThrow();
        double logScore = (Math.log(DAYS.probabilityOfPurchases(1, 2, 10, 20, 10))
                        + Math.log(DAYS.probabilityOfPurchases(2, 0, 0, 4, 10))
                        + Math.log(DAYS.probabilityOfPurchases(0, 1, 9, 15, 10)))
                / 3;
        assertThat(score.logScore()).hasValueCloseTo(logScore, within(1e-14));
        assertThat(score.baseline()).isFalse();
        assertThat(score.errors().predicted())
                .isCloseTo(
                        DAYS.expectedPurchases(2, 10, 20, 10)
                                + DAYS.expectedPurchases(0, 0, 4, 10)
                                + DAYS.expectedPurchases(1, 9, 15, 10),
                        within(1e-14));
        assertThat(result.scores(Logs.day(21))).isEqualTo(result.scores());
        assertThatThrownBy(() -> result.scores(Logs.day(22)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("origin must be one of");
    }

    /** A customer who is known on two origins counts on both, once for the error of a difference. */
    @Test
    void originsPoolByCustomer() {
        BgNbdModel other = BgNbdModel.of(new BgNbdParameters(1.5, 9, 0.4, 3), PeriodUnit.DAY);
        BacktestResult result = backtest(LOG, 31)
                .origins(Logs.day(21), Logs.day(16), Logs.day(21))
                .horizon(Horizon.of(10, PeriodUnit.DAY))
                .model("mine", table -> Logs.fixed(DAYS))
                .model("other", table -> Logs.fixed(other))
                .build()
                .run();
        assertThat(result.origins()).containsExactly(Logs.day(16), Logs.day(21));
        // day 16: a x = 2, tx = 10, T = 15, none to day 26; c x = 1, tx = 9, T = 10, none
        double[] a = {difference(other, 0, 2, 10, 15), difference(other, 1, 2, 10, 20)};
        double b = difference(other, 2, 0, 0, 4);
        double[] c = {difference(other, 0, 1, 9, 10), difference(other, 0, 1, 9, 15)};
        double mean = (a[0] + a[1] + b + c[0] + c[1]) / 5;
        double squares =
                Math.pow(a[0] + a[1] - 2 * mean, 2) + Math.pow(b - mean, 2) + Math.pow(c[0] + c[1] - 2 * mean, 2);

        ModelChoice choice = result.chooseByLogScore().orElseThrow();
        ModelChoice.Difference behind = choice.others().get(0);
        double sign = choice.name().equals("mine") ? 1 : -1;
        assertThat(choice.customers()).isEqualTo(3);
        assertThat(behind.meanDifference()).isPositive().isCloseTo(sign * mean, within(1e-14));
        assertThat(behind.standardError()).isCloseTo(Math.sqrt(1.5 * squares) / 5, within(1e-14));
        assertThat(choice.logScore() - behind.logScore()).isCloseTo(behind.meanDifference(), within(1e-14));
        assertThat(result.score("mine").orElseThrow().errors().actual()).isEqualTo(3);
        double errors = result.scores(Logs.day(16)).get(0).errors().meanAbsoluteError() * 2
                + result.scores(Logs.day(21)).get(0).errors().meanAbsoluteError() * 3;
        assertThat(result.score("mine").orElseThrow().errors().meanAbsoluteError())
                .isCloseTo(errors / 5, within(1e-14));
    }

    private static double difference(BgNbdModel other, int n, int x, double tx, double age) {
        return Math.log(DAYS.probabilityOfPurchases(n, x, tx, age, 10))
                - Math.log(other.probabilityOfPurchases(n, x, tx, age, 10));
    }

    @Test
    void whatComesAfterTheOriginChangesNothingOfTheFit() {
        TransactionLog whole = Logs.simulated(simulator(7), 300, 40);
        TransactionLogBuilder other = TransactionLog.builder();
        long origin = Logs.day(141).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
        for (int customer = 0; customer < whole.customers(); customer++) {
            for (int row = whole.start(customer); row < whole.start(customer + 1); row++) {
                if (whole.epochMillis(row) < origin) {
                    other.add(
                            whole.customerId(customer),
                            Instant.ofEpochMilli(whole.epochMillis(row)),
                            whole.amount(row));
                } else {
                    other.add("late" + row, Instant.ofEpochMilli(whole.epochMillis(row)), 1000);
                    other.add(whole.customerId(0), Instant.ofEpochMilli(whole.epochMillis(row)), -1);
                }
            }
        }
        List<CustomerSummaryTable> seen = new ArrayList<>();
        List<BacktestResult> results = new ArrayList<>();
        for (TransactionLog log : List.of(whole, other.build())) {
            results.add(backtest(log, 280)
                    .origins(Logs.day(140))
                    .horizon(Horizon.of(20, PeriodUnit.WEEK))
                    .model("bg-nbd", table -> {
                        seen.add(table);
                        return BgNbd.withDefaults().fit(table);
                    })
                    .build()
                    .run());
        }
        assertThat(results.get(1).reports(Logs.day(140)))
                .isEqualTo(results.get(0).reports(Logs.day(140)));
        assertThat(results.get(1).scores()).isNotEqualTo(results.get(0).scores());
        assertThat(seen.get(1).rows()).isEqualTo(seen.get(0).rows());
        assertThat(seen.get(0).hasHoldout()).isFalse();
        assertThat(seen.get(0).window()).isEmpty();
        CustomerSummaryTable known = whole.summarize(
                        ObservationWindow.until(Logs.day(140), ZoneOffset.UTC), PeriodUnit.DAY)
                .table();
        assertThat(seen.get(0).rows()).isEqualTo(known.rows());
        for (int row = 0; row < known.size(); row++) {
            assertThat(seen.get(0).sumLogGaps(row)).isEqualTo(known.sumLogGaps(row));
        }
    }

    /** By the rule of lifetimes what is bought later on the day of the origin belongs to the holdout: no fit may see it. */
    @Test
    void theRuleDecidesWhatIsKnownOnTheOrigin() {
        Instant noon = Logs.day(21).atTime(12, 0).toInstant(ZoneOffset.UTC);
        TransactionLogBuilder log = TransactionLog.builder();
        log.add("a", Logs.day(1).atStartOfDay().toInstant(ZoneOffset.UTC), 1);
        log.add("a", noon, 1);
        List<Integer> frequencies = new ArrayList<>();
        for (OccasionRule rule : List.of(OccasionRule.DEFAULT, OccasionRule.LIFETIMES_DAILY)) {
            BacktestResult result = Backtest.of(
                            log.build(), ObservationWindow.until(Logs.day(31), ZoneOffset.UTC), PeriodUnit.DAY, rule)
                    .origins(Logs.day(21))
                    .horizon(Horizon.of(10, PeriodUnit.DAY))
                    .model("mine", table -> {
                        frequencies.add(table.frequency(0));
                        return Logs.fixed(DAYS);
                    })
                    .build()
                    .run();
            frequencies.add((int) result.score("mine").orElseThrow().errors().actual());
        }
        assertThat(frequencies).containsExactly(1, 0, 0, 1);
    }

    @Test
    void theOrderOfPurchasesDoesNotMatterAndHistoriesGiveTheSame() {
        TransactionLog log = Logs.simulated(simulator(3), 150, 40);
        PurchaseHistories histories = new PurchaseHistories(ZoneOffset.UTC);
        for (int customer = log.customers() - 1; customer >= 0; customer--) {
            for (int row = log.start(customer + 1) - 1; row >= log.start(customer); row--) {
                histories.add(log.customerId(customer), Instant.ofEpochMilli(log.epochMillis(row)), log.amount(row));
            }
        }
        ObservationWindow data = ObservationWindow.until(Logs.day(280), ZoneOffset.UTC);
        BacktestResult fromLog = run(Backtest.of(log, data, PeriodUnit.WEEK));
        BacktestResult fromHistories = run(Backtest.of(histories, data, PeriodUnit.WEEK));
        assertThat(fromHistories.scores()).isEqualTo(fromLog.scores());
        assertThat(fromHistories.describe()).isEqualTo(fromLog.describe());
        // the unit does not matter either
        BacktestResult inDays = run(Backtest.of(log, data, PeriodUnit.DAY));
        for (ForecastScore score : fromLog.scores()) {
            ForecastScore days = inDays.score(score.name()).orElseThrow();
            assertThat(days.errors().meanAbsoluteError())
                    .isCloseTo(score.errors().meanAbsoluteError(), within(1e-6));
            score.logScore().ifPresent(value -> assertThat(days.logScore()).hasValueCloseTo(value, within(1e-6)));
        }
    }

    private static BacktestResult run(Backtest.Builder builder) {
        return builder.origins(List.of(Logs.day(140), Logs.day(200)))
                .horizon(Horizon.of(10, PeriodUnit.WEEK))
                .model("mbg-nbd", MbgNbd.withDefaults()::fit)
                .model("bg-nbd", BgNbd.withDefaults()::fit)
                .build()
                .run();
    }

    private static PurchaseSimulator simulator(long seed) {
        return new PurchaseSimulator(SimulatedTables.CDNOW, SimulatedTables.CDNOW_SPEND, seed);
    }

    @Test
    void aFailedFitIsListedAndNeverChosen() {
        BacktestResult result = tenDaysFrom21()
                .origins(Logs.day(16))
                .model("broken", table -> Logs.failed("It cannot."))
                .model("sometimes", table -> table.size() == 3 ? Logs.failed("Not three.") : Logs.fixed(DAYS))
                .model("mine", table -> Logs.fixed(DAYS))
                .build()
                .run();
        assertThat(result.failures())
                .containsExactly(
                        new FailedFit("broken", Logs.day(16), "It cannot."),
                        new FailedFit("broken", Logs.day(21), "It cannot."),
                        new FailedFit("sometimes", Logs.day(21), "Not three."));
        assertThat(result.score("broken")).isEmpty();
        assertThat(result.score("sometimes")).isEmpty();
        assertThat(result.scores(Logs.day(16)).stream().map(ForecastScore::name))
                .contains("sometimes");
        ModelChoice choice = result.chooseByLogScore().orElseThrow();
        assertThat(choice.name()).isEqualTo("mine");
        assertThat(choice.others()).isEmpty();
        assertThat(result.describe()).contains("broken has no model on 2024-01-16: It cannot.");
        assertThatThrownBy(() -> result.baselineWins("broken"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'broken'");
    }

    @Test
    void withoutAnyModelThereIsNoChoice() {
        BacktestResult broken = tenDaysFrom21()
                .model("broken", table -> Logs.failed("It cannot."))
                .build()
                .run();
        assertThat(broken.chooseByLogScore()).isEmpty();
        assertThat(broken.toString()).contains("No model can be chosen");
        assertThat(tenDaysFrom21().build().run().scores().stream().map(ForecastScore::name))
                .containsExactly(Backtest.CUSTOMER_MEAN_RATE, Backtest.POPULATION_MEAN, Backtest.LAST_PERIOD_REPEAT);
    }

    @Test
    void aModelThatHeldWhatCameImpossibleIsNeverChosen() {
        List<String> purchases = new ArrayList<>(List.of("a 1", "b 2", "b 9"));
        for (int day = 22; day < 62; day++) {
            purchases.add("a " + day);
        }
        BacktestResult result = backtest(Logs.of(purchases), 61)
                .origins(Logs.day(21))
                .horizon(Horizon.of(40, PeriodUnit.DAY))
                .model("hardly", table -> Logs.fixed(HARDLY_EVER))
                .model("mine", table -> Logs.fixed(DAYS))
                .build()
                .run();
        assertThat(result.score("hardly").orElseThrow().logScore()).hasValue(Double.NEGATIVE_INFINITY);
        ModelChoice choice = result.chooseByLogScore().orElseThrow();
        assertThat(choice.name()).isEqualTo("mine");
        assertThat(choice.others().get(0).meanDifference()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(choice.others().get(0).tied()).isFalse();
    }

    /** Of equals the one with the fewest parameters is chosen, then the one that was given first. */
    @Test
    void equalScoresGoToTheSimplerAndTheFirst() {
        BacktestResult result = tenDaysFrom21()
                .model("second", table -> Logs.fixed(DAYS))
                .model("first", table -> Logs.fixed(DAYS))
                .build()
                .run();
        ModelChoice choice = result.chooseByLogScore().orElseThrow();
        assertThat(choice.name()).isEqualTo("second");
        assertThat(choice.others().get(0).tied()).isTrue();
        assertThat(choice.toString())
                .contains("first is behind by 0.000000 (standard error 0.000000): not told apart.");
    }

    @Test
    void saysWhereABaselineWins() {
        BacktestResult result = tenDaysFrom21()
                .model("hardly", table -> Logs.fixed(HARDLY_EVER))
                .build()
                .run();
        List<BaselineWin> wins = result.baselineWins("hardly");
        assertThat(wins)
                .extracting(BaselineWin::baseline, BaselineWin::measure)
                .contains(
                        tuple(Backtest.POPULATION_MEAN, Measure.LOG_SCORE),
                        tuple(Backtest.CUSTOMER_MEAN_RATE, Measure.TOTAL_ERROR));
        assertThat(result.describe())
                .contains("Baseline population-mean beats hardly by log score")
                .contains("Baseline customer-mean-rate beats hardly by total error: 1.33333 against 3.");
        assertThat(result.baselineWins(Backtest.POPULATION_MEAN)).isEmpty();
    }

    /** Nobody bought again: the fit says so, one way or the other, and nothing is divided by 0. */
    @Test
    void edges() {
        BacktestResult nobodyAgain = backtest(Logs.of("a 1", "b 3", "c 9"), 31)
                .origins(Logs.day(21))
                .horizon(Horizon.of(10, PeriodUnit.DAY))
                .models(PurchaseModels.all())
                .build()
                .run();
        ForecastScore population = nobodyAgain.score(Backtest.POPULATION_MEAN).orElseThrow();
        assertThat(population.errors().predicted()).isZero();
        assertThat(population.errors().predictedToActual().value()).isEmpty();
        assertThat(population.logScore()).isEmpty();
        nobodyAgain
                .scores()
                .forEach(score -> score.logScore()
                        .ifPresent(value -> assertThat(value).as(score.name()).isBetween(-1e-2, 0.0)));

        BacktestResult one = backtest(Logs.of("a 1", "a 5", "a 25"), 31)
                .origins(Logs.day(21))
                .horizon(Horizon.of(10, PeriodUnit.DAY))
                .models(PurchaseModels.all())
                .build()
                .run();
        ModelChoice choice = one.chooseByLogScore().orElseThrow();
        assertThat(choice.customers()).isEqualTo(1);
        assertThat(choice.logScore()).isFinite();
        choice.others()
                .forEach(other -> assertThat(other.standardError())
                        .isEqualTo(Double.isFinite(other.logScore()) ? 0 : Double.POSITIVE_INFINITY));
        assertThat(choice.others()).hasSize(5);
    }

    @Test
    void theLastThirdIsHeldOut() {
        BacktestResult result = backtest(LOG, 31)
                .origins(Logs.day(5))
                .lastThird(Logs.day(1))
                .model("mine", table -> Logs.fixed(DAYS))
                .build()
                .run();
        assertThat(result.origins()).containsExactly(Logs.day(21));
        assertThat(result)
                .hasToString(tenDaysFrom21()
                        .model("mine", table -> Logs.fixed(DAYS))
                        .build()
                        .run()
                        .toString());
        assertThatThrownBy(() -> backtest(LOG, 3).lastThird(Logs.day(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("three days");
    }

    @Test
    void refusesWhatCannotBeAsked() {
        assertThatThrownBy(() -> backtest(LOG, 30)
                        .origins(Logs.day(21))
                        .horizon(Horizon.of(10, PeriodUnit.DAY))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10 days after 2024-01-21 is after 2024-01-30");
        assertThatThrownBy(() -> backtest(LOG, 30).origins(Logs.day(21)).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("an origin and a horizon");
        assertThatThrownBy(() -> backtest(LOG, 30).horizon(Horizon.of(0.4, PeriodUnit.DAY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("horizon in days");
        assertThatThrownBy(() -> backtest(LOG, 30).model(Backtest.POPULATION_MEAN, BgNbd.withDefaults()::fit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("baseline");
        assertThatThrownBy(
                        () -> tenDaysFrom21().models(PurchaseModels.all()).model("bg-nbd", BgNbd.withDefaults()::fit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'bg-nbd'");
        assertThatThrownBy(() -> PurchaseModels.of("nbd"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bg-nbd, mbg-nbd, pareto-nbd, ggompertz-nbd, bg-cnbd-k, mbg-cnbd-k, was 'nbd'");
        Backtest early = backtest(LOG, 30)
                .origins(LocalDate.of(2023, 1, 1))
                .horizon(Horizon.of(1, PeriodUnit.MONTH))
                .build();
        assertThatThrownBy(early::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nobody had bought by the origin 2023-01-01");
    }
}

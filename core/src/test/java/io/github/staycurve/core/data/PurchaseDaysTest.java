package io.github.staycurve.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PurchaseDaysTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private static List<LocalDate> daysOf(PurchaseDays days, String id) {
        List<LocalDate> result = new ArrayList<>();
        int customer = days.indexOf(id);
        for (int i = days.start(customer); i < days.start(customer + 1); i++) {
            result.add(LocalDate.ofEpochDay(days.day(i)));
        }
        assertThat(days.purchases(customer)).isEqualTo(result.size());
        return result;
    }

    @Test
    void aLocalDayIsOnePurchaseAcrossTheChangeOfClocks() {
        // on 2011-03-27 the clock in London went from 01:00 to 02:00, on 2011-10-30 from 02:00 back to 01:00
        TransactionLog log = Logs.of(
                LONDON,
                "ann 2011-03-27T00:10 1",
                "ann 2011-03-27T23:50 1",
                "ann 2011-03-28T00:10 1",
                "ann 2011-10-30T00:10 1",
                "ann 2011-10-30T23:50 1");
        assertThat(daysOf(PurchaseDays.of(log, LONDON), "ann"))
                .containsExactly(LocalDate.of(2011, 3, 27), LocalDate.of(2011, 3, 28), LocalDate.of(2011, 10, 30));
        assertThat(daysOf(PurchaseDays.of(log, ZoneOffset.UTC), "ann")) // 23:50 in summer is 22:50 there
                .containsExactly(LocalDate.of(2011, 3, 27), LocalDate.of(2011, 10, 29), LocalDate.of(2011, 10, 30));
    }

    @Test
    void refundsNetIntoTheirDay() {
        TransactionLog log = Logs.of(
                ZoneOffset.UTC,
                "ann 2011-01-01 10",
                "ann 2011-01-02 10",
                "ann 2011-01-02T05:00 -10",
                "ann 2011-01-03 10",
                "ann 2011-01-03T05:00 -11",
                "ann 2011-01-04 -5",
                "bob 2011-01-04 -5");
        assertThat(daysOf(PurchaseDays.of(log, ZoneOffset.UTC), "ann"))
                .containsExactly(LocalDate.of(2011, 1, 1), LocalDate.of(2011, 1, 2));
        assertThat(PurchaseDays.of(log, ZoneOffset.UTC).indexOf("bob")).isEqualTo(-1);
        assertThat(daysOf(PurchaseDays.of(log, ZoneOffset.UTC, RefundPolicy.IGNORE), "ann"))
                .hasSize(3);
        assertThat(daysOf(PurchaseDays.of(log, ZoneOffset.UTC, RefundPolicy.AS_PURCHASE), "ann"))
                .hasSize(4);
    }

    @ParameterizedTest
    @EnumSource
    void daysAreTheOccasionsOfTheSummaries(RefundPolicy policy) {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Transaction> rows = Logs.random(random, Logs.at("2010-11-07", LONDON), 2 + random.nextInt(400));
            TransactionLog log =
                    TransactionLog.of(rows, Transaction::customerId, Transaction::time, Transaction::amount);
            LocalDate end = LocalDate.of(2010, 11, 7).plusDays(random.nextInt(-30, 300));
            OccasionRule rule = OccasionRule.DEFAULT.withRefunds(policy);
            CustomerSummaryTable table = log.summarize(ObservationWindow.until(end, LONDON), PeriodUnit.DAY, rule)
                    .table();
            CollapsedSummaryTable want = table.collapsed();
            PurchaseDays days = PurchaseDays.of(log, LONDON, policy);
            CollapsedSummaryTable got = days.collapsedAt(end);

            assertThat(got.size()).as("seed %s", seed).isEqualTo(want.size());
            for (int row = 0; row < got.size(); row++) {
                assertThat(got.frequency(row)).as("seed %s", seed).isEqualTo(want.frequency(row));
                assertThat(got.recency(row)).isEqualTo(want.recency(row));
                assertThat(got.age(row)).isEqualTo(want.age(row));
                assertThat(got.weight(row)).isEqualTo(want.weight(row));
            }
            PurchaseHistories histories = new PurchaseHistories(LONDON, policy);
            rows.forEach(histories::add);
            assertThat(PurchaseDays.of(histories))
                    .as("seed %s", seed)
                    .isEqualTo(days)
                    .hasSameHashCodeAs(days);
        }
    }

    @Test
    void registrationsAddCustomersWithoutAPurchase() {
        PurchaseDays days = PurchaseDays.of(Logs.of(ZoneOffset.UTC, "bob 2011-01-05 1"), ZoneOffset.UTC)
                .withRegistrations(Map.of("ann", LocalDate.of(2011, 1, 3), "bob", LocalDate.of(2011, 1, 4)))
                .withRegistrations(Map.of("bob", LocalDate.of(2011, 1, 9), "cid", LocalDate.of(2011, 2, 1)));
        assertThat(days.customers()).isEqualTo(3);
        assertThat(days.customerId(0)).isEqualTo("ann");
        assertThat(days.registeredDay(0))
                .hasValue((int) LocalDate.of(2011, 1, 3).toEpochDay());
        assertThat(days.registeredDay(1))
                .hasValue((int) LocalDate.of(2011, 1, 4).toEpochDay());
        assertThat(daysOf(days, "bob")).containsExactly(LocalDate.of(2011, 1, 5));
        assertThat(daysOf(days, "cid")).isEmpty();
        assertThat(days.size()).isEqualTo(1);
        assertThat(PurchaseDays.of(Logs.of(ZoneOffset.UTC, "bob 2011-01-05 1"), ZoneOffset.UTC)
                        .registeredDay(0))
                .isEqualTo(OptionalInt.empty());
    }

    @RepeatedTest(50)
    void registrationsMergeIntoTheCustomersInOrder(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        TransactionLogBuilder log = TransactionLog.builder();
        Map<String, LocalDate> registrations = new HashMap<>();
        TreeMap<String, Integer> bought = new TreeMap<>();
        TreeMap<String, Integer> registered = new TreeMap<>();
        int rows = random.nextInt(30);
        for (int i = 0; i < rows; i++) {
            String id = "c" + random.nextInt(20);
            int day = random.nextInt(1000);
            if (random.nextBoolean()) {
                log.add(id, Instant.ofEpochSecond(day * 86_400L + 5), 1);
                bought.merge(id, day, Math::min);
            } else {
                registrations.put(id, LocalDate.ofEpochDay(day));
                registered.put(id, day);
            }
        }
        PurchaseDays days = PurchaseDays.of(log.build(), ZoneOffset.UTC).withRegistrations(registrations);

        TreeSet<String> all = new TreeSet<>(bought.keySet());
        all.addAll(registered.keySet());
        assertThat(days.customers()).as("seed %s", run.getCurrentRepetition()).isEqualTo(all.size());
        int customer = 0;
        for (String id : all) {
            assertThat(days.customerId(customer))
                    .as("seed %s", run.getCurrentRepetition())
                    .isEqualTo(id);
            assertThat(days.purchases(customer) > 0).isEqualTo(bought.containsKey(id));
            if (bought.containsKey(id)) {
                assertThat(days.day(days.start(customer))).isEqualTo(bought.get(id));
            }
            OptionalInt want = registered.containsKey(id) ? OptionalInt.of(registered.get(id)) : OptionalInt.empty();
            assertThat(days.registeredDay(customer++)).isEqualTo(want);
        }
    }

    @Test
    void oddRegistrationsAreRefused() {
        PurchaseDays days = PurchaseDays.of(Logs.of(ZoneOffset.UTC), ZoneOffset.UTC);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> days.withRegistrations(Map.of(" ", LocalDate.EPOCH)))
                .withMessageContaining("customerId");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> days.withRegistrations(Map.of("a", LocalDate.MAX)))
                .withMessageContaining("registration day must lie in the years 1 to 9999");
    }

    @Test
    void saysWhatItIs() {
        PurchaseDays days = PurchaseDays.of(Logs.of(LONDON, "bob 2011-01-05 1"), LONDON);
        assertThat(days.describe()).isEqualTo("purchases as local days in Europe/London, refunds net, whole histories");
        PurchaseDays cut = days.observedFrom(LocalDate.of(2011, 1, 1));
        assertThat(cut.describe()).endsWith("observed from 2011-01-01");
        assertThat(cut.observedFrom()).contains(LocalDate.of(2011, 1, 1));
        assertThat(cut).isNotEqualTo(days);
        assertThat(days.zone()).isEqualTo(LONDON);
        assertThat(days).hasToString("PurchaseDays[1 purchases of 1 customers]");
    }
}

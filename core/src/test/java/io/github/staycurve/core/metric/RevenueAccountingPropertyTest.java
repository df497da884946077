package io.github.staycurve.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.data.Transaction;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.data.TransactionLogBuilder;
import io.github.staycurve.core.time.CalendarGrid;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** The identities of revenue accounting, and a second derivation of it from maps, on random logs with refunds. */
class RevenueAccountingPropertyTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Instant START = Instant.parse("2024-01-15T00:00:00Z");
    private static final Instant AS_OF = Instant.parse("2024-11-20T09:00:00Z");

    private static List<Transaction> random(SplittableRandom random) {
        List<Transaction> rows = new ArrayList<>();
        int count = random.nextInt(150);
        for (int i = 0; i < count; i++) {
            double amount = random.nextInt(-40, 100); // whole numbers: every sum is exact
            rows.add(
                    new Transaction("c" + random.nextInt(12), START.plusSeconds(random.nextInt(330 * 86_400)), amount));
        }
        return rows;
    }

    private static RevenuePeriods periods(SplittableRandom random) {
        return random.nextBoolean()
                ? RevenuePeriods.calendar(CalendarGrid.monthly(ZONE))
                : RevenuePeriods.trailing(28, LocalDate.of(2024, 11, 10), ZONE);
    }

    private static TransactionLog log(List<Transaction> rows, Predicate<Transaction> which) {
        TransactionLogBuilder builder = TransactionLog.builder();
        rows.stream().filter(which).forEach(builder::add);
        return builder.build();
    }

    @RepeatedTest(200)
    void theIdentitiesHold(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        List<Transaction> rows = random(random);
        RevenueAccounting all = RevenueAccounting.of(log(rows, row -> true), periods(random), AS_OF);
        double closing = 0;
        long paying = 0;
        double revenue = 0;
        for (int period = all.firstPeriod(); period <= all.lastPeriod(); period++) {
            RevenueMovement movement = all.movement(period);
            String at = run + " " + period + " " + movement;
            assertThat(movement.opening()).as(at).isEqualTo(closing);
            assertThat(movement.opening())
                    .as(at)
                    .isEqualTo(movement.kept() + movement.contraction() + movement.churned());
            assertThat(movement.closing() - movement.opening())
                    .as(at)
                    .isEqualTo(movement.fromNew()
                            + movement.resurrected()
                            + movement.expansion()
                            - movement.contraction()
                            - movement.churned());
            movement.grossRevenueRetention()
                    .value()
                    .ifPresent(rate -> assertThat(rate).as(at).isBetween(0.0, 1.0));
            movement.netRevenueRetention()
                    .value()
                    .ifPresent(rate -> assertThat(rate)
                            .as(at)
                            .isCloseTo(
                                    1 - movement.netRevenueChurn(false).value().orElseThrow(), within(1e-12)));
            assertThat(all.customers(period).start()).as(at).isEqualTo(paying);
            closing = movement.closing();
            paying = all.customers(period).end();
            revenue += movement.revenue();
        }
        RevenuePeriods periods = all.periods();
        double expected = rows.stream()
                .filter(row -> row.time().isBefore(AS_OF))
                .filter(row -> periods.indexOf(LocalDate.ofInstant(row.time(), ZONE)) <= all.lastPeriod())
                .mapToDouble(Transaction::amount)
                .sum();
        assertThat(revenue).as(run.toString()).isEqualTo(expected);
    }

    @RepeatedTest(200)
    void aSecondDerivationAgrees(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        List<Transaction> rows = random(random);
        RevenueAccounting all = RevenueAccounting.of(log(rows, row -> true), periods(random), AS_OF);
        Map<String, Map<Integer, Double>> nets = new HashMap<>();
        for (Transaction row : rows) {
            int period = all.periods().indexOf(LocalDate.ofInstant(row.time(), ZONE));
            if (row.time().isBefore(AS_OF) && period <= all.lastPeriod()) {
                nets.computeIfAbsent(row.customerId(), id -> new HashMap<>()).merge(period, row.amount(), Double::sum);
            }
        }
        for (int period = all.firstPeriod(); period <= all.lastPeriod(); period++) {
            RevenueMovement sum = RevenueMovement.NONE;
            for (Map<Integer, Double> net : nets.values()) {
                sum = sum.plus(naive(net, period));
            }
            assertThat(all.movement(period)).as(run + " " + period).isEqualTo(sum);
        }
    }

    private static RevenueMovement naive(Map<Integer, Double> net, int period) {
        double before = Math.max(0, net.getOrDefault(period - 1, 0.0));
        double raw = net.getOrDefault(period, 0.0);
        double now = Math.max(0, raw);
        boolean known = net.entrySet().stream().anyMatch(each -> each.getKey() < period && each.getValue() > 0);
        double below = now - raw;
        if (before == 0) {
            return new RevenueMovement(0, 0, 0, 0, 0, known ? 0 : now, known ? now : 0, below, 0);
        }
        return new RevenueMovement(
                before,
                Math.min(before, now),
                Math.max(0, now - before),
                now > 0 ? Math.max(0, before - now) : 0,
                now == 0 ? before : 0,
                0,
                0,
                below,
                below);
    }

    @RepeatedTest(50)
    void partsOfTheCustomersAddUpToTheWhole(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        List<Transaction> rows = random(random);
        RevenuePeriods periods = periods(random);
        Predicate<Transaction> even = row -> row.customerId().hashCode() % 2 == 0;
        RevenueAccounting whole = RevenueAccounting.of(log(rows, row -> true), periods, AS_OF);
        RevenueAccounting sum = RevenueAccounting.of(log(rows, even), periods, AS_OF)
                .plus(RevenueAccounting.of(log(rows, even.negate()), periods, AS_OF));
        assertThat(sum.ignored()).as(run.toString()).isEqualTo(whole.ignored());
        assertThat(sum.firstPeriod()).as(run.toString()).isEqualTo(whole.firstPeriod());
        for (int period = whole.firstPeriod(); period <= whole.lastPeriod(); period++) {
            assertThat(sum.movement(period)).as(run + " " + period).isEqualTo(whole.movement(period));
            assertThat(sum.customers(period)).as(run + " " + period).isEqualTo(whole.customers(period));
        }
    }
}

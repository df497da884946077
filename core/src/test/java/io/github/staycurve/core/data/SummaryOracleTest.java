package io.github.staycurve.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.data.OccasionRule.Occasion;
import io.github.staycurve.core.data.OccasionRule.Split;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random logs under every rule, against a second derivation with maps, exact decimals and java.time. */
class SummaryOracleTest {
    private static final List<Occasion> OCCASIONS = List.of(Occasion.values());
    private static final List<RefundPolicy> POLICIES = List.of(RefundPolicy.values());
    private static final List<Split> SPLITS = List.of(Split.values());

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "America/Sao_Paulo", "Pacific/Apia", "America/St_Johns", "Asia/Kathmandu"})
    void agreesWithTheSecondDerivation(String zoneId) {
        ZoneId zone = ZoneId.of(zoneId);
        for (long seed = 0; seed < 400; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String around = random.nextBoolean() ? "2010-11-07" : "2011-12-30"; // clock changes of these zones
            List<Transaction> rows = Logs.random(random, Logs.at(around, zone), 30);
            OccasionRule rule = new OccasionRule(
                    OCCASIONS.get(random.nextInt(3)), POLICIES.get(random.nextInt(3)), SPLITS.get(random.nextInt(2)));
            LocalDate calibrationEnd = LocalDate.parse(around).plusDays(random.nextInt(-10, 5));
            LocalDate end = calibrationEnd.plusDays(random.nextInt(10));
            ObservationWindow window = ObservationWindow.split(calibrationEnd, end, zone);
            TransactionLog log =
                    TransactionLog.of(rows, Transaction::customerId, Transaction::time, Transaction::amount);

            new Oracle(rows, window, rule).check(log.summarize(window, PeriodUnit.DAY, rule), "seed " + seed);
        }
    }

    /** What happened in one period. */
    private static final class Period {
        private final List<Transaction> rows = new ArrayList<>();

        double net() {
            BigDecimal sum = BigDecimal.ZERO;
            for (Transaction row : rows) {
                sum = sum.add(new BigDecimal(row.amount()));
            }
            boolean refundsAndPurchases = rows.stream().anyMatch(Transaction::isRefund)
                    && !rows.stream().allMatch(Transaction::isRefund);
            boolean dust = refundsAndPurchases && sum.abs().compareTo(new BigDecimal("1e-6")) <= 0;
            return dust ? 0 : sum.doubleValue();
        }

        boolean isOccasion(RefundPolicy policy) {
            return policy == RefundPolicy.AS_PURCHASE || (!rows.stream().allMatch(Transaction::isRefund) && net() >= 0);
        }
    }

    /** One customer: periods by their start, in days since 1970. */
    private static final class Customer {
        private final Map<Double, Period> calibration = new TreeMap<>();
        private final Map<Double, Period> holdout = new TreeMap<>();
    }

    private static final class Oracle {
        private final ObservationWindow window;
        private final OccasionRule rule;
        private final Map<String, Customer> customers = new TreeMap<>();
        private long ignored;
        private long outside;

        Oracle(List<Transaction> rows, ObservationWindow window, OccasionRule rule) {
            this.window = window;
            this.rule = rule;
            for (Transaction row : rows) {
                Customer customer = customers.computeIfAbsent(row.customerId(), id -> new Customer());
                if (isAfter(row, window.end())) {
                    outside++;
                } else if (row.isRefund() && rule.refunds() == RefundPolicy.IGNORE) {
                    ignored++;
                } else {
                    boolean late = isAfter(row, window.calibrationEnd());
                    (late ? customer.holdout : customer.calibration)
                            .computeIfAbsent(startOf(row.time()), start -> new Period())
                            .rows
                            .add(row);
                }
            }
        }

        private boolean isAfter(Transaction row, LocalDate day) {
            boolean cutsTheDay =
                    rule.occasion() == Occasion.INSTANT || (window.hasHoldout() && rule.split() == Split.START_OF_DAY);
            boolean isLaterPeriod = startOf(row.time()) > startOf(day);
            return isLaterPeriod
                    || (cutsTheDay
                            && row.time()
                                    .isAfter(day.atStartOfDay(window.zone()).toInstant()));
        }

        private double startOf(Instant instant) {
            return rule.occasion() == Occasion.INSTANT
                    ? instant.toEpochMilli() / 86_400_000.0
                    : startOf(LocalDate.ofInstant(instant, window.zone()));
        }

        private double startOf(LocalDate day) {
            return switch (rule.occasion()) {
                case INSTANT -> startOf(day.atStartOfDay(window.zone()).toInstant());
                case DAY -> day.toEpochDay();
                case WEEK ->
                    day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toEpochDay();
            };
        }

        void check(CustomerSummaries summaries, String seed) {
            CustomerSummaryTable table = summaries.table();
            SummaryAudit audit = summaries.audit();
            double end = startOf(window.calibrationEnd());
            int row = 0;
            long occasions = 0;
            long merged = 0;
            long later = 0;
            for (Map.Entry<String, Customer> each : customers.entrySet()) {
                Customer customer = each.getValue();
                List<Double> starts = occasionsOf(customer.calibration);
                List<Double> lateStarts = occasionsOf(customer.holdout);
                if (starts.isEmpty()) {
                    later += lateStarts.isEmpty() ? 0 : 1;
                    continue;
                }
                double first = starts.get(0);
                assertThat(table.customerId(row)).as(seed).isEqualTo(each.getKey());
                assertThat(table.frequency(row)).as(seed).isEqualTo(starts.size() - 1);
                assertClose(table.recency(row), starts.get(starts.size() - 1) - first, seed);
                assertClose(table.age(row), end - first, seed);
                assertClose(table.firstSpend(row), spend(customer.calibration, starts.subList(0, 1)), seed);
                assertClose(
                        table.repeatSpend(row), spend(customer.calibration, starts.subList(1, starts.size())), seed);
                assertClose(
                        table.totalSpend(row),
                        spend(customer.calibration, List.copyOf(customer.calibration.keySet())),
                        seed);
                if (table.hasHoldout()) {
                    assertThat(table.holdoutPurchases(row)).as(seed).isEqualTo(lateStarts.size());
                    assertClose(
                            table.holdoutSpend(row),
                            spend(customer.holdout, List.copyOf(customer.holdout.keySet())),
                            seed);
                }
                occasions += starts.size() + lateStarts.size();
                merged += rows(customer.calibration, starts) + rows(customer.holdout, lateStarts);
                row++;
            }
            assertThat(table.size()).as(seed).isEqualTo(row);
            assertThat(audit.summarized()).as(seed).isEqualTo(row);
            assertThat(audit.occasions()).as(seed).isEqualTo(occasions);
            assertThat(audit.merged()).as(seed).isEqualTo(merged - occasions);
            assertThat(audit.ignoredRefunds()).as(seed).isEqualTo(ignored);
            assertThat(audit.outsideWindow()).as(seed).isEqualTo(outside);
            assertThat((long) audit.laterCustomers()).as(seed).isEqualTo(later);
            assertThat(audit.customers()).as(seed).isEqualTo(customers.size());
        }

        private List<Double> occasionsOf(Map<Double, Period> periods) {
            return periods.entrySet().stream()
                    .filter(each -> each.getValue().isOccasion(rule.refunds()))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        private double spend(Map<Double, Period> periods, List<Double> starts) {
            boolean dustIsKept = rule.refunds() == RefundPolicy.AS_PURCHASE;
            double sum = 0;
            for (double start : starts) {
                Period period = periods.getOrDefault(start, new Period());
                sum += dustIsKept
                        ? period.rows.stream().mapToDouble(Transaction::amount).sum()
                        : period.net();
            }
            return sum;
        }

        private static long rows(Map<Double, Period> periods, List<Double> starts) {
            return starts.stream()
                    .mapToLong(start ->
                            periods.getOrDefault(start, new Period()).rows.size())
                    .sum();
        }

        private static void assertClose(double actual, double expected, String seed) {
            assertThat(actual).as(seed).isCloseTo(expected, within(1e-9));
        }
    }

    @Test
    void anAuditThatDoesNotAddUpIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SummaryAudit(10, 3, 2, 1, 1, 1, 1, 3, 1, 1, 1))
                .withMessage("audit counts 9 of 10 transactions");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SummaryAudit(9, 3, 2, 1, 1, 1, 1, 4, 1, 1, 1))
                .withMessage("audit counts 3 of 4 customers");
    }
}

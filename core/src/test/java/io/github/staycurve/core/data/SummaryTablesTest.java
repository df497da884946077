package io.github.staycurve.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.staycurve.core.time.Horizon;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows, tables of rows, and their collapsed form. */
class SummaryTablesTest {

    private static List<CustomerSummary> randomRows(SplittableRandom random, int n, int distinct) {
        List<CustomerSummary> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int x = random.nextInt(4);
            double age = random.nextInt(1, 2 + distinct) / 7.0;
            rows.add(CustomerSummary.of("c" + i, x, x == 0 ? 0 : age * (1 + random.nextInt(3)) / 4, age));
        }
        return rows;
    }

    @Test
    void collapsedRowsCountTheCustomersWhoShareThem() {
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<CustomerSummary> rows = randomRows(random, random.nextInt(500), 1 + random.nextInt(40));
            Map<List<Double>, Integer> expected = new HashMap<>();
            for (CustomerSummary row : rows) {
                expected.merge(List.of((double) row.frequency(), row.recency(), row.age()), 1, Integer::sum);
            }
            CollapsedSummaryTable collapsed =
                    CustomerSummaryTable.of(PeriodUnit.WEEK, rows).collapsed();

            assertThat(collapsed.unit()).isEqualTo(PeriodUnit.WEEK);
            assertThat(collapsed.size()).as("seed %d", seed).isEqualTo(expected.size());
            assertThat(collapsed.totalWeight()).as("seed %d", seed).isEqualTo(rows.size());
            for (int row = 0; row < collapsed.size(); row++) {
                List<Double> key =
                        List.of((double) collapsed.frequency(row), collapsed.recency(row), collapsed.age(row));
                assertThat(collapsed.weight(row)).as("seed %d", seed).isEqualTo((double) expected.getOrDefault(key, 0));
                assertThat(row == 0 || isBefore(collapsed, row - 1, row))
                        .as("seed %d", seed)
                        .isTrue();
            }
        }
    }

    private static boolean isBefore(CollapsedSummaryTable table, int a, int b) {
        if (table.frequency(a) != table.frequency(b)) {
            return table.frequency(a) < table.frequency(b);
        }
        return table.age(a) != table.age(b) ? table.age(a) < table.age(b) : table.recency(a) < table.recency(b);
    }

    @Test
    void orderAndRepetitionDoNotMatter() {
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<CustomerSummary> rows = randomRows(random, 1 + random.nextInt(200), 5);
            List<CustomerSummary> shuffled = new ArrayList<>();
            List<CustomerSummary> left = new ArrayList<>(rows);
            while (!left.isEmpty()) {
                shuffled.add(left.remove(random.nextInt(left.size())));
            }
            double[] weights = new double[rows.size()];
            List<CustomerSummary> repeated = new ArrayList<>();
            for (int i = 0; i < weights.length; i++) {
                weights[i] = 1 + random.nextInt(3);
                for (int k = 0; k < weights[i]; k++) {
                    repeated.add(rows.get(i));
                }
            }
            assertEqual(collapse(shuffled), collapse(rows), seed);
            assertEqual(weighted(rows, weights), collapse(repeated), seed);
        }
    }

    @Test
    void fractionalWeightsAddUpInAnyOrder() {
        List<CustomerSummary> rows = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            rows.add(CustomerSummary.of("c", 1, 2, 3));
        }
        assertThat(weighted(rows, new double[] {0.1, 0.2, 0.3}).weight(0))
                .isEqualTo(0.6); // 0.1 + 0.2 is 0.30000000000000004
        assertThat(weighted(rows, new double[] {0.3, 0.2, 0.1}).weight(0)).isEqualTo(0.6);
        assertThat(weighted(rows, new double[] {1, 1e16, 1}).weight(0)).isEqualTo(1e16 + 2);
    }

    @Test
    void aNegativeZeroIsAZero() {
        List<CustomerSummary> rows = List.of(
                CustomerSummary.of("a", 0, 0.0, 0.0),
                CustomerSummary.of("b", 0, -0.0, 0.0),
                CustomerSummary.of("c", 0, -0.0, -0.0));
        CollapsedSummaryTable collapsed = collapse(rows);
        assertThat(collapsed.size()).isEqualTo(1);
        assertThat(collapsed.weight(0)).isEqualTo(3);
        assertThat(Double.doubleToRawLongBits(collapsed.recency(0))).isZero();
    }

    @Test
    void manyDistinctHistoriesGrowTheCounter() {
        HistoryCounter counter = new HistoryCounter(0);
        int n = 20_000;
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < n; i++) {
                counter.add(i % 5, (i % 5) / 10.0, 1 + i / 5, 1);
            }
        }
        int[] order = counter.order();
        assertThat(order).hasSize(n);
        for (int i = 0; i < n; i++) {
            assertThat(counter.weight(order[i])).isEqualTo(2);
            assertThat(counter.frequency(order[i])).isEqualTo(i / (n / 5));
            assertThat(counter.age(order[i])).isEqualTo(1 + i % (n / 5));
        }
    }

    private static CollapsedSummaryTable collapse(List<CustomerSummary> rows) {
        return CustomerSummaryTable.of(PeriodUnit.WEEK, rows).collapsed();
    }

    private static CollapsedSummaryTable weighted(List<CustomerSummary> rows, double[] weights) {
        return CollapsedSummaryTable.of(
                PeriodUnit.WEEK,
                rows.stream().mapToInt(CustomerSummary::frequency).toArray(),
                rows.stream().mapToDouble(CustomerSummary::recency).toArray(),
                rows.stream().mapToDouble(CustomerSummary::age).toArray(),
                weights);
    }

    private static void assertEqual(CollapsedSummaryTable actual, CollapsedSummaryTable expected, long seed) {
        assertThat(actual.size()).as("seed %d", seed).isEqualTo(expected.size());
        for (int row = 0; row < expected.size(); row++) {
            assertThat(actual.frequency(row)).as("seed %d", seed).isEqualTo(expected.frequency(row));
            assertThat(actual.recency(row)).as("seed %d", seed).isEqualTo(expected.recency(row));
            assertThat(actual.age(row)).as("seed %d", seed).isEqualTo(expected.age(row));
            assertThat(actual.weight(row)).as("seed %d", seed).isEqualTo(expected.weight(row));
        }
    }

    @Test
    void badWeightedRowsAreRefusedByNumber() {
        int[] x = {1, 2};
        double[] tx = {1, 2};
        double[] t = {3, 3};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CollapsedSummaryTable.of(PeriodUnit.DAY, x, tx, t, new double[] {1, 0}))
                .withMessage("row 1: weight must be positive and finite, was 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CollapsedSummaryTable.of(PeriodUnit.DAY, x, new double[] {1, 4}, t, t))
                .withMessage("row 1: recency must lie in [0.0, 3.0], was 4.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CollapsedSummaryTable.of(PeriodUnit.DAY, x, tx, t, new double[] {1}))
                .withMessage("columns must have one length, were frequency 2, recency 2, age 2, weight 1");
    }

    @Test
    void aTableOfRowsKeepsTheirOrder() {
        List<CustomerSummary> rows =
                List.of(new CustomerSummary("b", 2, 3, 5, 1, 8, 9.5), new CustomerSummary("a", 0, 0, 4, 2, 0, 2));
        CustomerSummaryTable table = CustomerSummaryTable.of(PeriodUnit.DAY, rows);
        assertThat(table.rows()).isEqualTo(rows);
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.window()).isEmpty();
        assertThat(table.hasHoldout()).isFalse();
        assertThat(table.holdout()).isEqualTo(Horizon.of(0, PeriodUnit.DAY));
        assertThat(table.describe()).isEqualTo("2 customers, durations in days; summarised by the caller");
        assertThat(table.inactivity(0)).isEqualTo(2);
        assertThat(table.meanSpend(0)).hasValue(4);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> table.get(2));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> table.rows().remove(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 0 | 0 | 1 | 1 | 0 | 1 | customerId must not be blank",
                "a | -1 | 0 | 1 | 1 | 0 | 1 | frequency must be 0 or more, was -1",
                "a | 0 | 0 | NaN | 1 | 0 | 1 | age must be 0 or more and finite, was NaN",
                "a | 0 | 0 | Infinity | 1 | 0 | 1 | age must be 0 or more and finite, was Infinity",
                "a | 1 | 2 | 1 | 1 | 0 | 1 | recency must lie in [0.0, 1.0], was 2.0",
                "a | 1 | NaN | 1 | 1 | 0 | 1 | recency must lie in [0.0, 1.0], was NaN",
                "a | 1 | 0 | 1 | 1 | 0 | 1 | customer 'a': frequency 1 with recency 0.0; recency is 0 exactly when",
                "a | 0 | 1 | 1 | 1 | 0 | 1 | customer 'a': frequency 0 with recency 1.0; recency is 0 exactly when",
                "a | 0 | 0 | 1 | NaN | 0 | 1 | firstSpend must be finite, was NaN",
                "a | 0 | 0 | 1 | 1 | 2 | 1 | customer 'a': repeatSpend must be finite, and 0 without a repeat purchase, was 2.0",
                "a | 1 | 1 | 1 | 1 | NaN | 1 | customer 'a': repeatSpend must be finite, and 0 without a repeat purchase, was NaN",
                "a | 0 | 0 | 1 | 1 | 0 | Infinity | totalSpend must be finite, was Infinity",
            })
    void impossibleRowsAreRefused(
            String id, int x, double tx, double t, double first, double repeat, double total, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CustomerSummary(id, x, tx, t, first, repeat, total))
                .withMessageStartingWith(message);
    }
}

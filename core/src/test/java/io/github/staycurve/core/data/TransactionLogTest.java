package io.github.staycurve.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionLogTest {

    private static TransactionLog of(List<Transaction> rows) {
        return TransactionLog.of(rows, Transaction::customerId, Transaction::time, Transaction::amount);
    }

    @Test
    void rowOrderDoesNotMatter() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Transaction> rows = Logs.random(random, Instant.EPOCH, 60);
            TransactionLog log = of(rows);
            List<Transaction> shuffled = new ArrayList<>();
            List<Transaction> left = new ArrayList<>(rows);
            while (!left.isEmpty()) {
                shuffled.add(left.remove(random.nextInt(left.size())));
            }
            assertThat(of(shuffled)).as("seed %d", seed).isEqualTo(log).hasSameHashCodeAs(log);
            if (!rows.isEmpty()) {
                assertThat(of(rows.subList(1, rows.size()))).as("seed %d", seed).isNotEqualTo(log);
            }
        }
    }

    @Test
    void rowsStandByCustomerAndTime() {
        TransactionLog log = Logs.of(
                ZoneOffset.UTC,
                "bob 1997-01-02 4",
                "ann 1997-01-03 1",
                "ann 1997-01-01 3",
                "ann 1997-01-01 -0.0",
                "ann 1997-01-01 0.0",
                "ann 1997-01-01 -2");
        assertThat(log.size()).isEqualTo(6);
        assertThat(log.customers()).isEqualTo(2);
        assertThat(log.customerId(0)).isEqualTo("ann");
        assertThat(log.indexOf("bob")).isEqualTo(1);
        assertThat(log.indexOf("cid")).isEqualTo(-1);
        assertThat(new int[] {log.start(0), log.start(1), log.start(2)}).containsExactly(0, 5, 6);
        double[] amounts = new double[log.size()];
        boolean[] refunds = new boolean[log.size()];
        for (int row = 0; row < amounts.length; row++) {
            amounts[row] = log.amount(row);
            refunds[row] = log.isRefund(row);
        }
        assertThat(amounts).containsExactly(-2, -0.0, 0.0, 3, 1, 4);
        assertThat(refunds).containsExactly(true, true, false, false, false, false);
        assertThat(log.epochMillis(5))
                .isEqualTo(Logs.at("1997-01-02", ZoneOffset.UTC).toEpochMilli());
        assertThat(log).hasToString("TransactionLog[6 transactions of 2 customers]");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 47, 48, 49, 96, 97, 200, 1000, 5000})
    void longSpansAreSortedToo(int n) {
        for (long seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long[] times = new long[n];
            double[] amounts = new double[n];
            Integer[] order = new Integer[n];
            int spread = 1 + random.nextInt(2 * n + 1);
            for (int i = 0; i < n; i++) {
                times[i] = random.nextInt(10) == 0 ? random.nextInt(spread) : i; // runs, and rows out of place
                amounts[i] = random.nextInt(-3, 4) * 0.5;
                order[i] = i;
            }
            long[] original = times.clone();
            Arrays.sort(
                    order, Comparator.comparingLong((Integer i) -> original[i]).thenComparingDouble(i -> amounts[i]));

            int[] rows = IntStream.range(0, n).toArray();
            new RowSorter(times, rows, (row, other) -> Double.compare(amounts[row], amounts[other])).sort(0, n);

            for (int i = 0; i < n; i++) {
                assertThat(times[i]).as("seed %d, row %d", seed, i).isEqualTo(original[order[i]]);
                assertThat(amounts[rows[i]]).as("seed %d, row %d", seed, i).isEqualTo(amounts[order[i]]);
            }
        }
    }

    @Test
    void aBuilderGrowsAndGoesOnAfterABuild() {
        TransactionLogBuilder builder = TransactionLog.builder();
        for (int i = 0; i < 5000; i++) {
            builder.add("c" + i % 7, Instant.ofEpochSecond(5000 - i), i);
        }
        TransactionLog first = builder.build();
        builder.add(new Transaction("c9", Instant.EPOCH, 1));
        TransactionLog second = builder.build();
        assertThat(builder.size()).isEqualTo(5001);
        assertThat(first.size()).isEqualTo(5000);
        assertThat(first.customers()).isEqualTo(7);
        assertThat(first.indexOf("c9")).isEqualTo(-1);
        assertThat(second.size()).isEqualTo(5001);
        assertThat(second.customers()).isEqualTo(8);
        for (int row = 1; row < first.start(1); row++) {
            assertThat(first.epochMillis(row)).isGreaterThan(first.epochMillis(row - 1));
        }
    }

    /** A caller's type, any field of which may be null. */
    private record Order(
            @Nullable String customer, @Nullable Instant time, double amount) {}

    @SuppressWarnings("NullAway") // a caller without null checks does just this
    private static void read(Order bad) {
        List<Order> orders = List.of(new Order("ann", Instant.EPOCH, 1), bad);
        TransactionLog.of(orders, Order::customer, Order::time, Order::amount);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "'', 2020-01-01T00:00:00Z, 1, row 2: customerId must not be blank",
                "null, 2020-01-01T00:00:00Z, 1, 'row 2: customerId must not be blank, was null'",
                "bob, null, 1, 'row 2: time must lie in the years 1 to 9999, was null'",
                "bob, +10001-01-01T00:00:00Z, 1, 'row 2: time must lie in the years 1 to 9999, was +10001-01-01T00:00:00Z'",
                "bob, -0001-01-01T00:00:00Z, 1, 'row 2: time must lie in the years 1 to 9999, was -0001-01-01T00:00:00Z'",
                "bob, 2020-01-01T00:00:00Z, NaN, 'row 2: amount must lie in [-1.0E15, 1.0E15], was NaN'",
                "bob, 2020-01-01T00:00:00Z, Infinity, 'row 2: amount must lie in [-1.0E15, 1.0E15], was Infinity'",
                "bob, 2020-01-01T00:00:00Z, -1.1E15, 'row 2: amount must lie in [-1.0E15, 1.0E15], was -1.1E15'",
            })
    void badRowsAreRefusedByNumber(@Nullable String customer, @Nullable Instant time, double amount, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(new Order(customer, time, amount)))
                .withMessageStartingWith(message);
    }

    @Test
    void aRefusedRowAddsNothingToABuilder() {
        TransactionLogBuilder builder = TransactionLog.builder();
        assertThatIllegalArgumentException().isThrownBy(() -> builder.add("ann", Instant.EPOCH, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.add("ann", Instant.MIN, 1));
        for (long millis :
                new long[] {Long.MIN_VALUE, Transaction.MIN_EPOCH_MILLIS - 1, Transaction.MAX_EPOCH_MILLIS + 1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.add("ann", millis, 1))
                    .withMessage("time must lie in the years 1 to 9999, was " + millis + " ms since 1970");
            assertThatIllegalArgumentException().isThrownBy(() -> builder.add("ann", Instant.ofEpochMilli(millis), 1));
        }
        assertThat(builder.size()).isZero();
        assertThat(builder.build().customers()).isZero();
        builder.add("ann", Transaction.MIN_EPOCH_MILLIS, 1).add("ann", Transaction.MAX_EPOCH_MILLIS, 1);
        assertThat(builder.build().epochMillis(1)).isEqualTo(Transaction.MAX_EPOCH_MILLIS);
    }

    @Test
    void transactionsKnowRefunds() {
        assertThat(new Transaction("a", Instant.EPOCH, -0.0).isRefund()).isTrue();
        assertThat(new Transaction("a", Instant.EPOCH, 0.0).isRefund()).isFalse();
        assertThat(new Transaction("a", Instant.EPOCH, -1e15).isRefund()).isTrue();
        assertThat(new Transaction("a", Instant.EPOCH, Transaction.MAX_AMOUNT).isRefund())
                .isFalse();
    }

    @Test
    void digitsDoNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(TransactionLog.builder().build()).hasToString("TransactionLog[0 transactions of 0 customers]");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CustomerSummary.of("a", 3, 0, 1))
                    .withMessageContaining("frequency 3 with recency 0.0");
        } finally {
            Locale.setDefault(before);
        }
    }
}

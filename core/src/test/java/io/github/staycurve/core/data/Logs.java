package io.github.staycurve.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Small logs for tests, written as text or drawn at random. */
final class Logs {
    private Logs() {}

    /** Returns the log of lines like {@code ann 1997-01-01T10:00 25.5}, with local times of a zone. */
    static TransactionLog of(ZoneId zone, String... lines) {
        TransactionLogBuilder builder = TransactionLog.builder();
        for (String line : lines) {
            String[] parts = line.trim().split(" +", -1);
            builder.add(parts[0], at(parts[1], zone), Double.parseDouble(parts[2]));
        }
        return builder.build();
    }

    /** Returns the instant of a local date-time, or of a date's midnight. */
    static Instant at(String text, ZoneId zone) {
        String time = text.contains("T") ? text : text + "T00:00";
        return LocalDateTime.parse(time).atZone(zone).toInstant();
    }

    /** Draws purchases, refunds, zeros and refunds of nothing around an instant, in no order. */
    static List<Transaction> random(SplittableRandom random, Instant around, int days) {
        int customers = 1 + random.nextInt(8);
        int rows = random.nextInt(120);
        List<Transaction> transactions = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            long millis = around.toEpochMilli() + (long) (random.nextDouble(-0.5, 0.5) * days * 86_400_000);
            if (random.nextInt(3) == 0) {
                millis = Math.floorDiv(millis, 21_600_000L) * 21_600_000L; // equal instants, midnights
            }
            transactions.add(
                    new Transaction("c" + random.nextInt(customers), Instant.ofEpochMilli(millis), amount(random)));
        }
        return transactions;
    }

    private static double amount(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> 0.0;
            case 1 -> -0.0;
            case 2, 3 -> -random.nextInt(1, 6) / 10.0;
            default -> random.nextInt(1, 6) / 10.0;
        };
    }

    /** Asserts that two tables hold the same customers, numbers to the last bit. */
    static void assertSame(CustomerSummaryTable actual, CustomerSummaryTable expected, String description) {
        assertThat(actual.unit()).as(description).isEqualTo(expected.unit());
        assertThat(actual.window()).as(description).isEqualTo(expected.window());
        assertThat(actual.describe()).as(description).isEqualTo(expected.describe());
        assertThat(actual.holdout()).as(description).isEqualTo(expected.holdout());
        assertThat(actual.rows()).as(description).isEqualTo(expected.rows()); // records compare doubles by their bits
        for (int row = 0; row < expected.size(); row++) {
            assertThat(actual.sumLogGaps(row)).as(description).isEqualTo(expected.sumLogGaps(row));
        }
        if (expected.hasHoldout()) {
            for (int row = 0; row < expected.size(); row++) {
                assertThat(actual.holdoutPurchases(row)).as(description).isEqualTo(expected.holdoutPurchases(row));
                assertThat(Double.doubleToLongBits(actual.holdoutSpend(row)))
                        .as(description)
                        .isEqualTo(Double.doubleToLongBits(expected.holdoutSpend(row)));
            }
        }
    }
}

package io.github.staycurve.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.staycurve.core.data.RefundPolicy;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.data.TransactionLogBuilder;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** The same rows as CSV, from a database and as objects give the same log and the same account. */
class SourcesAgreeTest {
    private static final Pattern CANCELLED = Pattern.compile("^C");

    private record Row(
            @Nullable String customer,
            @Nullable Instant time,
            double price,
            double quantity,
            @Nullable String order) {}

    @RepeatedTest(60)
    void sameLogAndSameAccount(RepetitionInfo run) throws SQLException {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        List<Row> rows = rows(random, random.nextInt(300));
        RefundPolicy refunds = List.of(RefundPolicy.NET, RefundPolicy.IGNORE, RefundPolicy.AS_PURCHASE)
                .get(random.nextInt(3));
        ZeroAmountPolicy zeros = random.nextBoolean() ? ZeroAmountPolicy.KEEP : ZeroAmountPolicy.REFUSE;

        Ingested<TransactionLog> objects = ObjectTransactions.builder(Row::customer, Row::time, Row::price)
                .quantity(Row::quantity)
                .order(Row::order)
                .cancelledOrders(CANCELLED)
                .refunds(refunds)
                .zeroAmounts(zeros)
                .build()
                .read(rows);
        Ingested<TransactionLog> csv = CsvTransactions.builder("customer", "time", "price")
                .quantity("quantity")
                .order("order")
                .cancelledOrders(CANCELLED)
                .refunds(refunds)
                .zeroAmounts(zeros)
                .build()
                .read(new StringReader(csv(rows)), "rows");
        Ingested<TransactionLog> database = fromDatabase(rows, refunds, zeros);

        assertThat(csv.accepted()).as("seed %d", seed).isEqualTo(objects.accepted());
        assertThat(database.accepted()).as("seed %d", seed).isEqualTo(objects.accepted());
        assertThat(csv.audit()).as("seed %d", seed).isEqualTo(objects.audit());
        assertThat(database.audit()).as("seed %d", seed).isEqualTo(objects.audit());
        for (int i = 0; i < objects.refusals().size(); i++) {
            Refusal refusal = objects.refusals().get(i);
            assertThat(csv.refusals().get(i).line()).as("seed %d", seed).isEqualTo(refusal.line() + 1);
            assertThat(csv.refusals().get(i).reason()).as("seed %d", seed).isEqualTo(refusal.reason());
            assertThat(database.refusals().get(i).line()).as("seed %d", seed).isEqualTo(refusal.line());
            assertThat(database.refusals().get(i).reason()).as("seed %d", seed).isEqualTo(refusal.reason());
        }
    }

    @RepeatedTest(40)
    void validRowsSurviveCsvInAnyOrder(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        SplittableRandom random = new SplittableRandom(seed);
        ZoneId zone =
                ZoneId.of(List.of("UTC", "Europe/London", "America/Sao_Paulo").get(random.nextInt(3)));
        List<String> lines = new ArrayList<>();
        TransactionLogBuilder expected = TransactionLog.builder();
        for (int i = random.nextInt(500); i > 0; i--) {
            String customer = customer(random);
            Instant time = instant(random);
            double amount = Double.longBitsToDouble(random.nextLong());
            amount = Math.abs(amount) <= 1e15 ? amount + 0.0 : random.nextInt(-500, 5000) / 100.0;
            expected.add(customer, time, amount);
            // a local time that comes twice could be another instant
            OffsetDateTime local = time.atZone(zone).toOffsetDateTime();
            boolean unique =
                    zone.getRules().getValidOffsets(local.toLocalDateTime()).size() == 1;
            String written =
                    unique && random.nextBoolean() ? local.toLocalDateTime().toString() : local.toString();
            lines.add(quoted(random, customer) + "," + quoted(random, written) + "," + quoted(random, "" + amount));
        }
        TransactionLog log = expected.build();
        for (int shuffle = 0; shuffle < 3; shuffle++) {
            Collections.shuffle(lines, new Random(seed + shuffle));
            String lineBreak = List.of("\n", "\r\n", "\r").get(shuffle);
            String text = "customer,time,amount" + lineBreak + String.join(lineBreak, lines);
            assertThat(CsvTransactions.builder("customer", "time", "amount")
                            .zone(zone)
                            .build()
                            .read(new StringReader(text), "rows")
                            .orThrow())
                    .as("seed %d", seed)
                    .isEqualTo(log);
        }
    }

    private static List<Row> rows(SplittableRandom random, int count) {
        double[] prices = {0, -0.0, 5, 2.5, -3, 1e15, 1e16, 0.1, Double.NaN, Double.POSITIVE_INFINITY};
        double[] quantities = {1, 1, 1, 2, -1, 0, -0.0, 0.3, 3, Double.NaN, 1e200};
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new Row(
                    random.nextInt(8) == 0 ? null : customer(random).replace('\n', ' '),
                    random.nextInt(8) == 0 ? null : instant(random),
                    prices[random.nextInt(prices.length)],
                    quantities[random.nextInt(quantities.length)],
                    random.nextInt(8) == 0 ? null : (random.nextInt(4) == 0 ? "C" : "") + random.nextInt(50)));
        }
        return rows;
    }

    private static String customer(SplittableRandom random) {
        return List.of("c", "=1+1,", "\"q\" ", " é\n", "😀;").get(random.nextInt(5)) + random.nextInt(20);
    }

    private static Instant instant(SplittableRandom random) {
        return Instant.ofEpochMilli(random.nextLong(0, 2_000_000_000_000L));
    }

    private static String csv(List<Row> rows) {
        StringBuilder text = new StringBuilder("customer,time,price,quantity,order\n");
        for (Row row : rows) {
            text.append(quoted(row.customer() == null ? "" : row.customer()))
                    .append(',')
                    .append(row.time() == null ? "" : row.time())
                    .append(',')
                    .append(row.price())
                    .append(',')
                    .append(row.quantity())
                    .append(',')
                    .append(row.order() == null ? "" : row.order())
                    .append('\n');
        }
        return text.toString();
    }

    private static String quoted(SplittableRandom random, String text) {
        boolean plain = text.indexOf('"') < 0 && text.indexOf(',') < 0 && text.indexOf('\n') < 0;
        return plain && random.nextBoolean() ? text : quoted(text);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private static Ingested<TransactionLog> fromDatabase(List<Row> rows, RefundPolicy refunds, ZeroAmountPolicy zeros)
            throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:h2:mem:");
                Statement statement = database.createStatement()) {
            statement.execute("CREATE TABLE t (n INT, customer VARCHAR, time TIMESTAMP(3) WITH TIME ZONE, price DOUBLE,"
                    + " quantity DOUBLE, o VARCHAR)");
            try (PreparedStatement insert = database.prepareStatement("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)")) {
                int number = 0;
                for (Row row : rows) {
                    insert.setInt(1, number++);
                    insert.setString(2, row.customer());
                    insert.setObject(3, row.time() == null ? null : row.time().atOffset(ZoneOffset.UTC));
                    insert.setDouble(4, row.price());
                    insert.setDouble(5, row.quantity());
                    insert.setString(6, row.order());
                    insert.executeUpdate();
                }
            }
            try (ResultSet result = statement.executeQuery("SELECT * FROM t ORDER BY n")) {
                return JdbcTransactions.builder("customer", "time", "price")
                        .quantity("quantity")
                        .order("o")
                        .cancelledOrders(CANCELLED)
                        .refunds(refunds)
                        .zeroAmounts(zeros)
                        .build()
                        .read(result);
            }
        }
    }
}

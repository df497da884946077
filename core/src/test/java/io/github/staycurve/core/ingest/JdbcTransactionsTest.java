package io.github.staycurve.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.staycurve.core.data.RefundPolicy;
import io.github.staycurve.core.data.TransactionLog;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcTransactionsTest {
    private static final ZoneId SAO_PAULO = ZoneId.of("America/Sao_Paulo");

    @SuppressWarnings("NullAway.Init")
    private Connection database;

    @BeforeEach
    void open() throws SQLException {
        database = DriverManager.getConnection("jdbc:h2:mem:");
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    private static JdbcTransactions.Builder columns() {
        return JdbcTransactions.builder("customer", "time", "amount");
    }

    private Ingested<TransactionLog> query(JdbcTransactions.Builder builder, String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return builder.build().read(rows);
        }
    }

    private static String instant(TransactionLog log) {
        return Instant.ofEpochMilli(log.epochMillis(0)).toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "TIMESTAMP '2018-11-05 10:00:00.25'|2018-11-05T12:00:00.250Z",
                "TIMESTAMP '2018-11-04 00:30:00'|2018-11-04T03:30:00Z",
                "DATE '2018-11-04'|2018-11-04T03:00:00Z",
                "TIMESTAMP WITH TIME ZONE '2018-11-05 10:00:00+01:00'|2018-11-05T09:00:00Z",
                "'2018-11-05'|2018-11-05T02:00:00Z",
                "'2018-11-05T10:00Z'|2018-11-05T10:00:00Z",
                "CAST('2018-11-05' AS CLOB)|2018-11-05T02:00:00Z",
                "'05/11/2018'|2018-11-05T02:00:00Z",
            })
    void readsTimesByTheirType(String time, String instant) throws SQLException {
        Ingested<TransactionLog> ingested = query(
                columns().zone(SAO_PAULO).timePattern("dd/MM/yyyy"),
                "SELECT 'a' AS customer, " + time + " AS time, 5 AS amount");
        assertThat(instant(ingested.orThrow())).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource({
        "5, 5",
        "5.25, 5.25",
        "CAST(5.5 AS DOUBLE), 5.5",
        "CAST(5 AS BIGINT), 5",
        "' 5.25 ', 5.25",
        "-0.0, 0",
        "CAST(1e15 AS DECIMAL(20)), 1e15"
    })
    void readsNumbersByTheirType(String amount, double value) throws SQLException {
        TransactionLog log = query(
                        columns(), "SELECT 17850 AS customer, DATE '2023-05-31' AS time, " + amount + " AS amount")
                .orThrow();
        assertThat(log.amount(0)).isEqualTo(value);
        assertThat(log.customerId(0)).isEqualTo("17850");
    }

    @Test
    void refusesWhatIsMissingOrWrong() throws SQLException {
        Ingested<TransactionLog> ingested = query(columns().quantity("q").order("o"), """
                SELECT * FROM (VALUES
                  (NULL, TIMESTAMP '2023-05-31 00:00:00', 1e0, '1', 'o1'),
                  ('a', NULL, 1e0, '1', 'o1'),
                  ('a', TIMESTAMP '2023-05-31 00:00:00', NULL, '1', 'o1'),
                  ('a', TIMESTAMP '2023-05-31 00:00:00', 1e0, NULL, 'o1'),
                  ('a', TIMESTAMP '2023-05-31 00:00:00', 1e20, '1', 'o1'),
                  ('a', TIMESTAMP '2023-05-31 00:00:00', 1e0, 'x', 'o1'),
                  ('a', TIMESTAMP '2023-05-31 00:00:00', CAST('NaN' AS DOUBLE), 'x', 'o1'),
                  ('a', TIMESTAMP '-2023-05-31 00:00:00', 1e0, '1', 'o1'),
                  ('a', TIMESTAMP '2023-05-31 00:00:00', 1e0, '2', NULL),
                  ('a', TIMESTAMP '2023-05-31 00:00:00', 2e0, '3', 'o2')
                ) AS t(customer, time, amount, q, o)
                """);
        assertThat(ingested.refusals())
                .extracting(Refusal::reason)
                .containsExactly(
                        RefusalReason.MISSING_CUSTOMER,
                        RefusalReason.BAD_TIME,
                        RefusalReason.BAD_AMOUNT,
                        RefusalReason.BAD_QUANTITY,
                        RefusalReason.BAD_AMOUNT,
                        RefusalReason.BAD_QUANTITY,
                        RefusalReason.BAD_AMOUNT,
                        RefusalReason.BAD_TIME);
        assertThat(ingested.refusals())
                .extracting(Refusal::message)
                .contains(
                        "query row 1: customer is missing",
                        "query row 5: amount '1.0E20' is beyond 1e15",
                        "query row 6: q 'x' is not a number");
        assertThat(ingested.accepted().amount(1)).isEqualTo(6);
        assertThat(ingested.audit().orders()).hasValue(1);
    }

    @Test
    void quantitiesAndCancelledOrders() throws SQLException {
        Ingested<TransactionLog> ingested = query(
                columns()
                        .quantity("q")
                        .order("o")
                        .cancelledOrders(Pattern.compile("^C"))
                        .refunds(RefundPolicy.IGNORE),
                """
                SELECT * FROM (VALUES ('a', DATE '2023-05-31', 2.5, 2, 'C1'), ('a', DATE '2023-05-31', 2.5, 2, '1'))
                AS t(customer, time, amount, q, o)
                """);
        assertThat(ingested.accepted().amount(0)).isEqualTo(5);
        assertThat(ingested.refusals())
                .singleElement()
                .extracting(Refusal::reason)
                .isEqualTo(RefusalReason.IGNORED_REFUND);
    }

    @Test
    void aMissingColumnIsOneClearError() {
        assertThatThrownBy(() -> query(columns(), "SELECT 1 AS customer, 2 AS amount"))
                .isInstanceOf(IngestException.class)
                .hasMessage("query: there is no column 'time'; name one of those it has: CUSTOMER, AMOUNT");
    }

    @Test
    void aFailingDatabaseIsOneClearError() throws SQLException {
        try (Statement statement = database.createStatement()) {
            ResultSet rows = statement.executeQuery("SELECT 'a' AS customer, 2 AS time, 3 AS amount");
            rows.close();
            IngestException e = catchThrowableOfType(
                    IngestException.class, () -> columns().build().read(rows));
            assertThat(e).hasMessageStartingWith("query: the database failed after 0 rows: ");
            assertThat(e.getCause()).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void readsWhatOtherDriversReturn() {
        Instant noon = Instant.parse("2023-05-31T12:00:00Z");
        LocalDateTime local = LocalDateTime.of(2023, 5, 31, 9, 0);
        assertThat(instantOf(Types.TIMESTAMP, "timestamp", Timestamp.valueOf(local)))
                .isEqualTo(noon);
        assertThat(instantOf(Types.TIMESTAMP, "timestamp", local)).isEqualTo(noon);
        assertThat(instantOf(Types.TIMESTAMP, "timestamptz", Timestamp.from(noon)))
                .isEqualTo(noon);
        assertThat(instantOf(Types.TIMESTAMP_WITH_TIMEZONE, "x", Timestamp.from(noon)))
                .isEqualTo(noon);
        assertThat(instantOf(Types.OTHER, "x", noon.atZone(ZoneId.of("Asia/Kathmandu"))))
                .isEqualTo(noon);
        assertThat(instantOf(Types.OTHER, "x", noon)).isEqualTo(noon);
        assertThat(instantOf(Types.DATE, "date", LocalDate.of(2023, 5, 31)))
                .isEqualTo(Instant.parse("2023-05-31T03:00:00Z"));
    }

    /** Returns the time of the one row of a result whose driver returns this for its time. */
    private static Instant instantOf(int type, String typeName, Object time) {
        List<String> labels = List.of("customer", "time", "amount");
        ResultSetMetaData result = proxy(ResultSetMetaData.class, (name, argument) -> switch (name) {
            case "getColumnCount" -> 3;
            case "getColumnLabel" -> labels.get((int) argument - 1);
            case "getColumnType" -> type;
            default -> typeName;
        });
        List<Integer> calls = new ArrayList<>();
        ResultSet rows = proxy(ResultSet.class, (name, argument) -> switch (name) {
            case "getMetaData" -> result;
            case "next" -> {
                calls.add(0);
                yield calls.size() == 1;
            }
            case "getString" -> "a";
            default -> (int) argument == 2 ? time : Integer.valueOf(5);
        });
        TransactionLog log = columns().zone(SAO_PAULO).build().read(rows).orThrow();
        return Instant.ofEpochMilli(log.epochMillis(0));
    }

    private interface Answer {
        Object to(String method, Object argument);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method.getName(), arguments == null ? 0 : arguments[0])));
    }
}

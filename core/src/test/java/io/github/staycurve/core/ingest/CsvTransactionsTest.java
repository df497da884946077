package io.github.staycurve.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.staycurve.core.data.Transaction;
import io.github.staycurve.core.data.TransactionLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTransactionsTest {
    private static final String ORDERS = """
            customer,time,amount
            b,2023-05-31,12.50
            a,2023-05-30T10:00:00Z,3
            b,2023-05-31,12.50
            """;
    private static final TransactionLog LOG = TransactionLog.builder()
            .add("a", Instant.parse("2023-05-30T10:00:00Z"), 3)
            .add("b", Instant.parse("2023-05-31T00:00:00Z"), 12.5)
            .add("b", Instant.parse("2023-05-31T00:00:00Z"), 12.5)
            .build();

    @TempDir
    Path folder = Path.of("");

    private static CsvTransactions.Builder columns() {
        return CsvTransactions.builder("customer", "time", "amount");
    }

    private static Ingested<TransactionLog> read(String text) {
        return columns().build().read(new StringReader(text), "orders.csv");
    }

    private static Ingested<TransactionLog> read(byte[] bytes) {
        return columns().build().read(new ByteArrayInputStream(bytes), "orders.csv");
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static List<Long> lines(Ingested<?> ingested) {
        return ingested.refusals().stream().map(Refusal::line).toList();
    }

    @Test
    void readsALog() {
        Ingested<TransactionLog> ingested = read(ORDERS);
        assertThat(ingested.accepted()).isEqualTo(LOG);
        assertThat(ingested.orThrow()).isSameAs(ingested.accepted());
        assertThat(ingested.refusals()).isEmpty();
        assertThat(ingested.audit().rows()).isEqualTo(3);
        assertThat(ingested.audit().accepted()).isEqualTo(3);
        assertThat(ingested.audit().refused()).isZero();
        assertThat(ingested.audit().refusedByReason()).isEmpty();
        assertThat(ingested.audit().orders()).isEmpty();
        assertThat(ingested).hasToString("Ingested[orders.csv: 3 rows, 3 accepted, 0 refused]");
    }

    @Test
    void readsPlainAndGzipFilesWhateverTheirNames() throws IOException {
        byte[] plain = ORDERS.getBytes(StandardCharsets.UTF_8);
        Path zippedAsCsv = Files.write(folder.resolve("zipped.csv"), gzip(plain));
        Path plainAsGz = Files.write(folder.resolve("plain.csv.gz"), plain);
        assertThat(columns().build().read(zippedAsCsv).accepted()).isEqualTo(LOG);
        assertThat(columns().build().read(plainAsGz).accepted()).isEqualTo(LOG);
    }

    @Test
    void readsZippedPartsOneAfterTheOther() throws IOException {
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        parts.write(gzip("customer,time,amount\na,2023-05-30T10:00Z,3\n".getBytes(StandardCharsets.UTF_8)));
        parts.write(gzip("b,2023-05-31,12.50\nb,2023-05-31,12.50\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(read(parts.toByteArray()).accepted()).isEqualTo(LOG);
    }

    @Test
    void leavesStreamsOpen() {
        List<String> closed = new ArrayList<>();
        InputStream in = new ByteArrayInputStream(ORDERS.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
                closed.add("closed");
            }
        };
        assertThat(columns().build().read(in, "orders.csv").accepted()).isEqualTo(LOG);
        assertThat(closed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void takesEveryLineBreakAndAByteOrderMark(String lineBreak) {
        String text = "\uFEFF" + ORDERS.replace("\n", lineBreak);
        assertThat(read(text).accepted()).isEqualTo(LOG);
        assertThat(read(text.getBytes(StandardCharsets.UTF_8)).accepted()).isEqualTo(LOG);
        assertThat(read(gzip(text.getBytes(StandardCharsets.UTF_8))).accepted()).isEqualTo(LOG);
        assertThat(lines(read(text + "c,bad,1" + lineBreak + "d,2023-05-31,1"))).containsExactly(5L);
    }

    @Test
    void quotedCellsHoldDelimitersQuotesAndLines() {
        Ingested<TransactionLog> ingested = read("""
                "customer","note","time","amount"
                "a,""b\""","first
                second

                fourth","2023-05-31","5"
                =1+1,"",2023-05-31,6
                c,x,2023-05-31,bad

                d,"two
                lines",bad,7
                e,x,2023-05-31,8
                """);
        TransactionLog log = ingested.accepted();
        assertThat(List.of(log.customerId(0), log.customerId(1), log.customerId(2)))
                .containsExactly("=1+1", "a,\"b\"", "e");
        assertThat(lines(ingested)).containsExactly(7L, 9L);
    }

    @Test
    void whatFollowsAClosingQuoteJoinsTheCell() {
        assertThat(read("customer,time,amount\n\"a\"b,2023-05-31,1\n")
                        .accepted()
                        .customerId(0))
                .isEqualTo("ab");
    }

    @Test
    void blankLinesAreNoRows() {
        Ingested<TransactionLog> ingested = read("\n  \n" + ORDERS.replace("\n", "\n\n \t \n") + "\"\"\n,,\n");
        assertThat(ingested.accepted()).isEqualTo(LOG);
        assertThat(ingested.audit().rows()).isEqualTo(4); // the commas are a row
        assertThat(ingested.refusals())
                .singleElement()
                .extracting(Refusal::reason)
                .isEqualTo(RefusalReason.MISSING_CUSTOMER);
    }

    @Test
    void onlyAHeaderIsNoRow() {
        Ingested<TransactionLog> ingested = read("customer,time,amount");
        assertThat(ingested.audit().rows()).isZero();
        assertThat(ingested.accepted().size()).isZero();
    }

    @Test
    void columnsAreFoundByNameInAnyOrder() {
        String rows = "5,x,a,2023-05-31\n";
        TransactionLog expected = TransactionLog.builder()
                .add("a", Instant.parse("2023-05-31T00:00:00Z"), 5)
                .build();
        for (String header : List.of(
                "amount,note,customer,time",
                " amount , note,\tcustomer,time",
                "AMOUNT,,Customer,Time",
                "amount,Amount,customer,time",
                "amount,customer2,customer,time")) {
            assertThat(read(header + "\n" + rows).accepted()).as(header).isEqualTo(expected);
        }
    }

    @Test
    void delimiterIsTheCallersChoice() {
        for (char delimiter : new char[] {';', '\t', '|'}) {
            Ingested<TransactionLog> ingested = columns()
                    .delimiter(delimiter)
                    .build()
                    .read(new StringReader(ORDERS.replace(',', delimiter)), "orders.csv");
            assertThat(ingested.accepted()).isEqualTo(LOG);
        }
        for (char delimiter : new char[] {'"', '\n', '\r', 'a', '1'}) {
            assertThatThrownBy(() -> columns().delimiter(delimiter)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void rowsMayBeLongerButNotTooShort() {
        Ingested<TransactionLog> ingested = read(ORDERS + "c1\nc2,2023-05-05\nc3,2023-05-05,10,11,12\n");
        assertThat(ingested.accepted().size()).isEqualTo(4);
        assertThat(ingested.refusals())
                .extracting(Refusal::message)
                .containsExactly("orders.csv line 5: time is missing", "orders.csv line 6: amount is missing");
        assertThat(ingested.refusals())
                .extracting(Refusal::reason)
                .containsExactly(RefusalReason.BAD_TIME, RefusalReason.BAD_AMOUNT);
    }

    @Test
    void rowsMayEndBeforeColumnsThatNobodyNeeds() {
        assertThat(read("customer,time,amount,note\na,2023-05-31,5\n")
                        .accepted()
                        .size())
                .isEqualTo(1);
    }

    @Test
    void bytesThatAreNotUtf8BecomeReplacementCharacters() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(ORDERS.getBytes(StandardCharsets.UTF_8));
        bytes.write("caf\u00e9\u00ff,2023-05-05,10\n".getBytes(StandardCharsets.ISO_8859_1));
        Ingested<TransactionLog> ingested = read(bytes.toByteArray());
        assertThat(ingested.audit().accepted()).isEqualTo(4);
        assertThat(ingested.accepted().indexOf("caf\uFFFD\uFFFD")).isEqualTo(2);
    }

    @Test
    void identifiersAreKeptAsTheyAre() {
        TransactionLog log = read("customer,time,amount\n 007 ,2023-05-31,1\n007,2023-05-31,1\nÅ😀,2023-05-31,1\n")
                .accepted();
        assertThat(log.customers()).isEqualTo(3);
        assertThat(log.customerId(0)).isEqualTo(" 007 ");
        assertThat(log.indexOf("Å😀")).isEqualTo(2);
    }

    @Test
    void oneColumnMayServeTwice() {
        Ingested<TransactionLog> ingested =
                columns().order("customer").build().read(new StringReader(ORDERS), "orders.csv");
        assertThat(ingested.accepted()).isEqualTo(LOG);
        assertThat(ingested.audit().orders()).hasValue(2);
    }

    @Test
    void timesAreReadInTheZoneAndInThePatternsGiven() {
        TransactionLog log = columns()
                .zone(ZoneId.of("America/Sao_Paulo"))
                .timePattern("dd/MM/yyyy HH:mm")
                .timePattern("dd/MM/yyyy")
                .build()
                .read(
                        new StringReader(
                                "customer,time,amount\na,04/11/2018,1\na,05/11/2018 10:00,2\na,2018-11-06,3\n"),
                        "x")
                .orThrow();
        assertThat(List.of(
                        Instant.ofEpochMilli(log.epochMillis(0)),
                        Instant.ofEpochMilli(log.epochMillis(1)),
                        Instant.ofEpochMilli(log.epochMillis(2))))
                .containsExactly(
                        Instant.parse("2018-11-04T03:00:00Z"),
                        Instant.parse("2018-11-05T12:00:00Z"),
                        Instant.parse("2018-11-06T02:00:00Z"));
        assertThatThrownBy(() -> columns().timePattern("HH:mm")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsOfProgress() {
        StringBuilder text = new StringBuilder("customer,time,amount\n");
        for (int i = 0; i < 250_000; i++) {
            text.append(i % 1000).append(i % 10 == 0 ? ",bad,1\n" : ",2023-05-31,1\n");
        }
        List<Long> told = new ArrayList<>();
        Ingested<TransactionLog> ingested =
                columns().progress(told::add).build().read(new StringReader(text.toString()), "orders.csv");
        assertThat(told).containsExactly(100_000L, 200_000L);
        assertThat(ingested.audit().refused()).isEqualTo(25_000);
        assertThat(ingested.refusals()).hasSize(25_000);
        assertThat(ingested.refusals().get(24_999).line()).isEqualTo(249_992);
    }

    @Test
    void aCellOfTenMegabytesIsOneRefusal() {
        String huge = "9".repeat(10 << 20);
        Ingested<TransactionLog> ingested = read(
                ORDERS + "c," + huge + ",1\nc,2023-05-31," + huge + "\n" + huge + ",2023-05-31,1\na,2023-05-31,1\n");
        assertThat(ingested.audit().accepted()).isEqualTo(4);
        assertThat(ingested.refusals())
                .extracting(Refusal::reason)
                .containsExactly(RefusalReason.BAD_TIME, RefusalReason.BAD_AMOUNT, RefusalReason.BAD_IDENTIFIER);
        assertThat(ingested.refusals())
                .allSatisfy(refusal -> assertThat(refusal.value()).hasSize(80).endsWith("9…"))
                .allSatisfy(refusal -> assertThat(refusal.message().length()).isLessThan(300));
    }

    @Test
    void aLongCellNobodyNeedsDoesNotMatter() {
        assertThat(read("customer,time,amount,note\na,2023-05-31,5," + "x".repeat(3 << 20) + "\n")
                        .accepted()
                        .size())
                .isEqualTo(1);
    }

    @Test
    void acceptedTransactionsAreWhatARecordTakes() {
        Ingested<TransactionLog> ingested =
                read("customer,time,amount\nz,9999-12-31,5\ny,0001-01-01,1e15\nx,2023-05-31,-1e15\n");
        TransactionLog log = ingested.orThrow();
        for (int row = 0; row < log.size(); row++) {
            assertThat(new Transaction(
                            log.customerId(row), Instant.ofEpochMilli(log.epochMillis(row)), log.amount(row)))
                    .isNotNull();
        }
    }
}

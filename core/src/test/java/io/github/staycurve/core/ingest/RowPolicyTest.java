package io.github.staycurve.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.staycurve.core.data.RefundPolicy;
import io.github.staycurve.core.data.TransactionLog;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a row: which reason, which message, which amount. */
class RowPolicyTest {
    private static final String HEADER = "order,customer,time,price,quantity\n";

    private static CsvTransactions.Builder plain() {
        return CsvTransactions.builder("customer", "time", "price");
    }

    private static CsvTransactions.Builder orders() {
        return plain().quantity("quantity").order("order").cancelledOrders(Pattern.compile("^C"));
    }

    private static Ingested<TransactionLog> read(CsvTransactions.Builder builder, String rows) {
        return builder.build().read(new StringReader(HEADER + rows), "orders.csv");
    }

    private static List<String> amounts(Ingested<TransactionLog> ingested) {
        List<String> amounts = new ArrayList<>();
        TransactionLog log = ingested.accepted();
        for (int row = 0; row < log.size(); row++) {
            amounts.add(String.valueOf(log.amount(row)));
        }
        return amounts;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "o,,2023-05-31,5,1|MISSING_CUSTOMER|customer||customer is missing",
                "o,  ,bad,bad,bad|MISSING_CUSTOMER|customer||customer is missing",
                "o,a,,bad,bad|BAD_TIME|time||time is missing",
                "o,a,yesterday,bad,bad|BAD_TIME|time|yesterday|time 'yesterday' is not a date or time; write 2023-05-31"
                        + " or 2023-05-31T17:40:00, or name its pattern",
                "o,a,2023-13-45,5,1|BAD_TIME|time|2023-13-45|time '2023-13-45' is not in the calendar or on the clock",
                "o,a,0000-01-01,5,1|BAD_TIME|time|0000-01-01|time '0000-01-01' lies outside the years 1 to 9999",
                "o,a,2023-05-31,,bad|BAD_AMOUNT|price||price is missing",
                "o,a,2023-05-31,five,bad|BAD_AMOUNT|price|five|price 'five' is not a number",
                "o,a,2023-05-31,~12,50~,1|BAD_AMOUNT|price|12,50|price '12,50' is not a number; decimals are written"
                        + " with a point",
                "o,a,2023-05-31,1_000,1|BAD_AMOUNT|price|1_000|price '1_000' is not a number; write its digits without"
                        + " grouping",
                "o,a,2023-05-31,$5,1|BAD_AMOUNT|price|$5|price '$5' is not a number; leave out the currency",
                "o,a,2023-05-31,NaN,1|BAD_AMOUNT|price|NaN|price 'NaN' is not a finite number",
                "o,a,2023-05-31,1e400,1|BAD_AMOUNT|price|1e400|price '1e400' is beyond 1e15",
                "o,a,2023-05-31,1e10,1e10|BAD_AMOUNT|price|1e10|price '1e10' times its quantity is beyond 1e15",
                "o,a,2023-05-31,5,|BAD_QUANTITY|quantity||quantity is missing",
                "o,a,2023-05-31,5,many|BAD_QUANTITY|quantity|many|quantity 'many' is not a number",
                "o,a,2023-05-31,5,1e16|BAD_QUANTITY|quantity|1e16|quantity '1e16' is beyond 1e15",
                "o,a,2023-05-31,5|BAD_QUANTITY|quantity||quantity is missing",
                "o|MISSING_CUSTOMER|customer||customer is missing",
                "o,a,soon|BAD_TIME|time|soon|time 'soon' is not a date or time; write 2023-05-31 or 2023-05-31T17:40:00, or"
                        + " name its pattern",
            })
    void everyReasonAndItsMessage(String row, RefusalReason reason, String column, String value, String message) {
        Ingested<TransactionLog> ingested = read(orders(), row.replace('~', '"') + "\n");
        assertThat(ingested.audit().refusedByReason()).isEqualTo(Map.of(reason, 1L));
        assertThat(ingested.refusals())
                .containsExactly(
                        new Refusal(2, column, value == null ? "" : value, reason, "orders.csv line 2: " + message));
        assertThat(ingested.accepted().size()).isZero();
    }

    @Test
    void refundsAndZeroAmountsAreRefusedWhenAsked() {
        Ingested<TransactionLog> ingested =
                read(orders().refunds(RefundPolicy.IGNORE).zeroAmounts(ZeroAmountPolicy.REFUSE), """
                o1,a,2023-05-31,5,2
                o1,a,2023-05-31,5,-2
                o1,a,2023-05-31,-5,2
                C1,a,2023-05-31,5,2
                C1,a,2023-05-31,0,2
                o1,a,2023-05-31,0,2
                o1,a,2023-05-31,5,0
                o1,a,2023-05-31,-5,-2
                """);
        assertThat(amounts(ingested)).containsExactly("10.0", "10.0");
        assertThat(ingested.refusals())
                .extracting(Refusal::message)
                .containsExactly(
                        "orders.csv line 3: quantity '-2' is a refund, and refunds are ignored",
                        "orders.csv line 4: price '-5' is a refund, and refunds are ignored",
                        "orders.csv line 5: order 'C1' is a cancelled order, and refunds are ignored",
                        "orders.csv line 6: order 'C1' is a cancelled order, and refunds are ignored",
                        "orders.csv line 7: price '0' makes an amount of 0, and these are refused",
                        "orders.csv line 8: quantity '0' makes an amount of 0, and these are refused");
        assertThat(ingested.audit())
                .isEqualTo(new IngestAudit(
                        8,
                        2,
                        6,
                        Map.of(RefusalReason.IGNORED_REFUND, 4L, RefusalReason.ZERO_AMOUNT, 2L),
                        OptionalLong.of(1)));
    }

    @Test
    void withoutAQuantityTheAmountIsAtFault() {
        Ingested<TransactionLog> ingested = read(
                plain().refunds(RefundPolicy.IGNORE).zeroAmounts(ZeroAmountPolicy.REFUSE),
                "o,a,2023-05-31,-5,x\no,a,2023-05-31,-0,x\n");
        assertThat(ingested.refusals()).extracting(Refusal::column).containsExactly("price", "price");
        assertThat(ingested.refusals())
                .extracting(Refusal::reason)
                .containsExactly(RefusalReason.IGNORED_REFUND, RefusalReason.ZERO_AMOUNT);
    }

    @Test
    void byDefaultRefundsAndZeroAmountsAreAccepted() {
        Ingested<TransactionLog> ingested = read(orders(), """
                o1,a,2023-05-01,5,2
                o1,a,2023-05-02,5,-2
                C1,a,2023-05-03,5,2
                C1,a,2023-05-04,5,-2
                C2,a,2023-05-05,0,2
                o3,a,2023-05-06,0,-2
                ,a,2023-05-07,-0,2
                """);
        assertThat(amounts(ingested)).containsExactly("10.0", "-10.0", "-10.0", "-10.0", "-0.0", "0.0", "0.0");
        assertThat(ingested.accepted().isRefund(4)).isTrue();
        assertThat(ingested.accepted().isRefund(5)).isFalse();
        assertThat(ingested.audit().orders()).hasValue(4);
    }

    @Test
    void aWorthlessCancelledOrderIsAZeroAmountToo() {
        Ingested<TransactionLog> ingested =
                read(orders().zeroAmounts(ZeroAmountPolicy.REFUSE), "C1,a,2023-05-01,0,2\nC1,a,2023-05-01,1,2\n");
        assertThat(amounts(ingested)).containsExactly("-2.0");
        assertThat(ingested.refusals())
                .singleElement()
                .extracting(Refusal::reason)
                .isEqualTo(RefusalReason.ZERO_AMOUNT);
    }

    @Test
    void refundsAsPurchasesAreAcceptedHere() {
        assertThat(amounts(read(plain().refunds(RefundPolicy.AS_PURCHASE), "o,a,2023-05-01,-5,2\n")))
                .containsExactly("-5.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"^C", "C.*", "^C\\d+$"})
    void cancelledOrdersAreFound(String pattern) {
        Ingested<TransactionLog> ingested = read(
                plain().order("order").cancelledOrders(Pattern.compile(pattern)),
                "C536379,a,2023-05-01,5,1\n536379,a,2023-05-02,5,1\nc1,a,2023-05-03,5,1\n");
        assertThat(amounts(ingested)).containsExactly("-5.0", "5.0", "5.0");
    }

    @Test
    void cancelledOrdersNeedAnOrderColumn() {
        assertThatThrownBy(() -> plain().cancelledOrders(Pattern.compile("^C")).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("order(...)");
    }

    @Test
    void anOrderTooLongToBeOneIsRefused() {
        Ingested<TransactionLog> ingested = read(orders(), "o".repeat(5000) + ",,2023-05-01,5,1\n");
        assertThat(ingested.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.reason()).isEqualTo(RefusalReason.BAD_IDENTIFIER);
            assertThat(refusal.message()).endsWith("' has more than 4096 characters");
        });
    }

    @Test
    void readingStopsAtTheFirstRefusalWhenAsked() {
        String rows = "o,a,2023-05-31,5,1\no,a,bad,5,1\no,,2023-05-31,5,1\n";
        assertThatThrownBy(() -> read(orders().stopAtFirstRefusal(true), rows))
                .isInstanceOf(IngestException.class)
                .hasMessageStartingWith("orders.csv line 3: time 'bad' is not");
        assertThat(read(orders().stopAtFirstRefusal(false), rows).audit().refused())
                .isEqualTo(2);
    }

    @Test
    void orThrowNamesTheFirstRefusals() {
        Ingested<TransactionLog> ingested = read(plain(), "o,a,2023-05-31,x,1\n" + "o,,2023-05-31,5,1\n".repeat(9));
        assertThatThrownBy(ingested::orThrow)
                .isInstanceOf(IngestException.class)
                .hasMessage(
                        "orders.csv: 10 of 10 rows refused (missingCustomer 9, badAmount 1); first: line 2: price 'x'"
                                + " is not a number; also 3, 4, 5, 6, 7");
    }

    @Test
    void refusalsAreReadOnlyAndCutToOneLine() {
        Ingested<TransactionLog> ingested =
                read(plain(), "o,a,\"two\nlines\u0007" + "é".repeat(200) + "\",5,1\no,a,b,5,1\no,a,b,5,1\n");
        List<Refusal> refusals = ingested.refusals();
        assertThat(refusals.get(0).value())
                .startsWith("two?lines?é")
                .endsWith("é…")
                .hasSize(80);
        assertThat(refusals.get(1).value()).isSameAs(refusals.get(2).value());
        assertThatThrownBy(() -> refusals.remove(0)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> refusals.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void ordersCountFromTheirFirstPurchaseOn() {
        Ingested<TransactionLog> ingested = read(orders(), """
                o2,a,2023-05-03,5,1
                o1,a,2023-05-02,5,1
                o2,b,2023-05-01,5,1
                C1,a,2023-05-02,5,-1
                o3,a,2023-05-04,5,-1
                o3,a,2023-05-05,0,1
                ,a,2023-05-02,5,1
                ,a,2023-05-02,5,1
                """);
        assertThat(ingested.audit().orders()).hasValue(4);
        assertThat(before(ingested, "2023-05-01")).hasValue(0);
        assertThat(before(ingested, "2023-05-02")).hasValue(1);
        assertThat(before(ingested, "2023-05-03")).hasValue(4); // o1, o2 and two without a number
        assertThat(before(ingested, "2023-05-05")).hasValue(4); // what was returned of o3 is no order
        assertThat(before(ingested, "2023-05-06")).hasValue(5);
        assertThat(ingested.ordersBefore(Instant.MAX)).hasValue(5);
        assertThat(ingested.ordersBefore(Instant.parse("0001-01-01T00:00:00Z"))).hasValue(0);
    }

    private static OptionalLong before(Ingested<TransactionLog> ingested, String day) {
        return ingested.ordersBefore(
                LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    @Test
    void withoutAnOrderColumnOrdersAreNotKnown() {
        Ingested<TransactionLog> ingested = CsvTransactions.builder("customer", "time", "price")
                .build()
                .read(new StringReader("customer,time,price\na,2023-05-01,5\n"), "orders.csv");
        assertThat(ingested.ordersBefore(Instant.MAX)).isEmpty();
    }

    @Test
    void auditRefusesCountsThatDoNotAddUp() {
        assertThatThrownBy(() -> new IngestAudit(3, 1, 1, Map.of(RefusalReason.BAD_TIME, 1L), OptionalLong.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new IngestAudit(3, 1, 2, Map.of(RefusalReason.BAD_TIME, 1L), OptionalLong.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void labelsOfReasonsAreStable() {
        assertThat(RefusalReason.values())
                .extracting(RefusalReason::label)
                .containsExactly(
                        "badIdentifier",
                        "missingCustomer",
                        "badTime",
                        "missingType",
                        "badValue",
                        "badAmount",
                        "badQuantity",
                        "ignoredRefund",
                        "zeroAmount");
    }
}

package io.github.staycurve.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.staycurve.core.data.RefundPolicy;
import io.github.staycurve.core.data.TransactionLog;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ObjectTransactionsTest {
    private static final Instant NOON = Instant.parse("2023-05-31T12:00:00Z");

    private record Sale(
            @Nullable String who,
            @Nullable Instant when,
            double price,
            double count,
            @Nullable String order) {
        Sale(@Nullable String who, @Nullable Instant when, double price) {
            this(who, when, price, 1, null);
        }
    }

    @Test
    void keepsTheGoodAndAccountsForTheOthers() {
        List<Sale> sales = List.of(
                new Sale("a", NOON, 5),
                new Sale(null, NOON, 5),
                new Sale(" ", null, 5),
                new Sale("a", null, Double.NaN),
                new Sale("a", Instant.MAX, 5),
                new Sale("a", NOON, Double.NaN),
                new Sale("a", NOON, Double.POSITIVE_INFINITY),
                new Sale("a", NOON, 2e15),
                new Sale("b", NOON, -5),
                new Sale("b", NOON, -0.0));
        Ingested<TransactionLog> ingested = ObjectTransactions.of(sales, Sale::who, Sale::when, Sale::price);

        assertThat(ingested.accepted())
                .isEqualTo(TransactionLog.builder()
                        .add("a", NOON, 5)
                        .add("b", NOON, -5)
                        .add("b", NOON, 0)
                        .build());
        assertThat(ingested.refusals())
                .extracting(Refusal::message)
                .containsExactly(
                        "objects row 2: customer is missing",
                        "objects row 3: customer is missing",
                        "objects row 4: time is missing",
                        "objects row 5: time '+1000000000-12-31T23:59:59.999999999Z' lies outside the years 1 to 9999",
                        "objects row 6: amount 'NaN' is not a finite number",
                        "objects row 7: amount 'Infinity' is not a finite number",
                        "objects row 8: amount '2.0E15' is beyond 1e15");
        assertThat(ingested.audit().rows()).isEqualTo(10);
    }

    @Test
    void takesTheSameOptions() {
        List<Sale> sales = List.of(
                new Sale("a", NOON, 5, 2, "1"),
                new Sale("a", NOON, 5, -2, "1"),
                new Sale("a", NOON, 5, 2, "C2"),
                new Sale("a", NOON, 5, 0, null),
                new Sale("a", NOON, 5, Double.NaN, null));
        Ingested<TransactionLog> ingested = ObjectTransactions.builder(Sale::who, Sale::when, Sale::price)
                .quantity(Sale::count)
                .order(Sale::order)
                .cancelledOrders(Pattern.compile("^C"))
                .refunds(RefundPolicy.IGNORE)
                .zeroAmounts(ZeroAmountPolicy.REFUSE)
                .build()
                .read(sales);
        assertThat(ingested.accepted().amount(0)).isEqualTo(10);
        assertThat(ingested.refusals())
                .extracting(Refusal::reason)
                .containsExactly(
                        RefusalReason.IGNORED_REFUND,
                        RefusalReason.IGNORED_REFUND,
                        RefusalReason.ZERO_AMOUNT,
                        RefusalReason.BAD_QUANTITY);
        assertThat(ingested.audit().orders()).hasValue(1);
    }

    @Test
    void cancelledOrdersNeedOrders() {
        var builder =
                ObjectTransactions.builder(Sale::who, Sale::when, Sale::price).cancelledOrders(Pattern.compile("^C"));
        assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatTheCallersFunctionsThrowIsTheirs() {
        List<Sale> sales = List.of(new Sale("a", NOON, 5));
        assertThatThrownBy(() -> ObjectTransactions.of(
                        sales,
                        sale -> {
                            throw new IllegalStateException("mine");
                        },
                        Sale::when,
                        Sale::price))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("mine");
    }

    @Test
    void nothingGivesAnEmptyLog() {
        Ingested<TransactionLog> ingested = ObjectTransactions.of(List.<Sale>of(), Sale::who, Sale::when, Sale::price);
        assertThat(ingested.orThrow().size()).isZero();
    }
}

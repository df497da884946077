package io.github.staycurve.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.data.OccasionRule.Occasion;
import io.github.staycurve.core.data.OccasionRule.Split;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SumLogGapsTest {
    private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);

    private static CustomerSummaryTable summarize(List<Transaction> rows, LocalDate end, PeriodUnit unit) {
        return TransactionLog.of(rows, Transaction::customerId, Transaction::time, Transaction::amount)
                .summarize(ObservationWindow.until(end, ZoneOffset.UTC), unit)
                .table();
    }

    private static Transaction purchase(String id, LocalDate day, int hour) {
        return new Transaction(id, day.atTime(hour, 0).toInstant(ZoneOffset.UTC), 10);
    }

    /** Thousands of gaps, from a day to years: the product of them would leave the range of a double many times. */
    @ParameterizedTest
    @EnumSource
    void isTheSumOfTheLogarithms(PeriodUnit unit) {
        SplittableRandom random = new SplittableRandom(7);
        List<Transaction> rows = new ArrayList<>();
        LocalDate day = FIRST;
        double expected = 0;
        for (int i = 0; i < 3_000; i++) {
            rows.add(purchase("many", day, 3));
            rows.add(purchase("many", day, 20)); // the same occasion
            int gap = 1 + random.nextInt(random.nextInt(10) == 0 ? 900 : 12);
            if (i < 2_999) {
                expected += Math.log(gap / unit.days());
                day = day.plusDays(gap);
            }
        }
        rows.add(purchase("once", FIRST, 3));
        rows.add(purchase("twice", FIRST, 3));
        rows.add(purchase("twice", FIRST.plusDays(30), 3));
        rows.add(purchase("later", FIRST, 3));
        rows.add(purchase("later", day.plusDays(9), 3)); // after the end
        CustomerSummaryTable table = summarize(rows, day.plusDays(5), unit);

        assertThat(table.hasGaps()).isTrue();
        assertThat(table.sumLogGaps(0)).isZero();
        assertThat(table.sumLogGaps(1)).isCloseTo(expected, within(1e-11 * 3_000));
        assertThat(table.sumLogGaps(2)).isZero();
        assertThat(table.sumLogGaps(3)).isEqualTo(Math.log(30 / unit.days()));
        assertThat(table.collapsed().totalLogGaps().orElseThrow())
                .isCloseTo(expected + Math.log(30 / unit.days()), within(1e-11 * 3_000));
    }

    /** Instants a millisecond apart: tiny gaps in years. */
    @Test
    void instantsMayBeCloseTogether() {
        List<Transaction> rows = new ArrayList<>();
        Instant start = Instant.parse("2020-01-01T00:00:00Z");
        for (int i = 0; i < 100; i++) {
            rows.add(new Transaction("c", start.plusMillis(i), 1));
        }
        CustomerSummaryTable table = TransactionLog.of(
                        rows, Transaction::customerId, Transaction::time, Transaction::amount)
                .summarize(
                        ObservationWindow.until(FIRST.plusDays(3), ZoneOffset.UTC),
                        PeriodUnit.YEAR,
                        new OccasionRule(Occasion.INSTANT, RefundPolicy.NET, Split.END_OF_DAY))
                .table();
        assertThat(table.sumLogGaps(0))
                .isCloseTo(99 * Math.log(1 / (PeriodUnit.YEAR.days() * 86_400_000)), within(1e-10));
    }

    @Test
    void historiesKnowThemToo() {
        List<Transaction> rows = List.of(
                purchase("a", FIRST.plusDays(40), 1), purchase("a", FIRST, 1), purchase("a", FIRST.plusDays(3), 1));
        PurchaseHistories histories = new PurchaseHistories(ZoneOffset.UTC);
        rows.forEach(histories::add);
        LocalDate end = FIRST.plusDays(50);

        assertThat(histories
                        .summarize(ObservationWindow.until(end, ZoneOffset.UTC), PeriodUnit.WEEK)
                        .sumLogGaps(0))
                .isEqualTo(summarize(rows, end, PeriodUnit.WEEK).sumLogGaps(0));
    }

    @Test
    void rowsOfOnesOwnComeWithoutAndMayGetThem() {
        CustomerSummaryTable table = CustomerSummaryTable.of(
                PeriodUnit.WEEK, List.of(CustomerSummary.of("a", 0, 0, 9), CustomerSummary.of("b", 2, 8, 9)));
        assertThat(table.hasGaps()).isFalse();
        assertThat(table.collapsed().totalLogGaps()).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> table.sumLogGaps(1))
                .withMessageContaining("does not know the times between purchases");

        CustomerSummaryTable known = table.withSumLogGaps(new double[] {0, Math.log(1 * 7)});
        assertThat(known.hasGaps()).isTrue();
        assertThat(known.sumLogGaps(1)).isEqualTo(Math.log(7));
        assertThat(known.rows()).isEqualTo(table.rows());
        assertThat(table.hasGaps()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {2.7726, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY})
    void aSumAboveThatOfEqualGapsIsRefused(double sum) { // 2 ln 4 = 2.77259
        CustomerSummaryTable table =
                CustomerSummaryTable.of(PeriodUnit.WEEK, List.of(CustomerSummary.of("b", 2, 8, 9)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.withSumLogGaps(new double[] {sum}))
                .withMessageContaining("in row 0 with x = 2, was " + sum);
        assertThat(table.withSumLogGaps(new double[] {2 * Math.log(4)}).hasGaps())
                .isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.withSumLogGaps(new double[2]))
                .withMessage("sums must hold 1 values, has 2");
    }
}

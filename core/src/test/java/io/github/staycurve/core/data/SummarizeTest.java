package io.github.staycurve.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.staycurve.core.time.Horizon;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The default rule on cases worked by hand. */
class SummarizeTest {
    private static final ZoneId UTC = ZoneOffset.UTC;
    private static final ObservationWindow CDNOW = window("1997-09-30");

    private static ObservationWindow window(String end) {
        return ObservationWindow.until(LocalDate.parse(end), UTC);
    }

    private static CustomerSummary only(CustomerSummaries summaries) {
        assertThat(summaries.table().size()).isEqualTo(1);
        return summaries.table().get(0);
    }

    private static CustomerSummary only(ObservationWindow window, String... lines) {
        return only(Logs.of(window.zone(), lines).summarize(window, PeriodUnit.DAY));
    }

    @Test
    void ageRunsInWholeDaysFromTheFirstPurchaseAndTheEndDayAddsNone() {
        TransactionLog log = Logs.of(UTC, "ann 1997-01-01T23:59 29.33", "bob 1997-09-30T12:00 5");
        CustomerSummaryTable weeks = log.summarize(CDNOW, PeriodUnit.WEEK).table();
        assertThat(weeks.get(0)).isEqualTo(new CustomerSummary("ann", 0, 0, 272 / 7.0, 29.33, 0, 29.33));
        assertThat(weeks.age(0)).isCloseTo(38.857142857142854, within(1e-14));
        assertThat(weeks.get(1)).isEqualTo(new CustomerSummary("bob", 0, 0, 0, 5, 0, 5));
        assertThat(log.summarize(CDNOW, PeriodUnit.DAY).table().age(0)).isEqualTo(272);
        assertThat(log.summarize(CDNOW, PeriodUnit.MONTH).table().age(0)).isEqualTo(272 / 30.436875);
        assertThat(log.summarize(CDNOW, PeriodUnit.YEAR).table().age(0)).isEqualTo(272 / 365.2425);
    }

    @Test
    void purchasesOfOneDayAreOneOccasion() {
        CustomerSummaries summaries = Logs.of(
                        UTC,
                        "ann 1997-01-01T00:00 1",
                        "ann 1997-01-01T23:59 2",
                        "ann 1997-01-03T10:00 4",
                        "ann 1997-01-03T10:00 4",
                        "ann 1997-01-08T10:00 16")
                .summarize(CDNOW, PeriodUnit.DAY);
        CustomerSummary ann = only(summaries);
        assertThat(ann).isEqualTo(new CustomerSummary("ann", 2, 7, 272, 3, 24, 27));
        assertThat(ann.purchases()).isEqualTo(3);
        assertThat(ann.inactivity()).isEqualTo(265);
        assertThat(ann.meanSpend()).hasValue(12);
        assertThat(summaries.audit()).isEqualTo(new SummaryAudit(5, 3, 2, 0, 0, 0, 0, 1, 1, 0, 0));
    }

    @Test
    void refundsNetIntoTheirLocalDay() {
        CustomerSummaries summaries = Logs.of(
                        UTC, "ann 1997-01-01T10:00 10", "ann 1997-01-05T11:00 -3", "ann 1997-01-05T09:00 8")
                .summarize(CDNOW, PeriodUnit.DAY);
        assertThat(only(summaries)).isEqualTo(new CustomerSummary("ann", 1, 4, 272, 10, 5, 15));
        assertThat(summaries.audit()).isEqualTo(new SummaryAudit(3, 2, 1, 0, 0, 0, 0, 1, 1, 0, 0));
    }

    @Test
    void aDayBelowZeroOrOfRefundsOnlyIsNoOccasionButReducesTheTotal() {
        CustomerSummaries summaries = Logs.of(
                        UTC,
                        "ann 1997-01-01 -1", // before the first purchase
                        "ann 1997-01-02 10",
                        "ann 1997-01-05 8",
                        "ann 1997-01-05 -9", // net -1
                        "ann 1997-01-06 -2", // refunds only
                        "ann 1997-01-07 -0.0") // a cancelled order without a price
                .summarize(CDNOW, PeriodUnit.DAY);
        assertThat(only(summaries)).isEqualTo(new CustomerSummary("ann", 0, 0, 271, 10, 0, 6));
        assertThat(summaries.audit()).isEqualTo(new SummaryAudit(6, 1, 0, 5, 0, 0, 0, 1, 1, 0, 0));
    }

    @Test
    void amountsOfZeroArePurchases() {
        CustomerSummary ann =
                only(CDNOW, "ann 1997-01-01 0", "ann 1997-01-04 0", "ann 1997-01-05 7", "ann 1997-01-05 -7");
        assertThat(ann).isEqualTo(new CustomerSummary("ann", 2, 4, 272, 0, 0, 0));
        assertThat(ann.meanSpend()).hasValue(0);
    }

    @Test
    void aPurchaseRefundedInPartsIsWorthNothingToTheLastBit() {
        // in doubles 0.3 - 0.2 - 0.1 is -2.8e-17, and 0.1 + 0.2 - 0.3 is 2.8e-17
        CustomerSummary below =
                only(CDNOW, "ann 1997-01-01 1", "ann 1997-01-02 0.3", "ann 1997-01-02 -0.2", "ann 1997-01-02 -0.1");
        assertThat(below).isEqualTo(new CustomerSummary("ann", 1, 1, 272, 1, 0, 1));
        CustomerSummary above =
                only(CDNOW, "ann 1997-01-01 1", "ann 1997-01-02 0.1", "ann 1997-01-02 0.2", "ann 1997-01-02 -0.3");
        assertThat(above).isEqualTo(below);
    }

    @Test
    void smallAmountsWithoutARefundAreKept() {
        CustomerSummary ann = only(CDNOW, "ann 1997-01-01 2e-8", "ann 1997-01-02 3e-9");
        assertThat(ann).isEqualTo(new CustomerSummary("ann", 1, 1, 272, 2e-8, 3e-9, 2e-8 + 3e-9));
    }

    @Test
    void theLastDayIsObservedToItsEndAndLaterDaysAreNot() {
        CustomerSummaries summaries = Logs.of(
                        UTC,
                        "ann 1997-01-01 1",
                        "ann 1997-09-30T23:59:59 2",
                        "ann 1997-10-01T00:00 4",
                        "ann 1997-10-02 -8")
                .summarize(CDNOW, PeriodUnit.DAY);
        assertThat(only(summaries)).isEqualTo(new CustomerSummary("ann", 1, 272, 272, 1, 2, 3));
        assertThat(summaries.audit()).isEqualTo(new SummaryAudit(4, 2, 0, 0, 0, 0, 2, 1, 1, 0, 0));
    }

    @Test
    void theHoldoutCountsOccasionsAfterTheCalibrationEnd() {
        ObservationWindow split =
                ObservationWindow.split(LocalDate.parse("1997-09-30"), LocalDate.parse("1998-06-30"), UTC);
        CustomerSummaries summaries = Logs.of(
                        UTC,
                        "ann 1997-01-01 1",
                        "ann 1997-09-30T23:00 2",
                        "ann 1997-10-01T00:00 4",
                        "ann 1998-06-30T23:00 8",
                        "ann 1998-06-30T23:30 8",
                        "ann 1998-06-01 -1", // no occasion, but spend
                        "ann 1998-07-01 16",
                        "bob 1997-01-01 5",
                        "cid 1997-09-01 -5", // bought in the holdout only
                        "cid 1997-10-05 5",
                        "cid 1997-10-05 5",
                        "dan 1998-07-01 3", // after the end
                        "eve 1997-08-01 -3") // never bought
                .summarize(split, PeriodUnit.WEEK);
        CustomerSummaryTable table = summaries.table();
        assertThat(table.rows())
                .containsExactly(
                        new CustomerSummary("ann", 1, 272 / 7.0, 272 / 7.0, 1, 2, 3),
                        new CustomerSummary("bob", 0, 0, 272 / 7.0, 5, 0, 5));
        assertThat(table.holdoutPurchases(0)).isEqualTo(2);
        assertThat(table.holdoutSpend(0)).isEqualTo(19);
        assertThat(table.holdoutPurchases(1)).isZero();
        assertThat(table.holdoutSpend(1)).isZero();
        assertThat(table.holdout()).isEqualTo(Horizon.of(39, PeriodUnit.WEEK));
        assertThat(table.meanSpend(0)).hasValue(2);
        assertThat(table.meanSpend(1)).isEmpty();
        assertThat(table.inactivity(0)).isZero();
        assertThat(summaries.audit()).isEqualTo(new SummaryAudit(13, 5, 1, 3, 0, 2, 2, 5, 2, 1, 2));
    }

    @Test
    void aSplitAtTheEndHasNoHoldout() {
        CustomerSummaryTable table = Logs.of(UTC, "ann 1997-01-01 1")
                .summarize(CDNOW, PeriodUnit.DAY)
                .table();
        assertThat(table.hasHoldout()).isFalse();
        assertThat(table.holdout()).isEqualTo(Horizon.of(0, PeriodUnit.DAY));
        assertThatIllegalStateException()
                .isThrownBy(() -> table.holdoutPurchases(0))
                .withMessage("this table has no holdout: summarise over ObservationWindow.split(..)");
        assertThatIllegalStateException().isThrownBy(() -> table.holdoutSpend(0));
    }

    @Test
    void daysAreThoseOfTheZone() {
        ZoneId saoPaulo = ZoneId.of("America/Sao_Paulo");
        TransactionLog log = Logs.of(
                UTC,
                "ann 2018-11-04T02:30 1", // 23:30 on November 3 there
                "ann 2018-11-04T03:00 2", // 01:00 on November 4, its first instant
                "ann 2018-11-05T01:59 4"); // 23:59 on November 4
        ObservationWindow there = ObservationWindow.until(LocalDate.parse("2018-11-04"), saoPaulo);
        assertThat(only(log.summarize(there, PeriodUnit.DAY))).isEqualTo(new CustomerSummary("ann", 1, 1, 1, 1, 6, 7));
        ObservationWindow utc = ObservationWindow.until(LocalDate.parse("2018-11-04"), UTC);
        assertThat(only(log.summarize(utc, PeriodUnit.DAY))).isEqualTo(new CustomerSummary("ann", 0, 0, 0, 3, 0, 3));
        assertThat(log.endOfData(saoPaulo)).isEqualTo(LocalDate.parse("2018-11-04"));
        assertThat(log.endOfData(UTC)).isEqualTo(LocalDate.parse("2018-11-05"));
    }

    @Test
    void anHourThatBelongsToTheDayBeforeAgainIsPutThere() {
        // Newfoundland, 2010-11-07: at 00:01 the clock went back to 23:01 of November 6
        ZoneId stJohns = ZoneId.of("America/St_Johns");
        TransactionLog log = Logs.of(
                UTC,
                "ann 2010-11-07T02:29 1", // 23:59 on the 6th
                "ann 2010-11-07T02:30:30 2", // 00:00:30 on the 7th
                "ann 2010-11-07T02:31 4", // 23:01 on the 6th again
                "ann 2010-11-07T03:30 8"); // midnight again: the 7th
        ObservationWindow split =
                ObservationWindow.split(LocalDate.parse("2010-11-06"), LocalDate.parse("2010-11-07"), stJohns);
        ObservationWindow whole = ObservationWindow.until(LocalDate.parse("2010-11-07"), stJohns);
        assertThat(only(log.summarize(whole, PeriodUnit.DAY)))
                .isEqualTo(new CustomerSummary("ann", 1, 1, 1, 5, 10, 15));
        CustomerSummaries summaries = log.summarize(split, PeriodUnit.DAY);
        assertThat(only(summaries)).isEqualTo(new CustomerSummary("ann", 0, 0, 0, 5, 0, 5));
        assertThat(summaries.table().holdoutPurchases(0)).isEqualTo(1);
        assertThat(summaries.table().holdoutSpend(0)).isEqualTo(10);
        assertThat(summaries.audit()).isEqualTo(new SummaryAudit(4, 2, 2, 0, 0, 0, 0, 1, 1, 0, 0));
    }

    @Test
    void weeksAreSeventhsOfDays() {
        for (long seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            LocalDate end = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(60));
            ObservationWindow window = ObservationWindow.split(end, end.plusDays(random.nextInt(30)), UTC);
            TransactionLog log = TransactionLog.of(
                    Logs.random(random, Logs.at("2020-01-15", UTC), 60),
                    Transaction::customerId,
                    Transaction::time,
                    Transaction::amount);
            CustomerSummaryTable days = log.summarize(window, PeriodUnit.DAY).table();
            CustomerSummaryTable weeks = log.summarize(window, PeriodUnit.WEEK).table();
            assertThat(weeks.size()).as("seed %d", seed).isEqualTo(days.size());
            for (int row = 0; row < days.size(); row++) {
                assertSevenfold(weeks.recency(row), days.recency(row), seed);
                assertSevenfold(weeks.age(row), days.age(row), seed);
                assertThat(weeks.get(row).totalSpend()).isEqualTo(days.get(row).totalSpend());
            }
            assertSevenfold(weeks.holdout().length(), days.holdout().length(), seed);
        }
    }

    private static void assertSevenfold(double weeks, double days, long seed) {
        assertThat(Math.abs(7 * weeks - days)).as("seed %d", seed).isLessThanOrEqualTo(Math.ulp(days));
    }

    @Test
    void anEmptyLogHasNoRowsAndNoEnd() {
        TransactionLog empty = TransactionLog.builder().build();
        CustomerSummaries summaries = empty.summarize(CDNOW, PeriodUnit.DAY);
        assertThat(summaries.table().size()).isZero();
        assertThat(summaries.table().collapsed().size()).isZero();
        assertThat(summaries.audit()).isEqualTo(new SummaryAudit(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        assertThatIllegalStateException()
                .isThrownBy(() -> empty.endOfData(UTC))
                .withMessage("an empty log has no end of data");
    }

    @Test
    void theDataEndWithTheLastPurchase() {
        TransactionLog log = Logs.of(UTC, "ann 1997-01-01 1", "ann 1997-05-01 -1", "bob 1997-03-01T23:59 0");
        assertThat(log.endOfData(UTC)).isEqualTo(LocalDate.parse("1997-03-01"));
        TransactionLog refunds = Logs.of(UTC, "ann 1997-01-01 -1", "bob 1997-05-01 -0.0");
        assertThat(refunds.endOfData(UTC)).isEqualTo(LocalDate.parse("1997-05-01"));
    }

    @Test
    void aTableSaysHowItWasMade() {
        CustomerSummaryTable table = Logs.of(UTC, "ann 1997-01-01 1")
                .summarize(CDNOW, PeriodUnit.WEEK)
                .table();
        assertThat(table.describe())
                .isEqualTo(
                        "1 customers, durations in weeks; calibration to 1997-09-30 inclusive, days in Z; one occasion a"
                                + " day, refunds net, split at the end of day");
        assertThat(table).hasToString("CustomerSummaryTable[" + table.describe() + "]");
        assertThat(table.window()).hasValue(CDNOW);
    }
}

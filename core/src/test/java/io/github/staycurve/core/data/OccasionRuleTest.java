package io.github.staycurve.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.staycurve.core.data.OccasionRule.Occasion;
import io.github.staycurve.core.data.OccasionRule.Split;
import io.github.staycurve.core.time.Horizon;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The conventions of other tools, on numbers worked by hand from their definitions. */
class OccasionRuleTest {
    private static final ZoneId UTC = ZoneOffset.UTC;
    /** A Monday; the end is the Wednesday of the week after. */
    private static final LocalDate CALIBRATION_END = LocalDate.parse("2024-01-15");

    private static final LocalDate END = LocalDate.parse("2024-01-24");
    private static final ObservationWindow SPLIT = ObservationWindow.split(CALIBRATION_END, END, UTC);
    private static final ObservationWindow WHOLE = ObservationWindow.until(CALIBRATION_END, UTC);

    private static final TransactionLog LOG = Logs.of(
            UTC,
            "ann 2024-01-02T09:00 1", // Tuesday
            "ann 2024-01-02T15:00 2",
            "ann 2024-01-07T20:00 4", // Sunday of the same ISO week
            "ann 2024-01-08T06:00 8", // Monday of the next one
            "ann 2024-01-08T06:00 16",
            "ann 2024-01-10T12:00 -32", // a refund
            "ann 2024-01-15T00:00 64", // the calibration end day, its first instant
            "ann 2024-01-15T10:00 128", // the calibration end day, at ten
            "ann 2024-01-20T10:00 256",
            "ann 2024-01-24T00:00 512", // the last day, its first instant
            "ann 2024-01-24T10:00 1024", // the last day, at ten
            "ann 2024-01-26T10:00 2048"); // Friday after it

    private static CustomerSummaryTable table(ObservationWindow window, PeriodUnit unit, OccasionRule rule) {
        CustomerSummaryTable table = LOG.summarize(window, unit, rule).table();
        assertThat(table.size()).isEqualTo(1);
        return table;
    }

    private static CustomerSummary ann(ObservationWindow window, PeriodUnit unit, OccasionRule rule) {
        return table(window, unit, rule).get(0);
    }

    @Test
    void defaultRule() {
        CustomerSummaryTable split = table(SPLIT, PeriodUnit.DAY, OccasionRule.DEFAULT);
        assertThat(split.get(0)).isEqualTo(new CustomerSummary("ann", 3, 13, 13, 3, 220, 191));
        assertThat(split.holdoutPurchases(0)).isEqualTo(2);
        assertThat(split.holdoutSpend(0)).isEqualTo(1792);
    }

    @Test
    void lifetimesDailySplitsAtTheFirstInstantOfTheDay() {
        CustomerSummaryTable split = table(SPLIT, PeriodUnit.DAY, OccasionRule.LIFETIMES_DAILY);
        // days 2, 7, 8, 10 (the refund is a purchase) and 15 with the row at midnight only
        assertThat(split.get(0)).isEqualTo(new CustomerSummary("ann", 4, 13, 13, 3, 60, 63));
        // days 15 (at ten), 20 and 24 with the row at midnight only
        assertThat(split.holdoutPurchases(0)).isEqualTo(3);
        assertThat(split.holdoutSpend(0)).isEqualTo(896);
        assertThat(split.holdout()).isEqualTo(Horizon.of(9, PeriodUnit.DAY));
    }

    @Test
    void lifetimesDailyTakesTheWholeLastDayWithoutASplit() {
        assertThat(ann(WHOLE, PeriodUnit.DAY, OccasionRule.LIFETIMES_DAILY))
                .isEqualTo(new CustomerSummary("ann", 4, 13, 13, 3, 188, 191));
        assertThat(ann(WHOLE, PeriodUnit.WEEK, OccasionRule.LIFETIMES_DAILY))
                .isEqualTo(new CustomerSummary("ann", 4, 13 / 7.0, 13 / 7.0, 3, 188, 191));
    }

    @Test
    void lifetimesWeeklyCountsIsoWeeksAndWholeWeeksBetween() {
        CustomerSummaryTable split = table(SPLIT, PeriodUnit.WEEK, OccasionRule.LIFETIMES_WEEKLY);
        // weeks of Jan 1 (1 + 2 + 4), Jan 8 (8 + 16 - 32) and Jan 15 (64)
        assertThat(split.get(0)).isEqualTo(new CustomerSummary("ann", 2, 2, 2, 7, 56, 63));
        // the week of Jan 15 once more, and that of Jan 22
        assertThat(split.holdoutPurchases(0)).isEqualTo(2);
        assertThat(split.holdoutSpend(0)).isEqualTo(896);
        // weeks of Jan 15 and Jan 22: one week, though nine days
        assertThat(split.holdout()).isEqualTo(Horizon.of(1, PeriodUnit.WEEK));
    }

    @Test
    void lifetimesWeeklyTakesTheWholeLastWeekWithoutASplit() {
        ObservationWindow toTheEnd = ObservationWindow.until(END, UTC);
        CustomerSummaries summaries = LOG.summarize(toTheEnd, PeriodUnit.WEEK, OccasionRule.LIFETIMES_WEEKLY);
        assertThat(summaries.table().get(0)).isEqualTo(new CustomerSummary("ann", 3, 3, 3, 7, 4024, 4031));
        assertThat(summaries.audit().outsideWindow()).isZero(); // Friday after the end is in its week
    }

    @Test
    void wholeWeeksAreWholeInDaysToo() {
        for (int weeks = 1; weeks < 500; weeks++) {
            LocalDate end = LocalDate.parse("2024-01-02").plusWeeks(weeks);
            ObservationWindow window = ObservationWindow.until(end, UTC);
            CustomerSummary row = Logs.of(UTC, "bob 2024-01-02 1")
                    .summarize(window, PeriodUnit.DAY, OccasionRule.LIFETIMES_WEEKLY)
                    .table()
                    .get(0);
            assertThat(row.age()).isEqualTo(7.0 * weeks);
        }
    }

    @Test
    void clvtoolsTakesTheWholeDaySplitOrNot() {
        CustomerSummaryTable split = table(SPLIT, PeriodUnit.WEEK, OccasionRule.CLVTOOLS);
        assertThat(split.get(0)).isEqualTo(new CustomerSummary("ann", 4, 13 / 7.0, 13 / 7.0, 3, 188, 191));
        assertThat(split.holdoutPurchases(0)).isEqualTo(2);
        assertThat(split.holdoutSpend(0)).isEqualTo(1792);
        assertThat(split.holdout()).isEqualTo(Horizon.of(9 / 7.0, PeriodUnit.WEEK));
        assertThat(ann(WHOLE, PeriodUnit.WEEK, OccasionRule.CLVTOOLS)).isEqualTo(split.get(0));
    }

    @Test
    void btydplusMergesEqualInstantsOnly() {
        CustomerSummaryTable split = table(SPLIT, PeriodUnit.DAY, OccasionRule.BTYDPLUS);
        // 2T09, 2T15, 7T20, 8T06 (two rows), 10T12, 15T00; from 2T09 to 15T00 are 12.625 days
        assertThat(split.get(0)).isEqualTo(new CustomerSummary("ann", 5, 12.625, 12.625, 1, 62, 63));
        // 15T10, 20T10, 24T00
        assertThat(split.holdoutPurchases(0)).isEqualTo(3);
        assertThat(split.holdoutSpend(0)).isEqualTo(896);
        assertThat(ann(WHOLE, PeriodUnit.WEEK, OccasionRule.BTYDPLUS))
                .isEqualTo(new CustomerSummary("ann", 5, 12.625 / 7, 12.625 / 7, 1, 62, 63));
    }

    @Test
    void instantsCountTheHoursThatTheClockTook() {
        ZoneId london = ZoneId.of("Europe/London");
        ObservationWindow window =
                ObservationWindow.split(LocalDate.parse("2024-03-30"), LocalDate.parse("2024-04-01"), london);
        CustomerSummaryTable table = Logs.of(london, "ann 2024-03-29T00:00 1")
                .summarize(window, PeriodUnit.DAY, OccasionRule.BTYDPLUS)
                .table();
        assertThat(table.age(0)).isEqualTo(1);
        assertThat(table.holdout()).isEqualTo(Horizon.of(47 / 24.0, PeriodUnit.DAY)); // March 31 has 23 hours
    }

    @Test
    void aCalibrationEndThatTheZoneSkippedHasNoFirstInstant() {
        ZoneId apia = ZoneId.of("Pacific/Apia"); // went from December 29 to December 31
        ObservationWindow window =
                ObservationWindow.split(LocalDate.parse("2011-12-30"), LocalDate.parse("2012-01-05"), apia);
        CustomerSummaryTable table = Logs.of(apia, "ann 2011-12-28 1", "ann 2011-12-31 2", "ann 2012-01-02 4")
                .summarize(window, PeriodUnit.DAY, OccasionRule.LIFETIMES_DAILY)
                .table();
        assertThat(table.get(0)).isEqualTo(new CustomerSummary("ann", 0, 0, 2, 1, 0, 1));
        assertThat(table.holdoutPurchases(0)).isEqualTo(2);
    }

    @Test
    void refundsAsPurchasesMayMakeEverySpendNegative() {
        CustomerSummary row = Logs.of(UTC, "ann 2024-01-02 -1", "ann 2024-01-03 -2", "ann 2024-01-05 -0.0")
                .summarize(WHOLE, PeriodUnit.DAY, OccasionRule.CLVTOOLS)
                .table()
                .get(0);
        assertThat(row).isEqualTo(new CustomerSummary("ann", 2, 3, 13, -1, -2, -3));
        assertThat(row.meanSpend()).hasValue(-1);
    }

    @Test
    void ignoredRefundsAreCounted() {
        CustomerSummaries summaries =
                LOG.summarize(WHOLE, PeriodUnit.DAY, OccasionRule.DEFAULT.withRefunds(RefundPolicy.IGNORE));
        assertThat(summaries.table().get(0)).isEqualTo(new CustomerSummary("ann", 3, 13, 13, 3, 220, 223));
        assertThat(summaries.audit()).isEqualTo(new SummaryAudit(12, 4, 3, 0, 1, 0, 4, 1, 1, 0, 0));
    }

    @Test
    void describesItself() {
        assertThat(OccasionRule.LIFETIMES_WEEKLY.describe())
                .isEqualTo("one occasion a week, refunds as purchase, split at the start of day");
        assertThat(OccasionRule.DEFAULT.withRefunds(RefundPolicy.IGNORE))
                .isEqualTo(new OccasionRule(Occasion.DAY, RefundPolicy.IGNORE, Split.END_OF_DAY));
    }
}

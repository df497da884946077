package io.github.staycurve.examples.report;

import io.github.staycurve.core.time.CalendarGrid;
import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.Horizon;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What a report is made with.
 *
 * @param zone the zone of the local days
 * @param calibrationEnd the last day the models may see, the end if empty
 * @param end the last day observed, the day of the last purchase if empty
 * @param unit the unit of durations
 * @param horizon how far to look ahead
 * @param discountRate what later money loses
 * @param margin the share of spend that is profit
 * @param churnDays the days without a purchase that are churn
 * @param model the purchase model
 * @param segmentation how customers are scored and segmented
 * @param start the first day of activity that counts, that of the first event or purchase if empty
 * @param grid the periods of retention and growth
 * @param funnel the steps to count, if any
 */
record ReportOptions(
        ZoneId zone,
        Optional<LocalDate> calibrationEnd,
        Optional<LocalDate> end,
        PeriodUnit unit,
        Horizon horizon,
        DiscountRate discountRate,
        double margin,
        int churnDays,
        PurchaseModelChoice model,
        Segmentation segmentation,
        Optional<LocalDate> start,
        PeriodUnit grid,
        Optional<EventOptions.Funnel> funnel) {

    /** Returns the periods of retention and growth. */
    CalendarGrid calendarGrid() {
        return switch (grid) {
            case DAY -> CalendarGrid.daily(zone);
            case WEEK -> CalendarGrid.weekly(zone, DayOfWeek.MONDAY);
            default -> CalendarGrid.monthly(zone);
        };
    }
}

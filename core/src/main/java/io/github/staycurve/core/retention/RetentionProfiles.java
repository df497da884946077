package io.github.staycurve.core.retention;

import io.github.staycurve.core.time.CalendarGrid;
import io.github.staycurve.core.time.PeriodUnit;
import java.time.Duration;
import java.time.Instant;

/**
 * Definitions that repeat the conventions of three analytics products, as their public documentation and sources state
 * them, for a team that compares numbers. Start and return events, and the range of cohorts, are the caller's.
 *
 * <p>This class has no state.
 */
public final class RetentionProfiles {
    private static final int DAYS_A_WEEK = 7;
    /** A month of the two products that have months of fixed length. */
    private static final int DAYS_A_MONTH = 30;

    private RetentionProfiles() {}

    /**
     * Returns what Amplitude's retention chart counts by default: each period with a start event opens a cohort; a return
     * on the very offset, from times rounded down to the hour (days), or in numbers of local days (weeks of 7, months of
     * 30); offset 0 needs a return; the total row pools complete cells.
     *
     * @param grid the grid of days, weeks or months
     * @param asOf the instant up to which the data is known
     * @return the builder of the definition
     * @throws IllegalArgumentException if the grid is of years
     */
    public static RetentionDefinitionBuilder amplitude(CalendarGrid grid, Instant asOf) {
        return RetentionDefinition.builder(grid, asOf)
                .clock(roundedDown(grid.unit()))
                .entry(CohortEntry.EVERY)
                .offsetZero(OffsetZero.REQUIRE_RETURN);
    }

    /**
     * Returns what Mixpanel's retention report counts by default: each period with a start event opens a cohort; a return
     * on the offset or later, in exact lengths of 24 hours, 7 or 30 days; offset 0 needs a return; the mean row weights
     * the rates by the squares of the cohorts' sizes.
     *
     * @param grid the grid of days, weeks or months
     * @param asOf the instant up to which the data is known
     * @return the builder of the definition
     * @throws IllegalArgumentException if the grid is of years
     */
    public static RetentionDefinitionBuilder mixpanel(CalendarGrid grid, Instant asOf) {
        return RetentionDefinition.builder(grid, asOf)
                .mode(RetentionMode.ON_OR_AFTER)
                .clock(RetentionClock.elapsed(Duration.ofDays(days(grid.unit()))))
                .entry(CohortEntry.EVERY)
                .offsetZero(OffsetZero.REQUIRE_RETURN)
                .aggregateBySquaredSizes();
    }

    /**
     * Returns what PostHog's retention insight counts in its first-time mode: the first start event that fits opens the
     * cohort; a return in the very calendar period; offset 0 is the whole cohort; the mean row is the mean of the rates.
     *
     * @param grid the grid
     * @param asOf the instant up to which the data is known
     * @return the builder of the definition
     */
    public static RetentionDefinitionBuilder posthog(CalendarGrid grid, Instant asOf) {
        return RetentionDefinition.builder(grid, asOf)
                .entry(CohortEntry.FIRST_MATCHING)
                .aggregate(AggregateRule.MACRO);
    }

    private static RetentionClock roundedDown(PeriodUnit unit) {
        int days = days(unit);
        return days == 1 ? RetentionClock.elapsedFromHour(Duration.ofDays(1)) : RetentionClock.elapsedFromDay(days);
    }

    private static int days(PeriodUnit unit) {
        return switch (unit) {
            case DAY -> 1;
            case WEEK -> DAYS_A_WEEK;
            case MONTH -> DAYS_A_MONTH;
            case YEAR -> throw new IllegalArgumentException("grid must be of days, weeks or months, was of years");
        };
    }
}

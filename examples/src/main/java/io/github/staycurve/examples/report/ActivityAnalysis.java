package io.github.staycurve.examples.report;

import io.github.staycurve.core.activity.ActiveUsers;
import io.github.staycurve.core.activity.ActivityTable;
import io.github.staycurve.core.activity.ActivityWindow;
import io.github.staycurve.core.activity.LifecycleFlows;
import io.github.staycurve.core.retention.Retention;
import io.github.staycurve.core.retention.RetentionDefinition;
import io.github.staycurve.core.time.CalendarGrid;
import io.github.staycurve.examples.UserError;
import java.time.Instant;
import java.time.LocalDate;

/** From events, or purchases where there are none, to who was active when, came back, grew, and went through a funnel. */
final class ActivityAnalysis {
    /** A customer without activity for one period is dormant. */
    private static final int DORMANCY_GAP = 1;

    /** More cells make a report of more than 10 MB. */
    private static final int MOST_CELLS = 500_000;

    private final ReportOptions options;
    private final Progress progress;

    ActivityAnalysis(ReportOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    ActivityResult of(ReportInput input, LocalDate end) {
        LocalDate start = start(input, end);
        progress.step("count activity");
        ActivityTable days = table(input, CalendarGrid.daily(options.zone()), start, end);
        ActivityTable periods = table(input, options.calendarGrid(), start, end);
        return new ActivityResult(
                input.events().isPresent() ? "events" : "purchases",
                ActiveUsers.of(days),
                LifecycleFlows.of(periods, DORMANCY_GAP),
                retention(periods),
                input.events()
                        .flatMap(events -> options.funnel()
                                .map(funnel -> FunnelReport.of(events.events().accepted(), funnel, lastInstant(end)))));
    }

    private Instant lastInstant(LocalDate end) {
        return end.plusDays(1).atStartOfDay(options.zone()).toInstant().minusMillis(1);
    }

    private LocalDate start(ReportInput input, LocalDate end) {
        LocalDate first = input.firstDay(options.zone());
        if (first.isAfter(end)) {
            throw new UserError("nothing happened up to %s in %s: choose a later --end".formatted(end, input.name()));
        }
        LocalDate start = options.start().orElse(first);
        if (start.isAfter(end)) {
            throw new UserError("--start %s must not lie after the last day, %s".formatted(start, end));
        }
        return start;
    }

    private static ActivityTable table(ReportInput input, CalendarGrid grid, LocalDate start, LocalDate end) {
        try {
            ActivityWindow window = ActivityWindow.of(grid, start, end);
            return input.events()
                    .map(events -> ActivityTable.of(events.events().accepted(), window))
                    .orElseGet(() -> ActivityTable.of(
                            input.purchases().orElseThrow().transactions().accepted(), window));
        } catch (IllegalArgumentException e) { // a clock that was off by decades
            throw new UserError("%s; name the days that count with --start and --end".formatted(e.getMessage()), e);
        }
    }

    private Retention retention(ActivityTable activity) {
        try {
            return Retention.of(
                    activity,
                    RetentionDefinition.builder(
                                    options.calendarGrid(), activity.window().asOf())
                            .maxCells(MOST_CELLS)
                            .build());
        } catch (IllegalArgumentException e) { // more periods or cells than anybody reads
            throw new UserError(
                    "%s; take a coarser --grid, a later --start or an earlier --end".formatted(e.getMessage()), e);
        }
    }
}

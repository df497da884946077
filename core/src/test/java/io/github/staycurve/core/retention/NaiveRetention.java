package io.github.staycurve.core.retention;

import io.github.staycurve.core.data.Event;
import io.github.staycurve.core.stat.CellStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/** What a definition says, cell by cell and customer by customer, with nothing shared or remembered between them. */
final class NaiveRetention {
    private final RetentionSettings is;
    private final ZoneId zone;

    NaiveRetention(RetentionDefinition definition) {
        this.is = definition.settings();
        this.zone = is.grid().zone();
    }

    /** Returns whether a customer, whose events are in the order of time, is in a cohort. */
    boolean isMember(List<Event> events, int cohort) {
        return start(events, cohort).isPresent();
    }

    /** Returns whether a customer counts in a cell that has begun. */
    boolean counts(List<Event> events, int cohort, int column) {
        Optional<Instant> start = start(events, cohort);
        if (start.isEmpty()) {
            return false;
        }
        Set<Integer> offsets = new HashSet<>();
        for (Event event : events) {
            boolean after = event.time().isAfter(start.get())
                    || (is.returnAtStart() && event.time().equals(start.get()));
            if (event.time().isBefore(is.asOf()) && after && fits(is.returns(), event)) {
                offsets.add(offset(start.get(), event.time()));
            }
        }
        boolean zero = is.offsetZero() == OffsetZero.COHORT_SIZE;
        if (zero) {
            offsets.remove(0);
        }
        return switch (is.mode()) {
            case ON -> (zero && column == 0) || offsets.contains(column);
            case ON_OR_AFTER -> (zero && column == 0) || offsets.stream().anyMatch(k -> k >= column);
            case ON_OR_BEFORE -> (zero && column == 0) || offsets.stream().anyMatch(k -> k <= column);
            case STREAK -> streak(offsets, cohort, zero ? 1 : 0, column);
            case BRACKET -> {
                OffsetBracket bracket = is.brackets().get(column);
                yield (zero && bracket.from() == 0)
                        || offsets.stream().anyMatch(k -> k >= bracket.from() && k < bracket.to());
            }
        };
    }

    private boolean streak(Set<Integer> offsets, int cohort, int from, int column) {
        for (int k = from; k <= column; k++) {
            if (!offsets.contains(k) && !isSkipped(cohort, k)) {
                return false;
            }
        }
        return true;
    }

    private boolean isSkipped(int cohort, int offset) {
        return is.clock().kind() == RetentionClock.Kind.CALENDAR
                && is.grid().start(cohort + offset).equals(is.grid().end(cohort + offset));
    }

    CellStatus status(int cohort, int column) {
        int from =
                is.mode() == RetentionMode.BRACKET ? is.brackets().get(column).from() : column;
        int to = is.mode() == RetentionMode.BRACKET ? is.brackets().get(column).to() : column + 1;
        boolean skipped = true;
        for (int k = from; k < to; k++) {
            skipped &= isSkipped(cohort, k);
        }
        if (skipped || !begin(cohort, from).isBefore(is.asOf())) {
            return CellStatus.UNOBSERVED;
        }
        boolean firstOnly = is.entry() == CohortEntry.FIRST_EVER || is.entry() == CohortEntry.FIRST_MATCHING;
        if (firstOnly
                && is.lookback() > 0
                && cohort < is.grid().indexOf(is.observedFrom().orElseThrow()) + is.lookback()) {
            return CellStatus.LEFT_CENSORED;
        }
        Instant known = is.asOf().minus(is.allowedLateness());
        return end(cohort, to - 1).isAfter(known) ? CellStatus.PARTIAL : CellStatus.COMPLETE;
    }

    private Instant begin(int cohort, int offset) {
        return switch (is.clock().kind()) {
            case CALENDAR -> is.grid().start(cohort + offset);
            case ELAPSED, ELAPSED_FROM_HOUR ->
                is.grid().start(cohort).plus(is.clock().length().multipliedBy(offset));
            case ELAPSED_FROM_DAY, ANNIVERSARY ->
                midnight(tick(is.grid().firstDay(cohort)).apply(offset));
        };
    }

    private Instant end(int cohort, int offset) {
        return switch (is.clock().kind()) {
            case CALENDAR -> is.grid().start(cohort + offset + 1);
            case ELAPSED, ELAPSED_FROM_HOUR ->
                is.grid().start(cohort + 1).plus(is.clock().length().multipliedBy(offset + 1L));
            case ELAPSED_FROM_DAY, ANNIVERSARY ->
                midnight(tick(is.grid().lastDay(cohort)).apply(offset + 1L));
        };
    }

    private Instant midnight(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    private LongFunction<LocalDate> tick(LocalDate anchor) {
        if (is.clock().kind() == RetentionClock.Kind.ELAPSED_FROM_DAY) {
            return k -> anchor.plusDays(k * is.clock().length().toDays());
        }
        return switch (is.clock().unit()) {
            case DAY -> anchor::plusDays;
            case WEEK -> anchor::plusWeeks;
            case MONTH -> anchor::plusMonths;
            case YEAR -> anchor::plusYears;
        };
    }

    private int offset(Instant start, Instant time) {
        return switch (is.clock().kind()) {
            case CALENDAR -> is.grid().indexOf(time) - is.grid().indexOf(start);
            case ELAPSED ->
                (int) Duration.between(start, time).dividedBy(is.clock().length());
            case ELAPSED_FROM_HOUR ->
                (int) Duration.between(hour(start), hour(time))
                        .dividedBy(is.clock().length());
            case ELAPSED_FROM_DAY, ANNIVERSARY -> {
                LongFunction<LocalDate> tick = tick(LocalDate.ofInstant(start, zone));
                int k = 0;
                while (!tick.apply(k + 1L).isAfter(LocalDate.ofInstant(time, zone))) {
                    k++;
                }
                yield k;
            }
        };
    }

    private ZonedDateTime hour(Instant instant) {
        return instant.atZone(zone).truncatedTo(ChronoUnit.HOURS);
    }

    private Optional<Instant> start(List<Event> events, int cohort) {
        boolean every = is.entry() == CohortEntry.EVERY;
        for (Event event : events) {
            boolean type = is.start().types().isEmpty() || is.start().types().contains(event.type());
            int period = is.grid().indexOf(event.time());
            boolean early = is.entry() == CohortEntry.FIRST_IN_WINDOW
                    && period < is.grid().indexOf(is.cohortsFrom().orElseThrow());
            if (!type || early || !event.time().isBefore(is.asOf())) {
                continue;
            }
            boolean fits = fits(is.start(), event);
            if (fits && period == cohort) {
                return Optional.of(event.time());
            }
            if (!every && (fits || is.entry() == CohortEntry.FIRST_EVER)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean fits(EventSelection selection, Event event) {
        boolean anyValue = selection.leastValue() == Double.NEGATIVE_INFINITY
                && selection.greatestValue() == Double.POSITIVE_INFINITY;
        boolean type = selection.types().isEmpty() || selection.types().contains(event.type());
        return type
                && (anyValue
                        || (event.value().isPresent()
                                && event.value().getAsDouble() >= selection.leastValue()
                                && event.value().getAsDouble() <= selection.greatestValue()));
    }
}

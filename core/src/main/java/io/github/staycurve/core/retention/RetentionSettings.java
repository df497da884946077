package io.github.staycurve.core.retention;

import io.github.staycurve.core.time.CalendarGrid;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The values of a definition, checked by its builder. */
record RetentionSettings(
        CalendarGrid grid,
        Instant asOf,
        RetentionMode mode,
        List<OffsetBracket> brackets,
        RetentionClock clock,
        CohortEntry entry,
        EventSelection start,
        EventSelection returns,
        boolean returnAtStart,
        RetentionBase relativeTo,
        OffsetZero offsetZero,
        AggregateRule aggregate,
        boolean includePartial,
        Optional<LocalDate> cohortsFrom,
        Optional<LocalDate> cohortsTo,
        OptionalInt maxOffset,
        Duration allowedLateness,
        Optional<LocalDate> observedFrom,
        int lookback,
        int maxCells,
        int maxPeriods) {

    /** Returns whether the customer's first start event may lie before what was observed. */
    boolean leftCensors() {
        return lookback > 0 && (entry == CohortEntry.FIRST_EVER || entry == CohortEntry.FIRST_MATCHING);
    }

    /** Returns how many offsets a row may have at most, the ones beyond the last column left out. */
    int offsetLimit() {
        if (mode == RetentionMode.BRACKET) {
            return brackets.stream().mapToInt(OffsetBracket::to).max().orElseThrow();
        }
        return (int) Math.min(Integer.MAX_VALUE, maxOffset.orElse(Integer.MAX_VALUE) + 1L);
    }

    String describe() {
        StringBuilder text = new StringBuilder(500);
        text.append("customers who ").append(mode.words());
        if (mode == RetentionMode.BRACKET) {
            text.append(' ').append(brackets);
        }
        text.append(", out of ")
                .append(relativeTo == RetentionBase.COHORT_SIZE ? "their cohort" : "those of the offset before")
                .append("; cohorts by ")
                .append(entry.words())
                .append(", ")
                .append(grid.describe())
                .append(", from ")
                .append(cohortsFrom.map(LocalDate::toString).orElse("the first event"))
                .append(" to ")
                .append(cohortsTo.map(LocalDate::toString).orElse("the as-of instant"))
                .append("; ")
                .append(clock.describe())
                .append(maxOffset.isPresent() ? " up to " + maxOffset.getAsInt() : "")
                .append("; start: ")
                .append(start.describe())
                .append("; return: ")
                .append(returns.describe())
                .append(returnAtStart ? " at or after the start event" : " after the start event")
                .append("; offset 0 is ")
                .append(offsetZero == OffsetZero.COHORT_SIZE ? "the cohort" : "those who returned in it")
                .append("; as of ")
                .append(asOf)
                .append(allowedLateness.isZero() ? "" : ", events up to " + allowedLateness + " late")
                .append(leftCensors() ? ", cohorts left-censored for " + lookback + " periods from " + seenFrom() : "")
                .append("; rows aggregate ")
                .append(aggregateWords())
                .append(includePartial ? ", running cells included" : "");
        return text.toString();
    }

    private String seenFrom() {
        return observedFrom.orElseThrow().toString();
    }

    private String aggregateWords() {
        return switch (aggregate) {
            case POOLED -> "pooled";
            case MACRO -> "as the mean of rates";
            case SIZE_SQUARED -> "weighted by squared sizes";
        };
    }
}

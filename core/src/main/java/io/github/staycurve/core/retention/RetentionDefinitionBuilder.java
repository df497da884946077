package io.github.staycurve.core.retention;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.Instants;
import io.github.staycurve.core.time.CalendarGrid;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Builds a {@link RetentionDefinition}.
 *
 * <p>This class is not thread-safe.
 */
public final class RetentionDefinitionBuilder {
    /** 40 MB of counts. */
    private static final int MAX_CELLS = 10_000_000;
    /** 27 years of days. */
    private static final int MAX_PERIODS = 10_000;

    private final CalendarGrid grid;
    private final Instant asOf;
    private RetentionMode mode = RetentionMode.ON;
    private List<OffsetBracket> brackets = List.of();
    private RetentionClock clock = RetentionClock.calendar();
    private CohortEntry entry = CohortEntry.FIRST_EVER;
    private EventSelection start = EventSelection.ANY;
    private EventSelection returns = EventSelection.ANY;
    private boolean returnAtStart;
    private RetentionBase relativeTo = RetentionBase.COHORT_SIZE;
    private OffsetZero offsetZero = OffsetZero.COHORT_SIZE;
    private AggregateRule aggregate = AggregateRule.POOLED;
    private boolean includePartial;
    private Optional<LocalDate> cohortsFrom = Optional.empty();
    private Optional<LocalDate> cohortsTo = Optional.empty();
    private OptionalInt maxOffset = OptionalInt.empty();
    private Duration allowedLateness = Duration.ZERO;
    private Optional<LocalDate> observedFrom = Optional.empty();
    private int lookback;
    private int maxCells = MAX_CELLS;
    private int maxPeriods = MAX_PERIODS;

    RetentionDefinitionBuilder(CalendarGrid grid, Instant asOf) {
        this.grid = grid;
        this.asOf = Instants.checked(asOf, "asOf");
    }

    RetentionDefinitionBuilder(RetentionSettings from) {
        this(from.grid(), from.asOf());
        mode = from.mode();
        brackets = from.brackets();
        clock = from.clock();
        entry = from.entry();
        start = from.start();
        returns = from.returns();
        returnAtStart = from.returnAtStart();
        relativeTo = from.relativeTo();
        offsetZero = from.offsetZero();
        aggregate = from.aggregate();
        includePartial = from.includePartial();
        cohortsFrom = from.cohortsFrom();
        cohortsTo = from.cohortsTo();
        maxOffset = from.maxOffset();
        allowedLateness = from.allowedLateness();
        observedFrom = from.observedFrom();
        lookback = from.lookback();
        maxCells = from.maxCells();
        maxPeriods = from.maxPeriods();
    }

    /**
     * Sets which returns count in a cell; a column an offset.
     *
     * @param value the mode; for brackets, see {@link #brackets}
     * @return this builder
     * @throws IllegalArgumentException if it is {@link RetentionMode#BRACKET}
     */
    public RetentionDefinitionBuilder mode(RetentionMode value) {
        if (value == RetentionMode.BRACKET) {
            throw new IllegalArgumentException("mode BRACKET needs its brackets: use brackets(...)");
        }
        mode = value;
        brackets = List.of();
        return this;
    }

    /**
     * Sets the mode to {@link RetentionMode#BRACKET}: a column a bracket.
     *
     * @param value the brackets, at least one; they may overlap and leave gaps
     * @return this builder
     * @throws IllegalArgumentException if there is none
     */
    public RetentionDefinitionBuilder brackets(List<OffsetBracket> value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("brackets must not be empty");
        }
        mode = RetentionMode.BRACKET;
        brackets = List.copyOf(value);
        return this;
    }

    /**
     * Sets how time becomes an offset.
     *
     * @param value the clock; by default the grid's own periods
     * @return this builder
     */
    public RetentionDefinitionBuilder clock(RetentionClock value) {
        clock = value;
        return this;
    }

    /**
     * Sets which start event puts a customer into a cohort.
     *
     * @param value the rule; by default the first ever
     * @return this builder
     */
    public RetentionDefinitionBuilder entry(CohortEntry value) {
        entry = value;
        return this;
    }

    /**
     * Sets which events put a customer into a cohort.
     *
     * @param value the selection; by default any event
     * @return this builder
     */
    public RetentionDefinitionBuilder start(EventSelection value) {
        start = value;
        return this;
    }

    /**
     * Sets which events are a return. An event is one only if it lies after the start event, in time.
     *
     * @param value the selection; by default any event
     * @return this builder
     */
    public RetentionDefinitionBuilder returns(EventSelection value) {
        returns = value;
        return this;
    }

    /**
     * Sets whether an event at the very time of the start event is a return, the start event itself included where both
     * selections take it.
     *
     * @param value true to count it; by default it does not count
     * @return this builder
     */
    public RetentionDefinitionBuilder returnAtStart(boolean value) {
        returnAtStart = value;
        return this;
    }

    /**
     * Sets what the customers of a cell are held against.
     *
     * @param value the base; by default the cohort's size
     * @return this builder
     */
    public RetentionDefinitionBuilder relativeTo(RetentionBase value) {
        relativeTo = value;
        return this;
    }

    /**
     * Sets what offset 0 counts.
     *
     * @param value the rule; by default the whole cohort
     * @return this builder
     */
    public RetentionDefinitionBuilder offsetZero(OffsetZero value) {
        offsetZero = value;
        return this;
    }

    /**
     * Sets how the rows of the table become one.
     *
     * @param value pooled, the default, or macro
     * @return this builder
     * @throws IllegalArgumentException if it is {@link AggregateRule#SIZE_SQUARED}, which belongs to a profile
     */
    public RetentionDefinitionBuilder aggregate(AggregateRule value) {
        if (value == AggregateRule.SIZE_SQUARED) {
            throw new IllegalArgumentException("aggregate SIZE_SQUARED belongs to RetentionProfiles.mixpanel only");
        }
        aggregate = value;
        return this;
    }

    RetentionDefinitionBuilder aggregateBySquaredSizes() {
        aggregate = AggregateRule.SIZE_SQUARED;
        return this;
    }

    /**
     * Sets whether total rows take running cells too. They then fall towards the last cohorts, as not everyone has had the
     * time to return; the cells keep their status.
     *
     * @param value true to take them; by default they are left out
     * @return this builder
     */
    public RetentionDefinitionBuilder includePartial(boolean value) {
        includePartial = value;
        return this;
    }

    /**
     * Sets the first and the last cohort. It cuts rows only: returns count up to the as-of instant, and whether an event is
     * a customer's first is decided on all events.
     *
     * @param from a day of the first cohort
     * @param to a day of the last cohort
     * @return this builder
     * @throws IllegalArgumentException if they are out of order
     */
    public RetentionDefinitionBuilder cohorts(LocalDate from, LocalDate to) {
        if (from.isAfter(to)) {
            throw new IllegalArgumentException("cohorts: from %s must not lie after to %s".formatted(from, to));
        }
        cohortsFrom = Optional.of(from);
        cohortsTo = Optional.of(to);
        return this;
    }

    /**
     * Sets the last offset that has a column. By default there are as many as were observed. Brackets set their own.
     *
     * @param value the offset, 0 or more
     * @return this builder
     * @throws IllegalArgumentException if it is out of its range
     */
    public RetentionDefinitionBuilder maxOffset(int value) {
        maxOffset = OptionalInt.of(Checks.nonNegative(value, "maxOffset"));
        return this;
    }

    /**
     * Sets how late events may come: a cell is complete only when it ended that long before the as-of instant.
     *
     * @param value the lateness, 0 by default, below 10,000 years
     * @return this builder
     * @throws IllegalArgumentException if it is out of its range
     */
    public RetentionDefinitionBuilder allowedLateness(Duration value) {
        allowedLateness = Instants.checkedLateness(value);
        return this;
    }

    /**
     * Marks the first cohorts as left-censored: those who began in them may have begun before the data did. They are in no
     * aggregate. Only cohorts by a customer's first event can be.
     *
     * @param from the day with which the data begins
     * @param periods how many periods from there are marked, 0 or more
     * @return this builder
     * @throws IllegalArgumentException if the number is out of its range
     */
    public RetentionDefinitionBuilder leftCensored(LocalDate from, int periods) {
        lookback = Checks.nonNegative(periods, "periods");
        observedFrom = periods == 0 ? Optional.empty() : Optional.of(from);
        return this;
    }

    /**
     * Sets how many cells a table may have.
     *
     * @param value the limit; 10,000,000 by default, of 4 bytes each
     * @return this builder
     * @throws IllegalArgumentException if it is not above 0
     */
    public RetentionDefinitionBuilder maxCells(int value) {
        maxCells = atLeastOne(value, "maxCells");
        return this;
    }

    /**
     * Sets how many cohorts, and how many offsets, a table may have.
     *
     * @param value the limit; 10,000 by default
     * @return this builder
     * @throws IllegalArgumentException if it is not above 0
     */
    public RetentionDefinitionBuilder maxPeriods(int value) {
        maxPeriods = atLeastOne(value, "maxPeriods");
        return this;
    }

    /**
     * Returns the definition.
     *
     * @return the definition
     * @throws IllegalArgumentException if {@link CohortEntry#FIRST_IN_WINDOW} has no range of cohorts
     */
    public RetentionDefinition build() {
        if (entry == CohortEntry.FIRST_IN_WINDOW && cohortsFrom.isEmpty()) {
            throw new IllegalArgumentException("entry FIRST_IN_WINDOW needs its window: use cohorts(from, to)");
        }
        return new RetentionDefinition(new RetentionSettings(
                grid,
                asOf,
                mode,
                brackets,
                clock,
                entry,
                start,
                returns,
                returnAtStart,
                relativeTo,
                offsetZero,
                aggregate,
                includePartial,
                cohortsFrom,
                cohortsTo,
                maxOffset,
                allowedLateness,
                observedFrom,
                lookback,
                maxCells,
                maxPeriods));
    }

    private static int atLeastOne(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be 1 or more, was " + value);
        }
        return value;
    }
}

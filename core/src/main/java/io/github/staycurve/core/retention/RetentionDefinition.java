package io.github.staycurve.core.retention;

import io.github.staycurve.core.time.CalendarGrid;
import java.time.Instant;
import java.time.ZoneId;

/**
 * What a retention table counts. Two tables compare and merge only if their definitions are equal.
 *
 * <p>Two things have no default: the grid, whose periods are the cohorts, and the as-of instant, up to which the data is
 * known.
 *
 * <pre>{@code
 * RetentionDefinition weekly = RetentionDefinition.builder(CalendarGrid.weekly(zone, DayOfWeek.MONDAY), asOf)
 *         .mode(RetentionMode.ON_OR_AFTER)
 *         .start(EventSelection.ofTypes("register"))
 *         .build();
 * }</pre>
 *
 * <p>This class is immutable and thread-safe.
 */
public final class RetentionDefinition {
    private final RetentionSettings settings;

    RetentionDefinition(RetentionSettings settings) {
        this.settings = settings;
    }

    /**
     * Returns a builder with every default.
     *
     * @param grid the grid whose periods are the cohorts
     * @param asOf the instant up to which the data is known, exclusive, in the years 1 to 9999
     * @return the builder
     * @throws IllegalArgumentException if the instant is out of its range
     */
    public static RetentionDefinitionBuilder builder(CalendarGrid grid, Instant asOf) {
        return new RetentionDefinitionBuilder(grid, asOf);
    }

    /**
     * Returns the definition that D1, D7 and D30 usually stand for: daily cohorts by first event, calendar days, a return
     * on the very day.
     *
     * @param zone the zone of the days
     * @param asOf the instant up to which the data is known, exclusive, in the years 1 to 9999
     * @return the definition
     * @throws IllegalArgumentException if the instant is out of its range
     */
    public static RetentionDefinition daily(ZoneId zone, Instant asOf) {
        return builder(CalendarGrid.daily(zone), asOf).build();
    }

    /**
     * Returns a builder that starts from this definition.
     *
     * @return the builder
     */
    public RetentionDefinitionBuilder toBuilder() {
        return new RetentionDefinitionBuilder(settings);
    }

    /**
     * Returns the grid whose periods are the cohorts.
     *
     * @return the grid
     */
    public CalendarGrid grid() {
        return settings.grid();
    }

    /**
     * Returns the instant up to which the data is known.
     *
     * @return the instant, exclusive
     */
    public Instant asOf() {
        return settings.asOf();
    }

    /**
     * Returns which returns count in a cell.
     *
     * @return the mode
     */
    public RetentionMode mode() {
        return settings.mode();
    }

    RetentionSettings settings() {
        return settings;
    }

    /**
     * Returns this definition in words.
     *
     * @return one line
     */
    public String describe() {
        return settings.describe();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RetentionDefinition definition && definition.settings.equals(settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    @Override
    public String toString() {
        return "RetentionDefinition[" + describe() + "]";
    }
}

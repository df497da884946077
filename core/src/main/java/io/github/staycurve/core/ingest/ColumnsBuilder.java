package io.github.staycurve.core.ingest;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The options of sources of purchases with named columns.
 *
 * @param <B> the type of the builder
 */
abstract class ColumnsBuilder<B extends ColumnsBuilder<B>> extends TransactionsBuilder<B> {
    private final Map<Role, String> columns = new EnumMap<>(Role.class);
    private ZoneId zone = ZoneOffset.UTC;
    private final List<String> timePatterns = new ArrayList<>();

    ColumnsBuilder(String customerColumn, String timeColumn, String amountColumn) {
        columns.put(Role.CUSTOMER, customerColumn);
        columns.put(Role.TIME, timeColumn);
        columns.put(Role.AMOUNT, amountColumn);
    }

    /**
     * Names the column of quantities; the amount column is then a unit price, and quantity × price is what was paid.
     *
     * @param column the name of the column
     * @return this builder
     */
    public B quantity(String column) {
        columns.put(Role.QUANTITY, column);
        return self();
    }

    /**
     * Names the column of orders, whose distinct values among the accepted rows are counted. A row without an order is
     * not refused.
     *
     * @param column the name of the column
     * @return this builder
     */
    public B order(String column) {
        columns.put(Role.ORDER, column);
        return self();
    }

    /**
     * Sets the zone in which local times and dates are read.
     *
     * @param zoneOfLocalTimes the zone; UTC by default. It does not change times that carry an offset
     * @return this builder
     */
    public B zone(ZoneId zoneOfLocalTimes) {
        zone = zoneOfLocalTimes;
        return self();
    }

    /**
     * Adds a pattern in which times may be written, tried before the ISO forms and after the patterns added earlier.
     *
     * <p>Patterns are read strictly (31/02/2023 is refused), in any case, with English names of months; a pattern
     * without a time gives the first instant of the day, one with an offset or a zone gives its own instant.
     *
     * @param pattern the pattern, as {@link java.time.format.DateTimeFormatter} describes it, for example {@code
     *     dd/MM/yyyy HH:mm}; {@code yyyy} and {@code uuuu} mean the same
     * @return this builder
     * @throws IllegalArgumentException if it is not a pattern of a date
     */
    public B timePattern(String pattern) {
        TimePatterns.formatter(pattern);
        timePatterns.add(pattern);
        return self();
    }

    Map<Role, String> columns() {
        return columns;
    }

    IngestOptions options() {
        return options(columns.containsKey(Role.ORDER), zone, timePatterns);
    }
}

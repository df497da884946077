package io.github.staycurve.core.ingest;

import io.github.staycurve.core.data.EventLog;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Reads events from CSV text with a header, plain or gzip.
 *
 * <pre>{@code
 * Ingested<EventLog> ingested = CsvEvents.builder("user_id", "event_time", "behavior")
 *         .zone(ZoneId.of("Asia/Shanghai"))
 *         .build()
 *         .read(Path.of("events.csv.gz"));
 * }</pre>
 *
 * <p>A bad row is refused and reading goes on; see {@link io.github.staycurve.core.ingest the package} for the rules. The
 * forms of files, times and numbers are those of {@link CsvTransactions}, and so are the failures of a file as a whole.
 * Types are kept as they are too, so that {@code "view "} is another type than {@code "view"}. A blank value, counterpart
 * or event identifier is none.
 *
 * <p>This class is immutable and thread-safe if its progress listener is.
 */
public final class CsvEvents {
    private final CsvSource<EventLog> source;

    private CsvEvents(Builder builder) {
        IngestOptions options = IngestOptions.ofEvents(builder.zone, TimePatterns.of(builder.timePatterns), builder);
        this.source = new CsvSource<>(
                builder.columns, builder.delimiter, names -> new EventCells(new EventGate(names, options)));
    }

    /**
     * Returns a builder for files with the columns {@code customer}, {@code time} and {@code type}.
     *
     * @return the builder
     */
    public static Builder builder() {
        return builder("customer", "time", "type");
    }

    /**
     * Returns a builder for files with these columns.
     *
     * @param customerColumn the name of the column that identifies the customer
     * @param timeColumn the name of the column that says when
     * @param typeColumn the name of the column that says what happened
     * @return the builder
     */
    public static Builder builder(String customerColumn, String timeColumn, String typeColumn) {
        return new Builder(customerColumn, timeColumn, typeColumn);
    }

    /**
     * Reads a file.
     *
     * @param file the file, plain or gzip
     * @return the log of the accepted rows, the audit and the refused rows
     * @throws IngestException if the file cannot be read as a whole
     */
    public Ingested<EventLog> read(Path file) {
        return source.read(file);
    }

    /**
     * Reads bytes to their end.
     *
     * @param in the bytes, plain or gzip; not closed
     * @param name what messages call the source
     * @return the log of the accepted rows, the audit and the refused rows
     * @throws IngestException if the bytes cannot be read as a whole
     */
    public Ingested<EventLog> read(InputStream in, String name) {
        return source.read(in, name);
    }

    /**
     * Reads characters to their end.
     *
     * @param reader the characters; not closed
     * @param name what messages call the source
     * @return the log of the accepted rows, the audit and the refused rows
     * @throws IngestException if the characters cannot be read as a whole
     */
    public Ingested<EventLog> read(Reader reader, String name) {
        return source.read(reader, name);
    }

    /**
     * Collects the options of a {@link CsvEvents}.
     *
     * <p>This class is not thread-safe.
     */
    public static final class Builder extends IngestBuilder<Builder> {
        private final Map<Role, String> columns = new EnumMap<>(Role.class);
        private ZoneId zone = ZoneOffset.UTC;
        private final List<String> timePatterns = new ArrayList<>();
        private char delimiter = ',';

        private Builder(String customerColumn, String timeColumn, String typeColumn) {
            columns.put(Role.CUSTOMER, customerColumn);
            columns.put(Role.TIME, timeColumn);
            columns.put(Role.TYPE, typeColumn);
        }

        /**
         * Names the column of numbers that belong to events, such as a price or a length.
         *
         * @param column the name of the column
         * @return this builder
         */
        public Builder value(String column) {
            columns.put(Role.VALUE, column);
            return this;
        }

        /**
         * Names the column of other customers whom events concern, such as those invited.
         *
         * @param column the name of the column
         * @return this builder
         */
        public Builder counterpart(String column) {
            columns.put(Role.COUNTERPART, column);
            return this;
        }

        /**
         * Names the column of event identifiers; rows of the same one are merged, and the audit counts them.
         *
         * @param column the name of the column
         * @return this builder
         */
        public Builder eventId(String column) {
            columns.put(Role.EVENT, column);
            return this;
        }

        /**
         * Sets the zone in which local times and dates are read.
         *
         * @param zoneOfLocalTimes the zone; UTC by default. It does not change times that carry an offset
         * @return this builder
         */
        public Builder zone(ZoneId zoneOfLocalTimes) {
            zone = zoneOfLocalTimes;
            return this;
        }

        /**
         * Adds a pattern in which times may be written, tried before the ISO forms and after the patterns added earlier,
         * read as {@link CsvTransactions.Builder#timePattern} says.
         *
         * @param pattern the pattern, as {@link java.time.format.DateTimeFormatter} describes it
         * @return this builder
         * @throws IllegalArgumentException if it is not a pattern of a date
         */
        public Builder timePattern(String pattern) {
            TimePatterns.formatter(pattern);
            timePatterns.add(pattern);
            return this;
        }

        /**
         * Sets the character between cells.
         *
         * @param betweenCells the delimiter, for example {@code ';'} or a tab; a comma by default. Not a quote, a line
         *     break or a letter or digit
         * @return this builder
         * @throws IllegalArgumentException if it is one of these
         */
        public Builder delimiter(char betweenCells) {
            delimiter = CsvSource.checkedDelimiter(betweenCells);
            return this;
        }

        /**
         * Returns the reader.
         *
         * @return the reader
         */
        public CsvEvents build() {
            return new CsvEvents(this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}

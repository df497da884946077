package io.github.staycurve.core.ingest;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The caller's date-time patterns, tried in their order.
 *
 * <p>They are read strictly (31/02/2023 is no date), with English names of months in any case. A year written
 * {@code yyyy} is the plain year, which strict patterns spell {@code uuuu}, unless the pattern has an era.
 *
 * <p>This class is immutable and thread-safe.
 */
final class TimePatterns {
    /** What {@link #parse} returns for a text in the form of a pattern that names no day or time there is. */
    static final Object NO_SUCH_TIME = new Object();

    private static final ZonedDateTime SAMPLE = ZonedDateTime.of(2023, 5, 31, 17, 40, 12, 0, ZoneOffset.UTC);

    private final List<DateTimeFormatter> formatters;

    private TimePatterns(List<DateTimeFormatter> formatters) {
        this.formatters = formatters;
    }

    static TimePatterns of(List<String> patterns) {
        List<DateTimeFormatter> formatters = new ArrayList<>();
        for (String pattern : patterns) {
            formatters.add(formatter(pattern));
        }
        return new TimePatterns(List.copyOf(formatters));
    }

    boolean isEmpty() {
        return formatters.isEmpty();
    }

    /**
     * Returns the Instant, the LocalDateTime or the LocalDate that the first fitting pattern makes of a text; {@link
     * #NO_SUCH_TIME} if one fits but there is no such time; null if none fits.
     */
    @Nullable
    Object parse(String text) {
        Object found = null;
        for (DateTimeFormatter formatter : formatters) {
            ParsePosition position = new ParsePosition(0);
            if (formatter.parseUnresolved(text, position) == null || position.getIndex() != text.length()) {
                continue; // the usual way for a text in another form, without the cost of an exception
            }
            try {
                return valueOf(formatter.parse(text));
            } catch (DateTimeException e) {
                found = NO_SUCH_TIME;
            }
        }
        return found;
    }

    private static Object valueOf(TemporalAccessor parsed) {
        if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
            return Instant.from(parsed);
        }
        LocalTime time = parsed.query(TemporalQueries.localTime());
        LocalDate date = LocalDate.from(parsed);
        return time == null ? date : LocalDateTime.of(date, time);
    }

    /**
     * Returns the strict reader of a pattern.
     *
     * @throws IllegalArgumentException if it is no pattern, or has no full date
     */
    static DateTimeFormatter formatter(String pattern) {
        try {
            DateTimeFormatter formatter = new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(withPlainYears(pattern))
                    .toFormatter(Locale.ENGLISH) // the root locale has no full names of months
                    .withResolverStyle(ResolverStyle.STRICT);
            valueOf(formatter.parse(formatter.format(SAMPLE)));
            return formatter;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "timePattern '%s' does not describe a date: %s; an example is dd/MM/yyyy HH:mm"
                            .formatted(Texts.quoted(pattern, 40), Texts.quoted(String.valueOf(e.getMessage()), 100)),
                    e);
        }
    }

    /** Replaces y (the year of an era) by u (the plain year) outside quotes. */
    private static String withPlainYears(String pattern) {
        StringBuilder out = new StringBuilder(pattern.length());
        boolean quoted = false;
        boolean era = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            quoted ^= c == '\'';
            era |= !quoted && c == 'G';
            out.append(!quoted && c == 'y' ? 'u' : c);
        }
        return era ? pattern : out.toString();
    }
}

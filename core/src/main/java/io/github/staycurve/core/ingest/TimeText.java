package io.github.staycurve.core.ingest;

import io.github.staycurve.core.data.Transaction;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;

/**
 * Reads instants from texts and from the types of {@code java.time}, to the millisecond.
 *
 * <p>Texts are ISO dates and times, {@code 2023-05-31}, {@code 2023-05-31T17:40} or {@code 2023-05-31 17:40:00.123}, with
 * {@code Z}, {@code UTC} or an offset behind them or not; before these the caller's own patterns are tried. What has no
 * offset is read in the zone.
 *
 * <p>An instance is not thread-safe.
 */
final class TimeText {
    /** Not a time: no text gives it. */
    static final long NONE = Long.MIN_VALUE;

    private static final int DATE_LENGTH = 10;
    private static final long MILLIS_A_DAY = 86_400_000L;
    private static final int MAX_OFFSET_SECONDS = 18 * 3600;

    private final LocalClock clock;
    private final TimePatterns patterns;

    private Flaw flaw = Flaw.NOT_A_TIME;
    private String lastText = "";
    private long lastMillis = NONE;

    /** The date read last, as year × 10000 + month × 100 + day. */
    private int lastDate = -1;

    private long lastEpochDay;
    private char[] chars = {};
    private int at;
    private int to;

    TimeText(LocalClock clock, TimePatterns patterns) {
        this.clock = clock;
        this.patterns = patterns;
    }

    /** Returns what was wrong with the last value that was no time. */
    Flaw flaw() {
        return flaw;
    }

    /** Returns the instant in milliseconds since 1970; or {@link #NONE}, and then {@link #flaw()} says why. */
    long parse(Cell cell) {
        if (lastMillis != NONE && cell.contentEquals(lastText)) {
            return lastMillis;
        }
        if (cell.isBlank()) {
            return fail(Flaw.MISSING);
        }
        if (cell.isTooLong()) {
            return fail(Flaw.TOO_LONG);
        }
        long millis = patterns.isEmpty() ? NONE : byPattern(cell);
        if (millis == NONE) {
            Flaw ofPatterns = flaw;
            millis = inRange(iso(cell.chars(), cell.from(), cell.to()));
            if (millis == NONE && !patterns.isEmpty() && ofPatterns == Flaw.NO_SUCH_TIME) {
                flaw = ofPatterns; // the text has the form of a pattern, which says more than that it is not ISO
            }
        }
        if (millis != NONE && cell.length() <= 2 * DATE_LENGTH) {
            lastText = cell.toString();
            lastMillis = millis;
        }
        return millis;
    }

    /** Returns the instant in milliseconds since 1970, or {@link #NONE} if it is out of range. */
    long of(Instant instant) {
        long second = instant.getEpochSecond();
        // far out there are no milliseconds in a long
        boolean near = Math.abs(second) < Transaction.MAX_EPOCH_MILLIS / 100;
        return near ? inRange(instant.toEpochMilli()) : fail(Flaw.TIME_OUT_OF_RANGE);
    }

    /** Returns the instant of a local time in milliseconds since 1970, or {@link #NONE} if it is out of range. */
    long of(LocalDateTime local) {
        if (!isInRange(local.getYear())) {
            return fail(Flaw.TIME_OUT_OF_RANGE);
        }
        long millisOfDay = local.getLong(ChronoField.MILLI_OF_DAY);
        return inRange(clock.epochMillis(local.toLocalDate().toEpochDay() * MILLIS_A_DAY + millisOfDay));
    }

    /** Returns the first instant of a local day in milliseconds since 1970, or {@link #NONE} if it is out of range. */
    long of(LocalDate date) {
        return isInRange(date.getYear()) ? inRange(clock.startOfDay(date.toEpochDay())) : fail(Flaw.TIME_OUT_OF_RANGE);
    }

    private long byPattern(Cell cell) {
        String text = new String(cell.chars(), cell.from(), cell.to() - cell.from());
        Object time = patterns.parse(text);
        if (time instanceof Instant instant) {
            return of(instant);
        }
        if (time instanceof LocalDateTime local) {
            return of(local);
        }
        if (time instanceof LocalDate date) {
            return of(date);
        }
        return fail(time == TimePatterns.NO_SUCH_TIME ? Flaw.NO_SUCH_TIME : Flaw.NOT_A_TIME);
    }

    /** Reads the ISO forms without an object or an exception. */
    private long iso(char[] text, int from, int end) {
        chars = text;
        to = end;
        if (end - from < DATE_LENGTH || text[from + 4] != '-' || text[from + 7] != '-') {
            return fail(Flaw.NOT_A_TIME);
        }
        int year = number(from, 4);
        int month = number(from + 5, 2);
        int day = number(from + 8, 2);
        if ((year | month | day) < 0) {
            return fail(Flaw.NOT_A_TIME);
        }
        if (!readDate(year, month, day)) {
            return NONE;
        }
        at = from + DATE_LENGTH;
        if (at == end) {
            return clock.startOfDay(lastEpochDay);
        }
        char separator = text[at++];
        return separator == 'T' || separator == ' ' || separator == 't' ? timeOfDay() : fail(Flaw.NOT_A_TIME);
    }

    private boolean readDate(int year, int month, int day) {
        int date = 10_000 * year + 100 * month + day;
        if (date != lastDate) { // rows of one day often follow each other
            if (month < 1 || month > 12 || day < 1 || day > 31) {
                fail(Flaw.NO_SUCH_TIME);
                return false;
            }
            if (day > 28 && day > LocalDate.of(year, month, 1).lengthOfMonth()) {
                fail(Flaw.NO_SUCH_TIME);
                return false;
            }
            if (year < 1) {
                fail(Flaw.TIME_OUT_OF_RANGE);
                return false;
            }
            lastEpochDay = LocalDate.of(year, month, day).toEpochDay();
            lastDate = date;
        }
        return true;
    }

    /** Reads HH:MM[:SS[.fraction]] and what follows. */
    private long timeOfDay() {
        if (to - at < 5 || chars[at + 2] != ':') {
            return fail(Flaw.NOT_A_TIME);
        }
        int hour = number(at, 2);
        int minute = number(at + 3, 2);
        at += 5;
        int second = 0;
        int millis = 0;
        if (at < to && chars[at] == ':') {
            second = to - at < 3 ? -1 : number(at + 1, 2);
            at += 3;
            if (second >= 0 && at < to && chars[at] == '.') {
                millis = fraction();
            }
        }
        if ((hour | minute | second | millis) < 0) {
            return fail(Flaw.NOT_A_TIME);
        }
        if (hour > 23 || minute > 59 || second > 59) {
            return fail(Flaw.NO_SUCH_TIME);
        }
        long local = lastEpochDay * MILLIS_A_DAY + ((hour * 60L + minute) * 60 + second) * 1000 + millis;
        return at == to ? clock.epochMillis(local) : withOffset(local);
    }

    /** Reads a point and the digits behind it, and returns the milliseconds; -1 if there are no digits. */
    private int fraction() {
        int first = ++at;
        int millis = 0;
        int unit = 100;
        while (at < to && chars[at] >= '0' && chars[at] <= '9') {
            millis += unit * (chars[at] - '0');
            unit /= 10;
            at++;
        }
        return at == first || at - first > 9 ? -1 : millis;
    }

    /** Reads Z, UTC or ±HH[[:]MM[[:]SS]], a blank before it or not, to the end. */
    private long withOffset(long local) {
        if (chars[at] == ' ' && at + 1 < to) {
            at++;
        }
        char sign = chars[at++];
        if ((sign == 'Z' || sign == 'z') && at == to) {
            return local;
        }
        if (sign == 'U' && to - at == 2 && chars[at] == 'T' && chars[at + 1] == 'C') {
            return local;
        }
        if (sign != '+' && sign != '-') {
            return fail(Flaw.NOT_A_TIME);
        }
        int seconds = 0;
        int parts = 0;
        for (int unit = 3600; unit > 0 && (at < to || parts == 0); unit /= 60) {
            if (parts > 0 && chars[at] == ':') {
                at++;
            }
            int part = to - at < 2 ? -1 : number(at, 2);
            if (part < 0) {
                return fail(Flaw.NOT_A_TIME);
            }
            if (parts > 0 && part > 59) {
                return fail(Flaw.NO_SUCH_TIME);
            }
            seconds += unit * part;
            at += 2;
            parts++;
        }
        if (at != to) {
            return fail(Flaw.NOT_A_TIME);
        }
        long offset = sign == '-' ? -1000L * seconds : 1000L * seconds;
        return seconds > MAX_OFFSET_SECONDS ? fail(Flaw.NO_SUCH_TIME) : local - offset;
    }

    /** Returns the number that so many digits make, or -1 if one of them is none. */
    private int number(int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = chars[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = 10 * value + digit;
        }
        return value;
    }

    private long inRange(long millis) {
        boolean inRange = millis >= Transaction.MIN_EPOCH_MILLIS && millis <= Transaction.MAX_EPOCH_MILLIS;
        if (millis == NONE || inRange) {
            return millis;
        }
        return fail(Flaw.TIME_OUT_OF_RANGE);
    }

    private static boolean isInRange(int year) {
        return year >= 1 && year <= 9999;
    }

    private long fail(Flaw why) {
        flaw = why;
        return NONE;
    }
}

package io.github.staycurve.core.retention;

import io.github.staycurve.core.stat.CellStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Which cells a table has, how far each is known, and where its count lies. It depends on the definition and the first
 * cohort only, never on the data.
 *
 * <p>Immutable.
 */
final class CohortLayout {
    private final RetentionSettings settings;
    private final int first;
    private final int cohorts;
    /** How many offsets have begun, and how many are over, for each cohort. */
    private final int[] begun;

    private final int[] over;
    /** Place of the first cell of each cohort; one more element than cohorts. */
    private final int[] starts;
    /** Offsets without any time in them, as the day that a zone skipped: by period from the first cohort's. */
    private final boolean[] timeless;

    private final long uncensoredFrom;

    /**
     * Makes the layout.
     *
     * @param first the first cohort
     * @param last the last cohort, before {@code first} if there is none
     * @param wholeFrom the first period of which the source has all that happened; cohorts before it are left-censored
     */
    CohortLayout(RetentionSettings settings, int first, int last, int wholeFrom) {
        this.settings = settings;
        this.first = first;
        this.cohorts = checkedCount(settings, first, last);
        OffsetTimes times = new OffsetTimes(settings.grid(), settings.clock());
        begun = new int[cohorts];
        over = new int[cohorts];
        starts = new int[cohorts + 1];
        fill(times);
        timeless = settings.clock().kind() == RetentionClock.Kind.CALENDAR ? timelessPeriods() : new boolean[0];
        uncensoredFrom = settings.leftCensors()
                ? (long) settings.grid().indexOf(settings.observedFrom().orElseThrow()) + settings.lookback()
                : wholeFrom;
    }

    /** Returns the last period that has begun by the as-of instant. */
    static int lastBegun(RetentionSettings settings) {
        return settings.grid().indexOf(settings.asOf().minusNanos(1));
    }

    private static int checkedCount(RetentionSettings settings, int first, int last) {
        long count = Math.max(0, (long) last - first + 1);
        if (count > settings.maxPeriods()) {
            throw new IllegalArgumentException("cohorts from %s to %s are %s, more than maxPeriods %s"
                    .formatted(
                            settings.grid().firstDay(first),
                            settings.grid().lastDay(last),
                            count,
                            settings.maxPeriods()));
        }
        return (int) count;
    }

    private void fill(OffsetTimes times) {
        Instant known = settings.asOf().minus(settings.allowedLateness());
        int lastBegun = lastBegun(settings);
        int lastOver = settings.grid().indexOf(known) - 1; // the one that holds the instant is not over
        int limit = settings.offsetLimit();
        boolean calendar = settings.clock().kind() == RetentionClock.Kind.CALENDAR;
        long cells = 0;
        for (int i = 0; i < cohorts; i++) {
            int cohort = first + i;
            int offsets = calendar ? lastBegun - cohort + 1 : begunOffsets(times, cohort);
            if (Math.min(offsets, limit) > settings.maxPeriods()) {
                throw new IllegalArgumentException("offsets of the cohort of %s are %s, more than maxPeriods %s"
                        .formatted(settings.grid().firstDay(cohort), offsets, settings.maxPeriods()));
            }
            begun[i] = offsets;
            over[i] = calendar
                    ? Math.max(0, lastOver - cohort + 1)
                    : overOffsets(times, cohort, Math.min(offsets, limit), known);
            cells += columnsOf(offsets);
            if (cells > settings.maxCells()) {
                throw new IllegalArgumentException("cells up to the cohort of %s are %s, more than maxCells %s"
                        .formatted(settings.grid().firstDay(cohort), cells, settings.maxCells()));
            }
            starts[i + 1] = (int) cells;
        }
    }

    /** Returns how many offsets have begun for the first who may have entered a cohort. */
    private int begunOffsets(OffsetTimes times, int cohort) {
        int most = Math.min(settings.offsetLimit(), settings.maxPeriods() + 1);
        int low = 0;
        int high = most; // offsets below low have begun, those from high on have not
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times.begin(cohort, middle).isBefore(settings.asOf())) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int overOffsets(OffsetTimes times, int cohort, int begun, Instant known) {
        int low = 0;
        int high = begun;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times.end(cohort, middle).isAfter(known)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private boolean[] timelessPeriods() {
        int periods = cohorts == 0 ? 0 : begun[0];
        boolean[] found = new boolean[periods];
        Instant start = periods == 0 ? Instant.EPOCH : settings.grid().start(first);
        for (int i = 0; i < periods; i++) {
            Instant end = settings.grid().end(first + i);
            found[i] = start.equals(end);
            start = end;
        }
        return found;
    }

    RetentionSettings settings() {
        return settings;
    }

    int first() {
        return first;
    }

    int cohorts() {
        return cohorts;
    }

    boolean has(int cohort) {
        return cohort >= first && cohort - first < cohorts;
    }

    int cells() {
        return starts[cohorts];
    }

    /** Returns how many columns of a cohort have begun. */
    int columns(int cohort) {
        return starts[cohort - first + 1] - starts[cohort - first];
    }

    private int columnsOf(int offsets) {
        if (settings.mode() != RetentionMode.BRACKET) {
            return Math.min(offsets, settings.offsetLimit());
        }
        List<OffsetBracket> brackets = settings.brackets();
        int columns = brackets.size();
        while (columns > 0 && brackets.get(columns - 1).from() >= offsets) {
            columns--; // from the last bracket that has begun on, there is nothing
        }
        return columns;
    }

    /** Returns the place of a cell that has begun. */
    int place(int cohort, int column) {
        return starts[cohort - first] + column;
    }

    boolean isTimeless(int cohort, int offset) {
        int period = cohort - first + offset;
        return period < timeless.length && timeless[period];
    }

    CellStatus status(int cohort, int column) {
        int from = column;
        int to = column + 1;
        if (settings.mode() == RetentionMode.BRACKET) {
            from = settings.brackets().get(column).from();
            to = settings.brackets().get(column).to();
        }
        if (from >= begun[cohort - first] || isTimeless(cohort, from, to)) {
            return CellStatus.UNOBSERVED;
        }
        if (cohort < uncensoredFrom) {
            return CellStatus.LEFT_CENSORED;
        }
        return to <= over[cohort - first] ? CellStatus.COMPLETE : CellStatus.PARTIAL;
    }

    private boolean isTimeless(int cohort, int from, int to) {
        for (int offset = from; offset < to; offset++) {
            if (!isTimeless(cohort, offset)) {
                return false;
            }
        }
        return true;
    }

    /** Returns a day of a cohort, for messages. */
    LocalDate firstDay(int cohort) {
        return settings.grid().firstDay(cohort);
    }
}

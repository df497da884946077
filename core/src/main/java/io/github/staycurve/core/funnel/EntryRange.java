package io.github.staycurve.core.funnel;

import java.time.Instant;

/**
 * Which entries a funnel counts, and up to when it may look.
 *
 * <p>The range is of entries alone: who entered in it may complete the funnel after it, until the window closes or the
 * as-of instant, whichever is earlier.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param from the first instant of an entry, inclusive
 * @param until the end of the entries, exclusive, after {@code from}
 * @param asOf the last instant that the data covers, inclusive: later events do not exist for the analysis; not before
 *     {@code from}
 */
public record EntryRange(Instant from, Instant until, Instant asOf) {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    /**
     * Checks the order of the instants.
     *
     * @param from the first instant of an entry, inclusive
     * @param until the end of the entries, exclusive, after {@code from}
     * @param asOf the last instant that the data covers, inclusive; not before {@code from}
     * @throws IllegalArgumentException if they are out of order, or outside the years 1 to 9999
     */
    public EntryRange {
        check(from, "from");
        check(until, "until");
        check(asOf, "asOf");
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("until must lie after from %s, was %s".formatted(from, until));
        }
        if (asOf.isBefore(from)) {
            throw new IllegalArgumentException("asOf must not lie before from %s, was %s".formatted(from, asOf));
        }
    }

    /**
     * Returns the range of every entry up to an instant.
     *
     * @param asOf the last instant that the data covers, inclusive
     * @return the range
     * @throws IllegalArgumentException if it is outside the years 1 to 9999
     */
    public static EntryRange upTo(Instant asOf) {
        return new EntryRange(FIRST, LAST, asOf);
    }

    /**
     * Returns the range of the entries between two instants.
     *
     * @param from the first instant of an entry, inclusive
     * @param until the end of the entries, exclusive
     * @param asOf the last instant that the data covers, inclusive
     * @return the range
     * @throws IllegalArgumentException if they are out of order, or outside the years 1 to 9999
     */
    public static EntryRange between(Instant from, Instant until, Instant asOf) {
        return new EntryRange(from, until, asOf);
    }

    /**
     * Returns this range in words.
     *
     * @return one line
     */
    public String describe() {
        boolean all = from.equals(FIRST) && until.equals(LAST);
        return (all ? "all entries" : "entries from " + from + " until " + until + " exclusive") + ", as of " + asOf;
    }

    private static void check(Instant instant, String name) {
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw new IllegalArgumentException(name + " must lie in the years 1 to 9999, was " + instant);
        }
    }
}

package io.github.staycurve.core.internal;

import java.time.Duration;
import java.time.Instant;

/**
 * Checks and rounds instants that callers give.
 *
 * <p>This class has no state. It is for Staycurve's own modules and may change at any time.
 */
public final class Instants {
    /** Midnight in the easternmost zone before the year 1, and in the westernmost one after 9999. */
    private static final Instant FIRST = Instant.parse("0000-12-31T06:00:00Z");

    private static final Instant LAST = Instant.parse("+10000-01-01T18:00:00Z");
    private static final Duration LONGEST = Duration.ofDays(3_660_000);

    private Instants() {}

    /**
     * Returns the instant if it lies in the years 1 to 9999 of some zone, their end included.
     *
     * @param instant the instant to check
     * @param name the argument's name, for the message
     * @return the instant
     * @throws IllegalArgumentException if it does not
     */
    public static Instant checked(Instant instant, String name) {
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw new IllegalArgumentException(name + " must lie in the years 1 to 9999, was " + instant);
        }
        return instant;
    }

    /**
     * Returns how late events may come, if that is 0 or more and below some 10,000 years.
     *
     * @param lateness the time to check
     * @return the time
     * @throws IllegalArgumentException if it is out of its range
     */
    public static Duration checkedLateness(Duration lateness) {
        if (lateness.isNegative() || lateness.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "allowedLateness must be 0 or more and below 10,000 years, was " + lateness);
        }
        return lateness;
    }

    /**
     * Returns the first millisecond at or after an instant: what is kept to the millisecond and lies before it lies before
     * the instant.
     *
     * @param instant an instant in the years 1 to 9999
     * @return milliseconds since 1970-01-01T00:00Z
     */
    public static long ceilingMillis(Instant instant) {
        long floor = instant.toEpochMilli();
        return Instant.ofEpochMilli(floor).isBefore(instant) ? floor + 1 : floor;
    }
}

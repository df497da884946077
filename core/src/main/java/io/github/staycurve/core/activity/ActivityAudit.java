package io.github.staycurve.core.activity;

/**
 * What became of every event that a table was offered: {@code events = counted + otherTypes + beforeStart +
 * clockAnomalies}.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param events all events
 * @param counted those that mark a customer as active, though many may mark the same period
 * @param otherTypes those that do not count as activity: events of other types, and refunds
 * @param beforeStart those before the first day of the window, which only tell that a customer is not new
 * @param clockAnomalies those at or after the as-of instant, which are left out
 * @param firstSeenAfterActivity customers whose first-seen date, given by the caller, lies in a later period than
 *     their first activity: the activity then decides
 */
public record ActivityAudit(
        long events,
        long counted,
        long otherTypes,
        long beforeStart,
        long clockAnomalies,
        long firstSeenAfterActivity) {

    /**
     * Checks that every event is counted once.
     *
     * @param events all events
     * @param counted those that mark a customer as active
     * @param otherTypes those that do not count as activity
     * @param beforeStart those before the first day of the window
     * @param clockAnomalies those at or after the as-of instant
     * @param firstSeenAfterActivity customers whose first-seen date lies after their first activity
     * @throws IllegalArgumentException if the counts do not add up
     */
    public ActivityAudit {
        if (counted + otherTypes + beforeStart + clockAnomalies != events) {
            throw new IllegalArgumentException(
                    "audit counts %d active, %d of other types, %d before the start and %d after the end of %d events"
                            .formatted(counted, otherTypes, beforeStart, clockAnomalies, events));
        }
    }

    /**
     * Returns the counts of both parts together.
     *
     * @param other the audit of other events
     * @return the sums
     */
    public ActivityAudit plus(ActivityAudit other) {
        return new ActivityAudit(
                events + other.events,
                counted + other.counted,
                otherTypes + other.otherTypes,
                beforeStart + other.beforeStart,
                clockAnomalies + other.clockAnomalies,
                firstSeenAfterActivity + other.firstSeenAfterActivity);
    }
}

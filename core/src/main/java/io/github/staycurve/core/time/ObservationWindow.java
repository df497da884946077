package io.github.staycurve.core.time;

import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The local days that an analysis may see: everything up to the calibration end, and, for checking predictions, a
 * holdout after it.
 *
 * <p>Both ends are inclusive. What happened on a later day does not exist for the analysis.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param zone the zone in which instants become local days
 * @param calibrationEnd the last day that models and summaries may use; they are as of this day; in the years 1 to
 *     9999
 * @param end the last day of the holdout, {@code calibrationEnd} itself when there is none
 */
public record ObservationWindow(ZoneId zone, LocalDate calibrationEnd, LocalDate end) {

    /**
     * Checks the order of the days.
     *
     * @param zone the zone in which instants become local days
     * @param calibrationEnd the last day that models and summaries may use; they are as of this day
     * @param end the last day of the holdout, {@code calibrationEnd} itself when there is none
     * @throws IllegalArgumentException if the calibration ends after the end, or a day lies outside the years 1 to 9999
     */
    public ObservationWindow {
        checkYear(end, "end");
        checkYear(calibrationEnd, "calibration end");
        if (calibrationEnd.isAfter(end)) {
            throw new IllegalArgumentException(
                    "calibration end %s must not lie after the end %s".formatted(calibrationEnd, end));
        }
    }

    /**
     * Returns the window of everything up to a day, without a holdout.
     *
     * @param end the last day, inclusive
     * @param zone the zone of the days
     * @return the window
     * @throws IllegalArgumentException if the day lies outside the years 1 to 9999
     */
    public static ObservationWindow until(LocalDate end, ZoneId zone) {
        return new ObservationWindow(zone, end, end);
    }

    /**
     * Returns the window that calibrates up to one day and holds out the days after it.
     *
     * @param calibrationEnd the last day of the calibration, inclusive
     * @param end the last day of the holdout, inclusive
     * @param zone the zone of the days
     * @return the window
     * @throws IllegalArgumentException if the calibration ends after the end, or a day lies outside the years 1 to 9999
     */
    public static ObservationWindow split(LocalDate calibrationEnd, LocalDate end, ZoneId zone) {
        return new ObservationWindow(zone, calibrationEnd, end);
    }

    /**
     * Returns whether there are days after the calibration.
     *
     * @return true if the holdout has at least one day
     */
    public boolean hasHoldout() {
        return end.isAfter(calibrationEnd);
    }

    /**
     * Returns the length of the holdout, 0 when there is none.
     *
     * @return its length
     */
    public Horizon holdout() {
        return Horizon.of((double) (end.toEpochDay() - calibrationEnd.toEpochDay()), PeriodUnit.DAY);
    }

    /**
     * Returns this window in words.
     *
     * @return one line
     */
    public String describe() {
        String calibration = "calibration to " + calibrationEnd + " inclusive";
        return (hasHoldout() ? calibration + ", holdout to " + end + " inclusive" : calibration) + ", days in " + zone;
    }

    private static void checkYear(LocalDate day, String name) {
        if (day.getYear() < 1 || day.getYear() > 9999) {
            throw new IllegalArgumentException(name + " must lie in the years 1 to 9999, was " + day);
        }
    }
}

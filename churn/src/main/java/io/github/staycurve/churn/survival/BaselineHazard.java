package io.github.staycurve.churn.survival;

import io.github.staycurve.core.internal.Checks;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The cumulative hazard of a customer with the reference features of a Cox model, in one stratum: a step function that
 * jumps at each time at which rows ended and is known up to the last time of the data.
 *
 * <p>It is continuous from the right: its value at a time includes the jump there. Two are equal when everything in them
 * is.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class BaselineHazard {
    private final String stratum;
    private final double[] times;
    private final double[] cumulated;
    private final double knownUpTo;

    private BaselineHazard(String stratum, double[] times, double[] cumulated, double knownUpTo) {
        this.stratum = stratum;
        this.times = times;
        this.cumulated = cumulated;
        this.knownUpTo = knownUpTo;
    }

    /**
     * Returns a baseline hazard.
     *
     * @param stratum the label of the stratum; empty for a model without strata
     * @param times the times of the jumps, ascending, 0 or more; copied
     * @param cumulated the hazard up to each time, that time included, 0 or more and not falling; copied
     * @param knownUpTo the last time of the data, at or after the last jump, finite
     * @return the baseline hazard
     * @throws IllegalArgumentException if a value is out of its range or order, or the columns differ in length
     */
    public static BaselineHazard of(String stratum, double[] times, double[] cumulated, double knownUpTo) {
        Checks.length(cumulated.length, times.length, "cumulated");
        Checks.nonNegativeFinite(knownUpTo, "knownUpTo");
        double time = -1;
        double hazard = 0;
        for (int i = 0; i < times.length; i++) {
            if (!(times[i] > time && times[i] >= 0 && times[i] <= knownUpTo)) {
                throw new IllegalArgumentException("times[%s] must lie above the one before and in [0, %s], was %s"
                        .formatted(i, knownUpTo, times[i]));
            }
            if (!(cumulated[i] >= hazard && cumulated[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "cumulated[%s] must be finite and at least %s, was %s".formatted(i, hazard, cumulated[i]));
            }
            time = times[i];
            hazard = cumulated[i];
        }
        return new BaselineHazard(stratum, times.clone(), cumulated.clone(), knownUpTo);
    }

    /**
     * Returns which stratum this is the hazard of.
     *
     * @return the label; empty for a model without strata
     */
    public String stratum() {
        return stratum;
    }

    /**
     * Returns the number of jumps.
     *
     * @return 0 or more
     */
    public int size() {
        return times.length;
    }

    /**
     * Returns the time of a jump.
     *
     * @param index the index, from 0; times ascend
     * @return the time
     */
    public double time(int index) {
        return times[index];
    }

    /**
     * Returns the hazard cumulated up to a jump.
     *
     * @param index the index, from 0
     * @return the hazard after the jump, 0 or more
     */
    public double cumulativeHazard(int index) {
        return cumulated[index];
    }

    /**
     * Returns the last time of the data.
     *
     * @return 0 or more
     */
    public double knownUpTo() {
        return knownUpTo;
    }

    /**
     * Returns the hazard cumulated up to a time.
     *
     * @param t the time, in [0, {@link #knownUpTo()}]
     * @return the hazard, jumps at that time included
     * @throws IllegalArgumentException if the time is out of its range
     */
    public double cumulativeHazardAt(double t) {
        int index = lastAtOrBefore(t);
        return index < 0 ? 0 : cumulated[index];
    }

    /** Returns the index of the last jump at or before a time, -1 if there is none. */
    int lastAtOrBefore(double t) {
        Checks.inRange(t, 0, knownUpTo, "time");
        int found = Arrays.binarySearch(times, t + 0.0);
        return found >= 0 ? found : -found - 2;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BaselineHazard that
                && stratum.equals(that.stratum)
                && Arrays.equals(times, that.times)
                && Arrays.equals(cumulated, that.cumulated)
                && knownUpTo == that.knownUpTo;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(cumulated);
    }

    @Override
    public String toString() {
        return "BaselineHazard[%s%s jumps up to %s]"
                .formatted(stratum.isEmpty() ? "" : stratum + ", ", size(), knownUpTo);
    }
}

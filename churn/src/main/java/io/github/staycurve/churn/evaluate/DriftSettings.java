package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.internal.Checks;

/**
 * How drift is measured and from where on it counts.
 *
 * <p>The level is that of the Jensen-Shannon divergence and not that of the population stability index, whose size an empty
 * bin and the floor decide. The usual thresholds of the index, 0.1 and 0.25, are for small changes those of an eighth of them
 * in the divergence: the defaults.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param bins how many bins of about equal numbers of the reference, 2 to 10,000
 * @param floor the least share that the population stability index counts with, above 0 and below 1
 * @param moderateFrom the Jensen-Shannon divergence from which on drift is moderate, in nats, above 0
 * @param majorFrom the divergence from which on it is major, at least {@code moderateFrom}, at most ln 2
 */
public record DriftSettings(int bins, double floor, double moderateFrom, double majorFrom) {
    /** Ten bins, a floor of 0.0001, and thresholds of 0.1/8 and 0.25/8. */
    public static final DriftSettings DEFAULT = new DriftSettings(10, 1e-4, 0.1 / 8, 0.25 / 8);

    /**
     * Checks the settings.
     *
     * @param bins how many bins, 2 to 10,000
     * @param floor the least share, above 0 and below 1
     * @param moderateFrom the divergence from which on drift is moderate, above 0
     * @param majorFrom the divergence from which on it is major, at least {@code moderateFrom}, at most ln 2
     * @throws IllegalArgumentException if a number is out of its range
     */
    public DriftSettings {
        Checks.inRange(bins, 2, 10_000, "bins");
        Checks.openUnit(floor, "floor");
        Checks.inRange(moderateFrom, Double.MIN_VALUE, Math.log(2), "moderateFrom");
        Checks.inRange(majorFrom, moderateFrom, Math.log(2), "majorFrom");
    }

    DriftLevel levelOf(double jensenShannon) {
        return jensenShannon >= majorFrom
                ? DriftLevel.MAJOR
                : jensenShannon >= moderateFrom ? DriftLevel.MODERATE : DriftLevel.STABLE;
    }
}

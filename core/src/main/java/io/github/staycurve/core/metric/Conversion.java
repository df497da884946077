package io.github.staycurve.core.metric;

import io.github.staycurve.core.stat.Ratio;

/**
 * A conversion rate that remembers whether it counts users or sessions, which are never to be mixed: one user with nine
 * idle sessions and one with an order converts at 1 by users and at 0.1 by sessions.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param unit what is counted
 * @param rate those who converted, out of those who could have; a proportion
 */
public record Conversion(Unit unit, Ratio rate) {
    /** What a conversion rate counts. */
    public enum Unit {
        /** Users, each once however often they came. */
        USERS,
        /** Sessions; one user may have several. */
        SESSIONS
    }

    /**
     * Checks that the rate is a proportion.
     *
     * @param unit what is counted
     * @param rate those who converted, out of those who could have; a proportion
     * @throws IllegalArgumentException if more converted than could have
     */
    public Conversion {
        if (!(rate.numerator() >= 0 && rate.numerator() <= rate.denominator())) {
            throw new IllegalArgumentException("converted must lie in [0, eligible], was %s of %s"
                    .formatted(rate.numerator(), rate.denominator()));
        }
    }

    /**
     * Returns the conversion rate of both groups together.
     *
     * @param other the rate of a group that shares nothing with this one
     * @return the rate of all
     * @throws IllegalArgumentException if one counts users and the other sessions
     */
    public Conversion plus(Conversion other) {
        if (unit != other.unit) {
            throw new IllegalArgumentException("conversions of %s and of %s do not add up".formatted(unit, other.unit));
        }
        return new Conversion(unit, rate.plus(other.rate));
    }

    /**
     * Returns this rate in words.
     *
     * @return one line
     */
    public String describe() {
        return "conversion rate: %s converted of %s %s"
                .formatted(rate.numerator(), rate.denominator(), unit == Unit.USERS ? "users" : "sessions");
    }
}

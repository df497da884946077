package io.github.staycurve.core.data;

import io.github.staycurve.core.internal.Checks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One purchase or refund.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param customerId the caller's identifier of the customer, not blank
 * @param time when it happened; kept to the millisecond, in the years 1 to 9999
 * @param amount what was paid, in the caller's currency: 0 or more is a purchase, less is a refund; -0.0 is a refund of
 *     nothing (a cancelled order without a price). Finite, at most 1e15 either way
 */
public record Transaction(String customerId, Instant time, double amount) {
    /** The greatest amount accepted, either way: beyond it sums would lose cents. */
    public static final double MAX_AMOUNT = 1e15;

    /** The earliest time accepted, in milliseconds since 1970-01-01T00:00Z: the year 1 begins in the easternmost zone. */
    public static final long MIN_EPOCH_MILLIS = 1000 * (-62_135_596_800L - 64_800);

    /** The latest time accepted, in milliseconds since 1970-01-01T00:00Z: the year 9999 ends in the westernmost zone. */
    public static final long MAX_EPOCH_MILLIS = 1000 * (253_402_300_799L + 64_800) + 999;

    /**
     * Checks the values.
     *
     * @param customerId the caller's identifier of the customer, not blank
     * @param time when it happened; kept to the millisecond, in the years 1 to 9999
     * @param amount what was paid, in the caller's currency: 0 or more is a purchase, less is a refund; -0.0 is a refund
     *     of nothing (a cancelled order without a price). Finite, at most 1e15 either way
     * @throws IllegalArgumentException if the identifier is blank, or the time or the amount is out of its range
     */
    public Transaction {
        Checks.notBlank(customerId, "customerId");
        checkedMillis(time);
        checkedAmount(amount);
    }

    /**
     * Returns whether this is a refund.
     *
     * @return true if the amount is below 0, or is -0.0
     */
    public boolean isRefund() {
        return isRefund(amount);
    }

    /** Returns whether an amount is a refund: its sign bit is set, so that a cancelled order worth 0 is one too. */
    static boolean isRefund(double amount) {
        return Double.doubleToRawLongBits(amount) < 0;
    }

    static double checkedAmount(double amount) {
        return Checks.inRange(amount, -MAX_AMOUNT, MAX_AMOUNT, "amount");
    }

    static long checkedMillis(@Nullable Instant time) {
        // a field of a caller's object may be null; an instant far enough out has no milliseconds in a long
        if (time == null
                || time.getEpochSecond() < Math.floorDiv(MIN_EPOCH_MILLIS, 1000)
                || time.getEpochSecond() > Math.floorDiv(MAX_EPOCH_MILLIS, 1000)) {
            throw new IllegalArgumentException("time must lie in the years 1 to 9999, was " + time);
        }
        return time.toEpochMilli();
    }

    static long checkedMillis(long epochMillis) {
        if (epochMillis < MIN_EPOCH_MILLIS || epochMillis > MAX_EPOCH_MILLIS) {
            throw new IllegalArgumentException(
                    "time must lie in the years 1 to 9999, was %s ms since 1970".formatted(epochMillis));
        }
        return epochMillis;
    }
}

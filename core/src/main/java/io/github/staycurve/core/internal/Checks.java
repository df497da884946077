package io.github.staycurve.core.internal;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Checks of arguments. Each returns the value it was given, is written so that NaN fails, and names the argument, the
 * value and the rule in its message.
 *
 * <p>This class has no state. It is for Staycurve's own modules and may change at any time.
 */
public final class Checks {
    /** Far beyond any data, and near enough that differences of days are an {@code int}. */
    private static final int MAX_YEAR = 999_999;

    private Checks() {}

    /**
     * Returns the value if it is finite and above 0.
     *
     * @param value the value to check
     * @param name the argument's name, for the message
     * @return the value
     * @throws IllegalArgumentException if it is not
     */
    public static double positiveFinite(double value, String name) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be positive and finite, was " + value);
        }
        return value;
    }

    /**
     * Returns the value if it is finite and 0 or more.
     *
     * @param value the value to check
     * @param name the argument's name, for the message
     * @return the value
     * @throws IllegalArgumentException if it is not
     */
    public static double nonNegativeFinite(double value, String name) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be 0 or more and finite, was " + value);
        }
        return value;
    }

    /**
     * Returns the value if it is finite.
     *
     * @param value the value to check
     * @param name the argument's name, for the message
     * @return the value
     * @throws IllegalArgumentException if it is not
     */
    public static double finite(double value, String name) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be finite, was " + value);
        }
        return value;
    }

    /**
     * Returns the value if it lies in [low, high].
     *
     * @param value the value to check
     * @param low the least value allowed
     * @param high the greatest value allowed
     * @param name the argument's name, for the message
     * @return the value
     * @throws IllegalArgumentException if it does not
     */
    public static double inRange(double value, double low, double high, String name) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException("%s must lie in [%s, %s], was %s".formatted(name, low, high, value));
        }
        return value;
    }

    /**
     * Returns the number if it lies in [low, high].
     *
     * @param value the number to check
     * @param low the least number allowed
     * @param high the greatest number allowed
     * @param name the argument's name, for the message
     * @return the number
     * @throws IllegalArgumentException if it does not
     */
    public static int inRange(int value, int low, int high, String name) {
        if (value < low || value > high) {
            throw new IllegalArgumentException("%s must lie in [%s, %s], was %s".formatted(name, low, high, value));
        }
        return value;
    }

    /**
     * Returns the value if it lies in (0, 1), both ends excluded.
     *
     * @param value the value to check
     * @param name the argument's name, for the message
     * @return the value
     * @throws IllegalArgumentException if it does not
     */
    public static double openUnit(double value, String name) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must lie above 0 and below 1, was " + value);
        }
        return value;
    }

    /**
     * Checks that one value lies below another.
     *
     * @param low the value that must be the lesser
     * @param lowName its name, for the message
     * @param high the value that must be the greater
     * @param highName its name, for the message
     * @throws IllegalArgumentException if it does not, naming both
     */
    public static void below(double low, String lowName, double high, String highName) {
        if (!(low < high)) {
            throw new IllegalArgumentException("%s %s must lie below %s %s".formatted(lowName, low, highName, high));
        }
    }

    /**
     * Checks that one number lies below another.
     *
     * @param low the number that must be the lesser
     * @param lowName its name, for the message
     * @param high the number that must be the greater
     * @param highName its name, for the message
     * @throws IllegalArgumentException if it does not, naming both
     */
    public static void below(int low, String lowName, int high, String highName) {
        if (low >= high) {
            throw new IllegalArgumentException("%s %s must lie below %s %s".formatted(lowName, low, highName, high));
        }
    }

    /**
     * Returns the value if it is 0 or more.
     *
     * @param value the value to check
     * @param name the argument's name, for the message
     * @return the value
     * @throws IllegalArgumentException if it is not
     */
    public static int nonNegative(int value, String name) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must be 0 or more, was " + value);
        }
        return value;
    }

    /**
     * Returns a day as a number, if it is one that a calendar grid knows.
     *
     * @param day the day to check
     * @param name the argument's name, for the message
     * @return the day, counted from 1970-01-01
     * @throws IllegalArgumentException if it lies outside the years -999,999 to 999,999
     */
    public static int epochDay(LocalDate day, String name) {
        if (Math.abs((long) day.getYear()) > MAX_YEAR) {
            throw new IllegalArgumentException(
                    "%s must lie in the years %s to %s, was %s".formatted(name, -MAX_YEAR, MAX_YEAR, day));
        }
        return (int) day.toEpochDay();
    }

    /**
     * Returns the length of an array or a list if it is the one expected.
     *
     * @param length the length to check
     * @param expected the length it must have
     * @param name the argument's name, for the message
     * @return the length
     * @throws IllegalArgumentException if it is another
     */
    public static int length(int length, int expected, String name) {
        if (length != expected) {
            throw new IllegalArgumentException("%s must hold %d values, has %d".formatted(name, expected, length));
        }
        return length;
    }

    /**
     * Returns the text if it holds more than white space.
     *
     * @param value the text to check
     * @param name the argument's name, for the message
     * @return the text
     * @throws IllegalArgumentException if it is blank, or null, as a field of a caller's object often is
     */
    public static String notBlank(@Nullable String value, String name) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank" + (value == null ? ", was null" : ""));
        }
        return value;
    }
}

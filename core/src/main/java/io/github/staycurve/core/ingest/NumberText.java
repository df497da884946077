package io.github.staycurve.core.ingest;

import io.github.staycurve.core.data.Transaction;

/**
 * Reads a number from text: an optional sign, digits with an optional decimal point, an optional exponent. The result is
 * the double nearest to the text, as {@link Double#parseDouble} gives it, whose other forms (NaN, hexadecimal, a suffix)
 * are not taken.
 *
 * <p>An instance is not thread-safe.
 */
final class NumberText {
    /** Powers of ten that a double holds exactly. */
    private static final double[] EXACT_POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    /** Integers of so many digits are exact in a double. */
    private static final int EXACT_DIGITS = 15;
    /** Exponents are cut here; no text within the length of a cell brings one back into range. */
    private static final int MAX_EXPONENT = 100_000;

    private Flaw flaw = Flaw.NOT_A_NUMBER;

    private long mantissa;
    /** Digits of the mantissa from the first that is not 0. */
    private int significant;

    private boolean anyDigit;

    /** Returns the number, -0 as 0; or NaN, and then {@link #flaw()} says why. */
    double parse(Cell cell) {
        if (cell.isBlank()) {
            return fail(Flaw.MISSING);
        }
        if (cell.isTooLong()) {
            return fail(Flaw.TOO_LONG);
        }
        return parse(cell.chars(), cell.from(), cell.to());
    }

    /** Returns what was wrong with the last text that was no number. */
    Flaw flaw() {
        return flaw;
    }

    private double parse(char[] text, int from, int to) {
        mantissa = 0;
        significant = 0;
        anyDigit = false;
        boolean negative = text[from] == '-';
        int whole = negative || text[from] == '+' ? from + 1 : from;
        int at = digits(text, whole, to);
        int exponent = 0;
        if (at < to && text[at] == '.') {
            int fraction = at + 1;
            at = digits(text, fraction, to);
            exponent = fraction - at;
        }
        if (anyDigit && at < to && (text[at] == 'e' || text[at] == 'E')) {
            int end = exponentEnd(text, at + 1, to);
            exponent += end == to ? exponent(text, at + 1, to) : 0;
            at = end;
        }
        if (!anyDigit || at != to) {
            return fail(NumberFlaws.of(text, from, to));
        }
        double magnitude = significant <= EXACT_DIGITS && Math.abs(exponent) < EXACT_POWERS.length
                ? scaled(mantissa, exponent)
                : Double.parseDouble(new String(text, whole, to - whole));
        if (magnitude > Transaction.MAX_AMOUNT) {
            return fail(Flaw.BEYOND_LIMIT);
        }
        return negative ? 0.0 - magnitude : magnitude; // 0.0 - 0.0 is 0.0, not -0.0
    }

    /** Both operands are exact, so that the one rounding is that of the nearest double (Clinger 1990, section 1). */
    private static double scaled(long mantissa, int exponent) {
        return exponent < 0 ? mantissa / EXACT_POWERS[-exponent] : mantissa * EXACT_POWERS[exponent];
    }

    /** Adds digits to the mantissa and returns where they end. */
    private int digits(char[] text, int from, int to) {
        int at = from;
        while (at < to) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            if (significant > 0 || digit > 0) {
                significant++;
                mantissa = 10 * mantissa + digit; // overflows only where it is not used
            }
            at++;
        }
        anyDigit |= at > from;
        return at;
    }

    /** Returns {@code to} if [from, to) is a whole number, with or without a sign; -1 if it is not. */
    private static int exponentEnd(char[] text, int from, int to) {
        int at = from < to && (text[from] == '-' || text[from] == '+') ? from + 1 : from;
        if (at == to) {
            return -1;
        }
        while (at < to && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at == to ? to : -1;
    }

    private static int exponent(char[] text, int from, int to) {
        boolean signed = text[from] == '-' || text[from] == '+';
        int value = 0;
        for (int at = signed ? from + 1 : from; at < to; at++) {
            value = Math.min(MAX_EXPONENT, 10 * value + text[at] - '0');
        }
        return text[from] == '-' ? -value : value;
    }

    private double fail(Flaw why) {
        flaw = why;
        return Double.NaN;
    }
}

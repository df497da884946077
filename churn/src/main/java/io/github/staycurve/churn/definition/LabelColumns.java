package io.github.staycurve.churn.definition;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * The columns of labels while they are filled. Days are counted from 1970-01-01.
 *
 * <p>Not thread-safe.
 */
final class LabelColumns {
    static final byte CHURNED = 0;
    static final byte RETAINED = 1;
    /** The first code of those unknown: the reasons follow in their order. */
    static final byte UNKNOWN = 2;

    /** The day of a row without one. */
    static final int NEVER = Integer.MIN_VALUE;

    private static final UnknownReason[] REASONS = UnknownReason.values();

    final byte[] codes;
    /** The day that decided. */
    final int[] days;
    /** The last sign of the customer by the cutoff. */
    final int[] lastSeen;

    LabelColumns(int rows) {
        codes = new byte[rows];
        days = new int[rows];
        lastSeen = new int[rows];
        Arrays.fill(lastSeen, NEVER);
    }

    void churned(int row, int day) {
        codes[row] = CHURNED;
        days[row] = day;
    }

    void retained(int row, int day) {
        codes[row] = RETAINED;
        days[row] = day;
    }

    void unknown(int row, UnknownReason reason) {
        codes[row] = code(reason);
        days[row] = NEVER;
    }

    /** Returns the number of a reason: a number of its own each, so that columns do not depend on the order of a list. */
    static byte code(UnknownReason reason) {
        for (byte i = 0; i < REASONS.length; i++) {
            if (REASONS[i] == reason) {
                return (byte) (UNKNOWN + i);
            }
        }
        throw new AssertionError(reason);
    }

    static UnknownReason reason(byte code) {
        return REASONS[code - UNKNOWN];
    }

    ChurnLabels build(ChurnDefinition definition, LocalDate cutoff, LocalDate end, IntFunction<String> ids) {
        return new ChurnLabels(definition, cutoff, end, ids, this);
    }
}

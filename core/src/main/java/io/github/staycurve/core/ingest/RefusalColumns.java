package io.github.staycurve.core.ingest;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * Refused rows as columns: 14 bytes a row and the text of its value, which is shared when it is empty or the same as that
 * of the row before. A {@link Refusal} is made when it is asked for.
 */
final class RefusalColumns {
    private static final int MAX_VALUE = 80;
    private static final int FIRST_CAPACITY = 16;

    private final SourceNames names;
    private int size;
    private long[] lines = new long[FIRST_CAPACITY];
    private Role[] roles = new Role[FIRST_CAPACITY];
    private Flaw[] flaws = new Flaw[FIRST_CAPACITY];
    private String[] values = new String[FIRST_CAPACITY];
    private String lastValue = "";
    private final Map<RefusalReason, Long> counts = new EnumMap<>(RefusalReason.class);

    RefusalColumns(SourceNames names) {
        this.names = names;
    }

    void add(long line, Role role, Flaw flaw, CharSequence value) {
        if (size == lines.length) {
            int capacity = Math.addExact(size, Math.max(size >> 1, FIRST_CAPACITY));
            lines = Arrays.copyOf(lines, capacity);
            roles = Arrays.copyOf(roles, capacity);
            flaws = Arrays.copyOf(flaws, capacity);
            values = Arrays.copyOf(values, capacity);
        }
        lines[size] = line;
        roles[size] = role;
        flaws[size] = flaw;
        values[size] = kept(value);
        size++;
        counts.merge(flaw.reason(role), 1L, Long::sum);
    }

    int size() {
        return size;
    }

    /** Returns the number of rows by reason, without the reasons that did not occur. */
    Map<RefusalReason, Long> counts() {
        return counts;
    }

    Refusal get(int index) {
        Role role = roles[index];
        Flaw flaw = flaws[index];
        String column = names.column(role);
        String message = names.place(lines[index]) + ": " + flaw.describe(Texts.quoted(column, 40), values[index]);
        return new Refusal(lines[index], column, values[index], flaw.reason(role), message);
    }

    /** Returns the rows, read-only; nothing may be added any more. */
    List<Refusal> asList() {
        return new Rows(this);
    }

    private String kept(CharSequence value) {
        String text = Texts.quoted(value, MAX_VALUE);
        if (!text.equals(lastValue)) {
            lastValue = text;
        }
        return lastValue;
    }

    private static final class Rows extends AbstractList<Refusal> implements RandomAccess {
        private final RefusalColumns columns;

        Rows(RefusalColumns columns) {
            this.columns = columns;
        }

        @Override
        public Refusal get(int index) {
            return columns.get(Objects.checkIndex(index, columns.size));
        }

        @Override
        public int size() {
            return columns.size;
        }
    }
}

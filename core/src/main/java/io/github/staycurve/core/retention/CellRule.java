package io.github.staycurve.core.retention;

import java.util.List;

/**
 * The classifier: from the offsets in which a customer returned, the columns in which they count. Tables are counted and
 * customers are listed through it, so that both agree.
 *
 * <p>Immutable.
 */
final class CellRule {
    private final RetentionMode mode;
    private final List<OffsetBracket> brackets;
    private final boolean zeroIsCohort;
    private final CohortLayout layout;

    CellRule(CohortLayout layout) {
        RetentionSettings settings = layout.settings();
        this.mode = settings.mode();
        this.brackets = settings.brackets();
        this.zeroIsCohort = settings.offsetZero() == OffsetZero.COHORT_SIZE;
        this.layout = layout;
    }

    /** Hands the columns in which a customer of a cohort counts to a sink. */
    void mark(int cohort, OffsetRow row, ColumnSink sink) {
        int columns = layout.columns(cohort);
        switch (mode) {
            case ON -> markOn(row, columns, sink);
            case ON_OR_AFTER -> sink.range(0, Math.min(columns, Math.max(row.last() + 1, zeroIsCohort ? 1 : 0)));
            case ON_OR_BEFORE -> markOnOrBefore(row, columns, sink);
            case STREAK -> sink.range(0, Math.min(columns, streak(cohort, row, columns)));
            case BRACKET -> markBrackets(row, columns, sink);
        }
    }

    private void markOn(OffsetRow row, int columns, ColumnSink sink) {
        int size = row.size();
        int index = 0;
        if (zeroIsCohort && columns > 0) {
            sink.one(0);
            index = size > 0 && row.offset(0) == 0 ? 1 : 0;
        }
        for (; index < size; index++) {
            int offset = row.offset(index);
            if (offset >= columns) {
                return;
            }
            sink.one(offset);
        }
    }

    private void markOnOrBefore(OffsetRow row, int columns, ColumnSink sink) {
        if (zeroIsCohort) {
            sink.range(0, Math.min(columns, 1));
        }
        int index = row.indexFrom(zeroIsCohort ? 1 : 0);
        if (index < row.size()) {
            sink.range(Math.min(columns, row.offset(index)), columns);
        }
    }

    /** Returns the first offset without a return, those without any time in them not asked. */
    private int streak(int cohort, OffsetRow row, int columns) {
        int offset = zeroIsCohort ? 1 : 0;
        int index = row.indexFrom(offset);
        while (offset < columns) {
            if (index < row.size() && row.offset(index) == offset) {
                index++;
            } else if (!layout.isTimeless(cohort, offset)) {
                return offset;
            }
            offset++;
        }
        return offset;
    }

    private void markBrackets(OffsetRow row, int columns, ColumnSink sink) {
        for (int column = 0; column < columns; column++) {
            OffsetBracket bracket = brackets.get(column);
            int index = row.indexFrom(bracket.from());
            boolean returned = index < row.size() && row.offset(index) < bracket.to();
            if (returned || (zeroIsCohort && bracket.from() == 0)) {
                sink.one(column);
            }
        }
    }
}

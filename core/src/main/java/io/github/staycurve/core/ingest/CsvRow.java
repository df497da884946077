package io.github.staycurve.core.ingest;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The record that the parser is at: first the names of the header, then the cells of the columns that are needed, whose
 * texts are taken straight out of the parser's buffer. An instance is not thread-safe.
 */
final class CsvRow extends AbstractBaseCsvCallbackHandler<CsvRow> {
    /** Headers of more columns are not read on; what comes in such a file is no list of purchases. */
    private static final int MAX_COLUMNS = 16_384;

    private final List<String> names = new ArrayList<>();
    private boolean inHeader = true;
    /** The cell to fill at each column index, null where the column is not needed. */
    private @Nullable Cell[] cells = {};

    private boolean blank;

    /** Returns the names in the header, without blanks around them. */
    List<String> names() {
        return names;
    }

    /** Ends the header: from now on the cells of these columns are taken. */
    Map<Role, Cell> take(Map<Role, Integer> columns) {
        inHeader = false;
        int last = columns.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
        @Nullable Cell[] byColumn = new Cell[last + 1];
        Map<Role, Cell> byRole = new EnumMap<>(Role.class);
        columns.forEach((role, column) -> {
            Cell known = byColumn[column];
            Cell cell = known == null ? new Cell() : known; // two roles may share a column
            byColumn[column] = cell;
            byRole.put(role, cell);
        });
        cells = byColumn;
        return byRole;
    }

    /** Returns the line on which the record starts. */
    long line() {
        return getStartingLineNumber();
    }

    /** Returns the number of cells in the record. */
    int count() {
        return getFieldCount();
    }

    /** Empties the cells that a short record does not have, which still hold those of the record before. */
    void clearCellsNotReached() {
        for (int column = getFieldCount(); column < cells.length; column++) {
            Cell cell = cells[column];
            if (cell != null) {
                cell.clear();
            }
        }
    }

    /** Returns whether the record is a line of blanks. */
    boolean isBlank() {
        return blank && getFieldCount() <= 1;
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        blank = true;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        if (index == 0) {
            blank = isBlank(buffer, offset, length);
        }
        if (inHeader) {
            addName(index, buffer, offset, length);
        } else if (index < cells.length) {
            Cell cell = cells[index];
            if (cell != null) {
                cell.set(buffer, offset, length);
            }
        }
    }

    @Override
    protected CsvRow buildRecord() {
        return this;
    }

    private void addName(int index, char[] buffer, int offset, int length) {
        if (index == 0) {
            names.clear(); // what came before was blank
        }
        if (index < MAX_COLUMNS) {
            names.add(new String(Arrays.copyOfRange(buffer, offset, offset + Math.min(length, Cell.MAX_LENGTH)))
                    .strip());
        }
    }

    private static boolean isBlank(char[] buffer, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (!Character.isWhitespace(buffer[i])) {
                return false;
            }
        }
        return true;
    }
}

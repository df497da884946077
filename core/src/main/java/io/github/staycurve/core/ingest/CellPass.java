package io.github.staycurve.core.ingest;

import java.util.Map;
import java.util.Objects;

/**
 * Passes the cells of a text's rows to a gate.
 *
 * @param <T> the type of the log
 */
interface CellPass<T> {
    Gate<T> gate();

    /** Takes the cells over, which from now on hold the values of one row after the other. */
    void bind(Map<Role, Cell> cells);

    /** Passes the row that the cells hold. */
    void pass();

    /** Returns the cell of a role that every source of this kind has. */
    static Cell needed(Map<Role, Cell> cells, Role role) {
        return Objects.requireNonNull(cells.get(role));
    }
}

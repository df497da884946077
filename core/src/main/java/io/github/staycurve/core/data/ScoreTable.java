package io.github.staycurve.core.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Scores of the customers of one table: a column a kind, all in the table's row order.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class ScoreTable {
    private final CustomerSummaryTable customers;
    private final Map<ScoreKind, ScoreColumn> columns;

    private ScoreTable(CustomerSummaryTable customers, Map<ScoreKind, ScoreColumn> columns) {
        this.customers = customers;
        this.columns = columns;
    }

    /**
     * Returns a table without scores.
     *
     * @param customers the customers to be scored
     * @return the table, with no column
     */
    public static ScoreTable of(CustomerSummaryTable customers) {
        return new ScoreTable(customers, Map.of());
    }

    /**
     * Returns this table with one more column.
     *
     * @param column the scores, one a row of this table
     * @return the new table
     * @throws IllegalArgumentException if the column has another number of rows, or one of its name is there already, of
     *     the same kind or not
     */
    public ScoreTable with(ScoreColumn column) {
        if (column.size() != size()) {
            throw new IllegalArgumentException("score '%s' has %s rows, the table has %s"
                    .formatted(column.kind().name(), column.size(), size()));
        }
        String name = column.kind().name();
        if (columns.keySet().stream().anyMatch(kind -> kind.name().equals(name))) {
            throw new IllegalArgumentException("score '%s' is in the table already".formatted(name));
        }
        Map<ScoreKind, ScoreColumn> more = new LinkedHashMap<>(columns);
        more.put(column.kind(), column);
        return new ScoreTable(customers, Collections.unmodifiableMap(more));
    }

    /**
     * Returns the number of customers.
     *
     * @return the number of rows
     */
    public int size() {
        return customers.size();
    }

    /**
     * Returns the customers that were scored, in the same row order.
     *
     * @return the table of their summaries
     */
    public CustomerSummaryTable customers() {
        return customers;
    }

    /**
     * Returns the kinds of the columns, in the order they were added.
     *
     * @return the kinds, read-only
     */
    public Set<ScoreKind> kinds() {
        return columns.keySet();
    }

    /**
     * Returns the scores of a kind.
     *
     * @param kind the kind
     * @return the column
     * @throws IllegalArgumentException if the table has no such column, naming those it has
     */
    public ScoreColumn column(ScoreKind kind) {
        ScoreColumn column = columns.get(kind);
        if (column == null) {
            throw new IllegalArgumentException("no score '%s' here; there are %s"
                    .formatted(
                            kind.name(),
                            columns.keySet().stream().map(ScoreKind::name).toList()));
        }
        return column;
    }
}

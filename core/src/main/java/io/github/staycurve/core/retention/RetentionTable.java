package io.github.staycurve.core.retention;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.stat.Ratio;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How many customers of each cohort came back: a row a cohort, a column an offset or a bracket of offsets.
 *
 * <p>Cohorts go by the index of their period in the grid of the definition. A row of totals takes complete cells only,
 * unless the definition says otherwise, so that a running period never looks like a loss; a cohort without customers adds
 * nothing to it. Its columns may stand on different cohorts, as the young ones have no late offsets: where that misleads,
 * {@link #commonCohorts} puts all columns on the same ones.
 *
 * <p>This class is immutable and thread-safe. It costs 4 bytes a cell that has begun.
 */
public final class RetentionTable {
    private static final int ALL_COHORTS = -1;

    private final RetentionDefinition definition;
    private final String source;
    private final CohortLayout layout;
    private final int[] sizes;
    private final int[] counts;
    /** The column at which a cohort must be complete to be in the totals, or -1. */
    private final int commonColumn;

    /** Takes the arrays over. */
    RetentionTable(
            RetentionDefinition definition,
            String source,
            CohortLayout layout,
            int[] sizes,
            int[] counts,
            int commonColumn) {
        this.definition = definition;
        this.source = source;
        this.layout = layout;
        this.sizes = sizes;
        this.counts = counts;
        this.commonColumn = commonColumn;
    }

    static RetentionTable of(RetentionDefinition definition, String source, CohortLayout layout, CellCounts counts) {
        return new RetentionTable(definition, source, layout, counts.sizes(), counts.counts(), ALL_COHORTS);
    }

    /**
     * Returns what this table counts.
     *
     * @return the definition
     */
    public RetentionDefinition definition() {
        return definition;
    }

    /**
     * Returns the number of cohorts.
     *
     * @return the number of rows, empty cohorts included
     */
    public int cohorts() {
        return sizes.length;
    }

    /**
     * Returns the first cohort.
     *
     * @return the index of its period in the grid
     */
    public int firstCohort() {
        return layout.first();
    }

    /**
     * Returns the last cohort.
     *
     * @return the index of its period in the grid; before the first one if there are none
     */
    public int lastCohort() {
        return layout.first() + sizes.length - 1;
    }

    /**
     * Returns the number of columns.
     *
     * @return how many columns the longest row has
     */
    public int columns() {
        return sizes.length == 0 ? 0 : layout.columns(layout.first()); // an older cohort never has fewer
    }

    /**
     * Returns how many cells have begun.
     *
     * @return the number of cells with a count
     */
    public int cells() {
        return counts.length;
    }

    /**
     * Returns the size of a cohort.
     *
     * @param cohort the cohort
     * @return how many customers began in it
     * @throws IllegalArgumentException if the table has no such cohort
     */
    public int size(int cohort) {
        return sizes[row(cohort)];
    }

    /**
     * Returns a cell.
     *
     * @param cohort the cohort
     * @param column the offset, or the place of the bracket in the definition; 0 or more. What lies beyond the last column
     *     was not observed
     * @return the cell
     * @throws IllegalArgumentException if the table has no such cohort, or the column is negative or no bracket
     */
    public RetentionCell cell(int cohort, int column) {
        row(cohort);
        CellStatus status = status(cohort, column);
        return status == CellStatus.UNOBSERVED
                ? new RetentionCell(Ratio.EMPTY, status)
                : new RetentionCell(Ratio.of(counts[layout.place(cohort, column)], base(cohort, column)), status);
    }

    private CellStatus status(int cohort, int column) {
        checkColumn(column);
        return column < layout.columns(cohort) ? layout.status(cohort, column) : CellStatus.UNOBSERVED;
    }

    /** Returns what the customers of a cell are held against. */
    private int base(int cohort, int column) {
        int before = column - 1;
        while (before >= 0 && layout.status(cohort, before) == CellStatus.UNOBSERVED) {
            before--; // a day that the zone skipped is no offset to come from
        }
        return before < 0 || layout.settings().relativeTo() == RetentionBase.COHORT_SIZE
                ? sizes[cohort - layout.first()]
                : counts[layout.place(cohort, before)];
    }

    /**
     * Returns the total row in a column, pooled: the customers who count in complete cells, out of all who are held
     * against.
     *
     * @param column the offset or bracket
     * @return the sum of the cells; nothing out of nothing if none is complete
     * @throws IllegalArgumentException if the column is negative or no bracket
     */
    public Ratio pooled(int column) {
        double count = 0;
        double base = 0;
        for (int i = 0; i < sizes.length; i++) {
            if (isInTotals(layout.first() + i, column)) {
                count += counts[layout.place(layout.first() + i, column)];
                base += base(layout.first() + i, column);
            }
        }
        return Ratio.of(count, base);
    }

    /**
     * Returns the plain mean of the rates of a column's complete cells: small cohorts weigh as much as large ones.
     *
     * @param column the offset or bracket
     * @return the mean; empty if no complete cell has a rate
     * @throws IllegalArgumentException if the column is negative or no bracket
     */
    public OptionalDouble macro(int column) {
        double sum = 0;
        int rates = 0;
        for (int i = 0; i < sizes.length; i++) {
            int cohort = layout.first() + i;
            if (isInTotals(cohort, column) && base(cohort, column) > 0) {
                sum += (double) counts[layout.place(cohort, column)] / base(cohort, column);
                rates++;
            }
        }
        return rates == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / rates);
    }

    /**
     * Returns the total row in a column by the rule of the definition.
     *
     * @param column the offset or bracket
     * @return the rate; empty if no complete cell has one
     * @throws IllegalArgumentException if the column is negative or no bracket
     */
    public OptionalDouble aggregate(int column) {
        return switch (layout.settings().aggregate()) {
            case POOLED -> pooled(column).value();
            case MACRO -> macro(column);
            case SIZE_SQUARED -> bySquaredSizes(column);
        };
    }

    /** What Mixpanel's documentation calls the weighted average: weights that are sizes, of counts that are too. */
    private OptionalDouble bySquaredSizes(int column) {
        double count = 0;
        double base = 0;
        for (int i = 0; i < sizes.length; i++) {
            int cohort = layout.first() + i;
            if (isInTotals(cohort, column)) {
                double size = base(cohort, column);
                count += counts[layout.place(cohort, column)] * size;
                base += size * size;
            }
        }
        return Ratio.of(count, base).value();
    }

    private boolean isInTotals(int cohort, int column) {
        return isTotalled(cohort, column) && (commonColumn == ALL_COHORTS || isTotalled(cohort, commonColumn));
    }

    private boolean isTotalled(int cohort, int column) {
        CellStatus status = status(cohort, column);
        return status == CellStatus.COMPLETE
                || (status == CellStatus.PARTIAL && layout.settings().includePartial());
    }

    /**
     * Returns D1, D7, D30 and their like: the pooled rate of those who returned on the very day.
     *
     * @param day how many days after the first one, 0 or more
     * @return the rate over all cohorts of whom that day is over
     * @throws IllegalStateException if the table is not of daily cohorts in mode {@link RetentionMode#ON}, of offsets of
     *     one day, and relative to the size of the cohort
     * @throws IllegalArgumentException if the day is negative
     */
    public Ratio day(int day) {
        RetentionSettings settings = layout.settings();
        if (settings.mode() != RetentionMode.ON
                || settings.grid().unit() != PeriodUnit.DAY
                || !settings.clock().countsDays()
                || settings.relativeTo() != RetentionBase.COHORT_SIZE) {
            throw new IllegalStateException(
                    "day(" + day + ") needs daily cohorts in mode ON, offsets of one day and the"
                            + " cohort's size as the base, was: " + describe());
        }
        return pooled(day);
    }

    /**
     * Returns this table with totals over those cohorts only that are complete at a column, so that a total row cannot
     * rise because later columns stand on other cohorts.
     *
     * @param column the offset or bracket
     * @return the table; its cells are the same
     * @throws IllegalArgumentException if the column is negative or no bracket
     */
    public RetentionTable commonCohorts(int column) {
        checkColumn(column);
        return new RetentionTable(definition, source, layout, sizes, counts, column);
    }

    /**
     * Returns the table of both parts together.
     *
     * @param other the table of other customers, none of whom is in this one
     * @return the sums, cell by cell
     * @throws IllegalArgumentException if it counts anything else than this one
     */
    public RetentionTable plus(RetentionTable other) {
        if (!other.definition.equals(definition)
                || !other.source.equals(source)
                || other.commonColumn != commonColumn) {
            throw new IllegalArgumentException("retention tables of different definitions cannot be added: %s; %s"
                    .formatted(describe(), other.describe()));
        }
        CohortLayout all =
                cohorts() == 0 || (other.cohorts() > 0 && other.firstCohort() < firstCohort()) ? other.layout : layout;
        int[] sumOfSizes = new int[all.cohorts()];
        int[] sumOfCounts = new int[all.cells()];
        addInto(all, sumOfSizes, sumOfCounts);
        other.addInto(all, sumOfSizes, sumOfCounts);
        return new RetentionTable(definition, source, all, sumOfSizes, sumOfCounts, commonColumn);
    }

    /** Adds this table, which ends with the same cohort and begins with the same or a later one. */
    private void addInto(CohortLayout all, int[] sumOfSizes, int[] sumOfCounts) {
        if (cohorts() == 0) {
            return;
        }
        int firstRow = layout.first() - all.first();
        int firstCell = all.place(layout.first(), 0);
        for (int i = 0; i < sizes.length; i++) {
            sumOfSizes[firstRow + i] = Math.addExact(sumOfSizes[firstRow + i], sizes[i]);
        }
        for (int i = 0; i < counts.length; i++) {
            sumOfCounts[firstCell + i] = Math.addExact(sumOfCounts[firstCell + i], counts[i]);
        }
    }

    /**
     * Returns what this table counts, in words.
     *
     * @return one line
     */
    public String describe() {
        Optional<String> common = commonColumn == ALL_COHORTS
                ? Optional.empty()
                : Optional.of(", over the cohorts complete at column " + commonColumn);
        return source + ": " + definition.describe() + common.orElse("");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RetentionTable table
                && table.definition.equals(definition)
                && table.source.equals(source)
                && table.commonColumn == commonColumn
                && table.layout.first() == layout.first()
                && Arrays.equals(table.sizes, sizes)
                && Arrays.equals(table.counts, counts);
    }

    @Override
    public int hashCode() {
        return 31 * definition.hashCode() + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "RetentionTable[%s cohorts, %s cells; %s]".formatted(cohorts(), cells(), describe());
    }

    private int row(int cohort) {
        if (!layout.has(cohort)) {
            throw new IllegalArgumentException(
                    "cohort must lie in [%s, %s], was %s".formatted(firstCohort(), lastCohort(), cohort));
        }
        return cohort - layout.first();
    }

    private void checkColumn(int column) {
        Checks.nonNegative(column, "column");
        int brackets = layout.settings().brackets().size();
        if (definition.mode() == RetentionMode.BRACKET && column >= brackets) {
            throw new IllegalArgumentException(
                    "column must be below the %s brackets, was %s".formatted(brackets, column));
        }
    }
}

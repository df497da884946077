package io.github.staycurve.churn.feature;

import io.github.staycurve.churn.definition.ChurnDefinition;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.stat.Ratio;
import java.time.LocalDate;
import java.util.List;

/**
 * The features of customers at cutoffs, and what became of them: what a churn model is trained and checked on.
 *
 * <p>Every row has a label; customers without one are counted in the audit. A model must not be checked on a cutoff before the
 * labels it learned from were known: {@link #knownBy} gives those rows.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class LabelledFeatures {
    private final CustomerFeatures rows;
    private final ChurnDefinition definition;
    private final LocalDate observationEnd;
    private final boolean[] churned;

    LabelledFeatures(CustomerFeatures rows, ChurnDefinition definition, LocalDate observationEnd, boolean[] churned) {
        this.rows = rows;
        this.definition = definition;
        this.observationEnd = observationEnd;
        this.churned = churned;
    }

    /**
     * Returns the features alone, with the customer and the cutoff of each row.
     *
     * @return the rows, in the same order
     */
    public CustomerFeatures rows() {
        return rows;
    }

    /**
     * Returns the features as a table.
     *
     * @return one row a customer and cutoff, in the row order of this
     */
    public FeatureTable table() {
        return rows.table();
    }

    /**
     * Returns the number of rows.
     *
     * @return customers at cutoffs, 0 or more
     */
    public int size() {
        return churned.length;
    }

    /**
     * Returns whether the customer of a row churned.
     *
     * @param row the row
     * @return true for churned, false for retained
     */
    public boolean isChurned(int row) {
        return churned[row];
    }

    /**
     * Returns all labels.
     *
     * @return a copy, one a row: true for churned
     */
    public boolean[] churned() {
        return churned.clone();
    }

    /**
     * Returns the definition.
     *
     * @return what churned means here
     */
    public ChurnDefinition definition() {
        return definition;
    }

    /**
     * Returns the end of the observation.
     *
     * @return the last day that could count for a label
     */
    public LocalDate observationEnd() {
        return observationEnd;
    }

    /**
     * Returns the cutoffs.
     *
     * @return the days, ascending, read-only; also those without a row
     */
    public List<LocalDate> cutoffs() {
        return rows.cutoffs();
    }

    /**
     * Returns where every customer went, at all cutoffs together.
     *
     * @return the counts
     */
    public FeatureAudit audit() {
        return rows.audit();
    }

    /**
     * Returns where every customer went at a cutoff.
     *
     * @param cutoff one of the cutoffs
     * @return the counts
     * @throws IllegalArgumentException if there is no such cutoff
     */
    public FeatureAudit audit(LocalDate cutoff) {
        return rows.audit(cutoff);
    }

    /**
     * Returns the share of the rows that churned.
     *
     * @return churned over rows; empty without a row
     */
    public Ratio churnRate() {
        long count = 0;
        for (boolean each : churned) {
            count += each ? 1 : 0;
        }
        return Ratio.of((double) count, churned.length);
    }

    /**
     * Returns the rows of some cutoffs.
     *
     * @param chosen cutoffs of this, each once
     * @return their rows and audits
     * @throws IllegalArgumentException if none is given, or one is not here or comes twice
     */
    public LabelledFeatures withCutoffs(List<LocalDate> chosen) {
        CustomerFeatures kept = rows.withCutoffs(chosen);
        boolean[] labels = new boolean[kept.size()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = churned[rows.indexOf(kept.customerId(row), kept.cutoff(row))];
        }
        return new LabelledFeatures(kept, definition, observationEnd, labels);
    }

    /**
     * Returns the rows whose labels were known by the end of a day: what a model may learn from that is checked, or put to
     * work, at that cutoff.
     *
     * @param day the day
     * @return the rows of the cutoffs from which the definition looks ahead no further than to that day
     * @throws IllegalArgumentException if there is no such cutoff
     */
    public LabelledFeatures knownBy(LocalDate day) {
        List<LocalDate> early = cutoffs().stream()
                .filter(cutoff -> !cutoff.plusDays(definition.lookAheadDays()).isAfter(day))
                .toList();
        if (early.isEmpty()) {
            throw new IllegalArgumentException(
                    "no labels were known by %s: cutoffs are %s, and labels are known %s days later"
                            .formatted(day, cutoffs(), definition.lookAheadDays()));
        }
        return withCutoffs(early);
    }

    /**
     * Returns what these rows are, in words.
     *
     * @return one line
     */
    public String describe() {
        return "%s; churned is: %s, observed to %s".formatted(rows.describe(), definition.describe(), observationEnd);
    }

    @Override
    public String toString() {
        return describe();
    }
}

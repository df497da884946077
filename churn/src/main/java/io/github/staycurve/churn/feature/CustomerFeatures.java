package io.github.staycurve.churn.feature;

import io.github.staycurve.churn.definition.ChurnDefinition;
import io.github.staycurve.churn.definition.ChurnLabel;
import io.github.staycurve.churn.definition.ChurnLabels;
import io.github.staycurve.churn.definition.UnknownReason;
import io.github.staycurve.core.data.FeatureTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The features of customers at cutoffs: a row for each customer who had bought by a cutoff, for each cutoff.
 *
 * <p>Rows stand by cutoff, then by identifier. This class is immutable and thread-safe.
 */
public final class CustomerFeatures {
    private final FeatureSet features;
    /** Ascending. */
    private final List<LocalDate> cutoffs;
    /** The first row of each cutoff; one more element than cutoffs. */
    private final int[] starts;

    private final String[] ids;
    private final FeatureTable table;
    /** One for each cutoff. */
    private final List<FeatureAudit> audits;

    CustomerFeatures(
            FeatureSet features,
            List<LocalDate> cutoffs,
            int[] starts,
            String[] ids,
            FeatureTable table,
            List<FeatureAudit> audits) {
        this.features = features;
        this.cutoffs = List.copyOf(cutoffs);
        this.starts = starts;
        this.ids = ids;
        this.table = table;
        this.audits = List.copyOf(audits);
    }

    /**
     * Returns the features as a table.
     *
     * @return one row a customer and cutoff, in the row order of this
     */
    public FeatureTable table() {
        return table;
    }

    /**
     * Returns the features that were computed.
     *
     * @return the set
     */
    public FeatureSet features() {
        return features;
    }

    /**
     * Returns the cutoffs.
     *
     * @return the days, ascending, read-only; also those without a row
     */
    public List<LocalDate> cutoffs() {
        return cutoffs;
    }

    /**
     * Returns the number of rows.
     *
     * @return customers at cutoffs, 0 or more
     */
    public int size() {
        return ids.length;
    }

    /**
     * Returns the customer of a row.
     *
     * @param row the row
     * @return the identifier
     */
    public String customerId(int row) {
        return ids[row];
    }

    /**
     * Returns the cutoff of a row.
     *
     * @param row the row
     * @return the day
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public LocalDate cutoff(int row) {
        return cutoffs.get(cutoffIndex(row));
    }

    int cutoffIndex(int row) {
        Objects.checkIndex(row, ids.length);
        int found = Arrays.binarySearch(starts, row);
        if (found < 0) {
            return -found - 2;
        }
        while (starts[found + 1] == row) { // cutoffs without a row start where the next one does
            found++;
        }
        return found;
    }

    /**
     * Returns the row of a customer at a cutoff.
     *
     * @param customerId the identifier
     * @param cutoff the cutoff
     * @return the row, or -1 if there is none
     */
    public int indexOf(String customerId, LocalDate cutoff) {
        int index = cutoffs.indexOf(cutoff);
        if (index < 0) {
            return -1;
        }
        int row = Arrays.binarySearch(ids, starts[index], starts[index + 1], customerId);
        return row < 0 ? -1 : row;
    }

    /**
     * Returns where every customer went, at all cutoffs together.
     *
     * @return the counts
     */
    public FeatureAudit audit() {
        return audits.stream().reduce(FeatureAudit.EMPTY, FeatureAudit::plus);
    }

    /**
     * Returns where every customer went at a cutoff.
     *
     * @param cutoff one of the cutoffs
     * @return the counts
     * @throws IllegalArgumentException if there is no such cutoff
     */
    public FeatureAudit audit(LocalDate cutoff) {
        int index = cutoffs.indexOf(cutoff);
        if (index < 0) {
            throw new IllegalArgumentException("no cutoff %s here; there are %s".formatted(cutoff, cutoffs));
        }
        return audits.get(index);
    }

    /**
     * Returns the rows of some cutoffs.
     *
     * @param chosen cutoffs of this, each once
     * @return their rows and audits
     * @throws IllegalArgumentException if none is given, or one is not here or comes twice
     */
    public CustomerFeatures withCutoffs(List<LocalDate> chosen) {
        List<LocalDate> sorted = FeatureRun.sorted(chosen);
        List<FeatureAudit> kept = sorted.stream().map(this::audit).toList();
        int[] newStarts = new int[sorted.size() + 1];
        for (int i = 0; i < sorted.size(); i++) {
            int index = cutoffs.indexOf(sorted.get(i));
            newStarts[i + 1] = newStarts[i] + starts[index + 1] - starts[index];
        }
        int[] rows = new int[newStarts[sorted.size()]];
        for (int i = 0; i < sorted.size(); i++) {
            int from = starts[cutoffs.indexOf(sorted.get(i))];
            for (int row = newStarts[i]; row < newStarts[i + 1]; row++) {
                rows[row] = from + row - newStarts[i];
            }
        }
        return new CustomerFeatures(features, sorted, newStarts, idsOf(rows), table.withRows(rows), kept);
    }

    private String[] idsOf(int[] rows) {
        String[] taken = new String[rows.length];
        for (int i = 0; i < rows.length; i++) {
            taken[i] = ids[rows[i]];
        }
        return taken;
    }

    /**
     * Returns these rows with labels that were made elsewhere, as from contracts; a row whose customer has no label is left
     * out, and counted. Labels of customers who have no row, as who never bought, are not looked at.
     *
     * @param labels the labels of each cutoff, all by one definition that tells what happens after the cutoff
     * @return the rows with a label
     * @throws IllegalArgumentException if there are not labels for every cutoff and for no other one, two differ in definition
     *     or end of observation, or the definition tells no outcome
     */
    public LabelledFeatures labelled(List<ChurnLabels> labels) {
        TreeMap<LocalDate, ChurnLabels> byCutoff = new TreeMap<>();
        for (ChurnLabels each : labels) {
            ChurnLabels first = labels.get(0);
            FeatureRun.requireOutcome(each.definition());
            if (!each.definition().equals(first.definition())
                    || !each.observationEnd().equals(first.observationEnd())
                    || byCutoff.put(each.cutoff(), each) != null) {
                throw new IllegalArgumentException(
                        "labels must be by one definition, observed to one day, and of one cutoff" + " each; were "
                                + labels.stream().map(ChurnLabels::describe).toList());
            }
        }
        if (!List.copyOf(byCutoff.keySet()).equals(cutoffs)) {
            throw new IllegalArgumentException(
                    "labels must be at the cutoffs %s, were at %s".formatted(cutoffs, byCutoff.keySet()));
        }
        return join(byCutoff, labels.get(0).definition(), labels.get(0).observationEnd());
    }

    private LabelledFeatures join(
            Map<LocalDate, ChurnLabels> labels, ChurnDefinition definition, LocalDate observationEnd) {
        int[] rows = new int[size()];
        boolean[] churned = new boolean[size()];
        int[] newStarts = new int[starts.length];
        List<FeatureAudit> newAudits = new ArrayList<>();
        int size = 0;
        for (int i = 0; i < cutoffs.size(); i++) {
            ChurnLabels here = Objects.requireNonNull(labels.get(cutoffs.get(i)));
            LabelTally tally = new LabelTally(audits.get(i));
            for (int row = starts[i]; row < starts[i + 1]; row++) {
                int found = here.indexOf(ids[row]);
                ChurnLabel label = found < 0 ? ChurnLabel.UNKNOWN : here.label(found);
                if (label == ChurnLabel.UNKNOWN) {
                    tally.skip(
                            found < 0
                                    ? UnknownReason.NOT_DEFINED
                                    : here.unknownReason(found).orElseThrow());
                } else {
                    churned[size] = label == ChurnLabel.CHURNED;
                    rows[size++] = row;
                }
            }
            newStarts[i + 1] = size;
            newAudits.add(tally.audit(size - newStarts[i]));
        }
        int[] kept = Arrays.copyOf(rows, size);
        CustomerFeatures left =
                new CustomerFeatures(features, cutoffs, newStarts, idsOf(kept), table.withRows(kept), newAudits);
        return new LabelledFeatures(left, definition, observationEnd, Arrays.copyOf(churned, size));
    }

    /**
     * Returns what these features are, in words.
     *
     * @return one line
     */
    public String describe() {
        return "%s; at the end of %s; %s".formatted(features.describe(), cutoffs, audit().describe());
    }

    @Override
    public String toString() {
        return describe();
    }
}

package io.github.staycurve.churn.feature;

import io.github.staycurve.churn.definition.ChurnDefinition;
import io.github.staycurve.churn.definition.ChurnLabel;
import io.github.staycurve.churn.definition.ChurnLabels;
import io.github.staycurve.churn.definition.PurchaseChurn;
import io.github.staycurve.churn.definition.UnknownReason;
import io.github.staycurve.core.data.FeatureTable;
import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.internal.Checks;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Builds the rows of a feature set from logs: cutoff after cutoff, customer after customer, one history filled again and
 * again.
 *
 * <p>Not thread-safe.
 */
final class FeatureRun {
    private final FeatureSet set;
    private final PurchaseDays days;
    private final LogReader reader;

    FeatureRun(FeatureSet set, CustomerLogs logs) {
        if (set.needsEvents() && logs.events().isEmpty()) {
            throw new IllegalArgumentException("the features need events, and the logs have none: " + set.names());
        }
        this.set = set;
        this.days = PurchaseDays.of(logs.purchases(), set.zone());
        this.reader = new LogReader(logs, days);
    }

    /** Returns cutoffs in order, each once. */
    static List<LocalDate> sorted(List<LocalDate> cutoffs) {
        if (cutoffs.isEmpty()) {
            throw new IllegalArgumentException("cutoffs must hold a day at least");
        }
        List<LocalDate> sorted = cutoffs.stream().sorted().toList();
        for (int i = 0; i < sorted.size(); i++) {
            Checks.epochDay(sorted.get(i), "cutoff");
            if (i > 0 && sorted.get(i).equals(sorted.get(i - 1))) {
                throw new IllegalArgumentException("cutoff %s comes twice".formatted(sorted.get(i)));
            }
        }
        return sorted;
    }

    static void requireOutcome(ChurnDefinition definition) {
        if (!definition.isOutcome()) {
            throw new IllegalArgumentException(
                    "definition must tell what happens after the cutoff, or the features would tell the label; use its"
                            + " within(days) where it has one. Was: " + definition.describe());
        }
    }

    CustomerFeatures at(List<LocalDate> cutoffs) {
        Rows rows = new Rows(cutoffs);
        for (int i = 0; i < cutoffs.size(); i++) {
            int day = Checks.epochDay(cutoffs.get(i), "cutoff");
            LabelTally tally = tally();
            for (int customer = 0; customer < days.customers(); customer++) {
                if (days.day(days.start(customer)) <= day) {
                    rows.add(customer);
                } else {
                    tally.skip(UnknownReason.NOT_YET_CUSTOMER);
                }
            }
            rows.end(i, tally);
        }
        return compute(rows);
    }

    LabelledFeatures at(List<LocalDate> cutoffs, PurchaseChurn definition, LocalDate observationEnd) {
        requireOutcome(definition);
        Rows rows = new Rows(cutoffs);
        boolean[] churned = new boolean[days.customers()];
        for (int i = 0; i < cutoffs.size(); i++) {
            ChurnLabels labels = definition.label(days, cutoffs.get(i), observationEnd);
            LabelTally tally = tally();
            for (int customer = 0; customer < days.customers(); customer++) {
                ChurnLabel label = labels.label(customer);
                if (label == ChurnLabel.UNKNOWN) {
                    tally.skip(labels.unknownReason(customer).orElseThrow());
                    continue;
                }
                if (rows.size == churned.length) {
                    churned = Arrays.copyOf(churned, rows.size + Math.max(rows.size / 2, 16));
                }
                churned[rows.size] = label == ChurnLabel.CHURNED;
                rows.add(customer);
            }
            rows.end(i, tally);
        }
        CustomerFeatures features = compute(rows);
        return new LabelledFeatures(features, definition, observationEnd, Arrays.copyOf(churned, features.size()));
    }

    private LabelTally tally() {
        LabelTally tally = new LabelTally(reader.customers());
        tally.neverBought((long) reader.customers() - days.customers());
        return tally;
    }

    private CustomerFeatures compute(Rows rows) {
        rows.cutoffs.forEach(set::checkCutoff);
        int d = set.names().size();
        if ((long) rows.size * d > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "%s rows of %s features are too many: split the cutoffs".formatted(rows.size, d));
        }
        double[] values = new double[rows.size * d];
        String[] ids = new String[rows.size];
        for (int i = 0; i < rows.cutoffs.size(); i++) {
            reader.moveTo(rows.cutoffs.get(i), set.stagePolicy());
            for (int row = rows.starts[i]; row < rows.starts[i + 1]; row++) {
                ids[row] = days.customerId(rows.customers[row]);
                set.compute(reader.read(rows.customers[row]), values, row * d, ids[row]);
            }
        }
        FeatureTable table = FeatureTable.ofRows(set.names(), values);
        return new CustomerFeatures(set, rows.cutoffs, rows.starts, ids, table, rows.audits);
    }

    /** Which customers have a row at which cutoff. */
    private static final class Rows {
        final List<LocalDate> cutoffs;
        final int[] starts;
        final List<FeatureAudit> audits = new ArrayList<>();
        int[] customers = new int[1024];
        int size;

        Rows(List<LocalDate> cutoffs) {
            this.cutoffs = cutoffs;
            this.starts = new int[cutoffs.size() + 1];
        }

        void add(int customer) {
            if (size == customers.length) {
                customers = Arrays.copyOf(customers, 2 * size);
            }
            customers[size++] = customer;
        }

        void end(int cutoff, LabelTally tally) {
            starts[cutoff + 1] = size;
            audits.add(tally.audit((long) size - starts[cutoff]));
        }
    }
}

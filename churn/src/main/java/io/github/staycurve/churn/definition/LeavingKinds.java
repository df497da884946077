package io.github.staycurve.churn.definition;

import io.github.staycurve.core.metric.CustomerFlow;
import io.github.staycurve.core.stat.Ratio;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How each churned customer left: voluntarily, involuntarily or in silence.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class LeavingKinds {
    private final LeavingRule rule;
    private final ChurnLabels labels;
    private final Columns columns;

    LeavingKinds(LeavingRule rule, ChurnLabels labels, Columns columns) {
        this.rule = rule;
        this.labels = labels;
        this.columns = columns;
    }

    /**
     * Returns the labels.
     *
     * @return the rows, and who has churned
     */
    public ChurnLabels labels() {
        return labels;
    }

    /**
     * Returns how a customer left.
     *
     * @param row the row of the labels
     * @return the kind; empty for who has not churned
     */
    public Optional<LeavingKind> kind(int row) {
        return Optional.ofNullable(columns.kinds[row]);
    }

    /**
     * Returns how many left in a way.
     *
     * @param kind the kind
     * @return the number; those of all kinds add up to the churned
     */
    public long count(LeavingKind kind) {
        return switch (kind) {
            case VOLUNTARY -> columns.voluntary;
            case INVOLUNTARY -> columns.involuntary;
            case SILENT -> columns.silent;
        };
    }

    /**
     * Returns the part of the churn rate that a kind makes up.
     *
     * @param kind the kind
     * @return those who left so, of all with a label; the rates of all kinds add up to the churn rate
     */
    public Ratio churnRate(LeavingKind kind) {
        LabelCounts counts = labels.counts();
        return CustomerFlow.of(counts.churned() + counts.retained(), 0, count(kind))
                .churnRate();
    }

    /**
     * Returns what this is, in words.
     *
     * @return one line
     */
    public String describe() {
        return "%s voluntary, %s involuntary, %s silent (%s); %s"
                .formatted(columns.voluntary, columns.involuntary, columns.silent, rule.describe(), labels.describe());
    }

    @Override
    public String toString() {
        return describe();
    }

    /** The kinds while they are filled. */
    static final class Columns {
        private final @Nullable LeavingKind[] kinds;
        private long voluntary;
        private long involuntary;
        private long silent;

        Columns(int rows) {
            kinds = new LeavingKind[rows];
        }

        void add(int row, LeavingKind kind) {
            kinds[row] = kind;
            switch (kind) {
                case VOLUNTARY -> voluntary++;
                case INVOLUNTARY -> involuntary++;
                case SILENT -> silent++;
            }
        }
    }
}

package io.github.staycurve.churn.definition;

import io.github.staycurve.core.metric.CustomerFlow;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a definition says of every customer at one cutoff, as columns: churned, retained or unknown, and since which day.
 *
 * <p>Labels by different definitions refuse to be compared or added up. It costs 9 bytes a customer, 4 more where rows are not
 * in the order of identifiers; the identifiers are those of the rows that were labelled.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class ChurnLabels {
    private final ChurnDefinition definition;
    private final LocalDate cutoff;
    private final LocalDate observationEnd;
    private final IntFunction<String> ids;
    private final LabelColumns columns;
    /** Rows in the order of identifiers, if that is another order. */
    private final int @Nullable [] byId;

    ChurnLabels(
            ChurnDefinition definition,
            LocalDate cutoff,
            LocalDate observationEnd,
            IntFunction<String> ids,
            LabelColumns columns) {
        this.definition = definition;
        this.cutoff = cutoff;
        this.observationEnd = observationEnd;
        this.ids = ids;
        this.columns = columns;
        this.byId = order(ids, columns.codes.length);
    }

    private static int @Nullable [] order(IntFunction<String> ids, int rows) {
        for (int row = 1; row < rows; row++) {
            if (ids.apply(row - 1).compareTo(ids.apply(row)) > 0) {
                return IntStream.range(0, rows)
                        .boxed()
                        .sorted((a, b) -> ids.apply(a).compareTo(ids.apply(b)))
                        .mapToInt(Integer::intValue)
                        .toArray();
            }
        }
        return null;
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
     * Returns the cutoff.
     *
     * @return the day at whose end was asked
     */
    public LocalDate cutoff() {
        return cutoff;
    }

    /**
     * Returns the end of the observation.
     *
     * @return the last day of which everything was known
     */
    public LocalDate observationEnd() {
        return observationEnd;
    }

    /**
     * Returns the number of customers.
     *
     * @return the number of rows, with a label or without
     */
    public int size() {
        return columns.codes.length;
    }

    /**
     * Returns the identifier of a row.
     *
     * @param row the row
     * @return the customer's identifier
     */
    public String customerId(int row) {
        return ids.apply(row);
    }

    /**
     * Returns the row of a customer.
     *
     * @param customerId the identifier
     * @return the row, or -1 if there is no such customer
     */
    public int indexOf(String customerId) {
        int low = 0;
        int high = size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int row = byId == null ? middle : byId[middle];
            int order = ids.apply(row).compareTo(customerId);
            if (order == 0) {
                return row;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /**
     * Returns the label of a row.
     *
     * @param row the row
     * @return the label
     */
    public ChurnLabel label(int row) {
        byte code = columns.codes[row];
        if (code == LabelColumns.CHURNED) {
            return ChurnLabel.CHURNED;
        }
        return code == LabelColumns.RETAINED ? ChurnLabel.RETAINED : ChurnLabel.UNKNOWN;
    }

    /**
     * Returns why a row has no label.
     *
     * @param row the row
     * @return the reason; empty if it has one
     */
    public Optional<UnknownReason> unknownReason(int row) {
        return label(row) == ChurnLabel.UNKNOWN
                ? Optional.of(LabelColumns.reason(columns.codes[row]))
                : Optional.empty();
    }

    /**
     * Returns the day that decided the label, as the definition has it: the end of the window or of the contract of a
     * churned customer, the purchase that retained one.
     *
     * @param row the row
     * @return the day; empty if there is no label
     */
    public Optional<LocalDate> day(int row) {
        return optionalDay(columns.days[row]);
    }

    /**
     * Returns the last sign of a customer by the cutoff: the last purchase, or the last day of a contract.
     *
     * @param row the row
     * @return the day; empty for who was no customer by then
     */
    public Optional<LocalDate> lastSeen(int row) {
        return optionalDay(columns.lastSeen[row]);
    }

    private static Optional<LocalDate> optionalDay(int day) {
        return day == LabelColumns.NEVER ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(day));
    }

    int epochDay(int row) {
        return columns.days[row];
    }

    int lastSeenDay(int row) {
        return columns.lastSeen[row];
    }

    /**
     * Returns how many customers have which label.
     *
     * @return the counts, of every row
     */
    public LabelCounts counts() {
        long[] counts = new long[LabelColumns.UNKNOWN + UnknownReason.values().length];
        for (byte code : columns.codes) {
            counts[code]++;
        }
        return new LabelCounts(
                definition,
                counts[LabelColumns.CHURNED],
                counts[LabelColumns.RETAINED],
                counts[LabelColumns.code(UnknownReason.NOT_YET_CUSTOMER)],
                counts[LabelColumns.code(UnknownReason.NOT_OBSERVED)],
                counts[LabelColumns.code(UnknownReason.NOT_DEFINED)],
                counts[LabelColumns.code(UnknownReason.ALREADY_CHURNED)]);
    }

    /**
     * Returns who came and who left between this cutoff and a later one: what churn rates of a period are computed from.
     *
     * <p>Customers at a cutoff are those retained. Lost are those of the start who have churned at the later cutoff; joined
     * are those who were no customers yet, reactivated those who had churned, whether they stayed or left again.
     *
     * @param later the labels at a later cutoff, by the same definition, of the same customers
     * @return the flow of the period between the cutoffs
     * @throws IllegalArgumentException if the definitions differ, the other cutoff is not later, the customers are others,
     *     one has become a customer only after having been one, or a label that is needed is unknown; the message names the
     *     customer
     */
    public CustomerFlow flowTo(ChurnLabels later) {
        requireSame(definition, later.definition);
        if (!later.cutoff.isAfter(cutoff)) {
            throw new IllegalArgumentException(
                    "later cutoff must lie after %s, was %s".formatted(cutoff, later.cutoff));
        }
        if (later.size() != size()) {
            throw new IllegalArgumentException(
                    "labels must be of the same customers, were of %s and %s".formatted(size(), later.size()));
        }
        Flow flow = new Flow();
        for (int row = 0; row < size(); row++) {
            String id = ids.apply(row);
            int other = row < later.size() && later.ids.apply(row).equals(id) ? row : later.indexOf(id);
            if (other < 0) {
                throw new IllegalArgumentException(
                        "labels must be of the same customers: the later ones have no customer '%s'".formatted(id));
            }
            flow.add(presence(row), later.presence(other), id);
        }
        return flow.build();
    }

    /** Where a customer stands for the books: here, gone, or not yet come. */
    private enum Presence {
        HERE,
        GONE,
        NOT_YET,
        UNKNOWN
    }

    private Presence presence(int row) {
        byte code = columns.codes[row];
        if (code == LabelColumns.RETAINED) {
            return Presence.HERE;
        }
        if (code == LabelColumns.CHURNED) {
            return Presence.GONE;
        }
        return LabelColumns.reason(code) == UnknownReason.NOT_YET_CUSTOMER ? Presence.NOT_YET : Presence.UNKNOWN;
    }

    /** The counts of a flow while they grow. */
    private static final class Flow {
        private long start;
        private long joined;
        private long reactivated;
        private long lost;
        private long joinedAndLost;

        void add(Presence before, Presence after, String id) {
            if (before == Presence.UNKNOWN || after == Presence.UNKNOWN) {
                throw new IllegalArgumentException("customer '%s' has no label at one of the cutoffs".formatted(id));
            }
            if (before != Presence.NOT_YET && after == Presence.NOT_YET) {
                throw new IllegalArgumentException(
                        "customer '%s' was one at the first cutoff and is none yet at the later one: the labels are of two logs"
                                .formatted(id));
            }
            boolean gone = after == Presence.GONE;
            if (before == Presence.HERE) {
                start++;
                lost += gone ? 1 : 0;
            } else if (before == Presence.NOT_YET && after != Presence.NOT_YET) {
                joined++;
                joinedAndLost += gone ? 1 : 0;
            } else if (before == Presence.GONE && !gone) {
                reactivated++;
            }
        }

        CustomerFlow build() {
            return new CustomerFlow(start, joined, reactivated, lost, joinedAndLost);
        }
    }

    static void requireSame(ChurnDefinition one, ChurnDefinition other) {
        if (!one.equals(other)) {
            throw new IllegalArgumentException(
                    "cannot compare churn by two definitions: %s; and: %s".formatted(one.describe(), other.describe()));
        }
    }

    /**
     * Returns what these labels are, in words.
     *
     * @return one line
     */
    public String describe() {
        return "labels of %s customers at the end of %s, observed to %s; churned is: %s"
                .formatted(size(), cutoff, observationEnd, definition.describe());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ChurnLabels that
                && definition.equals(that.definition)
                && cutoff.equals(that.cutoff)
                && observationEnd.equals(that.observationEnd)
                && Arrays.equals(columns.codes, that.columns.codes)
                && Arrays.equals(columns.days, that.columns.days)
                && IntStream.range(0, size()).allMatch(row -> customerId(row).equals(that.customerId(row)));
    }

    @Override
    public int hashCode() {
        return 31 * cutoff.hashCode() + Arrays.hashCode(columns.codes);
    }

    @Override
    public String toString() {
        return describe();
    }
}

package io.github.staycurve.core.stat;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How long each row was observed, and whether what was waited for then happened: the columns that survival curves are
 * made of.
 *
 * <p>A row that had not ended when it was last seen is right-censored: its full duration is known to be longer, no more.
 * A row may enter late: a customer who is known only from the 90th day on was at risk of being seen to end from that day
 * on, and would not be in the data had it ended before (left truncation). All durations have one unit and one origin, as
 * days since the first purchase.
 *
 * <p>This class is immutable and thread-safe. It costs 9 bytes a row, 8 more each for weights and entries.
 */
public final class CensoredDurations {
    private final double[] durations;
    private final boolean[] ended;
    private final double @Nullable [] entries;
    private final double @Nullable [] weights;
    private final WeightKind weightKind;

    private CensoredDurations(
            double[] durations,
            boolean[] ended,
            double @Nullable [] entries,
            double @Nullable [] weights,
            WeightKind weightKind) {
        this.durations = durations;
        this.ended = ended;
        this.entries = entries;
        this.weights = weights;
        this.weightKind = weightKind;
    }

    /**
     * Returns rows that were observed from the start, each counting once.
     *
     * @param durations how long each row was observed, 0 or more, finite; copied
     * @param ended for each row whether it ended then; false is right-censored; copied
     * @return the rows
     * @throws IllegalArgumentException if a duration is out of its range, or the columns differ in length
     */
    public static CensoredDurations of(double[] durations, boolean[] ended) {
        checkLength(ended.length, durations.length, "ended");
        for (int row = 0; row < durations.length; row++) {
            if (!(durations[row] >= 0 && durations[row] < Double.POSITIVE_INFINITY)) {
                throw refused("duration", row, durations[row], "be 0 or more and finite");
            }
        }
        return new CensoredDurations(durations.clone(), ended.clone(), null, null, WeightKind.FREQUENCY);
    }

    /**
     * Returns these rows with a late entry each.
     *
     * @param times since when each row was watched, from 0; a row with entry 0 was watched from the start, a later one is
     *     at risk after its entry only, which must lie before its duration; copied
     * @return the rows
     * @throws IllegalArgumentException if a time is out of its range, or the column has another length
     */
    public CensoredDurations withEntries(double[] times) {
        checkLength(times.length, durations.length, "entries");
        for (int row = 0; row < times.length; row++) {
            if (!(times[row] == 0 || (times[row] > 0 && times[row] < durations[row]))) {
                throw refused(
                        "entry", row, times[row], "be 0, or lie above 0 and below its duration " + durations[row]);
            }
        }
        return new CensoredDurations(durations, ended, times.clone(), weights, weightKind);
    }

    /**
     * Returns these rows with a weight each; a row of weight 0 is as if it were not there.
     *
     * @param values the weights, 0 or more, finite; copied
     * @param kind what they mean
     * @return the rows
     * @throws IllegalArgumentException if a weight is out of its range, or is not whole though it is a frequency, or the
     *     column has another length
     */
    public CensoredDurations withWeights(double[] values, WeightKind kind) {
        checkLength(values.length, durations.length, "weights");
        for (int row = 0; row < values.length; row++) {
            if (!(values[row] >= 0 && values[row] < Double.POSITIVE_INFINITY)) {
                throw refused("weight", row, values[row], "be 0 or more and finite");
            }
            if (kind == WeightKind.FREQUENCY && values[row] != Math.rint(values[row])) {
                throw refused("weight", row, values[row], "be whole as a frequency; a share is WeightKind.SAMPLING");
            }
        }
        return new CensoredDurations(durations, ended, entries, values.clone(), kind);
    }

    /**
     * Returns these rows and others.
     *
     * @param other rows of the same unit and origin
     * @return all of them
     * @throws IllegalArgumentException if both have weights of different kinds
     */
    public CensoredDurations plus(CensoredDurations other) {
        if (weights != null && other.weights != null && weightKind != other.weightKind) {
            throw new IllegalArgumentException(
                    "weights must be of one kind, were %s and %s".formatted(weightKind, other.weightKind));
        }
        boolean[] bothEnded = Arrays.copyOf(ended, ended.length + other.ended.length);
        System.arraycopy(other.ended, 0, bothEnded, ended.length, other.ended.length);
        WeightKind kind = weights == null ? other.weightKind : weightKind;
        return new CensoredDurations(
                joined(durations, other.durations),
                bothEnded,
                joined(entries, size(), 0, other.entries, other.size()),
                joined(weights, size(), 1, other.weights, other.size()),
                kind);
    }

    /**
     * Returns the number of rows.
     *
     * @return 0 or more
     */
    public int size() {
        return durations.length;
    }

    /**
     * Returns how long a row was observed.
     *
     * @param row the row, from 0
     * @return its duration
     */
    public double duration(int row) {
        return durations[row];
    }

    /**
     * Returns whether a row ended.
     *
     * @param row the row, from 0
     * @return false if it is right-censored
     */
    public boolean ended(int row) {
        return ended[row];
    }

    /**
     * Returns since when a row was watched.
     *
     * @param row the row, from 0
     * @return its entry, 0 for a row that was watched from the start
     */
    public double entry(int row) {
        return entries == null ? 0 : entries[row];
    }

    /**
     * Returns the weight of a row.
     *
     * @param row the row, from 0
     * @return its weight, 1 without weights
     */
    public double weight(int row) {
        return weights == null ? 1 : weights[row];
    }

    /**
     * Returns what the weights mean.
     *
     * @return the kind; FREQUENCY without weights
     */
    public WeightKind weightKind() {
        return weightKind;
    }

    /** Returns whether every row counts once and was watched from the start. */
    boolean isPlain() {
        return entries == null && weights == null;
    }

    @Override
    public String toString() {
        return "CensoredDurations[%d rows%s%s]"
                .formatted(
                        size(),
                        entries == null ? "" : ", with late entries",
                        weights == null ? "" : ", weighted by " + weightKind);
    }

    private static double[] joined(double[] first, double[] second) {
        double[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Joins two columns that may be absent, in which case every row has the default. */
    private static double @Nullable [] joined(
            double @Nullable [] first, int firstSize, double absent, double @Nullable [] second, int secondSize) {
        if (first == null && second == null) {
            return null;
        }
        return joined(orDefault(first, firstSize, absent), orDefault(second, secondSize, absent));
    }

    private static double[] orDefault(double @Nullable [] column, int size, double absent) {
        if (column != null) {
            return column;
        }
        double[] filled = new double[size];
        Arrays.fill(filled, absent);
        return filled;
    }

    private static void checkLength(int length, int expected, String name) {
        if (length != expected) {
            throw new IllegalArgumentException(
                    "%s must have one value a row: has %d, there are %d rows".formatted(name, length, expected));
        }
    }

    private static IllegalArgumentException refused(String name, int row, double value, String rule) {
        return new IllegalArgumentException("%s of row %d must %s, was %s".formatted(name, row, rule, value));
    }
}

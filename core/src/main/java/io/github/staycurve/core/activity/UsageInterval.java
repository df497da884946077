package io.github.staycurve.core.activity;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.stat.CensoredDurations;
import io.github.staycurve.core.stat.KaplanMeier;
import io.github.staycurve.core.stat.WeightKind;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How many periods pass from one active period of a customer to the next, by three estimates.
 *
 * <p>The default is the {@linkplain #censored() curve with open gaps}: whoever has been silent for ten days has a gap longer
 * than ten, and leaving that out makes customers seem to come back sooner than they do. {@linkplain #pooledQuantile Pooled
 * gaps} leave it out and count frequent customers more often; {@linkplain #medianQuantile medians per customer} count each
 * customer once, but only those with two active periods.
 *
 * <p>Only periods that are COMPLETE count, up to the last one; a skipped day is none. This class is immutable and
 * thread-safe.
 */
public final class UsageInterval {
    /** The share of gaps that a usual period of use should cover. */
    private static final double USUAL_SHARE = 0.8;

    private final String definition;
    /** How many gaps of each length were closed by a return; element 0 is not used. */
    private final long[] closed;
    /** How many customers have a median gap of half so many periods. */
    private final long[] medians;

    private final KaplanMeier curve;

    private UsageInterval(String definition, long[] closed, long[] medians, KaplanMeier curve) {
        this.definition = definition;
        this.closed = closed;
        this.medians = medians;
        this.curve = curve;
    }

    /**
     * Measures the gaps of a table.
     *
     * @param table who was active when, usually by day
     * @return the intervals
     */
    public static UsageInterval of(ActivityTable table) {
        Gaps gaps = new Gaps(table);
        table.scan(gaps);
        return new UsageInterval(
                "gaps between active periods; " + table.describe(), gaps.closed, gaps.medians, gaps.curve());
    }

    /**
     * Returns the curve of the time to return, with the gap that is open at the end right-censored.
     *
     * @return the curve: S(t) is the share of gaps longer than t periods
     */
    public KaplanMeier censored() {
        return curve;
    }

    /**
     * Returns the number of periods within which a customer returns, by the curve with open gaps.
     *
     * @param share of all gaps, above 0 and below 1
     * @return the least number of periods, empty where less than that share ever returned
     * @throws IllegalArgumentException if the share is out of its range
     */
    public OptionalDouble quantile(double share) {
        return curve.size() == 0 ? emptyQuantile(share) : curve.quantile(share);
    }

    /**
     * Returns the number of periods that covers 80 % of all gaps: a period in which usual customers come at least once, fit
     * for a grid of retention.
     *
     * @return the 80 % quantile of the curve with open gaps, empty where less than that share ever returned
     */
    public OptionalDouble suggestedPeriod() {
        return quantile(USUAL_SHARE);
    }

    /**
     * Returns the number of periods that covers a share of the closed gaps of all customers together.
     *
     * @param share of the closed gaps, above 0 and below 1
     * @return the least number of periods, empty if no gap was closed
     * @throws IllegalArgumentException if the share is out of its range
     */
    public OptionalDouble pooledQuantile(double share) {
        return quantile(closed, share, 1);
    }

    /**
     * Returns the number of periods that covers the median closed gap of a share of the customers with one.
     *
     * @param share of the customers with at least two active periods, above 0 and below 1
     * @return the least median, in half periods, empty if there is no such customer
     * @throws IllegalArgumentException if the share is out of its range
     */
    public OptionalDouble medianQuantile(double share) {
        return quantile(medians, share, 0.5);
    }

    /**
     * Returns how many gaps were closed by a return.
     *
     * @return the number of gaps
     */
    public long closedGaps() {
        return Arrays.stream(closed).sum();
    }

    /**
     * Returns how these intervals are defined, in words.
     *
     * @return one line
     */
    public String describe() {
        return definition;
    }

    /** The inverse of the empirical distribution: the least value that so large a share does not exceed. */
    private static OptionalDouble quantile(long[] counts, double share, double unit) {
        Checks.openUnit(share, "share");
        long total = Arrays.stream(counts).sum();
        long sum = 0;
        for (int value = 0; value < counts.length; value++) {
            sum += counts[value];
            if (counts[value] > 0 && sum >= share * total * (1 - 1e-12)) { // 0.55 * 20 is above 11
                return OptionalDouble.of(value * unit);
            }
        }
        return OptionalDouble.empty();
    }

    private static OptionalDouble emptyQuantile(double share) {
        Checks.openUnit(share, "share");
        return OptionalDouble.empty();
    }

    /** The gaps of the customers seen so far. */
    private static final class Gaps implements ActivityAccumulator {
        private final Periods periods;
        private final int lastSlot;
        private final int lastOrdinal;
        private final long[] closed;
        private final long[] open;
        private final long[] medians;
        private final int[] gaps;

        Gaps(ActivityTable table) {
            periods = table.slots();
            int last = table.periods() - 1;
            while (last >= 0 && table.status(last) != CellStatus.COMPLETE) {
                last--;
            }
            lastSlot = last;
            lastOrdinal = last < 0 ? -1 : periods.ordinal(last);
            closed = new long[periods.count() + 1];
            open = new long[periods.count() + 1];
            medians = new long[2 * periods.count() + 1];
            gaps = new int[periods.count()];
        }

        @Override
        public void accept(int customer, int[] slots, int count) {
            int size = 0;
            int previous = -1;
            for (int i = 0; i < count && slots[i] <= lastSlot; i++) {
                if (periods.status(slots[i]) != CellStatus.COMPLETE) {
                    continue; // the first period, if it was not observed from its start
                }
                int at = periods.ordinal(slots[i]);
                if (previous >= 0) {
                    gaps[size++] = at - previous;
                    closed[at - previous]++;
                }
                previous = at;
            }
            if (previous >= 0) {
                open[lastOrdinal - previous]++;
            }
            if (size > 0) {
                Arrays.sort(gaps, 0, size);
                medians[gaps[(size - 1) / 2] + gaps[size / 2]]++;
            }
        }

        KaplanMeier curve() {
            double[] durations = new double[2 * closed.length];
            boolean[] ended = new boolean[durations.length];
            double[] weights = new double[durations.length];
            int size = 0;
            for (int gap = 1; gap < closed.length; gap++) { // an open gap of 0 periods tells nothing
                if (closed[gap] > 0) {
                    durations[size] = gap;
                    ended[size] = true;
                    weights[size++] = (double) closed[gap];
                }
                if (open[gap] > 0) {
                    durations[size] = gap;
                    weights[size++] = (double) open[gap];
                }
            }
            return KaplanMeier.of(CensoredDurations.of(Arrays.copyOf(durations, size), Arrays.copyOf(ended, size))
                    .withWeights(Arrays.copyOf(weights, size), WeightKind.FREQUENCY));
        }
    }
}

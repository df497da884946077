package io.github.staycurve.core.funnel;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a span of one customer's events does to an ordered funnel, so that spans merge without their events: a day a
 * summary, say, merged over the days of a month, in whatever grouping.
 *
 * <p>For every step the summary holds the latest start of a chain that began in the span and waits there, and for every
 * pair of steps i &lt; j when a chain that came in waiting at i first reaches j. Two spans, one after the other, combine to
 * the summary of both: a chain that waits at l after the first is at j after the second if the time of l to j there lies
 * within its window. Merging is associative, and {@link #empty} is its neutral element; which argument is the earlier span
 * is told by the times, so it does not matter which comes first. Spans that overlap in time refuse to merge, for their
 * events would be interleaved. A funnel of k steps takes k (k + 1) / 2 + 4 longs.
 *
 * <p>An event that is in two spans, or twice in one, changes nothing where each type is of one step only; else remove
 * duplicates before, by the identifier of the event.
 *
 * <p>It needs an ordered funnel with neither exclusions nor limits between steps nor a tie tolerance: how those act on a
 * chain that comes in depends on when it made its last step, which would need a table and not a number for every pair.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class FunnelSummary {
    private static final long NONE = ChainWalker.NONE;

    private final FunnelDefinition definition;
    /** First and last instant of an event that matters; NONE without one. */
    private final long first;

    private final long last;
    /** Latest start of a chain that began here and waits at each step. */
    private final long[] starts;
    /** When a chain that comes in waiting at i first reaches j: at {@link #cell}(i, j). */
    private final long[] arrivals;

    private final long conversionStart;
    private final long conversionEnd;

    /** Takes the arrays over. */
    FunnelSummary(FunnelDefinition definition, long[] span, long[] starts, long[] arrivals, long[] conversion) {
        this.definition = definition;
        first = span[0];
        last = span[1];
        this.starts = starts;
        this.arrivals = arrivals;
        conversionStart = conversion[0];
        conversionEnd = conversion[1];
    }

    /**
     * Returns the summary of a span without events, which merges with any other.
     *
     * @param definition the funnel: ordered, without exclusions, limits between steps and tie tolerance
     * @return the summary
     * @throws IllegalArgumentException if it is not
     */
    public static FunnelSummary empty(FunnelDefinition definition) {
        return builder(definition).build();
    }

    /**
     * Returns a builder that takes the events of one span by time.
     *
     * @param definition the funnel: ordered, without exclusions, limits between steps and tie tolerance
     * @return the builder
     * @throws IllegalArgumentException if it is not
     */
    public static FunnelSummaryBuilder builder(FunnelDefinition definition) {
        return new FunnelSummaryBuilder(definition);
    }

    /**
     * Reads a summary back.
     *
     * @param definition the funnel it was made for
     * @param bytes what {@link #toBytes} gave
     * @return the summary
     * @throws IllegalArgumentException if the bytes are no summary, of a later version, or of another definition
     */
    public static FunnelSummary fromBytes(FunnelDefinition definition, byte[] bytes) {
        return FunnelSummaryCodec.read(definition, bytes);
    }

    /**
     * Returns this summary as bytes, with a version and the fingerprint of the definition.
     *
     * @return the bytes: 20, and 8 for each number of the summary
     */
    public byte[] toBytes() {
        return FunnelSummaryCodec.write(this);
    }

    /**
     * Returns the summary of both spans.
     *
     * @param other the same customer's summary of an earlier or a later span
     * @return the summary of both
     * @throws IllegalArgumentException if the definitions differ or the spans overlap
     */
    public FunnelSummary merge(FunnelSummary other) {
        if (!definition.equals(other.definition)) {
            throw new IllegalArgumentException("only summaries of one definition merge, were '%s' and '%s'"
                    .formatted(definition.describe(), other.definition.describe()));
        }
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        if (last < other.first) {
            return before(other);
        }
        if (other.last < first) {
            return other.before(this);
        }
        throw new IllegalArgumentException("spans must not overlap: %s to %s and %s to %s"
                .formatted(instant(first), instant(last), instant(other.first), instant(other.last)));
    }

    private FunnelSummary before(FunnelSummary later) {
        int steps = starts.length;
        boolean followedAlready = definition.entryPolicy() == EntryPolicy.FIRST_ENTRY && starts[0] != NONE;
        long[] mergedStarts = followedAlready ? noTimes(steps) : later.starts.clone();
        for (int to = 0; to < steps; to++) {
            mergedStarts[to] = Math.max(mergedStarts[to], starts[to]);
            for (int from = 0; from < to; from++) {
                if (carries(from, later, to)) {
                    mergedStarts[to] = Math.max(mergedStarts[to], starts[from]);
                }
            }
        }
        long[] span = {first, later.last};
        return new FunnelSummary(
                definition, span, mergedStarts, mergedArrivals(later), conversion(later, followedAlready));
    }

    /** Returns whether a chain that waits at a step after this span comes to another in the later one, in time. */
    private boolean carries(int from, FunnelSummary later, int to) {
        long arrival = later.arrival(from, to);
        return starts[from] != NONE && arrival != NONE && arrival - starts[from] <= definition.windowMillis();
    }

    private long[] mergedArrivals(FunnelSummary later) {
        long[] merged = arrivals.clone();
        for (int to = 1; to < starts.length; to++) {
            for (int from = 0; from < to; from++) {
                int cell = cell(from, to);
                if (merged[cell] == NONE) {
                    merged[cell] = later.arrival(from, to);
                    for (int middle = from + 1; middle < to; middle++) {
                        if (arrival(from, middle) != NONE) {
                            merged[cell] = earlier(merged[cell], later.arrival(middle, to));
                        }
                    }
                }
            }
        }
        return merged;
    }

    /** Returns start and end of the first converting chain of both spans; of those that end there, the latest to start. */
    private long[] conversion(FunnelSummary later, boolean followedAlready) {
        if (isConverted()) {
            return new long[] {conversionStart, conversionEnd};
        }
        long end = followedAlready ? NONE : later.conversionEnd;
        long start = followedAlready ? NONE : later.conversionStart;
        int lastStep = starts.length - 1;
        for (int from = 0; from < lastStep; from++) {
            if (!carries(from, later, lastStep)) {
                continue;
            }
            long arrival = later.arrival(from, lastStep);
            if (end == NONE || arrival < end) {
                end = arrival;
                start = starts[from];
            } else if (arrival == end) {
                start = Math.max(start, starts[from]);
            }
        }
        return new long[] {start, end};
    }

    /**
     * Returns this span without its entries: what it does to chains that began before it. So the days after a range of
     * entries can complete chains and start none.
     *
     * @return the summary
     */
    public FunnelSummary withoutEntries() {
        return new FunnelSummary(
                definition, new long[] {first, last}, noTimes(starts.length), arrivals, new long[] {NONE, NONE});
    }

    /**
     * Returns what is summarised.
     *
     * @return the funnel
     */
    public FunnelDefinition definition() {
        return definition;
    }

    /**
     * Returns whether no event of the span matters to the funnel.
     *
     * @return true if there is none
     */
    public boolean isEmpty() {
        return first == NONE;
    }

    /**
     * Returns the last step that a chain which began in the span reached in it.
     *
     * @return the step's index, from 0, or -1 without an entry
     */
    public int level() {
        int level = starts.length - 1;
        while (level >= 0 && starts[level] == NONE) {
            level--;
        }
        return level;
    }

    /**
     * Returns whether a chain that began in the span completed the funnel in it.
     *
     * @return true if the last step was reached
     */
    public boolean isConverted() {
        return conversionEnd != NONE;
    }

    /**
     * Returns whether the customer has not completed the funnel and still may, after an instant.
     *
     * @param asOf the instant, not before the last event
     * @return true if the window of an entry is not over then; false in a funnel without a window
     * @throws IllegalArgumentException if it is before the last event
     */
    public boolean isPending(Instant asOf) {
        long millis = checkedAsOf(asOf);
        long window = definition.windowMillis();
        boolean open = starts[0] != NONE && window != FunnelPlan.UNLIMITED && millis - starts[0] < window;
        return open && !isConverted();
    }

    /**
     * Returns how long the first converting chain took.
     *
     * @return the time from its entry to its last step, empty if the customer has not converted
     */
    public Optional<Duration> timeToConvert() {
        return isConverted() ? Optional.of(Duration.ofMillis(conversionEnd - conversionStart)) : Optional.empty();
    }

    /** Returns the time to convert, or how long the latest entry was observed, at most for the window. */
    long observedMillis(Instant asOf) {
        return isConverted()
                ? conversionEnd - conversionStart
                : Math.min(definition.windowMillis(), checkedAsOf(asOf) - starts[0]);
    }

    private long checkedAsOf(Instant asOf) {
        if (!isEmpty() && asOf.toEpochMilli() < last) {
            throw new IllegalArgumentException(
                    "asOf must not lie before the last event %s, was %s".formatted(instant(last), asOf));
        }
        return asOf.toEpochMilli();
    }

    private long arrival(int from, int to) {
        return arrivals[cell(from, to)];
    }

    /** Returns the place of a pair of steps, the lower first, in a triangle by columns. */
    static int cell(int from, int to) {
        return to * (to - 1) / 2 + from;
    }

    /** Returns all numbers of this summary: span, conversion, starts, arrivals. */
    long[] numbers() {
        long[] numbers = Arrays.copyOf(
                new long[] {first, last, conversionStart, conversionEnd}, 4 + starts.length + arrivals.length);
        System.arraycopy(starts, 0, numbers, 4, starts.length);
        System.arraycopy(arrivals, 0, numbers, 4 + starts.length, arrivals.length);
        return numbers;
    }

    static long[] noTimes(int length) {
        long[] times = new long[length];
        Arrays.fill(times, NONE);
        return times;
    }

    private static long earlier(long one, long other) {
        if (one == NONE || other == NONE) {
            return one == NONE ? other : one;
        }
        return Math.min(one, other);
    }

    private static Instant instant(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FunnelSummary summary
                && definition.equals(summary.definition)
                && Arrays.equals(numbers(), summary.numbers());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers());
    }

    @Override
    public String toString() {
        return "FunnelSummary[level %d%s: %s]"
                .formatted(level(), isConverted() ? ", converted" : "", definition.describe());
    }
}

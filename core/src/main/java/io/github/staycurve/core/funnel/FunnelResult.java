package io.github.staycurve.core.funnel;

import io.github.staycurve.core.stat.KaplanMeier;
import io.github.staycurve.core.stat.Ratio;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * How far customers came in a funnel.
 *
 * <p>Every customer who entered has a level, the last step reached, and is one of three: <i>converted</i>, at the last
 * step; <i>pending</i>, not converted with a chain whose time is not over at the as-of instant; or <i>dropped</i>. So for
 * every step but the last, {@code reached(s) = reached(s + 1) + pendingAt(s) + droppedAt(s)}. Without a window and limits
 * no chain has a deadline: nobody is pending then, and who has not converted is dropped, so far.
 *
 * <p>A conversion is by default out of those about whom it is decided: pending customers who have not reached the step are
 * neither in the numerator nor in the denominator, since counting them as lost understates the latest entries.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class FunnelResult {
    private static final double MILLIS_A_DAY = 86_400_000;

    private final FunnelDefinition definition;
    private final EntryRange range;
    private final FunnelColumns columns;
    private final long eventsAfterAsOf;
    /** Customers by level: pending ones, and all. */
    private final long[] pending;

    private final long[] atLevel;

    FunnelResult(FunnelDefinition definition, EntryRange range, FunnelColumns columns, long eventsAfterAsOf) {
        this.definition = definition;
        this.range = range;
        this.columns = columns;
        this.eventsAfterAsOf = eventsAfterAsOf;
        pending = new long[definition.steps().size()];
        atLevel = new long[pending.length];
        for (int row = 0; row < columns.size(); row++) {
            atLevel[columns.level(row)]++;
            if (columns.isPending(row)) {
                pending[columns.level(row)]++;
            }
        }
    }

    /**
     * Returns the funnel of customers whose events were summarised, each by {@link FunnelSummary}. Their entries must be
     * restricted, if at all, by {@link FunnelSummary#withoutEntries}.
     *
     * @param definition the funnel
     * @param summaries the summary of each customer, by identifier
     * @param asOf the last instant that the summaries cover
     * @return the counts
     * @throws IllegalArgumentException if a summary is of another definition or has an event after that instant
     */
    public static FunnelResult of(FunnelDefinition definition, Map<String, FunnelSummary> summaries, Instant asOf) {
        FunnelColumns columns = new FunnelColumns(summaries.size());
        new TreeMap<>(summaries).forEach((customerId, summary) -> {
            if (!summary.definition().equals(definition)) {
                throw new IllegalArgumentException("customer '%s': the summary is of '%s', not of '%s'"
                        .formatted(customerId, summary.definition().describe(), definition.describe()));
            }
            if (summary.level() >= 0) {
                columns.add(customerId, summary.level(), summary.isPending(asOf), summary.observedMillis(asOf));
            }
        });
        return new FunnelResult(definition, EntryRange.upTo(asOf), columns, 0);
    }

    /**
     * Returns what was counted.
     *
     * @return the definition
     */
    public FunnelDefinition definition() {
        return definition;
    }

    /**
     * Returns which entries were counted, as of when.
     *
     * @return the range
     */
    public EntryRange range() {
        return range;
    }

    /**
     * Returns the number of steps.
     *
     * @return the number, 2 to 64
     */
    public int steps() {
        return atLevel.length;
    }

    /**
     * Returns how many customers entered.
     *
     * @return the customers who reached the first step; of an unordered funnel, any step
     */
    public long entered() {
        return columns.size();
    }

    /**
     * Returns how many customers reached a step.
     *
     * @param step the step's index, from 0; of an unordered funnel, one less than the number of steps fulfilled
     * @return the customers at that level or above
     * @throws IllegalArgumentException if there is no such step
     */
    public long reached(int step) {
        checkStep(step, 0);
        long sum = 0;
        for (int level = step; level < atLevel.length; level++) {
            sum += atLevel[level];
        }
        return sum;
    }

    /**
     * Returns how many customers completed the funnel.
     *
     * @return the customers who reached the last step
     */
    public long converted() {
        return atLevel[atLevel.length - 1];
    }

    /**
     * Returns how many customers may still complete the funnel.
     *
     * @return the pending customers
     */
    public long pending() {
        long sum = 0;
        for (long each : pending) {
            sum += each;
        }
        return sum;
    }

    /**
     * Returns how many pending customers have come to a step and no further.
     *
     * @param step the step's index, from 0
     * @return the customers; 0 for the last step
     * @throws IllegalArgumentException if there is no such step
     */
    public long pendingAt(int step) {
        checkStep(step, 0);
        return pending[step];
    }

    /**
     * Returns how many customers came to a step, no further, and will not.
     *
     * @param step the step's index, from 0
     * @return the customers; 0 for the last step
     * @throws IllegalArgumentException if there is no such step
     */
    public long droppedAt(int step) {
        checkStep(step, 0);
        return step == atLevel.length - 1 ? 0 : atLevel[step] - pending[step];
    }

    /**
     * Returns the share of the entered customers who completed the funnel, pending ones left out.
     *
     * @return converted / (entered - pending)
     */
    public Ratio conversion() {
        return conversion(steps() - 1);
    }

    /**
     * Returns the share of the entered customers who reached a step, left out those who have not and still may.
     *
     * @param step the step's index, from 0
     * @return reached / (entered - pending below the step)
     * @throws IllegalArgumentException if there is no such step
     */
    public Ratio conversion(int step) {
        long reached = reached(step);
        long undecided = 0;
        for (int level = 0; level < step; level++) {
            undecided += pending[level];
        }
        return ratio(reached, entered() - undecided);
    }

    /**
     * Returns the share of all entered customers who reached a step; pending ones count as if they had not.
     *
     * @param step the step's index, from 0
     * @return reached / entered
     * @throws IllegalArgumentException if there is no such step
     */
    public Ratio conversionOfEntered(int step) {
        return ratio(reached(step), entered());
    }

    /**
     * Returns the share of the customers at the step before who reached a step, left out those who have not and still may.
     *
     * @param step the step's index, from 1
     * @return reached / (reached the step before - pending there)
     * @throws IllegalArgumentException if there is no such step, or it is the first
     */
    public Ratio stepConversion(int step) {
        checkStep(step, 1);
        return ratio(reached(step), reached(step - 1) - pending[step - 1]);
    }

    /**
     * Returns the identifiers of the customers who reached a step.
     *
     * @param step the step's index, from 0
     * @return the customers that {@link #reached} counts, sorted
     * @throws IllegalArgumentException if there is no such step
     */
    public List<String> customersReaching(int step) {
        checkStep(step, 0);
        return customers(row -> columns.level(row) >= step);
    }

    /**
     * Returns the identifiers of the customers who came to a step, no further, and will not.
     *
     * @param step the step's index, from 0
     * @return the customers that {@link #droppedAt} counts, sorted
     * @throws IllegalArgumentException if there is no such step
     */
    public List<String> customersDroppedAt(int step) {
        checkStep(step, 0);
        return customers(
                row -> columns.level(row) == step && !columns.isPending(row) && columns.level(row) < steps() - 1);
    }

    /**
     * Returns the identifiers of the pending customers who have come to a step and no further.
     *
     * @param step the step's index, from 0
     * @return the customers that {@link #pendingAt} counts, sorted
     * @throws IllegalArgumentException if there is no such step
     */
    public List<String> customersPendingAt(int step) {
        checkStep(step, 0);
        return customers(row -> columns.level(row) == step && columns.isPending(row));
    }

    private List<String> customers(IntPredicate rows) {
        return List.of(columns.idsWhere(rows));
    }

    /**
     * Returns the curve of the time from the entry to completing the funnel, in days of 24 hours.
     *
     * <p>A converted customer counts with the first converting chain, the one that ends first, and of all that end there
     * the one that began last. Others are right-censored: pending ones at the as-of instant, dropped ones at the end of
     * the window, both since the latest entry (since the only one by the policy FIRST_ENTRY). Without the censored, the
     * median would be that of the fast.
     *
     * @return the curve: its survival at t is the share not converted within t days; its median is empty where fewer than
     *     half convert
     */
    public KaplanMeier timeToConvert() {
        double[] days = new double[columns.size()];
        boolean[] converted = new boolean[days.length];
        for (int row = 0; row < days.length; row++) {
            days[row] = columns.observedMillis(row) / MILLIS_A_DAY;
            converted[row] = columns.level(row) == steps() - 1;
        }
        return KaplanMeier.of(days, converted);
    }

    /**
     * Returns the time within which half of the entered customers convert.
     *
     * @return the median of {@link #timeToConvert}, empty where fewer than half convert
     */
    public Optional<Duration> medianTimeToConvert() {
        OptionalDouble days = timeToConvert().median();
        return days.isPresent()
                ? Optional.of(Duration.ofMillis(Math.round(days.getAsDouble() * MILLIS_A_DAY)))
                : Optional.empty();
    }

    /**
     * Returns how many events were left out because they are later than the as-of instant.
     *
     * @return the events, of any type and customer
     */
    public long eventsAfterAsOf() {
        return eventsAfterAsOf;
    }

    /**
     * Returns the funnel of the customers of both.
     *
     * @param other the same funnel of other customers
     * @return the sum
     * @throws IllegalArgumentException if the definitions or ranges differ, or a customer is in both
     */
    public FunnelResult merge(FunnelResult other) {
        if (!definition.equals(other.definition) || !range.equals(other.range)) {
            throw new IllegalArgumentException("only results of one definition and range merge, were '%s' and '%s'"
                    .formatted(describe(), other.describe()));
        }
        return new FunnelResult(
                definition, range, columns.mergedWith(other.columns), eventsAfterAsOf + other.eventsAfterAsOf);
    }

    /**
     * Returns what was counted, in words.
     *
     * @return one line: the definition, the range and the denominator
     */
    public String describe() {
        return definition.describe() + "; " + range.describe()
                + "; conversion out of entered customers less pending ones";
    }

    @Override
    public String toString() {
        return "FunnelResult[%d entered, %d converted, %d pending: %s]"
                .formatted(entered(), converted(), pending(), describe());
    }

    private void checkStep(int step, int least) {
        if (step < least || step >= atLevel.length) {
            throw new IllegalArgumentException(
                    "step must lie in [%d, %d], was %d".formatted(least, atLevel.length - 1, step));
        }
    }

    private static Ratio ratio(long numerator, long denominator) {
        return Ratio.of((double) numerator, (double) denominator);
    }
}

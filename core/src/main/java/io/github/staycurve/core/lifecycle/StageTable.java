package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.data.ScoreKind;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.time.CalendarGrid;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The stage of every customer at the end of one day, as columns.
 *
 * <p>Rows are the customers of the {@link PurchaseDays} it was made of, in their order. A customer who was not known by that
 * day has a row without a stage. It costs 9 bytes a customer.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class StageTable {
    /** How little is left of the usual silences, in [0, 1]; undefined without a purchase. */
    public static final ScoreKind SILENCE_SCORE = ScoreKind.probability("silence_score");

    private final PurchaseDays days;
    private final StagePolicy policy;
    private final @Nullable CalendarGrid grid;
    private final LocalDate asOf;
    private final byte[] codes;
    private final ScoreColumn scores;
    /** What activities were kept from, in words; empty if none could be. */
    private final String held;

    private StageTable(
            PurchaseDays days,
            StagePolicy policy,
            @Nullable CalendarGrid grid,
            LocalDate asOf,
            byte[] codes,
            ScoreColumn scores,
            String held) {
        this.days = days;
        this.policy = policy;
        this.grid = grid;
        this.asOf = asOf;
        this.codes = codes;
        this.scores = scores;
        this.held = held;
    }

    static StageTable of(PurchaseDays days, StagePolicy policy, @Nullable CalendarGrid grid, LocalDate asOf) {
        if (grid != null) {
            StepDays.checkZone(grid, days);
        }
        int day = Checks.epochDay(asOf, "asOf");
        StageReplay replay = StageReplay.of(days, policy, grid, asOf);
        byte[] codes = new byte[days.customers()];
        double[] scores = new double[codes.length];
        for (int row = 0; row < codes.length; row++) {
            StageWalk walk = replay.at(row, day);
            codes[row] = (byte) walk.code();
            scores[row] = walk.score();
        }
        return new StageTable(days, policy, grid, asOf, codes, ScoreColumn.of(SILENCE_SCORE, scores), "");
    }

    /**
     * Returns this table as the successor of one by other parameters: nobody recovers because of a new fit alone.
     *
     * <p>A customer who has not bought since, and whom this policy puts above the activity that the earlier table had, keeps
     * that activity, with one exception: who was declining is active again where the score is above
     * {@link ActivityEngine#recoverAbove}. Policies by {@link FixedSilence} are taken at their word.
     *
     * @param earlier the stages that were in force, of the same day or an earlier one
     * @return a table of this policy
     * @throws IllegalArgumentException if the other table is of a later day
     */
    public StageTable heldFrom(StageTable earlier) {
        if (earlier.asOf.isAfter(asOf)) {
            throw new IllegalArgumentException(
                    "earlier table must not be of a later day than %s, was of %s".formatted(asOf, earlier.asOf));
        }
        OptionalDouble recoverAbove = policy.engine().recoverAbove();
        if (recoverAbove.isEmpty()) {
            return this;
        }
        byte[] kept = codes.clone();
        for (int row = 0; row < kept.length; row++) {
            int was = earlier.indexOf(customerId(row));
            if (was >= 0 && hasActivity(codes[row]) && hasActivity(earlier.codes[was])) {
                int fall = activity(earlier.codes[was]) - activity(codes[row]);
                boolean recovered = activity(earlier.codes[was]) == ActivityState.DECLINING.code()
                        && scores.valueOrNaN(row) > recoverAbove.getAsDouble();
                if (fall > 0 && !recovered && lastPurchase(row) == earlier.lastPurchase(was)) {
                    kept[row] = (byte) (codes[row] + fall);
                }
            }
        }
        String words = "; activity held from that of %s [%s]%s"
                .formatted(earlier.asOf, earlier.policy.configId(), earlier.held.isEmpty() ? "" : ", itself held");
        return new StageTable(days, policy, grid, asOf, kept, scores, words);
    }

    private static boolean hasActivity(byte code) {
        return code >= CustomerStage.NEW && code != StageWalk.ABSENT;
    }

    private static int activity(byte code) {
        return (code - CustomerStage.NEW) % ActivityState.COUNT;
    }

    /** Returns the day of the last purchase that counts, the least number if there is none. */
    private int lastPurchase(int row) {
        int place = days.start(row + 1) - 1;
        while (place >= days.start(row) && days.day(place) > asOf.toEpochDay()) {
            place--;
        }
        return place < days.start(row) ? Integer.MIN_VALUE : days.day(place);
    }

    /**
     * Returns the number of rows.
     *
     * @return the customers, with and without a stage
     */
    public int size() {
        return codes.length;
    }

    /**
     * Returns the day.
     *
     * @return the last day that counted
     */
    public LocalDate asOf() {
        return asOf;
    }

    /**
     * Returns how far these stages are known, as {@link StageTimeline#status} has it.
     *
     * @return LEFT_CENSORED while the purchases that are missing {@linkplain PurchaseDays#observedFrom() before the data}
     *     may matter; else COMPLETE: a day is a whole step
     */
    public CellStatus status() {
        return StageTimeline.status(days, policy, asOf);
    }

    /**
     * Returns the rules by which these stages were given.
     *
     * @return the policy
     */
    public StagePolicy policy() {
        return policy;
    }

    /**
     * Returns the identifier of a row.
     *
     * @param row the row
     * @return the customer's identifier
     */
    public String customerId(int row) {
        return days.customerId(row);
    }

    /**
     * Returns the row of a customer.
     *
     * @param customerId the identifier
     * @return the row, or -1 if there is no such customer
     */
    public int indexOf(String customerId) {
        return days.indexOf(customerId);
    }

    /**
     * Returns the number of a row's stage, for loops.
     *
     * @param row the row
     * @return {@link CustomerStage#code()}, or {@link CustomerStage#ABSENT}
     */
    public int code(int row) {
        return codes[row] == StageWalk.ABSENT ? CustomerStage.ABSENT : codes[row];
    }

    /**
     * Returns the stage of a row.
     *
     * @param row the row
     * @return the stage; empty if the customer was not known by that day
     */
    public Optional<CustomerStage> stage(int row) {
        int code = code(row);
        return code == CustomerStage.ABSENT ? Optional.empty() : Optional.of(CustomerStage.ofCode(code));
    }

    /**
     * Returns the scores of the silence.
     *
     * @return a column of {@link #SILENCE_SCORE}: 1 just after a purchase, falling to 0; undefined without a purchase
     */
    public ScoreColumn silenceScore() {
        return scores;
    }

    /**
     * Returns how many customers are in each stage.
     *
     * @return a number for each {@link CustomerStage#code()}; customers without a stage are not counted
     */
    public int[] counts() {
        int[] counts = new int[CustomerStage.COUNT];
        for (byte code : codes) {
            if (code != StageWalk.ABSENT) {
                counts[code]++;
            }
        }
        return counts;
    }

    /**
     * Returns why a row has its stage.
     *
     * @param row the row
     * @return the rules and numbers behind it; empty if it has none
     */
    public Optional<StageExplanation> explain(int row) {
        int day = (int) asOf.toEpochDay();
        StageWalk walk = StageReplay.ofOne(row, days, policy, grid, asOf).at(row, day);
        return StageExplanation.of(days.customerId(row), asOf, walk)
                .map(found ->
                        found.stage().code() == codes[row] ? found : found.heldAt(CustomerStage.ofCode(codes[row])));
    }

    /**
     * Returns what these stages are, in words: of which purchases, by which policy, and held from what.
     *
     * @return one line
     */
    public String describe() {
        return "stages at the end of %s [%s] of %s; %s%s"
                .formatted(asOf, policy.configId(), days.describe(), policy.describe(), held);
    }
}

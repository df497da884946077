package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.data.ScoreKind;
import io.github.staycurve.core.time.CalendarGrid;
import java.time.LocalDate;
import java.util.Optional;
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

    private StageTable(
            PurchaseDays days,
            StagePolicy policy,
            @Nullable CalendarGrid grid,
            LocalDate asOf,
            byte[] codes,
            ScoreColumn scores) {
        this.days = days;
        this.policy = policy;
        this.grid = grid;
        this.asOf = asOf;
        this.codes = codes;
        this.scores = scores;
    }

    static StageTable of(PurchaseDays days, StagePolicy policy, @Nullable CalendarGrid grid, LocalDate asOf) {
        if (grid != null) {
            StepDays.checkZone(grid, days);
        }
        StageReplay replay = StageReplay.of(days, policy, grid, asOf);
        int day = Math.toIntExact(asOf.toEpochDay());
        byte[] codes = new byte[days.customers()];
        double[] scores = new double[codes.length];
        for (int row = 0; row < codes.length; row++) {
            StageWalk walk = replay.at(row, day);
            codes[row] = (byte) walk.code();
            scores[row] = walk.score();
        }
        return new StageTable(days, policy, grid, asOf, codes, ScoreColumn.of(SILENCE_SCORE, scores));
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
        int day = Math.toIntExact(asOf.toEpochDay());
        StageWalk walk = StageReplay.of(days, policy, grid, asOf).at(row, day);
        return StageExplanation.of(days.customerId(row), asOf, walk);
    }

    /**
     * Returns what these stages are, in words.
     *
     * @return one line
     */
    public String describe() {
        return "stages at the end of %s [%s] of %s; %s"
                .formatted(asOf, policy.configId(), days.describe(), policy.describe());
    }
}

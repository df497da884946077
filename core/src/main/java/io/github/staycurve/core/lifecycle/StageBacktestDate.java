package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.stat.JonckheereTest;
import io.github.staycurve.core.stat.Ratio;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What came of the stages of one past day.
 *
 * <p>Rates come with their Wilson intervals: {@code churnedPrecision().wilson(0.95)}.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class StageBacktestDate {
    /** Stages of the lifecycle in the order in which future spend is expected to rise. */
    private static final List<LifecycleStage> RISING = List.of(
            LifecycleStage.CHURN,
            LifecycleStage.DECLINE,
            LifecycleStage.ACQUISITION,
            LifecycleStage.GROWTH,
            LifecycleStage.MATURITY);

    private final StageTable stages;
    private final int horizonDays;
    private final List<ScoreBin> reliability;
    private final List<GapCoverage> coverage;
    /** By row of the table. */
    private final boolean[] bought;

    private final double[] spend;
    private final Ratio reactivation;
    private final Ratio flapping;

    private StageBacktestDate(
            StageTable stages, PurchaseDays known, Afterwards afterwards, StageTimeline later, LocalDate end) {
        this.stages = stages;
        this.horizonDays = afterwards.horizonDays();
        this.bought = new boolean[stages.size()];
        this.spend = new double[stages.size()];
        for (int row = 0; row < bought.length; row++) {
            bought[row] = afterwards.bought(stages.customerId(row));
            spend[row] = afterwards.spend(stages.customerId(row));
        }
        this.reliability = ScoreReliability.bins(stages, known, bought, horizonDays);
        this.coverage = GapFollowUp.coverage(stages.policy(), afterwards.whole(), stages.asOf(), end);
        this.reactivation = StageTransitions.of(later, StageProjection.ACTIVITY).reactivationRate();
        this.flapping = later.flappingRate();
    }

    static StageBacktestDate of(
            StageTable stages, PurchaseDays known, Afterwards afterwards, StageTimeline later, LocalDate end) {
        return new StageBacktestDate(stages, known, afterwards, later, end);
    }

    /**
     * Returns the day.
     *
     * @return the last day that the policy and the stages knew
     */
    public LocalDate asOf() {
        return stages.asOf();
    }

    /**
     * Returns the policy that was made on that day.
     *
     * @return the policy
     */
    public StagePolicy policy() {
        return stages.policy();
    }

    /**
     * Returns how many customers had bought by that day.
     *
     * @return the number of customers that all of this is about
     */
    public int customers() {
        return stages.size();
    }

    /**
     * Returns how many customers were in a state.
     *
     * @param state the state
     * @return the number of customers
     */
    public int customers(ActivityState state) {
        return (int) rows().filter(row -> activity(row) == state.code()).count();
    }

    /**
     * Returns what customers did by the score of their silence.
     *
     * @return ranges of the score from 0 to 1, those in which the default cuts lie first
     */
    public List<ScoreBin> reliability() {
        return reliability;
    }

    /**
     * Returns how many gaps ended in the time given for them, followed to their end.
     *
     * @return after 0, 1, 3 and 8 gaps, each at probabilities 0.8, 0.9 and 0.98; empty for engines without quantiles
     */
    public List<GapCoverage> coverage() {
        return coverage;
    }

    /**
     * Returns how many of the customers called churned did not buy within the horizon.
     *
     * @return the share of them; empty if nobody was churned
     */
    public Ratio churnedPrecision() {
        return Ratio.of(churnedAndAway(), customers(ActivityState.CHURNED));
    }

    /**
     * Returns how many of the customers who did not buy within the horizon had been called churned.
     *
     * @return the share of them; empty if everybody bought
     */
    public Ratio churnedRecall() {
        return Ratio.of(churnedAndAway(), away().numerator());
    }

    /**
     * Returns how many customers did not buy within the horizon, called churned or not: the precision of calling everybody
     * churned.
     *
     * @return the share of all
     */
    public Ratio away() {
        return Ratio.of((double) rows().filter(row -> !bought[row]).count(), bought.length);
    }

    private double churnedAndAway() {
        return (double) rows().filter(row -> activity(row) == ActivityState.CHURNED.code() && !bought[row])
                .count();
    }

    /**
     * Returns what customers of a state spent within the horizon.
     *
     * @param state the state on that day
     * @return the money per customer; empty if nobody was in that state
     */
    public Ratio meanSpend(ActivityState state) {
        double[] group = spendOf(row -> activity(row) == state.code());
        return Ratio.of(Arrays.stream(group).sum(), group.length);
    }

    /**
     * Returns what customers of a stage of the lifecycle spent within the horizon.
     *
     * @param stage the stage on that day
     * @return the money per customer; empty if nobody was in that stage
     */
    public Ratio meanSpend(LifecycleStage stage) {
        double[] group = spendOf(row -> lifecycle(row).filter(stage::equals).isPresent());
        return Ratio.of(Arrays.stream(group).sum(), group.length);
    }

    /**
     * Tests whether spend within the horizon rises from churned over dormant and declining to active.
     *
     * @return the test of Jonckheere and Terpstra
     */
    public JonckheereTest spendByActivity() {
        double[][] groups = new double[ActivityState.COUNT][];
        for (int state = 0; state < groups.length; state++) {
            int code = ActivityState.COUNT - 1 - state; // churned first
            groups[state] = spendOf(row -> activity(row) == code);
        }
        return JonckheereTest.of(groups);
    }

    /**
     * Tests whether spend within the horizon rises from churn over decline, acquisition and growth to maturity.
     *
     * @return the test of Jonckheere and Terpstra
     */
    public JonckheereTest spendByLifecycle() {
        double[][] groups = new double[RISING.size()][];
        for (int i = 0; i < groups.length; i++) {
            LifecycleStage stage = RISING.get(i);
            groups[i] = spendOf(row -> lifecycle(row).filter(stage::equals).isPresent());
        }
        return JonckheereTest.of(groups);
    }

    /**
     * Returns how often churned customers came back, by the policy of this day on the steps after it.
     *
     * @return of all customers and steps that began churned: those in which a purchase brought the customer back; empty
     *     without two complete ends of periods after that day
     */
    public Ratio reactivationRate() {
        return reactivation;
    }

    /**
     * Returns how often customers went back and forth, by the policy of this day on the steps after it.
     *
     * @return as {@link StageTimeline#flappingRate()}
     */
    public Ratio flappingRate() {
        return flapping;
    }

    /**
     * Returns this day's test in words.
     *
     * @return one line
     */
    public String describe() {
        return "%s, against %s days after it".formatted(stages.describe(), horizonDays);
    }

    private IntStream rows() {
        return IntStream.range(0, bought.length);
    }

    private double[] spendOf(IntPredicate rows) {
        return rows().filter(rows).mapToDouble(row -> spend[row]).toArray();
    }

    private int activity(int row) {
        return stages.stage(row)
                .flatMap(CustomerStage::activity)
                .map(ActivityState::code)
                .orElse(StageProjection.NONE);
    }

    private Optional<LifecycleStage> lifecycle(int row) {
        return stages.stage(row).map(CustomerStage::lifecycle);
    }
}

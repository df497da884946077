package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.time.CalendarGrid;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which customers get their stages: everything that decides, as one value.
 *
 * <p><b>Activity.</b> The {@link ActivityEngine} turns silence into a state. Whatever it says, a silence below
 * {@link #minSilenceDays} is not churned, and one above {@link #hardCapDays} is. A purchase makes a customer active the same
 * day. So without a {@link TrendRule} the state at the end of a day depends on nothing but the purchases up to that day.
 * The trend rule, if there is one, is looked at when a step of a grid ends.
 *
 * <p><b>Value.</b> A customer without an order is a prospect; with one, or with two as long as the first is no more than the
 * {@linkplain #medianGapDays median gap} ago, new; with {@link #matureOrders} or more, the first of them two median gaps
 * ago or longer, mature; else in growth. Mature customers are reviewed on every {@link #reviewDays}-th day after their first
 * order: who then has fewer than {@code matureOrders - 1} orders in the last {@code reviewDays} days is in growth again, and
 * becomes mature anew at an order that makes it {@code matureOrders} within as many days.
 *
 * <p>Two policies are equal when their {@linkplain #describe descriptions} are, and then have one {@link #configId}. This
 * class is immutable and thread-safe; its {@link Builder} is not.
 */
public final class StagePolicy {
    private static final int MAX_DAYS = 1_000_000;

    private final ActivityEngine engine;
    private final int minSilenceDays;
    private final int hardCapDays;
    private final int minDwellSteps;
    private final @Nullable TrendRule trend;
    private final int matureOrders;
    private final double medianGapDays;
    private final int reviewDays;
    private final int lookbackDays;

    private StagePolicy(Builder builder) {
        engine = builder.engine;
        minSilenceDays = builder.minSilenceDays;
        hardCapDays = builder.hardCapDays;
        minDwellSteps = builder.minDwellSteps;
        trend = builder.trend;
        matureOrders = builder.matureOrders;
        medianGapDays = builder.medianGapDays.orElseGet(engine::medianGapDays);
        reviewDays = builder.reviewDays;
        lookbackDays = builder.lookbackDays.orElse(hardCapDays);
        check();
    }

    /**
     * Returns the policy of an engine, all else as by default.
     *
     * @param engine what turns silence into activity
     * @return the policy
     * @throws IllegalArgumentException if the engine clashes with a default
     */
    public static StagePolicy of(ActivityEngine engine) {
        return builder(engine).build();
    }

    /**
     * Starts a policy.
     *
     * @param engine what turns silence into activity
     * @return a builder with the defaults
     */
    public static Builder builder(ActivityEngine engine) {
        return new Builder(engine);
    }

    private void check() {
        inDays(minSilenceDays, 0, "minSilenceDays");
        inDays(hardCapDays, 1, "hardCapDays");
        inDays(reviewDays, 1, "reviewDays");
        inDays(lookbackDays, 0, "lookbackDays");
        Checks.nonNegative(minDwellSteps, "minDwellSteps");
        Checks.below(minSilenceDays, "minSilenceDays", hardCapDays, "hardCapDays");
        if (matureOrders < 2) {
            throw new IllegalArgumentException("matureOrders must be 2 or more, was " + matureOrders);
        }
        if (!(medianGapDays > 0 && medianGapDays <= MAX_DAYS)) {
            throw new IllegalArgumentException(
                    "medianGapDays must lie above 0 and not above %s, was %s; where the engine knows no such median, give one"
                            .formatted(MAX_DAYS, medianGapDays));
        }
        checkFixed(engine);
        if (engine instanceof AliveSilence alive) {
            checkFixed(alive.oneTimeBuyers());
        }
    }

    /** Thresholds in days must fit between the floor and the cap, or one of the two would never apply. */
    private void checkFixed(ActivityEngine part) {
        if (part instanceof FixedSilence fixed) {
            if (fixed.churnedDays() < minSilenceDays) {
                throw new IllegalArgumentException("churnedDays %s must not lie below minSilenceDays %s"
                        .formatted(fixed.churnedDays(), minSilenceDays));
            }
            if (fixed.churnedDays() > hardCapDays) {
                throw new IllegalArgumentException(
                        "churnedDays %s must not lie above hardCapDays %s".formatted(fixed.churnedDays(), hardCapDays));
            }
        }
    }

    private static void inDays(int days, int least, String name) {
        if (days < least || days > MAX_DAYS) {
            throw new IllegalArgumentException(
                    "%s must lie in [%s, %s], was %s".formatted(name, least, MAX_DAYS, days));
        }
    }

    /**
     * Returns the stage of every customer at the end of a day.
     *
     * @param days the purchases
     * @param asOf the day; later purchases do not count
     * @return a row for each customer of the purchases, in their order
     * @throws IllegalArgumentException if the day lies outside the years -999,999 to 999,999
     * @throws IllegalStateException if this policy has a trend rule, which needs a grid
     */
    public StageTable stageAt(PurchaseDays days, LocalDate asOf) {
        if (trend != null) {
            throw new IllegalStateException("a policy with a trend rule needs the grid on which trends are looked at");
        }
        return StageTable.of(days, this, null, asOf);
    }

    /**
     * Returns the stage of every customer at the end of a day: what {@link #timeline} has for a step that ends there.
     *
     * @param days the purchases
     * @param grid the grid at the end of whose complete steps a trend is looked at; without effect if there is no such rule
     * @param asOf the day; later purchases do not count
     * @return a row for each customer of the purchases, in their order
     * @throws IllegalArgumentException if the grid is in another zone than the purchases, or the day lies outside the years
     *     -999,999 to 999,999
     */
    public StageTable stageAt(PurchaseDays days, CalendarGrid grid, LocalDate asOf) {
        return StageTable.of(days, this, grid, asOf);
    }

    /**
     * Returns the stage of every customer at the end of each step of a grid.
     *
     * @param days the purchases
     * @param grid the steps
     * @param from a day of the first step; it has no influence on the stages themselves
     * @param asOf the last day of which all is known, which lies in the last step; later purchases do not count
     * @return the timeline
     * @throws IllegalArgumentException if the grid is in another zone than the purchases, or from is after asOf
     */
    public StageTimeline timeline(PurchaseDays days, CalendarGrid grid, LocalDate from, LocalDate asOf) {
        return StageTimeline.of(days, this, grid, from, asOf);
    }

    /**
     * Returns what turns silence into activity.
     *
     * @return the engine
     */
    public ActivityEngine engine() {
        return engine;
    }

    /**
     * Returns the floor: a shorter silence is not churned.
     *
     * @return days, 0 or more
     */
    public int minSilenceDays() {
        return minSilenceDays;
    }

    /**
     * Returns the cap: a longer silence is churned.
     *
     * @return days, 1 or more
     */
    public int hardCapDays() {
        return hardCapDays;
    }

    /**
     * Returns at how many ends of steps in a row a customer must have been active before the trend rule may move them.
     *
     * @return steps, 0 or more
     */
    public int minDwellSteps() {
        return minDwellSteps;
    }

    /**
     * Returns the trend rule.
     *
     * @return the rule, empty if trends are not looked at
     */
    public Optional<TrendRule> trend() {
        return Optional.ofNullable(trend);
    }

    /**
     * Returns m, the orders that make a customer mature.
     *
     * @return 2 or more
     */
    public int matureOrders() {
        return matureOrders;
    }

    /**
     * Returns the gap by which the value stage tells short from long.
     *
     * @return days, above 0
     */
    public double medianGapDays() {
        return medianGapDays;
    }

    /**
     * Returns how often mature customers are reviewed, and over how long.
     *
     * @return days, 1 or more
     */
    public int reviewDays() {
        return reviewDays;
    }

    /**
     * Returns for how long after the beginning of cut-off data a stage is left-censored.
     *
     * @return days, 0 or more
     */
    public int lookbackDays() {
        return lookbackDays;
    }

    SilenceMeter meter() {
        return SilenceMeter.of(engine, minSilenceDays, hardCapDays);
    }

    /**
     * Returns the fingerprint of this policy: policies that could give another stage to anybody have another one.
     *
     * @return 16 hexadecimal digits of the SHA-256 of {@link #describe()}
     */
    public String configId() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(describe().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(hash, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /**
     * Returns this policy in words, numbers in full.
     *
     * @return one line
     */
    public String describe() {
        return ("stages by %s; churned not before %s and always after %s days; %s, after %s steps active; mature from %s"
                        + " orders, median gap %s days, reviewed every %s days; left-censored for %s days")
                .formatted(
                        engine.describe(),
                        minSilenceDays,
                        hardCapDays,
                        trend == null ? "no trend rule" : trend.describe(),
                        minDwellSteps,
                        matureOrders,
                        medianGapDays,
                        reviewDays,
                        lookbackDays);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StagePolicy policy && describe().equals(policy.describe());
    }

    @Override
    public int hashCode() {
        return describe().hashCode();
    }

    @Override
    public String toString() {
        return describe();
    }

    /** Collects a policy. Not thread-safe. */
    public static final class Builder {
        private final ActivityEngine engine;
        private int minSilenceDays = 7;
        private int hardCapDays = 365;
        private int minDwellSteps = 2;
        private @Nullable TrendRule trend;
        private int matureOrders = 4;
        private OptionalDouble medianGapDays = OptionalDouble.empty();
        private int reviewDays = 365;
        private OptionalInt lookbackDays = OptionalInt.empty();

        private Builder(ActivityEngine engine) {
            this.engine = engine;
        }

        /**
         * Sets the floor: a shorter silence is not churned. By default 7 days.
         *
         * @param days 0 or more, below the cap
         * @return this builder
         */
        public Builder minSilenceDays(int days) {
            minSilenceDays = days;
            return this;
        }

        /**
         * Sets the cap: a longer silence is churned. By default 365 days.
         *
         * @param days from 1 to 1,000,000
         * @return this builder
         */
        public Builder hardCapDays(int days) {
            hardCapDays = days;
            return this;
        }

        /**
         * Sets at how many ends of steps in a row a customer must have been active before the trend rule may move them. By
         * default 2. Purchases and silence move customers at once, whatever this is.
         *
         * @param steps 0 or more
         * @return this builder
         */
        public Builder minDwellSteps(int steps) {
            minDwellSteps = steps;
            return this;
        }

        /**
         * Sets the trend rule. By default there is none.
         *
         * @param rule the rule
         * @return this builder
         */
        public Builder trend(TrendRule rule) {
            trend = rule;
            return this;
        }

        /**
         * Sets m, the orders that make a customer mature. By default 4; {@link MatureOrders} tells what the data say.
         *
         * @param orders 2 or more
         * @return this builder
         */
        public Builder matureOrders(int orders) {
            matureOrders = orders;
            return this;
        }

        /**
         * Sets the gap by which the value stage tells short from long. By default what the engine takes for its median.
         *
         * @param days above 0, at most 1,000,000
         * @return this builder
         */
        public Builder medianGapDays(double days) {
            medianGapDays = OptionalDouble.of(days);
            return this;
        }

        /**
         * Sets how often mature customers are reviewed, and over how long. By default 365 days.
         *
         * @param days from 1 to 1,000,000
         * @return this builder
         */
        public Builder reviewDays(int days) {
            reviewDays = days;
            return this;
        }

        /**
         * Sets for how long after the beginning of cut-off data a stage is left-censored. By default as long as the cap.
         *
         * @param days from 0 to 1,000,000
         * @return this builder
         */
        public Builder lookbackDays(int days) {
            lookbackDays = OptionalInt.of(days);
            return this;
        }

        /**
         * Returns the policy.
         *
         * @return the policy
         * @throws IllegalArgumentException if a value lies outside its range or two clash, naming them
         */
        public StagePolicy build() {
            return new StagePolicy(this);
        }
    }
}

package io.github.staycurve.core.data;

import java.util.Locale;

/**
 * How transactions become purchase occasions: what counts as one occasion, what refunds do, and where the calibration
 * ends on its last day.
 *
 * <p>The {@linkplain #DEFAULT default} makes one occasion of all that a customer buys on one local day, nets refunds into
 * their day, and lets the calibration end day belong to the calibration as a whole. The presets repeat the conventions of
 * other tools, for a team that migrates from them and wants to see the same numbers.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param occasion what is merged into one purchase occasion
 * @param refunds what a refund does
 * @param split where the calibration ends when there is a holdout
 */
public record OccasionRule(Occasion occasion, RefundPolicy refunds, Split split) {

    /** What is merged into one purchase occasion; durations run between the starts of these. */
    public enum Occasion {
        /** Transactions at the same instant; the window ends at the first instant of its last day. */
        INSTANT,
        /** Transactions on one local day. */
        DAY,
        /** Transactions in one week, Monday to Sunday; durations are whole weeks. */
        WEEK
    }

    /** Where the calibration ends when a holdout follows. */
    public enum Split {
        /** After the calibration end day. */
        END_OF_DAY,
        /**
         * At the first instant of the calibration end day, so that what is bought later on that day belongs to the
         * holdout; the holdout ends in the same way.
         */
        START_OF_DAY
    }

    /** One occasion a local day, refunds net into it, the calibration end day belongs to the calibration. */
    public static final OccasionRule DEFAULT = new OccasionRule(Occasion.DAY, RefundPolicy.NET, Split.END_OF_DAY);

    /**
     * What lifetimes does with {@code freq='D'}: one occasion a day, refunds count as purchases, and a split takes only
     * the first instant of the calibration end day.
     */
    public static final OccasionRule LIFETIMES_DAILY =
            new OccasionRule(Occasion.DAY, RefundPolicy.AS_PURCHASE, Split.START_OF_DAY);

    /** What lifetimes does with {@code freq='W'}: one occasion a week, durations in whole weeks. */
    public static final OccasionRule LIFETIMES_WEEKLY =
            new OccasionRule(Occasion.WEEK, RefundPolicy.AS_PURCHASE, Split.START_OF_DAY);

    /**
     * What CLVTools does with days or weeks: one occasion a day, durations in fractions of the unit. (With its unit of
     * years, a year there is one of the calendar, 365 or 366 days; here it is 365.2425 days.)
     */
    public static final OccasionRule CLVTOOLS =
            new OccasionRule(Occasion.DAY, RefundPolicy.AS_PURCHASE, Split.END_OF_DAY);

    /** What BTYDplus does: only transactions at the very same time are merged, durations count from time to time. */
    public static final OccasionRule BTYDPLUS =
            new OccasionRule(Occasion.INSTANT, RefundPolicy.AS_PURCHASE, Split.START_OF_DAY);

    /**
     * Returns this rule with another treatment of refunds.
     *
     * @param policy what a refund does
     * @return the rule
     */
    public OccasionRule withRefunds(RefundPolicy policy) {
        return new OccasionRule(occasion, policy, split);
    }

    /**
     * Returns this rule in words.
     *
     * @return one line
     */
    public String describe() {
        return "one occasion a %s, refunds %s, split at the %s".formatted(word(occasion), word(refunds), word(split));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

package io.github.staycurve.churn.feature;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.lifecycle.LifecycleStage;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One number about a customer as of a cutoff: a name, a unit, what it means, and a function of a {@link CustomerHistory}.
 *
 * <p>Standard features are made by name and parameters, and so can be stored; {@link #of} makes one of the caller's own. Two
 * features are equal when they {@linkplain #describe() read} the same, as functions cannot be compared: let the words of your
 * own tell what they compute. This class is immutable and thread-safe if the function is.
 */
public final class Feature {
    private static final int MAX_DAYS = 1_000_000;

    /** What the feature was made as, before a logarithm, an indicator or a value to fill in. */
    private final Base base;

    private final Texts texts;
    private final boolean logged;
    private final boolean indicator;
    /** What stands where the value is missing: NaN if that stays so. */
    private final double fill;

    private Feature(Base base, Texts texts, boolean logged, boolean indicator, double fill) {
        this.base = base;
        this.texts = texts;
        this.logged = logged;
        this.indicator = indicator;
        this.fill = fill;
    }

    private static Feature of(Base base) {
        return new Feature(base, base.texts, false, false, Double.NaN);
    }

    /** A function and what it is; 0 days stand for all time. */
    private record Base(
            FeatureKind kind, int days, String type, Texts texts, ToDoubleFunction<CustomerHistory> function) {}

    private record Texts(String name, String unit, String words) {
        Texts {
            Checks.notBlank(name, "name");
            Checks.notBlank(unit, "unit");
            Checks.notBlank(words, "words");
        }
    }

    /**
     * Returns a feature of the caller's own.
     *
     * @param name its name, unlike that of any other feature, not blank
     * @param unit what one of it is, as {@code days}; not blank
     * @param words what it means, in a few words; not blank
     * @param function its value, finite. It must be a pure function of the history
     * @return the feature
     * @throws IllegalArgumentException if a text is blank
     */
    public static Feature of(String name, String unit, String words, ToDoubleFunction<CustomerHistory> function) {
        return of(new Base(FeatureKind.CUSTOM, 0, "", new Texts(name, unit, words), function));
    }

    /**
     * Returns a feature of the caller's own that does not exist for every customer.
     *
     * @param name its name, unlike that of any other feature, not blank
     * @param unit what one of it is, as {@code days}; not blank
     * @param words what it means, in a few words; not blank
     * @param function its value, finite, or NaN where it is missing. It must be a pure function of the history
     * @return the feature
     * @throws IllegalArgumentException if a text is blank
     */
    public static Feature incomplete(
            String name, String unit, String words, ToDoubleFunction<CustomerHistory> function) {
        return of(new Base(FeatureKind.CUSTOM_INCOMPLETE, 0, "", new Texts(name, unit, words), function));
    }

    /**
     * Returns the standard feature of a kind, as stored forms name it.
     *
     * @param kind the kind: the name of the feature without its parameters
     * @param days the length of its window, if it has one, from 1 to 1,000,000
     * @param type the type of its events or the stage of the lifecycle, if it has one
     * @return the feature
     * @throws IllegalArgumentException if there is no such kind, or a parameter is missing, out of range or not known
     */
    public static Feature ofKind(String kind, OptionalInt days, Optional<String> type) {
        FeatureKind found = FeatureKind.ofCode(kind);
        boolean daysFit = days.isPresent() ? found.takesDays() : !found.needsDays();
        if (!daysFit || type.isPresent() != found.takesType()) {
            throw new IllegalArgumentException("a feature of kind '%s' takes %s and %s"
                    .formatted(
                            kind,
                            found.needsDays() ? "days" : found.takesDays() ? "days or none" : "no days",
                            found.takesType() ? "a type" : "no type"));
        }
        return standard(found, days, type.orElse(""));
    }

    private static Feature standard(FeatureKind kind, OptionalInt days, String type) {
        days.ifPresent(n -> Checks.inRange(n, 1, MAX_DAYS, "days"));
        if (kind.takesType()) {
            Checks.notBlank(type, "type");
        }
        String name = kind.code + (type.isEmpty() ? "" : "_" + type) + (days.isPresent() ? "_" + days.getAsInt() : "");
        String words = kind.words
                + (type.isEmpty() ? "" : " '" + type + "'")
                + (days.isPresent() ? ", in the %s days to the cutoff".formatted(days.getAsInt()) : "");
        int window = days.orElse(0);
        Texts texts = new Texts(name, kind.unit, words);
        return of(new Base(kind, window, type, texts, kind.function(window, type)));
    }

    private static Feature standard(FeatureKind kind) {
        return standard(kind, OptionalInt.empty(), "");
    }

    /**
     * Returns {@code inactivity}, the days since the last purchase day; what RFM calls recency.
     *
     * @return the feature
     */
    public static Feature inactivity() {
        return standard(FeatureKind.INACTIVITY);
    }

    /**
     * Returns {@code tenure}, the days since the first purchase day.
     *
     * @return the feature
     */
    public static Feature tenure() {
        return standard(FeatureKind.TENURE);
    }

    /**
     * Returns {@code purchase_days}, the number of days with a purchase.
     *
     * @return the feature
     */
    public static Feature purchaseDays() {
        return standard(FeatureKind.PURCHASE_DAYS);
    }

    /**
     * Returns {@code purchase_days_30} and its like, the number of purchase days in the last days.
     *
     * @param days the length of the window, which ends with the cutoff day; from 1 to 1,000,000
     * @return the feature
     * @throws IllegalArgumentException if the number is out of its range
     */
    public static Feature purchaseDays(int days) {
        return standard(FeatureKind.PURCHASE_DAYS, OptionalInt.of(days), "");
    }

    /**
     * Returns {@code orders}, the number of all orders.
     *
     * @return the feature
     */
    public static Feature orders() {
        return standard(FeatureKind.ORDERS);
    }

    /**
     * Returns {@code orders_30} and its like, the number of orders in the last days.
     *
     * @param days the length of the window, which ends with the cutoff day; from 1 to 1,000,000
     * @return the feature
     * @throws IllegalArgumentException if the number is out of its range
     */
    public static Feature orders(int days) {
        return standard(FeatureKind.ORDERS, OptionalInt.of(days), "");
    }

    /**
     * Returns {@code spend}, all money spent, less refunds.
     *
     * @return the feature
     */
    public static Feature spend() {
        return standard(FeatureKind.SPEND);
    }

    /**
     * Returns {@code spend_90} and its like, the money spent in the last days, less what was refunded in them.
     *
     * @param days the length of the window, which ends with the cutoff day; from 1 to 1,000,000
     * @return the feature
     * @throws IllegalArgumentException if the number is out of its range
     */
    public static Feature spend(int days) {
        return standard(FeatureKind.SPEND, OptionalInt.of(days), "");
    }

    /**
     * Returns {@code spend_per_purchase_day}, the money spent, less refunds, over the days with a purchase: the value of a
     * purchase also where the log has a row an item.
     *
     * @return the feature
     */
    public static Feature spendPerPurchaseDay() {
        return standard(FeatureKind.SPEND_PER_PURCHASE_DAY);
    }

    /**
     * Returns {@code order_trend_30} and its like: orders of the last days over those of as many days before, n /
     * max(1, n before).
     *
     * @param days the length of each window, from 1 to 1,000,000
     * @return the feature
     * @throws IllegalArgumentException if the number is out of its range
     */
    public static Feature orderTrend(int days) {
        return standard(FeatureKind.ORDER_TREND, OptionalInt.of(days), "");
    }

    /**
     * Returns {@code mean_gap}, the mean number of days between purchase days; missing with one.
     *
     * @return the feature
     */
    public static Feature meanGap() {
        return standard(FeatureKind.MEAN_GAP);
    }

    /**
     * Returns {@code median_gap}, the median number of days between purchase days; missing with one.
     *
     * @return the feature
     */
    public static Feature medianGap() {
        return standard(FeatureKind.MEDIAN_GAP);
    }

    /**
     * Returns {@code gap_variation}, how irregular the gaps are: their sample standard deviation over their mean; missing
     * with fewer than three purchase days.
     *
     * @return the feature
     */
    public static Feature gapVariation() {
        return standard(FeatureKind.GAP_VARIATION);
    }

    /**
     * Returns {@code relative_inactivity}, the days since the last purchase over the customer's mean gap; missing with one
     * purchase day.
     *
     * @return the feature
     */
    public static Feature relativeInactivity() {
        return standard(FeatureKind.RELATIVE_INACTIVITY);
    }

    /**
     * Returns {@code gaps_exceeded}, the share of the customer's gaps that are shorter than the present silence, in [0, 1];
     * missing with one purchase day.
     *
     * @return the feature
     */
    public static Feature gapsExceeded() {
        return standard(FeatureKind.GAPS_EXCEEDED);
    }

    /**
     * Returns {@code mean_order_value}, the mean amount of all orders, refunds left out.
     *
     * @return the feature
     */
    public static Feature meanOrderValue() {
        return standard(FeatureKind.MEAN_ORDER_VALUE);
    }

    /**
     * Returns {@code refund_share}, how many of all transactions are refunds, in [0, 1].
     *
     * @return the feature
     */
    public static Feature refundShare() {
        return standard(FeatureKind.REFUND_SHARE);
    }

    /**
     * Returns {@code events_login_30} and its like, the number of events of a type in the last days.
     *
     * @param type the type, not blank
     * @param days the length of the window, which ends with the cutoff day; from 1 to 1,000,000
     * @return the feature
     * @throws IllegalArgumentException if the type is blank or the number is out of its range
     */
    public static Feature events(String type, int days) {
        return standard(FeatureKind.EVENTS, OptionalInt.of(days), Checks.notBlank(type, "type"));
    }

    /**
     * Returns {@code days_since_login} and its like, the days since the last event of a type; missing if there was none.
     *
     * @param type the type, not blank
     * @return the feature
     * @throws IllegalArgumentException if the type is blank
     */
    public static Feature daysSinceEvent(String type) {
        return standard(FeatureKind.DAYS_SINCE_EVENT, OptionalInt.empty(), Checks.notBlank(type, "type"));
    }

    /**
     * Returns {@code stage_growth} and its like: 1 for customers in a stage of the lifecycle at the cutoff, 0 for all others.
     * It needs a set with a {@linkplain FeatureSet#withStagePolicy policy}.
     *
     * @param stage the stage
     * @return the feature
     */
    public static Feature stage(LifecycleStage stage) {
        return standard(FeatureKind.STAGE, OptionalInt.empty(), stage.label());
    }

    /**
     * Returns the logarithm of this feature, as {@code log_orders_30}: ln(1 + v), and -ln(1 - v) below 0. Counts and money
     * span orders of magnitude; models that add up their features do better on this scale. A logistic regression or a
     * discrete-time hazard has a way of its own, {@code withLog1p}, which keeps its reasons in the units of the feature; take
     * one of the two.
     *
     * @return the feature; missing where this one is
     * @throws IllegalStateException if this one is a logarithm, an indicator or has a value where it is missing: take the
     *     logarithm first
     */
    public Feature logged() {
        if (logged || indicator || !Double.isNaN(fill)) {
            throw new IllegalStateException(
                    "take the logarithm before anything else is done with '%s'".formatted(name()));
        }
        Texts log = new Texts("log_" + name(), "ln(1 + " + unit() + ")", words() + ", as a logarithm");
        return new Feature(base, log, true, false, Double.NaN);
    }

    /**
     * Returns this feature with a value where it is missing; its name stays.
     *
     * @param value what stands there, finite; if this is a logarithm, one too
     * @return the feature, never missing
     * @throws IllegalArgumentException if the value is not finite
     * @throws IllegalStateException if this is an indicator, which is never missing
     */
    public Feature filledWith(double value) {
        Checks.finite(value, "value");
        if (indicator) {
            throw new IllegalStateException("indicator '%s' is never missing".formatted(name()));
        }
        return new Feature(base, texts, logged, false, value);
    }

    /**
     * Returns the indicator of this feature: 1 where it is missing, else 0. Features that are missing for one reason have one
     * indicator, as {@code single_purchase_day}.
     *
     * @return the feature
     * @throws IllegalStateException if this one is never missing
     */
    public Feature missing() {
        if (!mayMiss()) {
            throw new IllegalStateException("feature '%s' is never missing".formatted(name()));
        }
        String own = base.kind.missingName(base.texts.name, base.type);
        return new Feature(base, new Texts(own, "0 or 1", "1 if missing: " + reasonWords()), false, true, Double.NaN);
    }

    /** The words of an indicator must not tell which of the features with one reason it was made of. */
    private String reasonWords() {
        return switch (base.kind) {
            case MEAN_GAP, MEDIAN_GAP, RELATIVE_INACTIVITY, GAPS_EXCEEDED -> "one purchase day has no gap";
            case GAP_VARIATION -> "fewer than two gaps do not vary";
            case DAYS_SINCE_EVENT -> "no event '%s' by the cutoff".formatted(base.type);
            default -> base.texts.words;
        };
    }

    /**
     * Returns the value for a customer.
     *
     * @param history what was known at the cutoff
     * @return the value; NaN where it is missing
     */
    public double value(CustomerHistory history) {
        double value = base.function.applyAsDouble(history);
        if (indicator) {
            return Double.isNaN(value) ? 1 : 0;
        }
        if (Double.isNaN(value)) {
            return fill;
        }
        return logged ? Math.copySign(Math.log1p(Math.abs(value)), value) : value;
    }

    /**
     * Returns whether the feature may have no value.
     *
     * @return true if it may be missing
     */
    public boolean mayMiss() {
        return base.kind.mayMiss() && !indicator && Double.isNaN(fill);
    }

    /**
     * Returns the name.
     *
     * @return the name as it stands in tables and models
     */
    public String name() {
        return texts.name;
    }

    /**
     * Returns the name that the feature was made with, before a logarithm or an indicator was made of it.
     *
     * @return the name, as {@link #of} took it
     */
    public String baseName() {
        return base.texts.name;
    }

    /**
     * Returns the unit.
     *
     * @return what one of it is
     */
    public String unit() {
        return texts.unit;
    }

    /**
     * Returns the meaning.
     *
     * @return a few words
     */
    public String words() {
        return texts.words;
    }

    /**
     * Returns whether this is a feature of the caller's own, whose function cannot be stored.
     *
     * @return true if {@link #of} or {@link #incomplete} made it
     */
    public boolean isCustom() {
        return base.kind.isCustom();
    }

    /**
     * Returns the kind, as stored forms name it.
     *
     * @return what {@link #ofKind} takes, or {@code custom} or {@code custom_incomplete}
     */
    public String kind() {
        return base.kind.code;
    }

    /**
     * Returns the length of the window.
     *
     * @return days; empty if there is no window
     */
    public OptionalInt days() {
        return base.days == 0 ? OptionalInt.empty() : OptionalInt.of(base.days);
    }

    /**
     * Returns the type of events, or the stage of the lifecycle.
     *
     * @return the type; empty if the feature has none
     */
    public Optional<String> type() {
        return base.type.isEmpty() ? Optional.empty() : Optional.of(base.type);
    }

    /**
     * Returns whether this is the logarithm of another feature.
     *
     * @return true if {@link #logged()} made it
     */
    public boolean isLogged() {
        return logged;
    }

    /**
     * Returns whether this tells where another feature is missing.
     *
     * @return true if {@link #missing()} made it
     */
    public boolean isIndicator() {
        return indicator;
    }

    /**
     * Returns what stands where the value is missing.
     *
     * @return the value of {@link #filledWith}; empty if it stays missing
     */
    public OptionalDouble fill() {
        return Double.isNaN(fill) ? OptionalDouble.empty() : OptionalDouble.of(fill);
    }

    boolean needsEvents() {
        return base.kind == FeatureKind.EVENTS || base.kind == FeatureKind.DAYS_SINCE_EVENT;
    }

    boolean needsStages() {
        return base.kind == FeatureKind.STAGE;
    }

    /**
     * Returns this feature in words.
     *
     * @return one line: name, unit and meaning, and what stands where it is missing
     */
    public String describe() {
        String missing = Double.isNaN(fill) ? "" : "; " + fill + " where missing";
        return "%s (%s): %s%s".formatted(texts.name, texts.unit, texts.words, missing);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Feature that
                && isCustom() == that.isCustom()
                && describe().equals(that.describe());
    }

    @Override
    public int hashCode() {
        return describe().hashCode();
    }

    @Override
    public String toString() {
        return describe();
    }
}

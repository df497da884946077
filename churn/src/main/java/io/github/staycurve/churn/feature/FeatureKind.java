package io.github.staycurve.churn.feature;

import io.github.staycurve.core.lifecycle.CustomerStage;
import io.github.staycurve.core.lifecycle.LifecycleStage;
import java.util.function.ToDoubleFunction;

/** The features that come with the library: what they are called, what they mean and how they are computed. */
enum FeatureKind {
    INACTIVITY("inactivity", "days", "days from the last purchase to the cutoff"),
    TENURE("tenure", "days", "days from the first purchase to the cutoff"),
    PURCHASE_DAYS("purchase_days", "days", "days with a purchase"),
    ORDERS("orders", "orders", "orders"),
    SPEND("spend", "money", "money spent, less refunds"),
    ORDER_TREND("order_trend", "ratio", "orders over those of as many days before, or over 1 where there were none"),
    MEAN_GAP("mean_gap", "days", "mean gap between purchase days"),
    MEDIAN_GAP("median_gap", "days", "median gap between purchase days"),
    GAP_VARIATION("gap_variation", "ratio", "standard deviation of the gaps between purchase days over their mean"),
    RELATIVE_INACTIVITY("relative_inactivity", "ratio", "days since the last purchase over the mean gap"),
    GAPS_EXCEEDED(
            "gaps_exceeded", "share", "share of the gaps that are shorter than the silence since the last purchase"),
    SPEND_PER_PURCHASE_DAY(
            "spend_per_purchase_day", "money", "money spent, less refunds, over the days with a purchase"),
    MEAN_ORDER_VALUE("mean_order_value", "money", "mean amount of an order, refunds left out"),
    REFUND_SHARE("refund_share", "share", "refunds over orders and refunds, in numbers"),
    EVENTS("events", "events", "events of the type"),
    DAYS_SINCE_EVENT("days_since", "days", "days from the last event of the type to the cutoff"),
    STAGE("stage", "0 or 1", "1 if the customer is in this stage of the lifecycle at the cutoff"),
    /** One of the caller's own that every customer has. */
    CUSTOM("custom", "", ""),
    /** One of the caller's own that may be missing. */
    CUSTOM_INCOMPLETE("custom_incomplete", "", "");

    private static final int EVER = Integer.MAX_VALUE;

    final String code;
    final String unit;
    final String words;

    FeatureKind(String code, String unit, String words) {
        this.code = code;
        this.unit = unit;
        this.words = words;
    }

    static FeatureKind ofCode(String code) {
        for (FeatureKind kind : values()) {
            if (kind.code.equals(code) && !kind.isCustom()) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no kind of feature '%s' is known".formatted(code));
    }

    boolean isCustom() {
        return this == CUSTOM || this == CUSTOM_INCOMPLETE;
    }

    boolean needsDays() {
        return this == ORDER_TREND || this == EVENTS;
    }

    boolean takesDays() {
        return needsDays() || this == PURCHASE_DAYS || this == ORDERS || this == SPEND;
    }

    /** Returns whether a type of event, or for {@link #STAGE} the name of a stage, belongs to it. */
    boolean takesType() {
        return this == EVENTS || this == DAYS_SINCE_EVENT || this == STAGE;
    }

    /** Returns the name of a feature; features of one reason to be missing have one name for being so. */
    String missingName(String name, String type) {
        return switch (this) {
            case MEAN_GAP, MEDIAN_GAP, RELATIVE_INACTIVITY, GAPS_EXCEEDED -> "single_purchase_day";
            case GAP_VARIATION -> "fewer_than_two_gaps";
            case DAYS_SINCE_EVENT -> "never_" + type;
            default -> name + "_missing";
        };
    }

    boolean mayMiss() {
        return switch (this) {
            case MEAN_GAP,
                    MEDIAN_GAP,
                    RELATIVE_INACTIVITY,
                    GAPS_EXCEEDED,
                    GAP_VARIATION,
                    DAYS_SINCE_EVENT,
                    CUSTOM_INCOMPLETE -> true;
            default -> false;
        };
    }

    /** Returns the function; 0 days stand for all time. */
    ToDoubleFunction<CustomerHistory> function(int days, String type) {
        int window = days == 0 ? EVER : days;
        return switch (this) {
            case INACTIVITY -> CustomerHistory::inactivity;
            case TENURE -> CustomerHistory::tenure;
            case PURCHASE_DAYS -> history -> history.purchaseDays(0, window);
            case ORDERS -> history -> history.orders(0, window);
            case SPEND -> history -> history.spend(0, window);
            case ORDER_TREND ->
                history -> (double) history.orders(0, days) / Math.max(1, history.orders(days, 2 * days));
            case MEAN_GAP -> CustomerHistory::meanGap;
            case MEDIAN_GAP -> CustomerHistory::medianGap;
            case GAP_VARIATION -> CustomerHistory::gapVariation;
            case RELATIVE_INACTIVITY -> history -> history.inactivity() / history.meanGap();
            case GAPS_EXCEEDED -> CustomerHistory::gapsExceeded;
            case SPEND_PER_PURCHASE_DAY -> history -> history.spend(0, EVER) / history.purchaseDays();
            case MEAN_ORDER_VALUE -> CustomerHistory::meanOrderValue;
            case REFUND_SHARE -> history -> (double) history.refunds(0, EVER) / history.transactions();
            case EVENTS -> history -> history.events(type, 0, days);
            case DAYS_SINCE_EVENT -> history -> history.daysSinceEvent(type);
            case STAGE -> {
                LifecycleStage stage = stageOf(type);
                yield history -> isIn(history, stage) ? 1 : 0;
            }
            case CUSTOM, CUSTOM_INCOMPLETE ->
                throw new IllegalStateException("a feature of the caller's own has its own function");
        };
    }

    private static boolean isIn(CustomerHistory history, LifecycleStage stage) {
        CustomerStage found = history.stage().orElse(null);
        return found != null && found.lifecycle() == stage;
    }

    private static LifecycleStage stageOf(String label) {
        for (LifecycleStage stage : LifecycleStage.values()) {
            if (stage.label().equals(label)) {
                return stage;
            }
        }
        throw new IllegalArgumentException("no stage of the lifecycle is called '%s'".formatted(label));
    }
}

package io.github.staycurve.core.lifecycle;

/** Follows one customer's purchase rate through time, by the formulas of {@link TrendRule}; not thread-safe. */
final class TrendTracker {
    private final TrendRule rule;
    private int first;
    private int last;
    private int gaps;
    /** Σ e^(-(last - t)/w) over the purchases after the first. */
    private double weight;

    TrendTracker(TrendRule rule) {
        this.rule = rule;
    }

    void start(int day) {
        first = day;
        last = day;
        gaps = 0;
        weight = 0;
    }

    void order(int day) {
        weight = weight * Math.exp(-(day - last) / rule.windowDays()) + 1;
        last = day;
        gaps++;
    }

    /** Returns R / E at the end of a day. */
    double ratio(int day) {
        return recentRate(day) / expectedRate(day);
    }

    /** Returns z at the end of a day. */
    double z(int day) {
        double w = rule.windowDays();
        double variance = baseline() * -Math.expm1(-2 * (day - first) / w) / (2 * w);
        return (recentRate(day) - expectedRate(day)) / Math.sqrt(variance);
    }

    private double recentRate(int day) {
        return weight * Math.exp(-(day - last) / rule.windowDays()) / rule.windowDays();
    }

    private double expectedRate(int day) {
        return baseline() * -Math.expm1(-(day - first) / rule.windowDays());
    }

    private double baseline() {
        return gaps / (double) (last - first);
    }

    /** Returns whether the trend calls for a decline at the end of a day. */
    boolean declines(int day) {
        return gaps >= rule.minGaps() && ratio(day) < rule.declineBelow() && z(day) < -rule.z();
    }

    /** Returns whether a purchase on that day, which was taken, ends a decline. */
    boolean recovered(int day) {
        return ratio(day) >= rule.recoverFrom();
    }
}

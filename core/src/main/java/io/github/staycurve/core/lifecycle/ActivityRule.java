package io.github.staycurve.core.lifecycle;

/** The rule of a {@link StagePolicy} that gave a customer the activity state. */
public enum ActivityRule {
    /** No order yet: no activity. */
    NO_ORDER("no order yet"),
    /** An order on the very day: active. */
    ORDER("ordered that day"),
    /** The silence is short of the first limit: active. */
    USUAL_SILENCE("silence as usual"),
    /** The engine's score is below its cut, or the silence beyond its days. */
    LONG_SILENCE("silence longer than usual"),
    /** The engine would call it churned, but the silence is below the floor of the policy: dormant. */
    FLOOR("silence that would be churned but is still short"),
    /** The silence is beyond the cap of the policy: churned. */
    CAP("silence beyond the cap"),
    /** The silence alone would be active, but purchases are fewer than before: declining. */
    TREND("buys less often than before"),
    /** The parameters changed, and by the new ones alone nobody recovers: see {@link StageTable#heldFrom}. */
    HELD("as before the parameters changed");

    private final String words;

    ActivityRule(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Returns the rule by which a customer with an order has the state of the walk. */
    static ActivityRule of(StageWalk walk) {
        int silence = walk.silence();
        SilenceMeter meter = walk.meter();
        int state = meter.state(silence);
        if (silence >= meter.capped && meter.engineState(silence) < state) {
            return CAP;
        }
        if (state > 0) {
            return meter.engineState(silence) > state ? FLOOR : LONG_SILENCE;
        }
        if (walk.isDeclinedByTrend()) {
            return TREND;
        }
        return silence == 0 ? ORDER : USUAL_SILENCE;
    }
}

package io.github.staycurve.core.lifecycle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Collects the moves of one customer between activity states, walking day by day; not thread-safe. */
final class PassageFinder {
    private final StageWalk walk;
    private final List<StagePassage> passages = new ArrayList<>();

    PassageFinder(StageWalk walk) {
        this.walk = walk;
    }

    void advanceTo(int day) {
        boolean known = walk.orders() > 0;
        int before = known ? walk.activity() : 0;
        walk.advanceTo(day);
        if (!known || walk.activity() == before) {
            return;
        }
        if (walk.silence() == 0) {
            add(day, before, walk.activity(), ActivityRule.ORDER, 0);
            return;
        }
        for (int state = before + 1; state <= walk.activity(); state++) {
            boolean byEngine = walk.meter().engineState(walk.silence()) >= state;
            ActivityRule rule = byEngine ? ActivityRule.LONG_SILENCE : ActivityRule.CAP;
            add(day, state - 1, state, rule, walk.meter().limit(state));
        }
    }

    /** Ends a complete step on the day reached, where the trend is looked at. */
    void endStep(int day) {
        if (walk.orders() == 0) {
            return;
        }
        int before = walk.activity();
        walk.endStep();
        if (walk.activity() != before) {
            add(day, before, walk.activity(), ActivityRule.TREND, walk.silence());
        }
    }

    private void add(int day, int from, int to, ActivityRule rule, double silence) {
        passages.add(new StagePassage(
                LocalDate.ofEpochDay(day), ActivityState.ofCode(from), ActivityState.ofCode(to), rule, silence));
    }

    List<StagePassage> passages() {
        return List.copyOf(passages);
    }
}

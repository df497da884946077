package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.time.CalendarGrid;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Stages as the Javadoc of {@link StagePolicy} and {@link TrendRule} defines them, worked out day by day from the whole list
 * of purchases: slow, and by other formulas than the code.
 */
final class StageOracle {
    private final StagePolicy policy;
    private final List<Integer> all;
    private final int registered;
    private final List<Integer> past = new ArrayList<>();
    private boolean mature;
    private boolean demoted;
    private int matureSince;
    private boolean trendDecline;
    private int activeSteps;
    private boolean reactivated;
    private int today;

    StageOracle(StagePolicy policy, List<Integer> days, int registered) {
        this.policy = policy;
        this.all = days;
        this.registered = registered;
    }

    /** Returns code and mark ({@code code * 2 + mark}) at the end of each step, up to a day; steps from a period on. */
    List<Integer> steps(CalendarGrid grid, LocalDate from, LocalDate asOf) {
        List<Integer> result = new ArrayList<>();
        int begin = Math.min(
                (int) grid.firstDay(grid.indexOf(from)).toEpochDay(), all.isEmpty() ? Integer.MAX_VALUE : all.get(0));
        int period = grid.indexOf(LocalDate.ofEpochDay(begin));
        for (int day = begin; day <= asOf.toEpochDay(); day++) {
            LocalDate date = LocalDate.ofEpochDay(day);
            if (grid.indexOf(date) != period) {
                period = grid.indexOf(date);
                reactivated = false;
            }
            live(day);
            boolean ends = grid.lastDay(period).equals(date);
            if (ends) {
                endStep();
            }
            if ((ends || date.equals(asOf)) && period >= grid.indexOf(from)) {
                result.add(2 * code() + (reactivated ? 1 : 0));
            }
        }
        return result;
    }

    private void live(int day) {
        today = day;
        if (all.contains(day)) {
            int eve = past.isEmpty() ? 0 : silenceState(day - 1);
            past.add(day);
            reactivated |= eve == 3;
            if (eve >= 2 || (past.size() > 1 && policy.trend().isPresent() && ratio() >= trend().recoverFrom())) {
                trendDecline = false;
            }
            if (demoted && trailing() >= policy.matureOrders()) {
                demoted = false;
                mature = true;
                matureSince = day;
            }
        }
        if (past.isEmpty()) {
            return;
        }
        boolean enough = past.size() >= policy.matureOrders() && tenure() >= 2 * policy.medianGapDays();
        if (!mature && !demoted && enough) {
            mature = true;
            matureSince = day;
        }
        boolean review = tenure() % policy.reviewDays() == 0;
        if (mature && review && day > matureSince && trailing() < policy.matureOrders() - 1) {
            mature = false;
            demoted = true;
        }
    }

    private void endStep() {
        if (policy.trend().isEmpty() || past.isEmpty()) {
            return;
        }
        if (activity() == 0 && activeSteps >= policy.minDwellSteps() && declines()) {
            trendDecline = true;
        }
        activeSteps = activity() == 0 ? activeSteps + 1 : 0;
    }

    private int code() {
        if (past.isEmpty()) {
            return registered <= today ? 0 : CustomerStage.ABSENT;
        }
        ValueStage value = mature
                ? ValueStage.MATURE
                : past.size() == 1 || (past.size() == 2 && tenure() <= policy.medianGapDays())
                        ? ValueStage.NEW
                        : ValueStage.GROWTH;
        return CustomerStage.of(value, ActivityState.ofCode(activity())).code();
    }

    private int activity() {
        return trendDecline ? Math.max(1, silenceState(today)) : silenceState(today);
    }

    private int silenceState(int day) {
        int silence = day - past.get(past.size() - 1);
        int state = engineState(policy.engine(), silence);
        if (silence > policy.hardCapDays()) {
            return 3;
        }
        return state == 3 && silence < policy.minSilenceDays() ? 2 : state;
    }

    private int engineState(ActivityEngine engine, int silence) {
        int x = past.size() - 1;
        double span = past.get(x) - (double) past.get(0);
        if (engine instanceof FixedSilence fixed) {
            return silence >= fixed.churnedDays()
                    ? 3
                    : silence >= fixed.dormantDays() ? 2 : silence >= fixed.decliningDays() ? 1 : 0;
        }
        if (engine instanceof AdaptiveSilence adaptive) {
            return state(adaptive.cuts(), survival(adaptive.population(), silence, x, span));
        }
        AliveSilence alive = (AliveSilence) engine;
        if (x == 0) {
            return engineState(alive.oneTimeBuyers(), silence);
        }
        double unit = alive.unit().days();
        return silence == 0
                ? 0
                : state(alive.cuts(), alive.model().probabilityAlive(x, span / unit, (span + silence) / unit));
    }

    /** The sum over j of Γ(a + j)/(Γ(a) j!) u^a (1 - u)^j, term by term from powers. */
    static double survival(GapPopulation population, double silence, int x, double span) {
        double u = (population.alpha() + span) / (population.alpha() + span + silence);
        double a = population.r() + population.shape() * (double) x;
        double sum = 0;
        for (int j = 0; j < population.shape(); j++) {
            double binomial = 1;
            for (int i = 1; i <= j; i++) {
                binomial *= (a + i - 1) / i;
            }
            sum += binomial * Math.pow(u, a) * Math.pow(1 - u, j);
        }
        return sum;
    }

    private static int state(ScoreCuts cuts, double score) {
        return score < cuts.churnedBelow()
                ? 3
                : score < cuts.dormantBelow() ? 2 : score < cuts.decliningBelow() ? 1 : 0;
    }

    private int tenure() {
        return today - past.get(0);
    }

    private int trailing() {
        return (int) past.stream().filter(d -> d > today - policy.reviewDays()).count();
    }

    private TrendRule trend() {
        return policy.trend().orElseThrow();
    }

    private double recent() {
        double w = trend().windowDays();
        return past.stream()
                .skip(1)
                .mapToDouble(d -> Math.exp((d - today) / w) / w)
                .sum();
    }

    private double own() {
        return (past.size() - 1) / (double) (past.get(past.size() - 1) - past.get(0));
    }

    private double ratio() {
        return recent() / (own() * (1 - Math.exp(-tenure() / trend().windowDays())));
    }

    private boolean declines() {
        if (past.size() - 1 < trend().minGaps()) {
            return false;
        }
        double w = trend().windowDays();
        double mean = own() * (1 - Math.exp(-tenure() / w));
        double sd = Math.sqrt(own() * (1 - Math.exp(-2 * tenure() / w)) / (2 * w));
        return ratio() < trend().declineBelow() && (recent() - mean) / sd < -trend().z();
    }
}

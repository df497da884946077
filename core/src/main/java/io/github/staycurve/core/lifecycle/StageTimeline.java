package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.stat.CellStatus;
import io.github.staycurve.core.stat.Ratio;
import io.github.staycurve.core.time.CalendarGrid;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The stage of every customer at the end of every step of a grid, as columns.
 *
 * <p>A stage at the end of a day is a function of the customer's purchases up to that day, the policy and, if that has a
 * trend rule, the grid. It does not depend on where the timeline begins or ends, on other customers, or on the order in
 * which purchases became known.
 *
 * <p>Customers are those of the {@link PurchaseDays}, in their order; steps count from 0. It costs a byte for each customer
 * and step.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class StageTimeline {
    private static final int CODE = 0xF;
    private static final int REACTIVATED = 0x10;

    private final PurchaseDays days;
    private final StagePolicy policy;
    private final CalendarGrid grid;
    private final int firstStep;
    private final LocalDate asOf;
    /** A column for each step: the code in the lower bits, and a mark. */
    private final byte[][] columns;

    private StageTimeline(
            PurchaseDays days, StagePolicy policy, CalendarGrid grid, int firstStep, LocalDate asOf, byte[][] columns) {
        this.days = days;
        this.policy = policy;
        this.grid = grid;
        this.firstStep = firstStep;
        this.asOf = asOf;
        this.columns = columns;
    }

    static StageTimeline of(PurchaseDays days, StagePolicy policy, CalendarGrid grid, LocalDate from, LocalDate asOf) {
        StepDays.checkZone(grid, days);
        if (from.isAfter(asOf)) {
            throw new IllegalArgumentException("from %s must not lie after asOf %s".formatted(from, asOf));
        }
        int firstStep = grid.indexOf(from);
        byte[][] columns = new byte[grid.indexOf(asOf) - firstStep + 1][days.customers()];
        StepDays steps = StepDays.of(grid, from, asOf);
        int[] ends = new int[columns.length];
        for (int step = 0; step < ends.length; step++) {
            ends[step] = steps.lastDay(firstStep + step);
        }
        StageReplay replay = StageReplay.of(days, policy, grid, asOf);
        int before = steps.lastDay(firstStep - 1);
        int last = (int) asOf.toEpochDay();
        for (int customer = 0; customer < days.customers(); customer++) {
            fill(columns, customer, replay.at(customer, before), ends, last);
        }
        return new StageTimeline(days, policy, grid, firstStep, asOf, columns);
    }

    private static void fill(byte[][] columns, int customer, StageWalk walk, int[] ends, int last) {
        for (int step = 0; step < ends.length; step++) {
            walk.startStep();
            walk.advanceTo(Math.min(ends[step], last));
            if (ends[step] <= last) {
                walk.endStep();
            }
            columns[step][customer] = (byte) (walk.code() | (walk.isReactivated() ? REACTIVATED : 0));
        }
    }

    /**
     * Returns the number of customers.
     *
     * @return all of the purchases, also those never known within these steps
     */
    public int customers() {
        return days.customers();
    }

    /**
     * Returns the number of steps.
     *
     * @return 1 or more
     */
    public int steps() {
        return columns.length;
    }

    /**
     * Returns the identifier of a customer.
     *
     * @param customer the customer's index
     * @return the identifier
     */
    public String customerId(int customer) {
        return days.customerId(customer);
    }

    /**
     * Returns the index of a customer.
     *
     * @param customerId the identifier
     * @return the index, or -1 if there is no such customer
     */
    public int indexOf(String customerId) {
        return days.indexOf(customerId);
    }

    /**
     * Returns the purchases behind the stages.
     *
     * @return the purchases
     */
    public PurchaseDays days() {
        return days;
    }

    /**
     * Returns the rules by which the stages were given.
     *
     * @return the policy
     */
    public StagePolicy policy() {
        return policy;
    }

    /**
     * Returns the grid of the steps.
     *
     * @return the grid
     */
    public CalendarGrid grid() {
        return grid;
    }

    /**
     * Returns the period of a step.
     *
     * @param step the step, from 0
     * @return the index of the period in the grid
     */
    public int period(int step) {
        return firstStep + step;
    }

    /**
     * Returns the day at the end of which the stages of a step are taken.
     *
     * @param step the step, from 0
     * @return the last day of the period, or the last day of which all is known
     */
    public LocalDate day(int step) {
        LocalDate last = grid.lastDay(period(step));
        return last.isAfter(asOf) ? asOf : last;
    }

    /**
     * Returns how far the stages of a step are known.
     *
     * @param step the step, from 0
     * @return PARTIAL for a last step that is not over; LEFT_CENSORED while the purchases that are missing
     *     {@linkplain PurchaseDays#observedFrom() before the data} may matter; else COMPLETE. Stages of the two others are
     *     as the purchases that are there have them
     */
    public CellStatus status(int step) {
        if (grid.lastDay(period(step)).isAfter(asOf)) {
            return CellStatus.PARTIAL;
        }
        return status(days, policy, day(step));
    }

    /** Returns how far stages at the end of a day are known that is over. */
    static CellStatus status(PurchaseDays days, StagePolicy policy, LocalDate day) {
        boolean cutOff = days.observedFrom()
                .filter(start -> day.isBefore(start.plusDays(policy.lookbackDays())))
                .isPresent();
        return cutOff ? CellStatus.LEFT_CENSORED : CellStatus.COMPLETE;
    }

    /**
     * Returns the number of a customer's stage at the end of a step, for loops.
     *
     * @param customer the customer's index
     * @param step the step, from 0
     * @return {@link CustomerStage#code()}, or {@link CustomerStage#ABSENT} before the customer was known
     */
    public int code(int customer, int step) {
        int code = columns[step][customer] & CODE;
        return code == StageWalk.ABSENT ? CustomerStage.ABSENT : code;
    }

    /**
     * Returns a customer's stage at the end of a step.
     *
     * @param customer the customer's index
     * @param step the step, from 0
     * @return the stage; empty before the customer was known
     */
    public Optional<CustomerStage> stage(int customer, int step) {
        int code = code(customer, step);
        return code == CustomerStage.ABSENT ? Optional.empty() : Optional.of(CustomerStage.ofCode(code));
    }

    /**
     * Returns whether a purchase within a step brought the customer back from being churned.
     *
     * @param customer the customer's index
     * @param step the step, from 0
     * @return true in the step of the return only; the state at its end is ACTIVE, unless the step is so long that another
     *     silence followed
     */
    public boolean reactivated(int customer, int step) {
        return (columns[step][customer] & REACTIVATED) != 0;
    }

    /**
     * Returns how many customers are in each stage at the end of a step.
     *
     * @param step the step, from 0
     * @return a number for each {@link CustomerStage#code()}
     */
    public int[] counts(int step) {
        int[] counts = new int[CustomerStage.COUNT];
        for (byte cell : columns[step]) {
            int code = cell & CODE;
            if (code != StageWalk.ABSENT) {
                counts[code]++;
            }
        }
        return counts;
    }

    /**
     * Returns why a customer has a stage at the end of a step.
     *
     * @param customer the customer's index
     * @param step the step, from 0
     * @return the rules and numbers behind it; empty before the customer was known
     */
    public Optional<StageExplanation> explain(int customer, int step) {
        LocalDate day = day(step);
        StageWalk walk = StageReplay.ofOne(customer, days, policy, grid, day).at(customer, (int) day.toEpochDay());
        return StageExplanation.of(days.customerId(customer), day, walk);
    }

    /**
     * Returns for how long a customer has been in the activity state.
     *
     * @param customer the customer's index
     * @param step the step, from 0
     * @return the number of steps in a row, this one included and those before this timeline too, at whose ends the state was
     *     the same; empty without an order
     */
    public OptionalInt dwell(int customer, int step) {
        int end = (int) day(step).toEpochDay();
        if (days.purchases(customer) == 0 || days.day(days.start(customer)) > end) {
            return OptionalInt.empty();
        }
        LocalDate first = LocalDate.ofEpochDay(days.day(days.start(customer)));
        StepDays steps = StepDays.of(grid, first, day(step));
        StageWalk walk = new StageWalk(policy);
        walk.start(days, customer);
        int state = -1;
        int dwell = 0;
        for (int period = grid.indexOf(first); period <= period(step); period++) {
            walk.startStep();
            walk.advanceTo(Math.min(steps.lastDay(period), end));
            if (steps.lastDay(period) <= end) {
                walk.endStep();
            }
            dwell = walk.activity() == state ? dwell + 1 : 1;
            state = walk.activity();
        }
        return OptionalInt.of(dwell);
    }

    /**
     * Returns the moves of a customer within a step, those too that a silence made on the way to a later state: a long step
     * may pass over states at its end, but not here.
     *
     * @param customer the customer's index
     * @param step the step, from 0
     * @return the moves between activity states in the order of time; the first order is none
     */
    public List<StagePassage> passages(int customer, int step) {
        int from = (int) grid.firstDay(period(step)).toEpochDay();
        int to = (int) day(step).toEpochDay();
        PassageFinder finder = new PassageFinder(
                StageReplay.ofOne(customer, days, policy, grid, day(step)).at(customer, from - 1));
        for (int day = from; day <= to; day++) {
            finder.advanceTo(day);
        }
        if (!grid.lastDay(period(step)).isAfter(asOf)) {
            finder.endStep(to);
        }
        return finder.passages();
    }

    /**
     * Returns the fingerprint of what these stages mean: timelines with another one do not compare.
     *
     * @return that of the policy
     */
    public String configId() {
        return policy.configId();
    }

    /**
     * Returns how often customers go back and forth.
     *
     * @return of all customers and steps of which this and the two steps before are complete and have an activity: those
     *     with the activity of two steps before and another one in between
     */
    public Ratio flappingRate() {
        long flaps = 0;
        long cases = 0;
        for (int step = 2; step < columns.length; step++) {
            if (status(step) != CellStatus.COMPLETE || status(step - 2) != CellStatus.COMPLETE) {
                continue;
            }
            for (int customer = 0; customer < customers(); customer++) {
                int before = code(customer, step - 2);
                if (before >= CustomerStage.NEW) {
                    int now = activity(code(customer, step));
                    cases++;
                    flaps += activity(before) == now && activity(code(customer, step - 1)) != now ? 1 : 0;
                }
            }
        }
        return Ratio.of((double) flaps, (double) cases);
    }

    private static int activity(int code) {
        return (code - CustomerStage.NEW) % ActivityState.COUNT;
    }

    /**
     * Returns what this timeline is, in words.
     *
     * @return one line
     */
    public String describe() {
        return "stages [%s] at the ends of %s, %s to %s, of %s; %s"
                .formatted(configId(), grid.describe(), day(0), asOf, days.describe(), policy.describe());
    }
}

package io.github.staycurve.clv.discrete;

import io.github.staycurve.core.data.ScoreColumn;
import io.github.staycurve.core.data.ScoreKind;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.time.CalendarGrid;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;

/**
 * P(alive) over one customer's history by opportunities: what a BG/BB model would have said after each of them, knowing which
 * had been taken up to then and none after.
 *
 * <p>It is 1 after an opportunity taken, and falls with every one that is not. This class is immutable and thread-safe.
 */
public final class BgBbAlivePath {
    private final BgBbModel model;
    /** The numbers of the opportunities taken, rising, from 1. */
    private final int[] taken;

    private BgBbAlivePath(BgBbModel model, int[] taken) {
        this.model = model;
        this.taken = taken;
    }

    /**
     * Returns the path of a customer.
     *
     * @param model the model
     * @param taken the numbers of the opportunities taken, 1 or more, in any order; none for one who took none
     * @return the path
     * @throws IllegalArgumentException if a number is below 1
     */
    public static BgBbAlivePath of(BgBbModel model, int... taken) {
        int[] rising = Arrays.stream(taken).sorted().distinct().toArray();
        if (rising.length > 0 && rising[0] < 1) {
            throw new IllegalArgumentException("taken must hold numbers of 1 or more, held " + rising[0]);
        }
        return new BgBbAlivePath(model, rising);
    }

    /**
     * Returns the path of a customer whose purchases have dates: a period with a purchase is an opportunity taken, that of
     * the first purchase is none, as in {@link OpportunityTable}.
     *
     * @param model the model
     * @param grid the periods, in the unit of the model
     * @param purchaseDays the days of all purchases, the first one included, in any order
     * @return the path
     * @throws IllegalArgumentException if there is no purchase, or the grid is in another unit
     */
    public static BgBbAlivePath of(BgBbModel model, CalendarGrid grid, Collection<LocalDate> purchaseDays) {
        BgBbSimulator.requireUnit(model, grid);
        int[] periods = purchaseDays.stream()
                .mapToInt(grid::indexOf)
                .sorted()
                .distinct()
                .toArray();
        if (periods.length == 0) {
            throw new IllegalArgumentException("purchaseDays must hold the first purchase, was empty");
        }
        return new BgBbAlivePath(
                model,
                Arrays.stream(periods)
                        .skip(1)
                        .map(period -> period - periods[0])
                        .toArray());
    }

    /**
     * Returns P(alive) after some opportunities.
     *
     * @param n how many, 0 or more; 0 is the period of the first purchase
     * @return the probability of being active at opportunity n, in [0, 1]
     */
    public double at(int n) {
        Checks.nonNegative(n, "n");
        int found = Arrays.binarySearch(taken, n);
        int x = found >= 0 ? found + 1 : -found - 1;
        return model.probabilityAlive(x, x == 0 ? 0 : taken[x - 1], n);
    }

    /**
     * Returns P(alive) after every number of opportunities up to one.
     *
     * @param n the last, 0 or more
     * @return n + 1 probabilities, from 0 opportunities on
     */
    public ScoreColumn upTo(int n) {
        double[] path = new double[Checks.nonNegative(n, "n") + 1];
        Arrays.setAll(path, this::at);
        return ScoreColumn.of(ScoreKind.PROBABILITY_ALIVE, path);
    }
}

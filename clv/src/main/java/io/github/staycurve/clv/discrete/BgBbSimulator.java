package io.github.staycurve.clv.discrete;

import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.data.TransactionLogBuilder;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.RandomVariates;
import io.github.staycurve.core.time.CalendarGrid;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Makes up customers who take opportunities and leave as the BG/BB model assumes.
 *
 * <p>Customer i of a seed is always the same, whichever thread makes them and whoever else is made. This class is immutable
 * and thread-safe.
 */
public final class BgBbSimulator {
    /** Sets the generators of customers far apart. */
    private static final long CUSTOMER_STEP = 0xD1B54A32D192ED03L;

    private final BgBbModel model;
    private final long seed;

    /**
     * Makes a simulator.
     *
     * @param model how customers buy and leave
     * @param seed where the random numbers start; the same seed makes the same customers
     */
    public BgBbSimulator(BgBbModel model, long seed) {
        this.model = model;
        this.seed = seed;
    }

    /**
     * Returns which opportunities a customer takes.
     *
     * @param index the customer's number, 0 or more
     * @param n opportunities there are, 0 or more
     * @return for each opportunity whether it is taken
     */
    public boolean[] customer(int index, int n) {
        SplittableRandom random =
                generatorOf(Checks.nonNegative(index, "index")).split();
        BgBbParameters p = model.parameters();
        double takes = RandomVariates.beta(random, p.alpha(), p.beta());
        double leaves = RandomVariates.beta(random, p.gamma(), p.delta());
        boolean[] taken = new boolean[Checks.nonNegative(n, "n")];
        for (int t = 0; t < n && !(random.nextDouble() < leaves); t++) {
            taken[t] = random.nextDouble() < takes;
        }
        return taken;
    }

    /** Refuses a grid whose periods are not the model's. */
    static void requireUnit(BgBbModel model, CalendarGrid grid) {
        if (grid.unit() != model.unit()) {
            throw new IllegalArgumentException("grid must be in %ss as the model is, was in %ss"
                    .formatted(model.unit().label(), grid.unit().label()));
        }
    }

    private SplittableRandom generatorOf(int index) {
        return new SplittableRandom(seed + index * CUSTOMER_STEP);
    }

    /**
     * Returns the histories of many customers.
     *
     * @param customers how many, from number 0 on
     * @param n opportunities there are
     * @return the table
     */
    public OpportunityTable table(int customers, int n) {
        int[] x = new int[customers];
        int[] tx = new int[customers];
        int[] opportunities = new int[customers];
        double[] weight = new double[customers];
        Arrays.fill(opportunities, n);
        Arrays.fill(weight, 1);
        for (int i = 0; i < customers; i++) {
            boolean[] taken = customer(i, n);
            for (int t = 1; t <= n; t++) {
                if (taken[t - 1]) {
                    x[i]++;
                    tx[i] = t;
                }
            }
        }
        return OpportunityTable.of(model.unit(), x, tx, opportunities, weight);
    }

    /**
     * Returns the purchases of many customers who all join in one period: one purchase then, and one in each period whose
     * opportunity is taken, at a time of the period that is drawn for it; each of amount 1.
     *
     * @param customers how many, from number 0 on; number i is called {@code customer-i}
     * @param grid the periods, in the unit of the model
     * @param joined a day of the period in which they join
     * @param n opportunities after it
     * @return the log; {@link OpportunityTable#of(TransactionLog, CalendarGrid, LocalDate)} with the last day of the period n
     *     later gives the {@link #table} of these customers
     * @throws IllegalArgumentException if the grid is in another unit
     */
    public TransactionLog log(int customers, CalendarGrid grid, LocalDate joined, int n) {
        requireUnit(model, grid);
        int first = grid.indexOf(joined);
        TransactionLogBuilder log = TransactionLog.builder();
        for (int i = 0; i < Checks.nonNegative(customers, "customers"); i++) {
            boolean[] taken = customer(i, n);
            SplittableRandom own = generatorOf(i);
            own.split(); // the opportunities take the first split
            SplittableRandom times = own.split();
            for (int t = 0; t <= n; t++) {
                long time = times.nextLong(
                        grid.start(first + t).toEpochMilli(),
                        grid.end(first + t).toEpochMilli());
                if (t == 0 || taken[t - 1]) {
                    log.add("customer-" + i, time, 1);
                }
            }
        }
        return log.build();
    }
}

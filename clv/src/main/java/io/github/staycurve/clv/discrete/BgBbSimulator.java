package io.github.staycurve.clv.discrete;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.RandomVariates;
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
                new SplittableRandom(seed + Checks.nonNegative(index, "index") * CUSTOMER_STEP).split();
        BgBbParameters p = model.parameters();
        double takes = RandomVariates.beta(random, p.alpha(), p.beta());
        double leaves = RandomVariates.beta(random, p.gamma(), p.delta());
        boolean[] taken = new boolean[Checks.nonNegative(n, "n")];
        for (int t = 0; t < n && !(random.nextDouble() < leaves); t++) {
            taken[t] = random.nextDouble() < takes;
        }
        return taken;
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
}

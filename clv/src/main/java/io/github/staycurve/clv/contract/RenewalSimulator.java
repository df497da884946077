package io.github.staycurve.clv.contract;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.stat.CensoredDurations;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Makes up customers who leave at renewals as a model says.
 *
 * <p>Customer i of a seed is always the same, whichever thread makes them and whoever else is made. This class is immutable
 * and thread-safe.
 */
public final class RenewalSimulator {
    /** Sets the generators of customers far apart. */
    private static final long CUSTOMER_STEP = 0xD1B54A32D192ED03L;

    private final RenewalModel model;
    private final long seed;

    /**
     * Makes a simulator.
     *
     * @param model when customers leave
     * @param seed where the random numbers start; the same seed makes the same customers
     */
    public RenewalSimulator(RenewalModel model, long seed) {
        this.model = model;
        this.seed = seed;
    }

    /**
     * Returns how many renewals a customer makes.
     *
     * @param index the customer's number, 0 or more
     * @param observed how many renewals there are to be seen, 0 or more
     * @return the renewals made, {@code observed} if the customer does not leave before
     */
    public int renewals(int index, int observed) {
        SplittableRandom random =
                new SplittableRandom(seed + Checks.nonNegative(index, "index") * CUSTOMER_STEP).split();
        double survives = random.nextDouble(); // gone at the first t with S(t) at or below it
        int made = 0;
        int bound = Checks.nonNegative(observed, "observed") + 1;
        while (bound - made > 1) {
            int middle = (made + bound) >>> 1;
            if (model.survival(middle) > survives) {
                made = middle;
            } else {
                bound = middle;
            }
        }
        return made;
    }

    /**
     * Returns the counts of many customers, each seen over as many renewals.
     *
     * @param customers how many, from number 0 on
     * @param observed how many renewals are seen, 0 or more
     * @return the counts
     */
    public RenewalCounts counts(int customers, int observed) {
        int[] renewals = new int[customers];
        boolean[] ended = new boolean[customers];
        Arrays.setAll(renewals, index -> renewals(index, observed));
        for (int i = 0; i < customers; i++) {
            ended[i] = renewals[i] < observed;
            renewals[i] += ended[i] ? 1 : 0; // the renewal at which the customer left
        }
        return RenewalCounts.of(model.unit(), renewals, ended);
    }

    /**
     * Returns the contracts of many customers, each seen over as many renewals.
     *
     * @param customers how many, from number 0 on
     * @param observed how many renewals are seen, 0 or more
     * @return a row a customer: at which renewal they left, or that they have not after {@code observed}
     */
    public CensoredDurations durations(int customers, int observed) {
        int[] each = new int[Checks.nonNegative(customers, "customers")];
        Arrays.fill(each, observed);
        return durations(each);
    }

    /**
     * Returns the contracts of many customers who joined at different times. {@link RenewalCounts#of(
     * io.github.staycurve.core.time.PeriodUnit, CensoredDurations)} counts them, a curve by Kaplan and Meier needs no model.
     *
     * @param observed for each customer, from number 0 on, how many renewals are seen, 0 or more
     * @return a row a customer: at which renewal they left, or how many they were seen to make
     */
    public CensoredDurations durations(int[] observed) {
        double[] durations = new double[observed.length];
        boolean[] ended = new boolean[observed.length];
        for (int i = 0; i < observed.length; i++) {
            int made = renewals(i, observed[i]);
            ended[i] = made < observed[i];
            durations[i] = ended[i] ? made + 1.0 : made; // the renewal at which the customer left
        }
        return CensoredDurations.of(durations, ended);
    }
}

package io.github.staycurve.clv.simulate;

/**
 * The purchases of one made-up customer.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class SimulatedCustomer {
    private final double[] times;
    private final double[] amounts;

    SimulatedCustomer(double[] times, double[] amounts) {
        this.times = times;
        this.amounts = amounts;
    }

    /**
     * Returns the number of purchases, the first one included.
     *
     * @return 1 or more
     */
    public int purchases() {
        return times.length;
    }

    /**
     * Returns when a purchase was made.
     *
     * @param purchase its number, from 0
     * @return the time since the first purchase, 0 for that one, ascending
     */
    public double time(int purchase) {
        return times[purchase];
    }

    /**
     * Returns what a purchase brought.
     *
     * @param purchase its number, from 0
     * @return the amount, 0 or more
     */
    public double amount(int purchase) {
        return amounts[purchase];
    }
}

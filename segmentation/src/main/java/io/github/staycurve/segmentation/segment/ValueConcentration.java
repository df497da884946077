package io.github.staycurve.segmentation.segment;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.CompensatedSum;
import io.github.staycurve.core.stat.Ratio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How unequally value is spread over customers: the Lorenz and the Pareto curve, the Gini coefficient, and deciles.
 *
 * <p>The curves join the points of the customers by straight lines, so that the order of equal customers and of rows does
 * not matter, and any share of the customers has a value: a customer can be split. Where nobody brought anything, shares of
 * value do not exist and results are empty. It costs 16 bytes a customer.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class ValueConcentration {
    private static final int DECILES = 10;

    private final double[] ascending;
    /** What the k least valuable customers brought, for k from 0 to all. */
    private final double[] cumulative;

    private final int raised;

    private ValueConcentration(double[] ascending, int raised) {
        this.ascending = ascending;
        this.raised = raised;
        this.cumulative = new double[ascending.length + 1];
        CompensatedSum sum = new CompensatedSum();
        for (int k = 0; k < ascending.length; k++) {
            sum.add(ascending[k]);
            cumulative[k + 1] = sum.value();
        }
        Checks.finite(total(), "the sum of value");
    }

    /**
     * Returns the concentration of these values.
     *
     * @param values what each customer brought, in money, 0 or more and finite
     * @return the concentration
     * @throws IllegalArgumentException if a value is negative or not finite, naming the row: with negative values the curves
     *     leave the unit square and the Gini coefficient has no upper bound, so see {@link #ofPositiveParts}
     */
    public static ValueConcentration of(double[] values) {
        for (int row = 0; row < values.length; row++) {
            if (!(values[row] >= 0)) {
                throw new IllegalArgumentException(
                        "value must be 0 or more, was %s in row %s; ofPositiveParts(..) counts such customers as 0"
                                .formatted(values[row], row));
            }
        }
        return ofPositiveParts(values);
    }

    /**
     * Returns the concentration of these values, those below 0 counting as 0: customers to whom more was refunded than they
     * paid bring nothing.
     *
     * @param values what each customer brought, in money, finite
     * @return the concentration, which knows how many values it {@linkplain #raised() raised}
     * @throws IllegalArgumentException if a value is not finite, naming the row
     */
    public static ValueConcentration ofPositiveParts(double[] values) {
        Values.requireFinite(values, "value");
        double[] ascending = values.clone();
        int raised = 0;
        for (int i = 0; i < ascending.length; i++) {
            if (ascending[i] < 0) {
                raised++;
            }
            ascending[i] = Math.max(0.0, ascending[i]);
        }
        Arrays.sort(ascending);
        return new ValueConcentration(ascending, raised);
    }

    /**
     * Returns the number of customers.
     *
     * @return the number of values
     */
    public int customers() {
        return ascending.length;
    }

    /**
     * Returns how many values below 0 count as 0.
     *
     * @return the number of customers, 0 unless made by {@link #ofPositiveParts}
     */
    public int raised() {
        return raised;
    }

    /**
     * Returns what all customers brought.
     *
     * @return the sum of the values, in money
     */
    public double total() {
        return cumulative[ascending.length];
    }

    /**
     * Returns the Gini coefficient: twice the area between the Lorenz curve and the diagonal.
     *
     * <p>It is that of these customers, not an estimate for a larger population that they were drawn from: at most
     * (N - 1) / N, when one of N customers brought everything.
     *
     * @return 0 when all brought the same, up to 1 - 1 / N; empty if nobody brought anything
     */
    public OptionalDouble gini() {
        int n = ascending.length;
        if (total() == 0) {
            return OptionalDouble.empty();
        }
        // the trapezoids under the Lorenz curve added up: G = sum over i of (2i - N - 1) x_i / (N sum of x), x
        // ascending
        CompensatedSum weighted = new CompensatedSum();
        for (int i = 0; i < n; i++) {
            weighted.add((2.0 * i - n + 1) * (ascending[i] / total()));
        }
        return OptionalDouble.of(Math.max(0.0, weighted.value() / n));
    }

    /**
     * Returns the Lorenz curve: which share of the value the least valuable customers bring.
     *
     * @param customers the share of the customers, from the bottom, in [0, 1]
     * @return the share of value, at most the share of customers; empty if nobody brought anything
     * @throws IllegalArgumentException if the share is out of range
     */
    public OptionalDouble lorenz(double customers) {
        Checks.inRange(customers, 0, 1, "customers");
        return shareOfTotal(valueOfBottom(customers * ascending.length));
    }

    /**
     * Returns the Pareto curve: which share of the value the most valuable customers bring.
     *
     * @param customers the share of the customers, from the top, in [0, 1]; 0.2 for the best fifth
     * @return the share of value, at least the share of customers; empty if nobody brought anything
     * @throws IllegalArgumentException if the share is out of range
     */
    public OptionalDouble pareto(double customers) {
        Checks.inRange(customers, 0, 1, "customers");
        return shareOfTotal(valueOfTop(customers * ascending.length));
    }

    /**
     * Returns the fewest customers that bring a share of the value.
     *
     * @param value the share of the value, in [0, 1]
     * @return how many customers, whole ones, out of all; empty if there are none
     * @throws IllegalArgumentException if the share is out of range
     */
    public Ratio customersBringing(double value) {
        Checks.inRange(value, 0, 1, "value");
        int n = ascending.length;
        double wanted = value * total() * (1 - 1e-12); // a sum that reaches the share but for its rounding counts
        int k = 0;
        while (k < n && valueOfTop(k) < wanted) {
            k++;
        }
        return Ratio.of(k, n);
    }

    /**
     * Returns the deciles.
     *
     * @return {@link #groups groups(10)}
     */
    public List<ValueGroup> deciles() {
        return groups(DECILES);
    }

    /**
     * Returns equally large groups of customers, the most valuable first.
     *
     * <p>A customer on the border of two groups is split between them in proportion, so that groups are equal for any number
     * of customers and equal customers are treated equally.
     *
     * @param groups the number of groups, 1 or more
     * @return the groups; none without customers
     * @throws IllegalArgumentException if the number is below 1
     */
    public List<ValueGroup> groups(int groups) {
        if (groups < 1) {
            throw new IllegalArgumentException("groups must be 1 or more, was " + groups);
        }
        List<ValueGroup> result = new ArrayList<>();
        int n = ascending.length;
        for (int g = 1; g <= groups && n > 0; g++) {
            double above = valueOfTop((double) (g - 1) * n / groups);
            double reached = valueOfTop((double) g * n / groups);
            double customers = (double) n / groups;
            result.add(new ValueGroup(
                    g,
                    customers,
                    reached - above,
                    Ratio.of(customers, n),
                    Ratio.of(reached - above, total()),
                    Ratio.of(reached, total())));
        }
        return List.copyOf(result);
    }

    /** Returns what so many of the least valuable customers brought. */
    private double valueOfBottom(double customers) {
        int whole = Math.min(ascending.length, (int) customers);
        return whole == ascending.length ? total() : cumulative[whole] + (customers - whole) * ascending[whole];
    }

    private double valueOfTop(double customers) {
        return total() - valueOfBottom(ascending.length - customers);
    }

    private OptionalDouble shareOfTotal(double value) {
        return total() == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1.0, value / total()));
    }
}

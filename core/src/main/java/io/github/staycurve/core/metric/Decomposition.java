package io.github.staycurve.core.metric;

import io.github.staycurve.core.internal.Checks;
import java.util.Arrays;
import java.util.List;

/**
 * How much each factor of a product moved it: GMV = users &times; orders a user &times; order value, for example.
 *
 * <p>Effects are in the unit of the product and add up to its difference. This class is immutable and thread-safe.
 */
public final class Decomposition {
    /** How the difference is shared out among the factors. */
    public enum Method {
        /**
         * The mean over all orders of changing one factor after the other: it depends on no order, and takes any signs. The
         * default; for at most {@value Decomposition#MAX_SHAPLEY} factors.
         */
        SHAPLEY,
        /** Logarithmic mean Divisia index: depends on no order either, but every factor must be above 0. */
        LMDI,
        /** One factor after the other, in the order given: depends on it. */
        SEQUENTIAL
    }

    /** The most factors that {@link Method#SHAPLEY} takes: its cost doubles with each. */
    public static final int MAX_SHAPLEY = 10;

    private final Method method;
    private final List<String> factors;
    private final double before;
    private final double after;
    private final double[] effects;

    private Decomposition(Method method, List<String> factors, double before, double after, double[] effects) {
        this.method = method;
        this.factors = factors;
        this.before = before;
        this.after = after;
        this.effects = effects;
    }

    /**
     * Shares the difference of a product out among its factors by {@link Method#SHAPLEY}.
     *
     * @param factors the names of the factors, at least one
     * @param before the factors before, finite
     * @param after the factors after, finite
     * @return the effects
     * @throws IllegalArgumentException if the columns differ in length, a number is not finite, or there are too many
     */
    public static Decomposition of(List<String> factors, double[] before, double[] after) {
        return of(Method.SHAPLEY, factors, before, after);
    }

    /**
     * Shares the difference of a product out among its factors.
     *
     * @param method how
     * @param factors the names of the factors, at least one
     * @param before the factors before, finite; above 0 for LMDI
     * @param after the factors after, finite; above 0 for LMDI
     * @return the effects
     * @throws IllegalArgumentException if the columns differ in length, a number is out of its range, a product of factors
     *     leaves that of a double, or there are too many factors for the method
     */
    public static Decomposition of(Method method, List<String> factors, double[] before, double[] after) {
        List<String> names = List.copyOf(factors);
        int n = names.size();
        if (n == 0 || before.length != n || after.length != n) {
            throw new IllegalArgumentException("factors must have one name and two values each: %d names, %d and %d"
                    .formatted(n, before.length, after.length));
        }
        for (int i = 0; i < n; i++) {
            checkFactor(method, before[i], names.get(i) + " before");
            checkFactor(method, after[i], names.get(i) + " after");
        }
        double[] effects = switch (method) {
            case SHAPLEY -> shapley(before, after);
            case LMDI -> logMean(before, after);
            case SEQUENTIAL -> sequential(before, after);
        };
        for (int i = 0; i < n; i++) {
            // products of some factors may leave the range of a double though both products of all stay inside
            Checks.finite(effects[i], "effect of " + names.get(i));
        }
        return new Decomposition(
                method,
                names,
                Checks.finite(product(before), "product before"),
                Checks.finite(product(after), "product after"),
                effects);
    }

    private static void checkFactor(Method method, double value, String name) {
        if (method == Method.LMDI) {
            Checks.positiveFinite(value, name);
        } else {
            Checks.finite(value, name);
        }
    }

    /**
     * Shapley (1953): the effect of a factor is its difference times the product of the others, each before or after, with
     * weight s! (n - 1 - s)! / n! where s of them are after. The products of s after and the rest before, summed over all
     * choices, are the elementary sums of a polynomial, built up factor by factor: n² steps a factor, not 2^n.
     */
    private static double[] shapley(double[] before, double[] after) {
        int n = before.length;
        if (n > MAX_SHAPLEY) {
            throw new IllegalArgumentException(
                    "Shapley takes at most %d factors, was given %d: join some, or use LMDI".formatted(MAX_SHAPLEY, n));
        }
        double[] effects = new double[n];
        for (int i = 0; i < n; i++) {
            double[] sums = new double[n];
            sums[0] = 1;
            int others = 0;
            for (int j = 0; j < n; j++) {
                if (j != i) {
                    others++;
                    for (int s = others; s >= 0; s--) {
                        sums[s] = sums[s] * before[j] + (s == 0 ? 0 : sums[s - 1] * after[j]);
                    }
                }
            }
            double mean = 0;
            double choices = 1; // of s among n - 1: s! (n-1-s)! / n! = 1 / (n choices)
            for (int s = 0; s < n; s++) {
                mean += sums[s] / (n * choices);
                choices = choices * (n - 1 - s) / (s + 1);
            }
            effects[i] = (after[i] - before[i]) * mean;
        }
        return effects;
    }

    /** Ang (2005), The LMDI Approach to Decomposition Analysis, Energy Policy 33, 867-871: additive LMDI-I. */
    private static double[] logMean(double[] before, double[] after) {
        double weight = logarithmicMean(product(before), product(after));
        double[] effects = new double[before.length];
        for (int i = 0; i < effects.length; i++) {
            effects[i] = weight * Math.log(after[i] / before[i]);
        }
        return effects;
    }

    /** Returns (b - a) / log(b / a), and a where both are equal. */
    private static double logarithmicMean(double a, double b) {
        double growth = (b - a) / a;
        if (Math.abs(growth) < 1e-8) {
            return a * (1 + growth / 2); // the next term is growth² / 12
        }
        return (b - a) / Math.log1p(growth);
    }

    private static double[] sequential(double[] before, double[] after) {
        double[] mixed = before.clone();
        double[] effects = new double[before.length];
        double last = product(mixed);
        for (int i = 0; i < effects.length; i++) {
            mixed[i] = after[i];
            double next = product(mixed);
            effects[i] = next - last;
            last = next;
        }
        return effects;
    }

    private static double product(double[] factors) {
        double product = 1;
        for (double factor : factors) {
            product *= factor;
        }
        return product;
    }

    /**
     * Returns the names of the factors.
     *
     * @return the names, in the order given
     */
    public List<String> factors() {
        return factors;
    }

    /**
     * Returns the effect of a factor.
     *
     * @param factor the index of the factor, from 0
     * @return by how much it moved the product
     */
    public double effect(int factor) {
        return effects[factor];
    }

    /**
     * Returns the effects of all factors.
     *
     * @return a fresh array, in the order of {@link #factors()}; they add up to {@link #difference()}, up to rounding
     */
    public double[] effects() {
        return effects.clone();
    }

    /**
     * Returns by how much the product rose.
     *
     * @return after less before
     */
    public double difference() {
        return after - before;
    }

    /**
     * Returns what was decomposed, and how.
     *
     * @return one line
     */
    public String describe() {
        return "%s decomposition of %s, %s before and %s after: %s"
                .formatted(method, String.join(" x ", factors), before, after, Arrays.toString(effects));
    }

    @Override
    public String toString() {
        return describe();
    }
}

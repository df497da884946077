package io.github.staycurve.core.internal.math;

import java.util.SplittableRandom;

/**
 * Random numbers of the distributions by which customers differ, from a generator that the caller seeds.
 *
 * <p>This class has no state; the generator passed in must not be shared between threads.
 */
public final class RandomVariates {
    /** Below this many trials, asking each is as quick as a beta variate. */
    private static final int FEW_TRIALS = 16;

    private RandomVariates() {}

    /**
     * Returns a gamma variate with a rate of 1.
     *
     * @param random where the random numbers come from
     * @param shape the shape, positive
     * @return a variate, above 0 unless it is too small for a double
     * @see <a href="https://doi.org/10.1145/358407.358414">Marsaglia and Tsang (2000), A simple method for generating gamma
     *     variables, ACM TOMS 26(3)</a>
     */
    public static double gamma(SplittableRandom random, double shape) {
        if (shape < 1) { // their section 6: a variate of shape + 1 times a power of a uniform
            return gamma(random, shape + 1) * Math.pow(1 - random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double normal = random.nextGaussian();
            double root = 1 + c * normal;
            if (root <= 0) {
                continue;
            }
            double v = root * root * root;
            double u = 1 - random.nextDouble();
            if (Math.log(u) < 0.5 * normal * normal + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }

    /**
     * Returns a beta variate.
     *
     * @param random where the random numbers come from
     * @param a the first shape, positive
     * @param b the second shape, positive
     * @return a variate in [0, 1]
     */
    public static double beta(SplittableRandom random, double a, double b) {
        double x = gamma(random, a);
        double sum = x + gamma(random, b);
        if (sum > 0) {
            return x / sum;
        }
        return random.nextDouble() * (a + b) < a ? 1 : 0; // both underflow: for such shapes all mass sits at 0 and 1
    }

    /**
     * Returns a binomial variate: how many of n independent trials succeed.
     *
     * <p>The (n/2)-th smallest of n uniform numbers is a beta variate; it tells which half of them lies below p altogether,
     * and leaves the other half to ask. So n halves with each draw, and the result is exact for any n and p. Devroye (1986),
     * "Non-Uniform Random Variate Generation", chapter X, section 4, calls this a recursive method.
     *
     * @param random where the random numbers come from
     * @param trials n, 0 or more
     * @param probability p, in [0, 1]
     * @return the number of successes, from 0 to n
     */
    public static long binomial(SplittableRandom random, long trials, double probability) {
        long successes = 0;
        long left = trials;
        double p = probability;
        while (left > FEW_TRIALS && p > 0 && p < 1) {
            long rank = 1 + left / 2;
            double split = beta(random, (double) rank, (double) (left + 1 - rank));
            if (split <= p) {
                successes += rank;
                left -= rank;
                p = split < 1 ? Math.min(1, (p - split) / (1 - split)) : 0;
            } else {
                left = rank - 1;
                p /= split;
            }
        }
        if (p >= 1) {
            return successes + left;
        }
        for (long i = 0; i < left && p > 0; i++) {
            if (random.nextDouble() < p) {
                successes++;
            }
        }
        return successes;
    }

    /**
     * Deals a number of things to classes at random: a multinomial variate.
     *
     * @param random where the random numbers come from
     * @param trials how many things, 0 or more
     * @param probabilities the probability of each class, 0 or more, adding up to 1
     * @param into the number of things of each class is added to these, of the same length
     */
    public static void addMultinomial(SplittableRandom random, long trials, double[] probabilities, long[] into) {
        long left = trials;
        double rest = 1;
        int last = probabilities.length - 1;
        while (last > 0 && probabilities[last] == 0) {
            last--; // what rounding leaves of rest must not fall on a class that is impossible
        }
        for (int i = 0; i < last && left > 0; i++) {
            if (probabilities[i] == 0) {
                continue;
            }
            double share = rest > 0 ? Math.min(1, probabilities[i] / rest) : 1;
            long here = binomial(random, left, share);
            into[i] += here;
            left -= here;
            rest -= probabilities[i];
        }
        into[last] += left;
    }

    /**
     * Returns a Dirichlet variate: probabilities that add up to 1.
     *
     * @param random where the random numbers come from
     * @param shapes the shape of each class, 0 or more, at least one positive; a class of shape 0 gets probability 0
     * @return the probabilities
     */
    public static double[] dirichlet(SplittableRandom random, double[] shapes) {
        double[] draw = new double[shapes.length];
        double sum = 0;
        for (int i = 0; i < shapes.length; i++) {
            draw[i] = shapes[i] > 0 ? gamma(random, shapes[i]) : 0;
            sum += draw[i];
        }
        if (!(sum > 0)) { // all underflow: the mass sits on one class, chosen by its share of the shapes
            return oneClass(random, shapes);
        }
        for (int i = 0; i < draw.length; i++) {
            draw[i] /= sum;
        }
        return draw;
    }

    private static double[] oneClass(SplittableRandom random, double[] shapes) {
        double total = 0;
        for (double shape : shapes) {
            total += shape;
        }
        double left = random.nextDouble() * total;
        double[] draw = new double[shapes.length];
        int chosen = 0;
        for (int i = 0; i < shapes.length && left >= 0; i++) {
            if (shapes[i] > 0) {
                chosen = i;
                left -= shapes[i];
            }
        }
        draw[chosen] = 1;
        return draw;
    }
}

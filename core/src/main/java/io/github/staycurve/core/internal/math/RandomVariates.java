package io.github.staycurve.core.internal.math;

import java.util.SplittableRandom;

/**
 * Random numbers of the distributions by which customers differ, from a generator that the caller seeds.
 *
 * <p>This class has no state; the generator passed in must not be shared between threads.
 */
public final class RandomVariates {
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
}

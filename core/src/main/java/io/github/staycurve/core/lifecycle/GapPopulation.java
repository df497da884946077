package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.internal.Checks;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How the gaps between purchases vary within and between customers: the population that {@link AdaptiveSilence} measures a
 * silence against.
 *
 * <p>A customer's gaps are Erlang distributed with shape k and rate λ, and λ varies between customers by a gamma
 * distribution with shape r and rate α. With k = 1 gaps are exponential, purchases at random; the greater k, the more
 * regular. A customer with x gaps that span τ days has, by Bayes' rule, a rate that is gamma distributed with shape r + kx
 * and rate α + τ, so that the next gap exceeds s with probability
 *
 * <pre>{@code S(s) = u^a * sum over j < k of (a)_j / j! * (1 - u)^j,  a = r + kx,  u = (alpha + tau) / (alpha + tau + s)}</pre>
 *
 * <p>which for k = 1 is ((α + τ)/(α + τ + s))<sup>r+x</sup>. All times are in days.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param shape k, the regularity of gaps, from 1 to 20
 * @param r shape of the gamma distribution of λ, above 0, at most 1e9: the less, the more customers differ
 * @param alpha rate of that distribution, in days, positive and finite
 * @param cutoff the last day of the data that these were fitted to; empty if they were not fitted
 * @see <a href="https://doi.org/10.2307/2346780">Ehrenberg (1959), The Pattern of Consumer Purchases, Applied Statistics
 *     8(1), 26-41, for k = 1; the sum is the survival function of the compound gamma, or inverted beta, distribution</a>
 */
public record GapPopulation(int shape, double r, double alpha, Optional<LocalDate> cutoff) {
    /** The greatest shape: gaps that vary by a little more than a fifth of their mean. */
    public static final int MAX_SHAPE = 20;

    /** Far beyond any fit; sums of powers of it stay within a double. */
    private static final double MAX_R = 1e9;

    /**
     * Checks the parameters.
     *
     * @param shape k, the regularity of gaps, from 1 to 20
     * @param r shape of the gamma distribution of λ, above 0, at most 1e9: the less, the more customers differ
     * @param alpha rate of that distribution, in days, positive and finite
     * @param cutoff the last day of the data that these were fitted to; empty if they were not fitted
     * @throws IllegalArgumentException if a parameter lies outside its range
     */
    public GapPopulation {
        checkedShape(shape);
        if (!(r > 0 && r <= MAX_R)) {
            throw new IllegalArgumentException("r must lie above 0 and not above %s, was %s".formatted(MAX_R, r));
        }
        Checks.positiveFinite(alpha, "alpha");
    }

    /**
     * Returns a population of exponential gaps that was not fitted here.
     *
     * @param r shape of the gamma distribution of λ, above 0, at most 1e9
     * @param alpha rate of that distribution, in days, positive and finite
     * @return the population
     * @throws IllegalArgumentException if a parameter lies outside its range
     */
    public static GapPopulation of(double r, double alpha) {
        return new GapPopulation(1, r, alpha, Optional.empty());
    }

    /**
     * Fits the population of exponential gaps to histories as of a day.
     *
     * @param days the purchases; those after the cutoff do not count
     * @param cutoff the last day of the data
     * @return the population, frozen at that day, and how the fit went
     */
    public static GapPopulationFit fit(PurchaseDays days, LocalDate cutoff) {
        return fit(days, cutoff, 1);
    }

    /**
     * Fits r and alpha by maximum likelihood, given the shape: from every customer's complete gaps and the last gap, which
     * is not over at the cutoff. That is empirical Bayes: what one customer's history is then combined with is learnt from
     * all.
     *
     * @param days the purchases; those after the cutoff do not count
     * @param cutoff the last day of the data
     * @param shape k, from 1 to 20; {@link GapShapeChoice} finds one
     * @return the population, frozen at that day, and how the fit went; never an exception for hard data
     * @throws IllegalArgumentException if the shape lies outside its range
     */
    public static GapPopulationFit fit(PurchaseDays days, LocalDate cutoff, int shape) {
        return new GapFitter(days, cutoff, checkedShape(shape)).fit();
    }

    static int checkedShape(int shape) {
        if (shape < 1 || shape > MAX_SHAPE) {
            throw new IllegalArgumentException("shape must lie in [1, %s], was %s".formatted(MAX_SHAPE, shape));
        }
        return shape;
    }

    /**
     * Returns the probability that the gap after the last purchase is longer than a silence.
     *
     * @param silence s, in days, 0 or more
     * @param gaps x, the number of complete gaps, 0 or more
     * @param span τ, the days from the first purchase to the last, 0 or more
     * @return S(s), in [0, 1]; 1 at s = 0
     * @throws IllegalArgumentException if an argument lies outside its range
     */
    public double survival(double silence, int gaps, double span) {
        Checks.nonNegativeFinite(silence, "silence");
        Checks.nonNegative(gaps, "gaps");
        Checks.nonNegativeFinite(span, "span");
        return survival(silence / (alpha + span), r + (double) shape * gaps);
    }

    /**
     * Returns the silence that a gap exceeds with probability 1 − p.
     *
     * @param p the probability that the gap is over by then, above 0 and below 1
     * @param gaps x, the number of complete gaps, 0 or more
     * @param span τ, the days from the first purchase to the last, 0 or more
     * @return q<sub>p</sub> in days, above 0; infinite where it is beyond the range of a double, as with very small r
     * @throws IllegalArgumentException if an argument lies outside its range
     */
    public double quantile(double p, int gaps, double span) {
        Checks.openUnit(p, "p");
        Checks.nonNegative(gaps, "gaps");
        Checks.nonNegativeFinite(span, "span");
        return (alpha + span) * quantileFactor(p, gaps);
    }

    /** Returns q<sub>p</sub>/(α + τ), which depends on the number of gaps alone. */
    double quantileFactor(double p, int gaps) {
        double a = r + (double) shape * gaps;
        if (shape == 1) {
            return Math.expm1(-Math.log1p(-p) / a); // (1 - p)^(-1/a) - 1
        }
        double above = 1;
        while (survival(above, a) > 1 - p && above < Double.POSITIVE_INFINITY) {
            above *= 2;
        }
        if (above == Double.POSITIVE_INFINITY) {
            return above;
        }
        double below = above / 2;
        while (survival(below, a) <= 1 - p) {
            below /= 2;
        }
        return bisected(p, a, below, above);
    }

    /** Halves the bracket until no double lies between its ends. */
    private double bisected(double p, double a, double from, double to) {
        double below = from;
        double above = to;
        while (true) {
            double middle = below + (above - below) / 2;
            if (!(middle > below && middle < above)) {
                return above;
            }
            if (survival(middle, a) > 1 - p) {
                below = middle;
            } else {
                above = middle;
            }
        }
    }

    /** Returns S for s/(α + τ) and a. */
    private double survival(double ratio, double a) {
        return Math.min(1, Math.exp(logSurvival(ratio, a)));
    }

    /** Returns ln S(s), also where S is below the least double. */
    double logSurvival(double silence, int gaps, double span) {
        return logSurvival(silence / (alpha + span), r + (double) shape * gaps);
    }

    private double logSurvival(double ratio, double a) {
        double first = -a * Math.log1p(ratio);
        if (shape == 1) {
            return first;
        }
        double gone = 1 / (1 + 1 / ratio); // 1 - u, also of an infinite ratio
        double term = 1;
        double sum = 1;
        for (int j = 1; j < shape; j++) {
            term *= (a + j - 1) / j * gone;
            sum += term;
        }
        return first + Math.log(sum);
    }

    /**
     * Returns this population in words, numbers in full.
     *
     * @return one line
     */
    public String describe() {
        return "gaps of shape %s, r = %s, alpha = %s days%s"
                .formatted(
                        shape, r, alpha, cutoff.map(day -> ", fitted to " + day).orElse(""));
    }
}

package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.ChiSquareDistributions;
import java.util.OptionalDouble;

/**
 * How far shares of bins have moved: the population stability index, and beside it the Jensen-Shannon divergence, which needs
 * no floor.
 *
 * <p>The index is the sum of (a - e) ln(a/e) over bins with shares e of the reference and a of now. An empty bin would make it
 * infinite, so shares are raised to a floor, without making them add up to 1 again; then one bin of 5 % that was empty brings
 * 0.31, more than any threshold, and a lower floor brings still more. The Jensen-Shannon divergence, the mean of the
 * Kullback-Leibler divergences of both from their mean, brings 0.017 for it whatever the floor. For small changes it is an
 * eighth of the index.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param psi the population stability index, 0 or more
 * @param floor the least share that the index counts with
 * @param flooredBins in how many bins a share was raised to the floor, those empty on both sides not counted
 * @param jensenShannon the Jensen-Shannon divergence in nats, in [0, ln 2]
 * @param pValue the probability of shares that differ as much between samples of one population, by the likelihood-ratio
 *     (G) test; empty where all are in one bin
 */
public record PopulationStability(
        double psi, double floor, int flooredBins, double jensenShannon, OptionalDouble pValue) {

    /**
     * Returns how far counts have moved.
     *
     * @param reference how many were in each bin, 0 or more, not all 0
     * @param current how many are in each bin, 0 or more, not all 0
     * @param floor the least share that the index counts with, above 0 and below 1; 0.0001 is usual
     * @return the numbers
     * @throws IllegalArgumentException if a number is out of its range, all of a side are 0, or the lengths differ
     */
    public static PopulationStability of(double[] reference, double[] current, double floor) {
        Checks.openUnit(floor, "floor");
        Checks.length(current.length, reference.length, "current");
        double all = sum(reference, "reference");
        double allNow = sum(current, "current");
        double psi = 0;
        double divergence = 0;
        int floored = 0;
        for (int bin = 0; bin < reference.length; bin++) {
            double e = reference[bin] / all;
            double a = current[bin] / allNow;
            if (e == 0 && a == 0) {
                continue;
            }
            double mean = (e + a) / 2;
            divergence += (xLogRatio(e, mean) + xLogRatio(a, mean)) / 2;
            if (e < floor || a < floor) {
                floored++;
            }
            double raisedE = Math.max(e, floor);
            double raisedA = Math.max(a, floor);
            psi += (raisedA - raisedE) * Math.log(raisedA / raisedE);
        }
        return new PopulationStability(
                psi, floor, floored, Math.max(0, divergence), homogeneity(reference, current, all, allNow));
    }

    private static double sum(double[] counts, String name) {
        double sum = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            sum += Checks.nonNegativeFinite(counts[bin], name + "[" + bin + "]");
        }
        return Checks.positiveFinite(sum, "sum of " + name);
    }

    private static double xLogRatio(double x, double mean) {
        return x == 0 ? 0 : x * Math.log(x / mean);
    }

    /** The likelihood-ratio test of one distribution for both, with a degree of freedom less than there are filled bins. */
    private static OptionalDouble homogeneity(double[] reference, double[] current, double all, double allNow) {
        double statistic = 0;
        int filled = 0;
        for (int bin = 0; bin < reference.length; bin++) {
            double here = reference[bin] + current[bin];
            if (here > 0) {
                filled++;
                double share = here / (all + allNow);
                statistic += 2 * (xLogRatio(reference[bin], share * all) + xLogRatio(current[bin], share * allNow));
            }
        }
        return filled < 2
                ? OptionalDouble.empty()
                : OptionalDouble.of(ChiSquareDistributions.upperTail(Math.max(0, statistic), filled - 1.0));
    }
}

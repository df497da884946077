package io.github.staycurve.core.stat;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.NormalDistributions;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The Nelson-Aalen curve: the hazard of ending, cumulated up to a time.
 *
 * <p>H(t) is the sum of d / n over the times up to t, its variance that of d / n² (Aalen's). Like
 * {@link KaplanMeier} it is a step function, continuous from the right, known up to the last time of the data only.
 *
 * <p>This class is immutable and thread-safe. Times are in the unit of the durations.
 *
 * @see <a href="https://doi.org/10.1214/aos/1176344247">Aalen (1978), Nonparametric Inference for a Family of Counting
 *     Processes, Annals of Statistics 6, 701-726</a>
 * @see <a href="https://doi.org/10.1007/b97377">Klein and Moeschberger (2003), Survival Analysis, equations 4.2.3 and
 *     4.2.4</a>
 */
public final class NelsonAalen {
    private final CensoredDurations data;
    private final HazardTies ties;
    private final RiskTable table;
    private final double[] hazard;
    private final double[] variance;

    private NelsonAalen(CensoredDurations data, HazardTies ties) {
        if (data.weightKind() == WeightKind.SAMPLING) {
            throw new IllegalArgumentException(
                    "Nelson-Aalen errors need weights of kind FREQUENCY, were SAMPLING; -log S of KaplanMeier takes both");
        }
        this.data = data;
        this.ties = ties;
        this.table = new RiskTable(data);
        int n = table.times.length;
        hazard = new double[n];
        variance = new double[n];
        double[] sums = new double[2];
        for (int j = 0; j < n; j++) {
            addJump(table.atRisk[j], table.ended[j], sums);
            hazard[j] = sums[0];
            variance[j] = sums[1];
        }
    }

    /**
     * Returns the curve of rows, with one jump where several end at one time.
     *
     * @param data the rows; weights, if any, are frequencies
     * @return the curve
     * @throws IllegalArgumentException if the weights are sampling weights
     */
    public static NelsonAalen of(CensoredDurations data) {
        return of(data, HazardTies.POOLED);
    }

    /**
     * Returns the curve of rows.
     *
     * @param data the rows; weights, if any, are frequencies
     * @param ties how rows that end at one time add to it
     * @return the curve
     * @throws IllegalArgumentException if the weights are sampling weights
     */
    public static NelsonAalen of(CensoredDurations data, HazardTies ties) {
        return new NelsonAalen(data, ties);
    }

    private void addJump(double atRisk, double ended, double[] sums) {
        if (ties == HazardTies.POOLED) {
            sums[0] += ended / atRisk;
            sums[1] += ended / atRisk / atRisk;
            return;
        }
        for (double before = 0; before < ended; before++) {
            double left = atRisk - before;
            sums[0] += 1 / left;
            sums[1] += 1 / (left * left);
        }
    }

    /**
     * Returns the number of distinct times at which rows ended or were censored.
     *
     * @return 0 or more
     */
    public int size() {
        return table.times.length;
    }

    /**
     * Returns one of the distinct times, which ascend.
     *
     * @param index the index, from 0
     * @return the time
     */
    public double time(int index) {
        return table.times[index];
    }

    /**
     * Returns H at one of the times.
     *
     * @param index the index of the time, from 0
     * @return the hazard cumulated up to then, that time included, 0 or more
     */
    public double cumulativeHazard(int index) {
        return hazard[index];
    }

    /**
     * Returns the variance of H at one of the times.
     *
     * @param index the index of the time, from 0
     * @return 0 or more
     */
    public double variance(int index) {
        return variance[index];
    }

    /**
     * Returns H at a time.
     *
     * @param t the time, 0 or more
     * @return the hazard cumulated up to then, that time included; empty after the last time of the data
     * @throws IllegalArgumentException if the time is negative or NaN
     */
    public OptionalDouble cumulativeHazardAt(double t) {
        if (!(t >= 0)) {
            throw new IllegalArgumentException("time must be 0 or more, was " + t);
        }
        int n = table.times.length;
        if (n == 0 || t > table.times[n - 1]) {
            return OptionalDouble.empty();
        }
        int index = table.lastAtOrBefore(t);
        return OptionalDouble.of(index < 0 ? 0 : hazard[index]);
    }

    /**
     * Returns the interval of H at one of the times, symmetric in log H, so that it stays above 0.
     *
     * @param index the index of the time, from 0
     * @param confidence the confidence level, above 0 and below 1
     * @return the interval, empty where nothing has ended
     * @throws IllegalArgumentException if the level is out of its range
     */
    public Optional<Interval> interval(int index, double confidence) {
        Checks.openUnit(confidence, "confidence");
        if (hazard[index] == 0) {
            return Optional.empty();
        }
        double z = -NormalDistributions.quantile((1 - confidence) / 2);
        double factor = Math.exp(z * Math.sqrt(variance[index]) / hazard[index]);
        return Optional.of(new Interval(hazard[index] / factor, hazard[index] * factor, confidence));
    }

    /**
     * Returns what this curve is made of.
     *
     * @return one line
     */
    public String describe() {
        return "Nelson-Aalen curve of %s, ties %s".formatted(data, ties);
    }

    @Override
    public String toString() {
        return describe();
    }
}

package io.github.staycurve.churn.evaluate;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.NormalDistributions;
import io.github.staycurve.core.stat.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * Intervals by resampling customers: each replicate draws as many customers as there are, with replacement, and every metric
 * is computed on it.
 *
 * <p>The interval is normal, by the standard deviation of the replicates, around the value less its bias, which is the mean
 * of the replicates less the value (Efron and Tibshirani, 1993, "An Introduction to the Bootstrap", chapter 10), cut to the
 * range of the metric. What is a maximum or a sum of distances, as KS, the H-measure, a maximum profit or a calibration
 * error, is flattered by chance, and its replicates are flattered twice: the interval between their percentiles would miss
 * the truth far too often. The value may then lie in the upper part of the interval, or even above it. The interval of a
 * calibration error starts at 0, and reaches the value at least, where a test of scores that are right does not reject them:
 * no replicate is calibrated, so that the bootstrap alone would never hold an error of 0.
 *
 * <p>Replicates are drawn as weights of the sorted customers, so that nothing is sorted again, and all metrics share them: the
 * cost is proportional to replicates times customers. A replicate on which a metric is undefined, as an AUC on which nobody
 * churned, says nothing about it; where more than one in twenty are, there is no interval, nor where all replicates agree.
 *
 * <p>The generator is split once a replicate, so that replicate 17 is the same whatever else is asked for. This record is
 * immutable and thread-safe; it runs on the thread that asks.
 *
 * @param replicates how many, 20 or more; 1000 is usual
 * @param seed where the random numbers start
 * @param stratified whether each replicate has as many churners as the data; if not, their number varies as it would in
 *     other customers
 * @param confidence the confidence level of the intervals, above 0 and below 1
 * @see <a href="https://doi.org/10.1214/aos/1176344552">Efron (1979), Bootstrap Methods: Another Look at the Jackknife,
 *     Annals of Statistics 7, 1-26</a>
 */
public record ScoreBootstrap(int replicates, long seed, boolean stratified, double confidence) {
    private static final int FEWEST = 20;
    private static final int MOST = 1_000_000;
    private static final int MOST_UNDEFINED = 20;
    /** A standard error this small beside the value is rounding. */
    static final double ROUNDING = 1e-13;

    /**
     * Checks the settings.
     *
     * @param replicates how many, 20 to 1,000,000
     * @param seed where the random numbers start
     * @param stratified whether each replicate has as many churners as the data
     * @param confidence the confidence level, above 0 and below 1
     * @throws IllegalArgumentException if a number is out of its range
     */
    public ScoreBootstrap {
        Checks.inRange(replicates, FEWEST, MOST, "replicates");
        Checks.openUnit(confidence, "confidence");
    }

    /**
     * Returns a bootstrap that is not stratified, with intervals at 95 %.
     *
     * @param replicates how many, 20 to 1,000,000
     * @param seed where the random numbers start
     * @return the bootstrap
     * @throws IllegalArgumentException if the number is out of its range
     */
    public static ScoreBootstrap of(int replicates, long seed) {
        return new ScoreBootstrap(replicates, seed, false, 0.95);
    }

    /**
     * Returns this bootstrap with as many churners in each replicate as in the data.
     *
     * @return the bootstrap
     */
    public ScoreBootstrap withStrata() {
        return new ScoreBootstrap(replicates, seed, true, confidence);
    }

    /**
     * Returns this bootstrap with another confidence level.
     *
     * @param newConfidence the level, above 0 and below 1
     * @return the bootstrap
     * @throws IllegalArgumentException if the level is out of its range
     */
    public ScoreBootstrap withConfidence(double newConfidence) {
        return new ScoreBootstrap(replicates, seed, stratified, newConfidence);
    }

    /**
     * Returns metrics with intervals by bootstrap, also those for which theory has one.
     *
     * @param outcomes the customers
     * @param metrics the metrics
     * @return an estimate a metric, in their order; its standard error is the standard deviation of the replicates
     */
    public List<MetricEstimate> estimates(ScoredOutcomes outcomes, List<ScoreMetric> metrics) {
        ScoreGroups data = outcomes.groups();
        int groups = data.size();
        double[] cells = new double[2 * groups];
        Resampler ofChurned = Resampler.of(data.churned);
        Resampler ofStayed = Resampler.of(data.stayed);
        Resampler ofAll = Resampler.of(interleaved(data, cells));
        double[] churned = new double[groups];
        double[] stayed = new double[groups];
        double[][] values = new double[metrics.size()][replicates];
        SplittableRandom root = new SplittableRandom(seed);
        for (int r = 0; r < replicates; r++) {
            SplittableRandom random = root.split();
            if (stratified) {
                ofChurned.draw(random, churned);
                ofStayed.draw(random, stayed);
            } else {
                ofAll.draw(random, cells);
                for (int g = 0; g < groups; g++) {
                    churned[g] = cells[2 * g];
                    stayed[g] = cells[2 * g + 1];
                }
            }
            ScoreGroups replicate = data.withWeights(churned, stayed);
            for (int m = 0; m < values.length; m++) {
                values[m][r] = metrics.get(m).valueOrNaN(replicate);
            }
        }
        List<MetricEstimate> estimates = new ArrayList<>();
        for (int m = 0; m < values.length; m++) {
            estimates.add(estimate(metrics.get(m), data, values[m]));
        }
        return List.copyOf(estimates);
    }

    private static double[] interleaved(ScoreGroups data, double[] cells) {
        for (int g = 0; g < data.size(); g++) {
            cells[2 * g] = data.churned[g];
            cells[2 * g + 1] = data.stayed[g];
        }
        return cells;
    }

    private MetricEstimate estimate(ScoreMetric metric, ScoreGroups data, double[] replicateValues) {
        OptionalDouble value = metric.value(data);
        if (value.isEmpty()) {
            return metric.undefined();
        }
        double[] known = known(replicateValues);
        if (isTooFew(known)) {
            return MetricEstimate.withoutInterval(
                    metric.name(),
                    value,
                    "undefined in %s of %s replicates".formatted(replicates - known.length, replicates));
        }
        double bias = mean(known) - value.getAsDouble();
        double error = standardDeviation(known);
        boolean mayBeZero = metric.mayBeZero(data, confidence);
        Optional<Interval> interval = interval(value.getAsDouble() - bias, error)
                .map(metric::withinRange)
                .map(range ->
                        mayBeZero ? new Interval(0, Math.max(range.upper(), value.getAsDouble()), confidence) : range);
        return new MetricEstimate(
                metric.name(),
                value,
                OptionalDouble.of(error),
                OptionalDouble.of(bias),
                interval,
                interval.isEmpty()
                        ? "every replicate gives the same"
                        : mayBeZero ? describe() + ", from 0 as chance may explain it all" : describe());
    }

    /** The replicates in which there is a value. */
    static double[] known(double[] values) {
        return Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    }

    boolean isTooFew(double[] known) {
        return (long) (replicates - known.length) * MOST_UNDEFINED > replicates;
    }

    /** The normal interval around a centre; empty where replicates differ by rounding only. */
    Optional<Interval> interval(double centre, double error) {
        if (error <= ROUNDING * Math.abs(centre)) {
            return Optional.empty();
        }
        double half = -NormalDistributions.quantile((1 - confidence) / 2) * error;
        return Optional.of(new Interval(centre - half, centre + half, confidence));
    }

    static double mean(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        return mean;
    }

    static double standardDeviation(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }

    /**
     * Returns the bootstrap in words.
     *
     * @return a few words
     */
    public String describe() {
        return "bootstrap, bias-corrected normal, %s replicates%s, seed %s"
                .formatted(replicates, stratified ? " with as many churners each" : "", seed);
    }
}

package io.github.staycurve.core.stat;

import io.github.staycurve.core.internal.Checks;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The Kaplan-Meier curve: the share that has not ended by a time, from rows of which many had not ended when last seen.
 *
 * <p>S(t) is the product of 1 - d / n over the times up to t, where d rows ended out of n at risk just before; at equal
 * times rows end before others are censored. It is a step function, continuous from the right, and it is known up to the
 * last time of the data only: later it is empty, unless it has reached 0. With late entries it is conditional on
 * reaching the earliest of them, and falls to 0 for good where all who happen to be at risk end, which a thin risk set at
 * the start of such data makes likely: look at {@link #atRisk(int)}.
 *
 * <p>Errors are Greenwood's for whole weights, and the infinitesimal jackknife for sampling weights. Where S is 1 or 0
 * the data sets no error, and there is none.
 *
 * <p>This class is immutable and thread-safe. Times are in the unit of the durations.
 *
 * @see <a href="https://doi.org/10.1080/01621459.1958.10501452">Kaplan and Meier (1958), Nonparametric Estimation from
 *     Incomplete Observations, JASA 53, 457-481</a>
 * @see <a href="https://doi.org/10.1007/b97377">Klein and Moeschberger (2003), Survival Analysis, chapter 4</a>
 */
public final class KaplanMeier {
    /** Probabilities closer than this, relatively, are equal: products of fractions round. */
    private static final double ROUNDING = 1e-12;

    private final CensoredDurations data;
    private final RiskTable table;
    private final double[] survival;
    /** Variance of log S up to each time; without meaning where S is 0. */
    private final double[] logVariance;

    private KaplanMeier(CensoredDurations data) {
        this.data = data;
        this.table = new RiskTable(data);
        int n = table.times.length;
        survival = new double[n];
        double product = 1;
        for (int j = 0; j < n; j++) {
            product = table.exhausted[j] ? 0 : product * ((table.atRisk[j] - table.ended[j]) / table.atRisk[j]);
            survival[j] = product;
        }
        logVariance = isRobust() ? new RobustVariance(table, data).upToEach() : greenwood();
    }

    /**
     * Returns the curve of rows.
     *
     * @param data the rows
     * @return the curve
     */
    public static KaplanMeier of(CensoredDurations data) {
        return new KaplanMeier(data);
    }

    /**
     * Returns the curve of rows that were observed from the start, each counting once.
     *
     * @param durations how long each row was observed, 0 or more, finite
     * @param ended for each row whether it ended then; false is right-censored
     * @return the curve
     * @throws IllegalArgumentException if a duration is out of its range, or the columns differ in length
     */
    public static KaplanMeier of(double[] durations, boolean[] ended) {
        return of(CensoredDurations.of(durations, ended));
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
     * Returns how many rows, by weight, were at risk just before a time.
     *
     * @param index the index of the time, from 0
     * @return above 0
     */
    public double atRisk(int index) {
        return table.atRisk[index];
    }

    /**
     * Returns how many rows, by weight, ended at a time.
     *
     * @param index the index of the time, from 0
     * @return 0 or more
     */
    public double ended(int index) {
        return table.ended[index];
    }

    /**
     * Returns how many rows, by weight, were censored at a time.
     *
     * @param index the index of the time, from 0
     * @return 0 or more
     */
    public double censored(int index) {
        return table.censored[index];
    }

    /**
     * Returns S at one of the times.
     *
     * @param index the index of the time, from 0
     * @return the share that has not ended by then, that time included, in [0, 1]
     */
    public double survival(int index) {
        return survival[index];
    }

    /**
     * Returns the variance of S at one of the times.
     *
     * @param index the index of the time, from 0
     * @return the variance; 0 where nothing has ended, empty where S is 0
     */
    public OptionalDouble variance(int index) {
        double s = survival[index];
        return s == 0 ? OptionalDouble.empty() : OptionalDouble.of(s * s * logVariance[index]);
    }

    /**
     * Returns the interval of S at one of the times.
     *
     * @param index the index of the time, from 0
     * @param confidence the confidence level, above 0 and below 1
     * @param kind the scale of the interval
     * @return the interval of this point of the curve alone; empty where S is 0 or 1
     * @throws IllegalArgumentException if the level is out of its range
     */
    public Optional<Interval> interval(int index, double confidence, SurvivalIntervalKind kind) {
        return SurvivalIntervals.of(survival[index], logVariance[index], confidence, kind);
    }

    /**
     * Returns S at a time.
     *
     * @param t the time, 0 or more
     * @return the share that has not ended by then, that time included; empty after the last time of the data, unless all
     *     had ended by then
     * @throws IllegalArgumentException if the time is negative or NaN
     */
    public OptionalDouble survivalAt(double t) {
        int index = knownIndex(t);
        return index == UNKNOWN ? OptionalDouble.empty() : OptionalDouble.of(survivalOf(index));
    }

    /**
     * Returns the interval of S at a time.
     *
     * @param t the time, 0 or more
     * @param confidence the confidence level, above 0 and below 1
     * @param kind the scale of the interval
     * @return the interval; empty where S is 0 or 1 or not known
     * @throws IllegalArgumentException if the time is negative or NaN, or the level is out of its range
     */
    public Optional<Interval> intervalAt(double t, double confidence, SurvivalIntervalKind kind) {
        Checks.openUnit(confidence, "confidence");
        int index = knownIndex(t);
        return index < 0 ? Optional.empty() : interval(index, confidence, kind);
    }

    /**
     * Returns how many rows, by weight, were at risk just before a time: entered by then and not yet gone.
     *
     * @param t the time, 0 or more
     * @return 0 or more; between two times of the data the number at the later, which counts late entries up to then
     * @throws IllegalArgumentException if the time is negative or NaN
     */
    public double atRiskAt(double t) {
        checkTime(t);
        int before = table.lastAtOrBefore(t);
        int index = before >= 0 && table.times[before] == t ? before : before + 1;
        return index == table.times.length ? 0 : table.atRisk[index];
    }

    /**
     * Returns the time by which a share has ended: the first at which S is at most 1 - share.
     *
     * @param share the share, above 0 and below 1; 0.5 asks for the median
     * @return the time, empty where the curve stays above
     * @throws IllegalArgumentException if the share is out of its range
     */
    public OptionalDouble quantile(double share) {
        Checks.openUnit(share, "share");
        for (int j = 0; j < survival.length; j++) {
            if (isAtMost(survival[j], 1 - share)) {
                return OptionalDouble.of(table.times[j]);
            }
        }
        return OptionalDouble.empty();
    }

    /**
     * Returns the time by which half has ended.
     *
     * @return the median, empty where the curve stays above 0.5
     */
    public OptionalDouble median() {
        return quantile(0.5);
    }

    /**
     * Returns the interval of the time by which a share has ended: the times at which the interval of S holds 1 - share.
     *
     * @param share the share, above 0 and below 1
     * @param confidence the confidence level, above 0 and below 1
     * @param kind the scale of the intervals of S
     * @return the interval, infinite above where the upper ends stay above 1 - share; empty where the lower ends do
     * @throws IllegalArgumentException if the share or the level is out of its range
     * @see <a href="https://doi.org/10.2307/2530286">Brookmeyer and Crowley (1982), A Confidence Interval for the Median
     *     Survival Time, Biometrics 38, 29-41</a>
     */
    public Optional<Interval> quantileInterval(double share, double confidence, SurvivalIntervalKind kind) {
        Checks.openUnit(share, "share");
        Checks.openUnit(confidence, "confidence");
        double lower = Double.NaN;
        for (int j = 0; j < survival.length; j++) {
            if (survival[j] == 0) {
                lower = Double.isNaN(lower) ? table.times[j] : lower;
                break; // no error from here on, so that the upper ends are not known
            }
            Optional<Interval> interval = interval(j, confidence, kind);
            if (interval.isEmpty()) {
                continue;
            }
            if (Double.isNaN(lower) && isAtMost(interval.get().lower(), 1 - share)) {
                lower = table.times[j];
            }
            if (isAtMost(interval.get().upper(), 1 - share)) {
                return Optional.of(new Interval(lower, table.times[j], confidence));
            }
        }
        return Double.isNaN(lower)
                ? Optional.empty()
                : Optional.of(new Interval(lower, Double.POSITIVE_INFINITY, confidence));
    }

    /**
     * Returns the mean of the durations, each cut at a time: the area under the curve up to it.
     *
     * @param upTo the time, 0 or more; infinity asks for the mean itself, known only where the curve reaches 0
     * @return the mean and its error; empty where the curve is not known up to that time
     * @throws IllegalArgumentException if the time is negative or NaN
     * @see <a href="https://doi.org/10.1007/b97377">Klein and Moeschberger (2003), equations 4.5.2 and 4.5.3</a>
     */
    public Optional<PointEstimate> restrictedMean(double upTo) {
        int last = knownIndex(upTo);
        if (last == UNKNOWN) {
            return Optional.empty();
        }
        double[] areas = new double[survival.length];
        double area = 0;
        double right = upTo;
        for (int j = last; j >= 0; j--) {
            area += survival[j] == 0 ? 0 : survival[j] * (right - table.times[j]);
            areas[j] = area;
            right = table.times[j];
        }
        // d mean / d log(1 - d/n) at a time is the area from there on
        return Optional.of(PointEstimate.of(area + right, Math.sqrt(variance(areas, 0, last))));
    }

    /**
     * Returns the probability to end in (from, from + length] for one that has not ended by {@code from}.
     *
     * @param from the age now, 0 or more
     * @param length how far ahead, 0 or more
     * @return 1 - S(from + length) / S(from), and its error, which is empty where the probability is 1; empty where the
     *     curve is not known, or is 0 at {@code from}
     * @throws IllegalArgumentException if an argument is negative or not finite
     */
    public Optional<PointEstimate> churnProbability(double from, double length) {
        return conditional(from, length).map(c -> {
            double churn = c.survival >= 1 ? 0 : 1 - c.survival;
            return c.survival == 0
                    ? PointEstimate.withoutError(churn)
                    : PointEstimate.of(churn, c.survival * Math.sqrt(c.logVariance));
        });
    }

    /**
     * Returns the interval of the probability to end in (from, from + length] for one that has not ended by {@code from}.
     *
     * @param from the age now, 0 or more
     * @param length how far ahead, 0 or more
     * @param confidence the confidence level, above 0 and below 1
     * @param kind the scale of the interval, that of the probability not to end
     * @return the interval; empty where the probability is not known, 0 or 1
     * @throws IllegalArgumentException if an argument is negative or not finite, or the level is out of its range
     */
    public Optional<Interval> churnInterval(double from, double length, double confidence, SurvivalIntervalKind kind) {
        Checks.openUnit(confidence, "confidence");
        return conditional(from, length)
                .flatMap(c -> SurvivalIntervals.of(c.survival, c.logVariance, confidence, kind))
                .map(kept -> new Interval(1 - kept.upper(), 1 - kept.lower(), confidence));
    }

    /**
     * Returns what this curve is made of.
     *
     * @return one line
     */
    public String describe() {
        return "Kaplan-Meier curve of %s, errors by %s"
                .formatted(data, isRobust() ? "the infinitesimal jackknife" : "Greenwood's formula");
    }

    @Override
    public String toString() {
        return describe();
    }

    private static final int UNKNOWN = -2;

    /** S(from + length) given survival to {@code from}, with the variance of its logarithm. */
    private record Conditional(double survival, double logVariance) {}

    private Optional<Conditional> conditional(double from, double length) {
        Checks.nonNegativeFinite(from, "from");
        Checks.nonNegativeFinite(length, "length");
        int start = knownIndex(from);
        int end = knownIndex(from + length);
        if (start == UNKNOWN || end == UNKNOWN || survivalOf(start) == 0) {
            return Optional.empty();
        }
        double kept = survivalOf(end) / survivalOf(start);
        if (kept == 0) {
            return Optional.of(new Conditional(0, 0));
        }
        double[] ones = new double[survival.length];
        Arrays.fill(ones, start + 1, end + 1, 1);
        return Optional.of(new Conditional(kept, variance(ones, start + 1, end)));
    }

    /** Returns the variance of the sum of c log(1 - d / n) over the times from one index to another, both included. */
    private double variance(double[] coefficients, int first, int last) {
        if (last < first) {
            return 0;
        }
        if (isRobust()) {
            return new RobustVariance(table, data).upToEach(coefficients)[last];
        }
        double sum = 0;
        for (int j = first; j <= last; j++) {
            if (!table.exhausted[j] && coefficients[j] != 0) {
                sum += coefficients[j] * coefficients[j] * RobustVariance.greenwoodTerm(table, j);
            }
        }
        return sum;
    }

    /** Greenwood (1926), The Natural Duration of Cancer: the variance of log S is the sum of d / (n (n - d)). */
    private double[] greenwood() {
        double[] variance = new double[survival.length];
        double sum = 0;
        for (int j = 0; j < variance.length; j++) {
            sum += table.exhausted[j] ? 0 : RobustVariance.greenwoodTerm(table, j);
            variance[j] = sum;
        }
        return variance;
    }

    private boolean isRobust() {
        return data.weightKind() == WeightKind.SAMPLING;
    }

    /** Returns the index of the step that holds t, -1 before the first, {@link #UNKNOWN} past the end of what is known. */
    private int knownIndex(double t) {
        checkTime(t);
        int n = table.times.length;
        if (n == 0 || (t > table.times[n - 1] && survival[n - 1] != 0)) {
            return UNKNOWN;
        }
        return table.lastAtOrBefore(t);
    }

    private double survivalOf(int index) {
        return index < 0 ? 1 : survival[index];
    }

    private static void checkTime(double t) {
        if (!(t >= 0)) {
            throw new IllegalArgumentException("time must be 0 or more, was " + t);
        }
    }

    private static boolean isAtMost(double probability, double limit) {
        return probability <= limit * (1 + ROUNDING);
    }
}

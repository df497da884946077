package io.github.staycurve.core.metric;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.NormalDistributions;
import io.github.staycurve.core.stat.Interval;
import java.util.Arrays;

/**
 * Whether a metric rises or falls, and how fast: the Theil-Sen slope and the Mann-Kendall test, which one wild period
 * cannot carry away.
 *
 * <p>Only complete periods count; a missing one leaves a hole in time and no more. Periods are taken as independent: of a
 * series with a season, test whole years or one period of each, as a series that hangs on to its level makes the test
 * find trends that are none.
 *
 * <p>This class is immutable and thread-safe. It costs n² for n periods.
 *
 * @see <a href="https://doi.org/10.1080/01621459.1968.10480934">Sen (1968), Estimates of the Regression Coefficient Based
 *     on Kendall's Tau, JASA 63, 1379-1389</a>
 * @see <a href="https://doi.org/10.2307/1907187">Mann (1945), Nonparametric Tests Against Trend, Econometrica 13,
 *     245-259</a>
 */
public final class Trend {
    /** The fewest complete periods a trend is read off. */
    public static final int MIN_PERIODS = 4;

    /** The most periods: their pairs are all held. */
    public static final int MAX_PERIODS = 4000;

    /** Up to here the distribution of S is enumerated where there are no ties. */
    private static final int MAX_EXACT = 60;

    private final String metric;
    private final int periods;
    private final double[] slopes;
    private final double intercept;
    private final long score;
    private final double variance;
    private final boolean ties;

    private Trend(String metric, double[] times, double[] values) {
        this.metric = metric;
        this.periods = values.length;
        this.slopes = slopes(times, values);
        double slope = median(slopes);
        double[] rests = new double[values.length];
        Arrays.setAll(rests, i -> values[i] - slope * times[i]);
        Arrays.sort(rests);
        this.intercept = median(rests);
        this.score = score(values);
        this.variance = variance(values);
        this.ties = variance != untiedVariance(periods);
    }

    /**
     * Reads the trend off a series.
     *
     * @param series the series, of at least {@value #MIN_PERIODS} and at most {@value #MAX_PERIODS} complete periods
     * @return the trend
     * @throws IllegalArgumentException if there are too few or too many complete periods
     */
    public static Trend of(MetricSeries series) {
        double[] times = new double[series.size()];
        double[] values = new double[series.size()];
        int n = 0;
        for (int i = 0; i < series.size(); i++) {
            if (series.isComplete(i)) {
                times[n] = i;
                values[n++] = series.value(i);
            }
        }
        if (n < MIN_PERIODS || n > MAX_PERIODS) {
            throw new IllegalArgumentException("%s: a trend needs %d to %d complete periods, has %d"
                    .formatted(series.metric(), MIN_PERIODS, MAX_PERIODS, n));
        }
        return new Trend(series.metric(), Arrays.copyOf(times, n), Arrays.copyOf(values, n));
    }

    private static double[] slopes(double[] times, double[] values) {
        int n = values.length;
        double[] slopes = new double[n * (n - 1) / 2];
        int next = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                slopes[next++] = (values[j] - values[i]) / (times[j] - times[i]) + 0.0; // -0.0 is 0.0
            }
        }
        Arrays.sort(slopes);
        return slopes;
    }

    /** Kendall's S: pairs that rise less pairs that fall. */
    private static long score(double[] values) {
        long score = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = i + 1; j < values.length; j++) {
                score += Double.compare(values[j] + 0.0, values[i] + 0.0);
            }
        }
        return score;
    }

    /** Kendall (1975), Rank Correlation Methods, chapter 4: the variance of S, less what groups of equal values take. */
    private static double variance(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double variance = untiedVariance(values.length);
        int from = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[from]) {
                variance -= untiedVariance(i - from);
                from = i;
            }
        }
        return variance;
    }

    private static double untiedVariance(double n) {
        return n * (n - 1) * (2 * n + 5) / 18;
    }

    private static double median(double[] sorted) {
        int n = sorted.length;
        return n % 2 == 1 ? sorted[n / 2] : sorted[n / 2 - 1] / 2 + sorted[n / 2] / 2;
    }

    /**
     * Returns the Theil-Sen slope: the median over all pairs of periods of the difference between them, a period.
     *
     * @return the change a period, in the unit of the metric
     */
    public double slope() {
        return median(slopes);
    }

    /**
     * Returns the level at the first period of the series: the median of what the slope leaves.
     *
     * @return the level
     */
    public double intercept() {
        return intercept;
    }

    /**
     * Returns the interval of the slope.
     *
     * @param confidence the confidence level, above 0 and below 1
     * @return the interval, infinite where there are too few periods for the level
     * @throws IllegalArgumentException if the level is out of its range
     */
    public Interval slopeInterval(double confidence) {
        Checks.openUnit(confidence, "confidence");
        // Sen (1968), section 5: the slopes whose ranks lie z sd(S) / 2 from the middle one
        double half = -NormalDistributions.quantile((1 - confidence) / 2) * Math.sqrt(variance);
        int outside = (int) Math.floor((slopes.length - half) / 2);
        if (outside < 1) {
            return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, confidence);
        }
        return new Interval(slopes[outside - 1], slopes[slopes.length - outside], confidence);
    }

    /**
     * Returns Kendall's S: the pairs of periods between which the metric rose, less those between which it fell.
     *
     * @return in [-n (n - 1) / 2, n (n - 1) / 2]
     */
    public long score() {
        return score;
    }

    /**
     * Returns the p-value of the Mann-Kendall test, against a trend either way.
     *
     * @return the probability of an S at least as far from 0 if there is no trend: exact for up to 60 periods without
     *     ties, else by the normal approximation with a correction for ties and for continuity
     */
    public double pValue() {
        if (score == 0) {
            return 1;
        }
        if (isExact()) {
            return Math.min(1, 2 * upperTail(periods, Math.abs(score)));
        }
        return 2 * NormalDistributions.cumulative(-((double) Math.abs(score) - 1) / Math.sqrt(variance));
    }

    /**
     * Returns whether the p-value is exact.
     *
     * @return false where it is by the normal approximation
     */
    public boolean isExact() {
        return !ties && periods <= MAX_EXACT;
    }

    /**
     * Returns P(S &ge; s) when all orders are equally likely: an order of n values has as many falling pairs as inversions,
     * and the i-th value placed adds 0 to i - 1 of these, each alike.
     */
    private static double upperTail(int n, long s) {
        int pairs = n * (n - 1) / 2;
        double[] share = new double[pairs + 1];
        share[0] = 1;
        for (int i = 2; i <= n; i++) {
            double[] next = new double[pairs + 1];
            double window = 0;
            for (int inversions = 0; inversions <= i * (i - 1) / 2; inversions++) {
                window += share[inversions] - (inversions >= i ? share[inversions - i] : 0);
                next[inversions] = Math.max(0, window) / i;
            }
            share = next;
        }
        double tail = 0;
        for (int inversions = 0; pairs - 2L * inversions >= s; inversions++) {
            tail += share[inversions];
        }
        return tail;
    }

    /**
     * Returns this trend in words.
     *
     * @return one line
     */
    public String describe() {
        return "%s over %d complete periods: Theil-Sen slope %s a period, Mann-Kendall S %d, p %s (%s)"
                .formatted(metric, periods, slope(), score, pValue(), isExact() ? "exact" : "normal approximation");
    }

    @Override
    public String toString() {
        return describe();
    }
}

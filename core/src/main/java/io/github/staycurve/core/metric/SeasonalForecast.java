package io.github.staycurve.core.metric;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.StudentDistributions;
import io.github.staycurve.core.stat.Interval;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The next values of a metric with a season, with intervals: additive exponential smoothing (Holt-Winters), with a trend
 * where the corrected Akaike criterion wants one.
 *
 * <p>Beside it stands the forecast that needs no model, the value of the same period of the season before. On up to
 * eight earlier dates of the series both are made from what was known then, and the mean absolute errors are compared:
 * {@link #beatsBaseline()} says which one to trust.
 *
 * <p>Intervals take errors as normal with one variance, and allow for errors to come and for what was estimated, by the
 * delta method; that the series has a trend, or none, is taken as known. They hold a little less than
 * they say: of 500 series drawn from the model, intervals of 95 % held 92 to 93 % of the next three periods after 60 periods
 * of season 12, 93 to 95 % after 84 of season 7, 94 to 95 % after 120 of season 4, 90 to 94 % after 40 of season 4 and 90 to
 * 93 % after 30 without a season. A metric that cannot be negative may have an interval that is; it is
 * not cut. No random number is used: the same series gives the same forecast.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @see <a href="https://doi.org/10.1007/978-3-540-71918-2">Hyndman, Koehler, Ord and Snyder (2008), Forecasting with
 *     Exponential Smoothing</a>
 */
public final class SeasonalForecast {
    /** The longest season that is fitted: one state a period of it is estimated. */
    public static final int MAX_SEASON = 60;

    private static final int ORIGINS = 8;
    private static final int SPARE_PERIODS = 5;
    private static final int LEAST_PERIODS = 10;

    private final String metric;
    private final int season;
    private final int horizon;
    private final double[] values;
    private final SmoothingFit fit;
    private final OptionalDouble error;
    private final OptionalDouble baselineError;

    private SeasonalForecast(String metric, double[] values, int season, int horizon) {
        this.metric = metric;
        this.values = values;
        this.season = season;
        this.horizon = horizon;
        this.fit = SmoothingFit.best(values, season);
        double[] sums = rollingOrigins();
        this.error = sums[2] == 0 ? OptionalDouble.empty() : OptionalDouble.of(sums[0] / sums[2]);
        this.baselineError = sums[2] == 0 ? OptionalDouble.empty() : OptionalDouble.of(sums[1] / sums[2]);
    }

    /**
     * Fits the smoothing to a series and checks it at earlier dates.
     *
     * @param series the metric; periods before the first complete one and after the last are left out
     * @param season the number of periods after which the season repeats: 7 for days, 12 for months; 1 for none
     * @param horizon how many periods ahead, 1 or more
     * @return the forecast
     * @throws IllegalArgumentException if there are fewer than two seasons and five periods (ten periods without a season),
     *     a period between complete ones is not complete, or an argument is out of its range
     */
    public static SeasonalForecast of(MetricSeries series, int season, int horizon) {
        Checks.inRange(season, 1, MAX_SEASON, "season");
        Checks.inRange(horizon, 1, Integer.MAX_VALUE, "horizon");
        double[] values = series.completeRun();
        int least = leastPeriods(season);
        if (values.length < least) {
            throw new IllegalArgumentException(
                    "%s: a forecast with a season of %d needs at least %d complete periods (two seasons and %d more), has %d"
                            .formatted(series.metric(), season, least, SPARE_PERIODS, values.length));
        }
        return new SeasonalForecast(series.metric(), values, season, horizon);
    }

    private static int leastPeriods(int season) {
        return Math.max(2 * season + SPARE_PERIODS, LEAST_PERIODS);
    }

    /** Returns the sums of absolute errors of the smoothing and of the baseline, and their number. */
    private double[] rollingOrigins() {
        int n = values.length;
        int first = Math.max(leastPeriods(season), n / 2);
        int origins = Math.min(ORIGINS, n - first);
        double[] sums = new double[3];
        for (int i = 0; i < origins; i++) {
            int origin = first + (int) ((long) (n - 1 - first) * i / Math.max(1, origins - 1));
            SmoothingFit then = SmoothingFit.best(Arrays.copyOf(values, origin), season);
            for (int step = 1; step <= horizon && origin + step <= n; step++) {
                double actual = values[origin + step - 1];
                sums[0] += Math.abs(actual - then.ahead(step));
                sums[1] += Math.abs(actual - seasonBefore(origin, step));
                sums[2]++;
            }
        }
        return sums;
    }

    /** Returns the value of the same period of the last season known at an origin. */
    private double seasonBefore(int origin, int step) {
        return values[origin - season + (step - 1) % season];
    }

    /**
     * Returns how many periods ahead this forecast goes.
     *
     * @return 1 or more
     */
    public int horizon() {
        return horizon;
    }

    /**
     * Returns the forecast of a period.
     *
     * @param step how many periods after the last complete one, from 1 to the horizon
     * @return the expected value
     * @throws IllegalArgumentException if the step is out of its range
     */
    public double value(int step) {
        return fit.ahead(checkedStep(step));
    }

    /**
     * Returns the interval that the value of a period will lie in.
     *
     * @param step how many periods after the last complete one, from 1 to the horizon
     * @param confidence the share of such intervals that hold the value, above 0 and below 1
     * @return the interval; of width 0 where the series has no error, as a constant one
     * @throws IllegalArgumentException if the step or the level is out of its range
     */
    public Interval interval(int step, double confidence) {
        Checks.openUnit(confidence, "confidence");
        double value = value(step);
        double t = -StudentDistributions.quantile((1 - confidence) / 2, fit.degreesOfFreedom);
        double half = t * Math.sqrt(fit.varianceAhead(step));
        return new Interval(value - half, value + half, confidence);
    }

    /**
     * Returns the forecast without a model: the value of the same period of the last season.
     *
     * @param step how many periods after the last complete one, from 1 to the horizon
     * @return that value
     * @throws IllegalArgumentException if the step is out of its range
     */
    public double baseline(int step) {
        return seasonBefore(values.length, checkedStep(step));
    }

    /**
     * Returns the mean absolute error of forecasts made at earlier dates of the series, over all their steps.
     *
     * @return the error in the unit of the metric; empty where the series is too short to hold any back
     */
    public OptionalDouble meanAbsoluteError() {
        return error;
    }

    /**
     * Returns the mean absolute error of the forecast without a model at the same dates.
     *
     * @return the error in the unit of the metric; empty where the series is too short to hold any back
     */
    public OptionalDouble baselineError() {
        return baselineError;
    }

    /**
     * Returns whether the forecast did better at earlier dates than the one without a model.
     *
     * @return false where it did not, or where the series is too short to tell; take {@link #baseline} then
     */
    public boolean beatsBaseline() {
        return error.isPresent() && error.getAsDouble() < baselineError.orElseThrow();
    }

    /**
     * Returns what this forecast is, and whether it earned trust.
     *
     * @return some lines
     */
    public String describe() {
        String check = error.isEmpty()
                ? "not checked at earlier dates: the series is too short"
                : "at earlier dates its mean absolute error was %s, the season before's %s: %s"
                        .formatted(
                                error.getAsDouble(),
                                baselineError.orElseThrow(),
                                beatsBaseline() ? "it beats the baseline" : "it does NOT beat the baseline");
        return "%s: additive exponential smoothing of %d periods, season %d, alpha %.4f, beta %.4f, gamma %.4f%s%n%s"
                .formatted(
                        metric,
                        values.length,
                        season,
                        fit.weights[0],
                        fit.weights[1],
                        fit.weights[2],
                        fit.converged ? "" : " (the search did not converge)",
                        check);
    }

    @Override
    public String toString() {
        return describe();
    }

    private int checkedStep(int step) {
        Checks.inRange(step, 1, horizon, "step");
        return step;
    }
}

package io.github.staycurve.clv.spend;

import io.github.staycurve.core.internal.Checks;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * A log-normal model of spend with known parameters: the logarithms of a customer's amounts are normal about the
 * customer's own mean θ with deviation σ, and θ is normal across customers about ln median with deviation τ,
 * independently of how often they buy.
 *
 * <p>Every mean exists, so every expected spend is finite: it is for data whose Gamma-Gamma population mean does not
 * exist.
 *
 * <p>Two things may be known of a customer. Given the mean <em>logarithm</em> of the amounts, the expected spend is exact.
 * Given their <em>mean</em>, which is all that a summary has, it is exact for one purchase and approximate for more, as the
 * mean of log-normal amounts has no density in closed form; see {@link #expectedSpend(int, double)}.
 *
 * <p>This class is immutable and thread-safe. Money is in the unit of the parameter median.
 */
public final class LogNormalSpendModel implements SpendModel {
    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    /** The greatest mean logarithm, either way, of amounts within 1e-150 and 1e150. */
    private static final double GREATEST_LOG = 346;

    /** Beyond this difference of logarithms a factor between two amounts leaves the range of a double. */
    private static final double FAR = 700;

    private final LogNormalSpendParameters parameters;
    private final double logMedian;
    /** σ² and τ². */
    private final double varianceWithin;

    private final double varianceBetween;
    private final double populationMean;

    private LogNormalSpendModel(LogNormalSpendParameters parameters) {
        this.parameters = parameters;
        this.logMedian = Math.log(parameters.median());
        this.varianceWithin = parameters.within() * parameters.within();
        this.varianceBetween = parameters.between() * parameters.between();
        this.populationMean = parameters.median() * Math.exp((varianceWithin + varianceBetween) / 2);
    }

    /**
     * Returns the model with these parameters.
     *
     * @param parameters the parameters
     * @return the model
     */
    public static LogNormalSpendModel of(LogNormalSpendParameters parameters) {
        return new LogNormalSpendModel(parameters);
    }

    /**
     * Returns the parameters.
     *
     * @return the parameters
     */
    public LogNormalSpendParameters parameters() {
        return parameters;
    }

    /**
     * Returns the mean spend of a purchase across the population, median · e<sup>(σ² + τ²)/2</sup>.
     *
     * @return the mean, positive and finite
     */
    public double populationMean() {
        return populationMean;
    }

    /**
     * Returns the logarithm of the joint density of one customer's amounts.
     *
     * <p>The logs y have the covariance σ²I + τ²11ᵀ, whose determinant is σ<sup>2(n−1)</sup>v with v = σ² + nτ²
     * (Searle, Casella and McCulloch, Variance Components, 1992, on the one-way random model). With their mean ȳ and sum
     * of squared deviations S,
     * {@code ln f = −½[n ln 2π + (n − 1) ln σ² + ln v + S/σ² + n(ȳ − ln median)²/v] − Σ y}.
     *
     * @param amounts what each purchase brought, positive and finite, at least one
     * @return the natural logarithm of the density
     * @throws IllegalArgumentException if there is no amount or one is out of range
     */
    public double logLikelihood(double[] amounts) {
        if (amounts.length == 0) {
            throw new IllegalArgumentException("amounts must hold at least one amount");
        }
        double[] logs = new double[amounts.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Math.log(Checks.positiveFinite(amounts[i], "amount"));
        }
        Arrays.sort(logs); // so that their order does not show in the last digit
        double mean = LogSpendRows.mean(logs, 0, logs.length);
        double squares = LogSpendRows.squares(logs, 0, logs.length, mean);
        double n = logs.length;
        double v = varianceWithin + n * varianceBetween;
        double away = mean - logMedian;
        return -0.5
                        * (n * LOG_TWO_PI
                                + (n - 1) * Math.log(varianceWithin)
                                + Math.log(v)
                                + squares / varianceWithin
                                + n * away * away / v)
                - n * mean;
    }

    /**
     * Returns the expected spend of a customer's next purchases, given the mean logarithm of those so far: exact.
     *
     * <p>Given the logs, θ is normal with mean (1 − k) ln median + kȳ and variance (1 − k)τ², k = xτ²/(xτ² + σ²); the mean
     * of an amount is e<sup>θ + σ²/2</sup>, averaged over that.
     *
     * @param x the number of repeat purchases, 0 or more
     * @param meanLogSpend ȳ, the mean of the natural logarithms of their amounts, within ±346; not looked at for x = 0
     * @return the conditional mean, positive and finite; that of the population for x = 0
     * @throws IllegalArgumentException if an argument is out of range
     */
    public double expectedSpendGivenLog(int x, double meanLogSpend) {
        if (Checks.nonNegative(x, "x") == 0) {
            return populationMean;
        }
        Checks.inRange(meanLogSpend, -GREATEST_LOG, GREATEST_LOG, "meanLogSpend");
        double total = x * varianceBetween + varianceWithin;
        double own = x * varianceBetween / total;
        double shared = varianceWithin / total;
        return Math.exp(shared * (logMedian + varianceBetween / 2) + own * meanLogSpend + varianceWithin / 2);
    }

    /**
     * Returns the expected spend of a customer's next purchases, given the mean of those so far; never empty.
     *
     * <p>It is exact for x = 1, and in the limit of many purchases. Between, the mean m of x amounts of one customer is
     * taken to be log-normal itself, with the mean and variance that it has: Fenton's approximation. Its log then has the
     * variance s² = ln(1 + (e<sup>σ²</sup> − 1)/x) given the customer, and with k = τ²/(τ² + s²) the result is the weighted
     * geometric mean m<sup>k</sup> C<sup>1−k</sup>, C = median · e<sup>σ²/2 + τ²</sup>. Against the exact mean by quadrature,
     * for 2 to 20 purchases and customers from two deviations below the usual to three above, it is within 1 % for
     * σ = 0.5 and within 5 % for σ = 0.8; for σ = 1.2 within 7 % from the usual upwards, and up to 20 % too high below.
     *
     * @param x the number of repeat purchases, 0 or more
     * @param meanSpend their mean spend m, 0 or more and finite; not looked at for x = 0. One of 0, which the model holds
     *     impossible, gives 0
     * @return the conditional mean, finite; that of the population for x = 0
     * @throws IllegalArgumentException if an argument is out of range
     * @see <a href="https://doi.org/10.1109/TCOM.1960.1097606">Fenton (1960), The sum of log-normal probability
     *     distributions in scatter transmission systems, IRE Transactions on Communications Systems 8(1), 57-67</a>
     */
    @Override
    public OptionalDouble expectedSpend(int x, double meanSpend) {
        if (Checks.nonNegative(x, "x") == 0) {
            return OptionalDouble.of(populationMean);
        }
        Checks.nonNegativeFinite(meanSpend, "meanSpend");
        double meanVariance = Math.log1p(Math.expm1(varianceWithin) / x);
        double total = varianceBetween + meanVariance;
        double logShared = logMedian + varianceWithin / 2 + varianceBetween;
        double logMean = Math.log(meanSpend);
        double shared = meanVariance / total;
        double own = varianceBetween / total;
        if (Math.abs(logMean - logShared) > FAR) {
            return OptionalDouble.of(meanSpend == 0 ? 0 : Math.exp(shared * logShared + own * logMean));
        }
        // from the greater of the two downwards, so that no factor overflows and m comes back where it alone counts
        return OptionalDouble.of(
                logMean >= logShared
                        ? meanSpend * Math.exp(shared * (logShared - logMean))
                        : Math.exp(logShared) * Math.exp(own * (logMean - logShared)));
    }
}

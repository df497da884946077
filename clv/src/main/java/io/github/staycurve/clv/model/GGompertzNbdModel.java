package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.GammaFunctions;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A GGompertz/NBD model with known parameters: purchases of a live customer are a Poisson process, and customers drop out
 * for good at a rate of their own that grows with age.
 *
 * <p>A history is three numbers: x, the purchases after the first; t<sub>x</sub>, the time from the first purchase to the
 * last (0 when x is 0); and T, the time from the first purchase to the end of observation. The methods for one customer
 * take times, horizons and discount rates in the {@link #unit() unit} of the parameters. Every method gives a finite
 * result for x to 1e6, times to 1e5 and parameters from 1e-6 to 1e6, with a relative error of about 1e-11 or less.
 *
 * <p>The published formulas are hypergeometric functions of two variables and their differences. All that they say follows
 * from two facts, which are computed instead: given that the customer is alive at T, the purchase rate is Gamma(r + x,
 * alpha + T), and the lifetime that is left is again of the same kind, with beta moved towards 1; and the odds of having
 * dropped out are a positive integral over the time of dropping out. The formula for expected purchases in the first paper
 * is wrong, as Adler (2022) points out; the one here is derived from the definition.
 *
 * <p>This class is immutable and thread-safe. The methods for one customer allocate nothing, but those for numbers of
 * purchases above 0.
 *
 * @see <a href="https://doi.org/10.1287/mnsc.1110.1461">Bemmaor and Glady (2012), Modeling Purchasing Behavior with Sudden
 *     "Death": A Flexible Customer Lifetime Model, Management Science 58(5), 1012-1021</a>
 * @see <a href="https://pubsonline.informs.org/journal/mnsc">Adler (2022), Comment on "Modeling Purchasing Behavior with
 *     Sudden 'Death': A Flexible Customer Lifetime Model", Management Science</a>
 */
public final class GGompertzNbdModel extends ContinuousLifetimeModel {
    private final GGompertzNbdParameters parameters;

    private GGompertzNbdModel(GGompertzNbdParameters parameters, PeriodUnit unit) {
        super(parameters.r(), parameters.alpha(), unit);
        this.parameters = parameters;
    }

    /**
     * Returns the model with these parameters.
     *
     * @param parameters the parameters
     * @param unit the time unit that alpha and 1/b, and every duration passed to the model, are in
     * @return the model
     */
    public static GGompertzNbdModel of(GGompertzNbdParameters parameters, PeriodUnit unit) {
        return new GGompertzNbdModel(
                Objects.requireNonNull(parameters, "parameters"), Objects.requireNonNull(unit, "unit"));
    }

    /**
     * Returns the parameters.
     *
     * @return the parameters
     */
    public GGompertzNbdParameters parameters() {
        return parameters;
    }

    @Override
    public double[] parameterValues() {
        GGompertzNbdParameters p = parameters;
        return new double[] {p.r(), p.alpha(), p.b(), p.s(), p.beta()};
    }

    @Override
    public GGompertzNbdModel withParameterValues(double[] values) {
        Checks.length(values.length, 5, "values");
        return of(new GGompertzNbdParameters(values[0], values[1], values[2], values[3], values[4]), unit());
    }

    /**
     * Returns the logarithm of the likelihood of one history: that of the purchases up to t<sub>x</sub>, alive, and that of
     * none from there to T, alive or not.
     *
     * <p>The unit matters: the likelihood is a density in the times of x purchases.
     *
     * @param x purchases after the first, 0 or more
     * @param tx time of the last purchase, in [0, age]
     * @param age time since the first purchase
     * @return the logarithm of the likelihood
     * @throws IllegalArgumentException if the history is not one
     */
    public double logLikelihood(int x, double tx, double age) {
        checkHistory(x, tx, age);
        GGompertzNbdParameters p = parameters;
        double logTx = Math.log1p(tx / p.alpha());
        double untilTx = GammaFunctions.logRisingFactorial(p.r(), x)
                - p.r() * logTx
                - x * (Math.log(p.alpha()) + logTx)
                - p.s() * GompertzLifetime.logGrowth(p.b(), p.beta(), tx);
        return untilTx + logSilence(p.r() + x, p.alpha() + tx, betaAt(tx), age - tx);
    }

    /** Returns the logarithm of the probability of no purchase over a span: near 1, from that of a purchase. */
    private double logSilence(double shape, double a, double beta, double span) {
        double b = parameters.b();
        double s = parameters.s();
        double silence = GGompertzNbdCounts.silence(shape, a, b, s, beta, span);
        return silence > 0.5 ? Math.log1p(-GompertzLifetime.purchase(shape, a, b, s, beta, span)) : Math.log(silence);
    }

    /** Returns beta of the lifetime that is left of those alive at an age. */
    private double betaAt(double age) {
        return GompertzLifetime.later(parameters.b(), parameters.beta(), age);
    }

    /**
     * Returns the expected time for which a customer with this history remains one after T. It always exists in this model:
     * nobody's dropout rate falls to 0.
     *
     * @param x purchases after the first, 0 or more
     * @param tx time of the last purchase, in [0, age]
     * @param age T, time since the first purchase
     * @return the expectation, never empty
     * @throws IllegalArgumentException if the history is not one
     */
    @Override
    public OptionalDouble expectedResidualLifetime(int x, double tx, double age) {
        checkHistory(x, tx, age);
        return OptionalDouble.of(aliveUnchecked(x, tx, age) * timeIfAlive(age, 0, Double.POSITIVE_INFINITY, 0));
    }

    @Override
    double logOddsOfDropout(int x, double tx, double age) {
        GGompertzNbdParameters p = parameters;
        double silence = age - tx;
        double shape = p.r() + x;
        double a = p.alpha() + tx;
        double beta = betaAt(tx);
        double dropout = GompertzLifetime.silentDropout(shape, a, p.b(), p.s(), beta, silence);
        return Math.log(dropout)
                + shape * Math.log1p(silence / a)
                + p.s() * GompertzLifetime.logGrowth(p.b(), beta, silence);
    }

    @Override
    double survival(double age, double ahead) {
        return GompertzLifetime.survival(parameters.b(), parameters.s(), betaAt(age), ahead);
    }

    @Override
    double timeIfAlive(double age, double from, double to, double delta) {
        return GompertzLifetime.discountedTimeAlive(parameters.b(), parameters.s(), betaAt(age), from, to, delta);
    }

    @Override
    double countIfAlive(int n, int x, double age, double horizon) {
        GGompertzNbdParameters p = parameters;
        return GGompertzNbdCounts.probability(n, p.r() + x, p.alpha() + age, p.b(), p.s(), betaAt(age), horizon);
    }
}

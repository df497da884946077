package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.math.GammaFunctions;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A Pareto/NBD model with known parameters: purchases of a live customer are a Poisson process, and customers drop out for
 * good at a constant rate of their own, whether they buy or not.
 *
 * <p>A history is three numbers: x, the purchases after the first; t<sub>x</sub>, the time from the first purchase to the
 * last (0 when x is 0); and T, the time from the first purchase to the end of observation. The methods for one customer
 * take times, horizons and discount rates in the {@link #unit() unit} of the parameters. Every method gives a finite
 * result for x to 1e6, times to 1e5 and parameters from 1e-6 to 1e6, also where the textbook formulas divide by zero (s =
 * 1, alpha = beta, T = t<sub>x</sub>), with a relative error of about 1e-12 or less.
 *
 * <p>The published formulas are differences of hypergeometric functions. All that they say follows from two facts, which
 * are computed instead: given that the customer is alive at T, the purchase rate is Gamma(r + x, alpha + T) and the
 * dropout rate Gamma(s, beta + T), independently; and the odds of having dropped out are a positive integral over the
 * time of dropping out.
 *
 * <p>This class is immutable and thread-safe. The methods for one customer allocate nothing.
 *
 * @see <a href="https://doi.org/10.1287/mnsc.33.1.1">Schmittlein, Morrison and Colombo (1987), Counting Your Customers: Who
 *     Are They and What Will They Do Next?, Management Science 33(1), 1-24</a>
 * @see <a href="http://brucehardie.com/notes/009/">Fader and Hardie (2005), A Note on Deriving the Pareto/NBD Model and
 *     Related Expressions</a>
 */
public final class ParetoNbdModel extends ContinuousLifetimeModel {
    private final ParetoNbdParameters parameters;

    private ParetoNbdModel(ParetoNbdParameters parameters, PeriodUnit unit) {
        super(parameters.r(), parameters.alpha(), unit);
        this.parameters = parameters;
    }

    /**
     * Returns the model with these parameters.
     *
     * @param parameters the parameters
     * @param unit the time unit that alpha and beta, and every duration passed to the model, are in
     * @return the model
     */
    public static ParetoNbdModel of(ParetoNbdParameters parameters, PeriodUnit unit) {
        return new ParetoNbdModel(
                Objects.requireNonNull(parameters, "parameters"), Objects.requireNonNull(unit, "unit"));
    }

    /**
     * Returns the parameters.
     *
     * @return the parameters
     */
    public ParetoNbdParameters parameters() {
        return parameters;
    }

    @Override
    public double[] parameterValues() {
        return new double[] {parameters.r(), parameters.alpha(), parameters.s(), parameters.beta()};
    }

    @Override
    public ParetoNbdModel withParameterValues(double[] values) {
        Checks.length(values.length, 4, "values");
        return of(new ParetoNbdParameters(values[0], values[1], values[2], values[3]), unit());
    }

    /**
     * Returns the logarithm of the likelihood of one history, Fader and Hardie's note: that of the purchases up to
     * t<sub>x</sub>, alive, and that of none from there to T, alive or not.
     *
     * <p>The note sums the other two parts, alive at T and not, whose logarithms leave the range of a double and cancel. The
     * unit matters: the likelihood is a density in the times of x purchases.
     *
     * @param x purchases after the first, 0 or more
     * @param tx time of the last purchase, in [0, age]
     * @param age time since the first purchase
     * @return the logarithm of the likelihood
     * @throws IllegalArgumentException if the history is not one
     */
    public double logLikelihood(int x, double tx, double age) {
        checkHistory(x, tx, age);
        ParetoNbdParameters p = parameters;
        double logTx = Math.log1p(tx / p.alpha());
        double untilTx = GammaFunctions.logRisingFactorial(p.r(), x)
                - p.r() * logTx
                - x * (Math.log(p.alpha()) + logTx)
                - p.s() * Math.log1p(tx / p.beta());
        return untilTx + logSilence(p.r() + x, p.alpha() + tx, p.beta() + tx, age - tx);
    }

    /** Returns the logarithm of the probability of no purchase over a span. */
    private double logSilence(double shape, double a, double b, double span) {
        double s = parameters.s();
        double silence = ParetoNbdCounts.probability(0, shape, a, s, b, span);
        // near 1, from the complement: to buy before leaving is to leave before buying with the two processes exchanged
        return silence > 0.5 ? Math.log1p(-ParetoLifetime.silentDropout(s, b, shape, a, span)) : Math.log(silence);
    }

    /**
     * Returns the expected time for which a customer with this history remains one after T: P(alive) · (beta + T)/(s − 1).
     *
     * @param x purchases after the first, 0 or more
     * @param tx time of the last purchase, in [0, age]
     * @param age T, time since the first purchase
     * @return the expectation, empty where it is infinite: unless s is above 1, too many customers hardly ever leave
     * @throws IllegalArgumentException if the history is not one
     */
    @Override
    public OptionalDouble expectedResidualLifetime(int x, double tx, double age) {
        checkHistory(x, tx, age);
        return parameters.s() > 1
                ? OptionalDouble.of(aliveUnchecked(x, tx, age) * ((parameters.beta() + age) / (parameters.s() - 1)))
                : OptionalDouble.empty();
    }

    /**
     * The odds are the integral of ((alpha + T)/(alpha + y))^(r + x) ((beta + T)/(beta + y))^s s/(beta + y) over y in
     * (t<sub>x</sub>, T].
     */
    @Override
    double logOddsOfDropout(int x, double tx, double age) {
        ParetoNbdParameters p = parameters;
        double silence = age - tx;
        double shape = p.r() + x;
        double a = p.alpha() + tx;
        double b = p.beta() + tx;
        double dropout = ParetoLifetime.silentDropout(shape, a, p.s(), b, silence);
        return Math.log(dropout) + shape * Math.log1p(silence / a) + p.s() * Math.log1p(silence / b);
    }

    @Override
    double survival(double age, double ahead) {
        return ParetoLifetime.survival(parameters.s(), parameters.beta() + age, ahead);
    }

    @Override
    double timeIfAlive(double age, double from, double to, double delta) {
        return ParetoLifetime.discountedTimeAlive(parameters.s(), parameters.beta() + age, from, to, delta);
    }

    @Override
    double countIfAlive(int n, int x, double age, double horizon) {
        ParetoNbdParameters p = parameters;
        return ParetoNbdCounts.probability(n, p.r() + x, p.alpha() + age, p.s(), p.beta() + age, horizon);
    }
}

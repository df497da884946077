package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.Objects;

/**
 * A BG/NBD model with known parameters: purchases of a live customer are a Poisson process, and after each purchase but
 * the first the customer may drop out for good.
 *
 * <p>A history is three numbers: x, the purchases after the first; t<sub>x</sub>, the time from the first purchase to the
 * last (0 when x is 0); and T, the time from the first purchase to the end of observation. The methods for one customer
 * take times, horizons and discount rates in the {@link #unit() unit} of the parameters. Every method gives a finite
 * result for x to 1e6, times to 1e5 and parameters from 1e-6 to 1e6, also where the textbook formulas divide by zero (a =
 * 1, a + b = 1, b = 1), with a relative error of about 1e-12 or less.
 *
 * <p>This class is immutable and thread-safe. The methods for one customer that return a number allocate
 * nothing.
 *
 * @see <a href="https://doi.org/10.1287/mksc.1040.0098">Fader, Hardie and Lee (2005), "Counting Your Customers" the Easy
 *     Way, Marketing Science 24(2), 275-284</a>
 * @see <a href="http://brucehardie.com/notes/021/palive_for_BGNBD.pdf">Hardie, Computing P(alive) using the BG/NBD
 *     model</a>
 */
public final class BgNbdModel extends BetaGeometricModel {
    private final BgNbdParameters parameters;

    private BgNbdModel(BgNbdParameters parameters, PeriodUnit unit) {
        super(
                BetaGeometricFamily.BG_NBD,
                new double[] {parameters.r(), parameters.alpha(), parameters.a(), parameters.b()},
                unit);
        this.parameters = parameters;
    }

    /**
     * Returns the model with these parameters.
     *
     * @param parameters the parameters
     * @param unit the time unit that alpha, and every duration passed to the model, is in
     * @return the model
     */
    public static BgNbdModel of(BgNbdParameters parameters, PeriodUnit unit) {
        return new BgNbdModel(Objects.requireNonNull(parameters, "parameters"), unit);
    }

    /**
     * Returns the parameters.
     *
     * @return the parameters
     */
    public BgNbdParameters parameters() {
        return parameters;
    }

    @Override
    public BgNbdModel withParameterValues(double[] values) {
        Checks.length(values.length, 4, "values");
        return of(new BgNbdParameters(values[0], values[1], values[2], values[3]), unit());
    }
}

package io.github.staycurve.clv.model;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.Objects;

/**
 * An MBG/NBD model with known parameters: purchases of a live customer are a Poisson process, and after each purchase,
 * the first one included, the customer may drop out for good.
 *
 * <p>It is the BG/NBD model with one more coin, tossed after the first purchase: a customer who bought once may be gone,
 * and P(alive) of such a customer falls with the time since. A history is three numbers: x, the purchases after the first;
 * t<sub>x</sub>, the time from the first purchase to the last (0 when x is 0); and T, the time from the first purchase to
 * the end of observation. The methods for one customer take times, horizons and discount rates in the {@link #unit() unit}
 * of the parameters. Every method gives a finite result for x to 1e6, times to 1e5 and parameters from 1e-6 to 1e6, also
 * where the textbook formulas divide by zero, with a relative error of about 1e-12 or less.
 *
 * <p>This class is immutable and thread-safe. The methods for one customer that return a number allocate
 * nothing.
 *
 * @see <a href="https://doi.org/10.1016/j.ijresmar.2006.12.005">Batislam, Denizel and Filiztekin (2007), Empirical
 *     validation and comparison of models for customer base analysis, International Journal of Research in Marketing
 *     24(3), 201-209</a>
 * @see "Hoppe and Wagner (2007), Customer base analysis: the case for a central variant of the Betageometric/NBD model,
 *     Marketing - Journal of Research and Management 3(2), 75-90"
 */
public final class MbgNbdModel extends BetaGeometricModel {
    private final MbgNbdParameters parameters;

    private MbgNbdModel(MbgNbdParameters parameters, PeriodUnit unit) {
        super(
                BetaGeometricFamily.MBG_NBD,
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
    public static MbgNbdModel of(MbgNbdParameters parameters, PeriodUnit unit) {
        return new MbgNbdModel(Objects.requireNonNull(parameters, "parameters"), unit);
    }

    /**
     * Returns the parameters.
     *
     * @return the parameters
     */
    public MbgNbdParameters parameters() {
        return parameters;
    }

    @Override
    public MbgNbdModel withParameterValues(double[] values) {
        Checks.length(values.length, 4, "values");
        return of(new MbgNbdParameters(values[0], values[1], values[2], values[3]), unit());
    }
}

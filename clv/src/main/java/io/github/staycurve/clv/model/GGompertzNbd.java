package io.github.staycurve.clv.model;

import io.github.staycurve.clv.prior.Prior;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fits the GGompertz/NBD model by maximum likelihood to the purchase histories of customers.
 *
 * <p>One-time buyers belong in the fit: that they did not come back tells about the rest. Five numbers are searched
 * within a factor of 1e6: r and s about 1, the mean purchase rate r/alpha about the rate observed, and the mean dropout
 * rate at the start, s·b/beta, and its growth b about one in the mean time of observation. Time is rescaled inside, so that
 * any unit gives the same model. Often the likelihood has no maximum: where the dropout rate does not grow with age, b
 * falls without end and the limit is the Pareto/NBD model. The fit goes to the limit, and the report says in words what
 * that means.
 *
 * <p>A {@link Prior} may be added, so that hard data too have a maximum: {@link #withPrior}.
 *
 * <p>The search uses no random numbers: the same customers, in any order, give the same estimate to the last bit. This
 * class is immutable and thread-safe: one instance may run many fits at a time.
 *
 * @see <a href="https://doi.org/10.1287/mnsc.1110.1461">Bemmaor and Glady (2012), Modeling Purchasing Behavior with Sudden
 *     "Death": A Flexible Customer Lifetime Model, Management Science 58(5), 1012-1021</a>
 */
public final class GGompertzNbd extends HistoryFitter<GGompertzNbdModel, GGompertzNbdFit> {

    private GGompertzNbd(@Nullable Prior prior) {
        super(new SearchedGGompertzNbd(), prior);
    }

    /**
     * Returns the fitter.
     *
     * @return the fitter
     */
    public static GGompertzNbd withDefaults() {
        return new GGompertzNbd(null);
    }

    /**
     * Returns a fitter that takes a prior into account. Its estimates are a posterior mode, and its standard errors those of
     * likelihood and prior together; the log-likelihood of the report remains that of the data.
     *
     * @param with what is taken to be likely before the data are seen
     * @return the fitter
     */
    public GGompertzNbd withPrior(Prior with) {
        return new GGompertzNbd(Objects.requireNonNull(with, "with"));
    }

    @Override
    GGompertzNbdModel model(double[] p, PeriodUnit unit) {
        return GGompertzNbdModel.of(new GGompertzNbdParameters(p[0], p[1], p[2], p[3], p[4]), unit);
    }

    @Override
    GGompertzNbdFit fit(Optional<GGompertzNbdModel> model, FitReport report) {
        return new GGompertzNbdFit(model, report);
    }
}

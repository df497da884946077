package io.github.staycurve.clv.model;

import io.github.staycurve.clv.prior.Prior;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fits the Pareto/NBD model by maximum likelihood to the purchase histories of customers.
 *
 * <p>One-time buyers belong in the fit: that they did not come back tells about the rest. Four numbers are searched
 * within a factor of 1e6: r and s about 1, the mean purchase rate r/alpha about the rate observed, and the mean dropout
 * rate s/beta about one in the mean time of observation, so that alpha or beta alone may go farther. Time is rescaled
 * inside, so that any unit gives the same model. Where the likelihood has no maximum, the fit goes to the limit and the
 * report says in words what that means.
 *
 * <p>A {@link Prior} may be added, so that hard data too have a maximum: {@link #withPrior}.
 *
 * <p>The search uses no random numbers: the same customers, in any order, give the same estimate to the last bit. This
 * class is immutable and thread-safe: one instance may run many fits at a time.
 *
 * @see <a href="https://doi.org/10.1287/mnsc.33.1.1">Schmittlein, Morrison and Colombo (1987), Counting Your Customers: Who
 *     Are They and What Will They Do Next?, Management Science 33(1), 1-24</a>
 */
public final class ParetoNbd extends HistoryFitter<ParetoNbdModel, ParetoNbdFit> {

    private ParetoNbd(@Nullable Prior prior) {
        super(new SearchedParetoNbd(), prior);
    }

    /**
     * Returns the fitter.
     *
     * @return the fitter
     */
    public static ParetoNbd withDefaults() {
        return new ParetoNbd(null);
    }

    /**
     * Returns a fitter that takes a prior into account. Its estimates are a posterior mode, and its standard errors those of
     * likelihood and prior together; the log-likelihood of the report remains that of the data.
     *
     * @param with what is taken to be likely before the data are seen
     * @return the fitter
     */
    public ParetoNbd withPrior(Prior with) {
        return new ParetoNbd(Objects.requireNonNull(with, "with"));
    }

    @Override
    ParetoNbdModel model(double[] p, PeriodUnit unit) {
        return ParetoNbdModel.of(new ParetoNbdParameters(p[0], p[1], p[2], p[3]), unit);
    }

    @Override
    ParetoNbdFit fit(Optional<ParetoNbdModel> model, FitReport report) {
        return new ParetoNbdFit(model, report);
    }
}

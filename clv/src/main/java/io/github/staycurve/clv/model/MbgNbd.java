package io.github.staycurve.clv.model;

import io.github.staycurve.clv.prior.Prior;
import io.github.staycurve.core.fit.FitReport;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fits the MBG/NBD model by maximum likelihood to the purchase histories of customers.
 *
 * <p>One-time buyers belong in the fit: they may have left after their purchase. Four numbers are searched
 * within a factor of 1e6: r about 1, the mean purchase rate r/alpha about the rate observed, and a/b and √(ab) about 1, so
 * that a or b alone may reach 1e-9 or 1e9. Time is rescaled inside, so that any unit gives the same model. Where the
 * likelihood has no maximum, the fit goes to the limit and the report says in words what that means.
 *
 * <p>A {@link Prior} may be added, so that hard data too have a maximum: {@link #withPrior}.
 *
 * <p>The search uses no random numbers: the same customers, in any order, give the same estimate to the last bit. This
 * class is immutable and thread-safe: one instance may run many fits at a time.
 *
 * @see <a href="https://doi.org/10.1016/j.ijresmar.2006.12.005">Batislam, Denizel and Filiztekin (2007), Empirical
 *     validation and comparison of models for customer base analysis, International Journal of Research in Marketing
 *     24(3), 201-209</a>
 */
public final class MbgNbd extends HistoryFitter<MbgNbdModel, MbgNbdFit> {

    private MbgNbd(@Nullable Prior prior) {
        super(new SearchedBetaGeometric(BetaGeometricFamily.MBG_NBD), prior);
    }

    /**
     * Returns the fitter.
     *
     * @return the fitter
     */
    public static MbgNbd withDefaults() {
        return new MbgNbd(null);
    }

    /**
     * Returns a fitter that takes a prior into account. Its estimates are a posterior mode, and its standard errors those of
     * likelihood and prior together; the log-likelihood of the report remains that of the data.
     *
     * @param with what is taken to be likely before the data are seen
     * @return the fitter
     */
    public MbgNbd withPrior(Prior with) {
        return new MbgNbd(Objects.requireNonNull(with, "with"));
    }

    @Override
    MbgNbdModel model(double[] p, PeriodUnit unit) {
        return MbgNbdModel.of(new MbgNbdParameters(p[0], p[1], p[2], p[3]), unit);
    }

    @Override
    MbgNbdFit fit(Optional<MbgNbdModel> model, FitReport report) {
        return new MbgNbdFit(model, report);
    }
}

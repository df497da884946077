package io.github.staycurve.clv.contract;

import io.github.staycurve.clv.prior.Prior;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fits the shifted-beta-geometric model (sBG) by maximum likelihood.
 *
 * <p>Each customer leaves at every renewal with a probability of their own; these differ between customers, so that retention
 * rises with tenure as those likely to leave leave first. To pool cohorts add their counts
 * ({@link RenewalCounts#plus}); to let them differ fit each one. Where the likelihood has no maximum, the fit goes to the
 * limit and the report says in words what that means. A {@link Prior} may be added, so that hard data too have a maximum.
 *
 * <p>This class has no state.
 *
 * @see <a href="https://doi.org/10.1002/dir.20074">Fader and Hardie (2007), How to Project Customer Retention, Journal of
 *     Interactive Marketing 21(1), 76-90</a>
 */
public final class Sbg {
    private static final String MODEL = "sBG";

    private Sbg() {}

    /**
     * Fits the model.
     *
     * @param counts who left at which renewal
     * @return the model, in the unit of the counts, and the report with estimates named alpha and beta; never an exception
     *     for hard data
     */
    public static RenewalModelFit<SbgModel> fit(RenewalCounts counts) {
        return search(counts, null);
    }

    /**
     * Fits the model with a prior. The estimates are a posterior mode, and the standard errors those of likelihood and prior
     * together; the log-likelihood of the report remains that of the data.
     *
     * @param counts who left at which renewal
     * @param prior what is taken to be likely before the data are seen
     * @return the model, in the unit of the counts, and the report with estimates named alpha and beta; never an exception
     *     for hard data
     */
    public static RenewalModelFit<SbgModel> fit(RenewalCounts counts, Prior prior) {
        return search(counts, Objects.requireNonNull(prior, "prior"));
    }

    private static RenewalModelFit<SbgModel> search(RenewalCounts counts, @Nullable Prior prior) {
        return RenewalSearch.fit(
                MODEL,
                new RenewalObjective(counts, false),
                prior,
                p -> SbgModel.of(new SbgParameters(p[0], p[1]), counts.unit()));
    }
}

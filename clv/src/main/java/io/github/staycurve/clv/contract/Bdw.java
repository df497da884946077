package io.github.staycurve.clv.contract;

import io.github.staycurve.clv.prior.Prior;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fits the beta-discrete-Weibull model (BdW) by maximum likelihood.
 *
 * <p>As the shifted-beta-geometric, but a customer's own chance of leaving may fall or rise from renewal to renewal. With few
 * renewals observed it fits them better and projects worse: compare the two on renewals that neither has seen, or by a
 * likelihood-ratio test, whose restricted model is {@link Sbg}. A {@link Prior} may be added, so that hard data too have a
 * maximum.
 *
 * <p>This class has no state.
 *
 * @see <a href="https://doi.org/10.1016/j.intmar.2018.01.002">Fader, Hardie, Liu, Davin and Steenburgh (2018), "How to
 *     Project Customer Retention" Revisited: The Role of Duration Dependence, Journal of Interactive Marketing 43, 1-16</a>
 */
public final class Bdw {
    private static final String MODEL = "BdW";

    private Bdw() {}

    /**
     * Fits the model.
     *
     * @param counts who left at which renewal
     * @return the model, in the unit of the counts, and the report with estimates named alpha, beta and c; never an exception
     *     for hard data
     */
    public static RenewalModelFit<BdwModel> fit(RenewalCounts counts) {
        return search(counts, null);
    }

    /**
     * Fits the model with a prior. The estimates are a posterior mode, and the standard errors those of likelihood and prior
     * together; the log-likelihood of the report remains that of the data.
     *
     * @param counts who left at which renewal
     * @param prior what is taken to be likely before the data are seen
     * @return the model, in the unit of the counts, and the report with estimates named alpha, beta and c; never an exception
     *     for hard data
     */
    public static RenewalModelFit<BdwModel> fit(RenewalCounts counts, Prior prior) {
        return search(counts, Objects.requireNonNull(prior, "prior"));
    }

    private static RenewalModelFit<BdwModel> search(RenewalCounts counts, @Nullable Prior prior) {
        return RenewalSearch.fit(
                MODEL,
                new RenewalObjective(counts, true),
                prior,
                p -> BdwModel.of(new BdwParameters(p[0], p[1], p[2]), counts.unit()));
    }
}

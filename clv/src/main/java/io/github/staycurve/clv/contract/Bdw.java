package io.github.staycurve.clv.contract;

/**
 * Fits the beta-discrete-Weibull model (BdW) by maximum likelihood.
 *
 * <p>As the shifted-beta-geometric, but a customer's own chance of leaving may fall or rise from renewal to renewal. With few
 * renewals observed it fits them better and projects worse: compare the two on renewals that neither has seen, or by a
 * likelihood-ratio test, whose restricted model is {@link Sbg}.
 *
 * <p>This class has no state.
 *
 * @see <a href="https://doi.org/10.1016/j.intmar.2018.01.002">Fader, Hardie, Liu, Davin and Steenburgh (2018), "How to
 *     Project Customer Retention" Revisited: The Role of Duration Dependence, Journal of Interactive Marketing 43, 1-16</a>
 */
public final class Bdw {
    private Bdw() {}

    /**
     * Fits the model.
     *
     * @param counts who left at which renewal
     * @return the model, in the unit of the counts, and the report with estimates named alpha, beta and c; never an exception
     *     for hard data
     */
    public static RenewalModelFit<BdwModel> fit(RenewalCounts counts) {
        return RenewalSearch.fit(
                "BdW", counts, true, p -> BdwModel.of(new BdwParameters(p[0], p[1], p[2]), counts.unit()));
    }
}

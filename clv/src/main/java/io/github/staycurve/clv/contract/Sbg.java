package io.github.staycurve.clv.contract;

/**
 * Fits the shifted-beta-geometric model (sBG) by maximum likelihood.
 *
 * <p>Each customer leaves at every renewal with a probability of their own; these differ between customers, so that retention
 * rises with tenure as those likely to leave leave first. To pool cohorts add their counts
 * ({@link RenewalCounts#plus}); to let them differ fit each one. Where the likelihood has no maximum, the fit goes to the
 * limit and the report says in words what that means.
 *
 * <p>This class has no state.
 *
 * @see <a href="https://doi.org/10.1002/dir.20074">Fader and Hardie (2007), How to Project Customer Retention, Journal of
 *     Interactive Marketing 21(1), 76-90</a>
 */
public final class Sbg {
    private Sbg() {}

    /**
     * Fits the model.
     *
     * @param counts who left at which renewal
     * @return the model, in the unit of the counts, and the report with estimates named alpha and beta; never an exception
     *     for hard data
     */
    public static RenewalModelFit<SbgModel> fit(RenewalCounts counts) {
        return RenewalSearch.fit("sBG", counts, false, p -> SbgModel.of(new SbgParameters(p[0], p[1]), counts.unit()));
    }
}

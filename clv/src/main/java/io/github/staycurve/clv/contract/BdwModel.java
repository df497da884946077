package io.github.staycurve.clv.contract;

import io.github.staycurve.clv.internal.BetaSurvival;
import io.github.staycurve.core.time.PeriodUnit;

/**
 * A beta-discrete-Weibull (BdW) model.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class BdwModel extends BetaRenewalModel {
    private final BdwParameters parameters;

    private BdwModel(BdwParameters parameters, PeriodUnit unit) {
        super(new BetaSurvival(parameters.alpha(), parameters.beta(), parameters.c()), unit);
        this.parameters = parameters;
    }

    /**
     * Returns the model with these parameters.
     *
     * @param parameters the parameters
     * @param unit the time from one renewal to the next
     * @return the model
     */
    public static BdwModel of(BdwParameters parameters, PeriodUnit unit) {
        return new BdwModel(parameters, unit);
    }

    /**
     * Returns the parameters.
     *
     * @return the parameters
     */
    public BdwParameters parameters() {
        return parameters;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BdwModel that && that.parameters.equals(parameters) && that.unit() == unit();
    }

    @Override
    public int hashCode() {
        return 31 * parameters.hashCode() + unit().hashCode();
    }

    @Override
    public String toString() {
        return "BdwModel[" + parameters + ", " + unit().label() + "]";
    }
}

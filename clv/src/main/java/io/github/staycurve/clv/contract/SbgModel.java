package io.github.staycurve.clv.contract;

import io.github.staycurve.clv.internal.BetaSurvival;
import io.github.staycurve.core.time.PeriodUnit;

/**
 * A shifted-beta-geometric (sBG) model.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class SbgModel extends BetaRenewalModel {
    private final SbgParameters parameters;

    private SbgModel(SbgParameters parameters, PeriodUnit unit) {
        super(new BetaSurvival(parameters.alpha(), parameters.beta(), 1), unit);
        this.parameters = parameters;
    }

    /**
     * Returns the model with these parameters.
     *
     * @param parameters the parameters
     * @param unit the time from one renewal to the next
     * @return the model
     */
    public static SbgModel of(SbgParameters parameters, PeriodUnit unit) {
        return new SbgModel(parameters, unit);
    }

    /**
     * Returns the parameters.
     *
     * @return the parameters
     */
    public SbgParameters parameters() {
        return parameters;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SbgModel that && that.parameters.equals(parameters) && that.unit() == unit();
    }

    @Override
    public int hashCode() {
        return 31 * parameters.hashCode() + unit().hashCode();
    }

    @Override
    public String toString() {
        return "SbgModel[" + parameters + ", " + unit().label() + "]";
    }
}

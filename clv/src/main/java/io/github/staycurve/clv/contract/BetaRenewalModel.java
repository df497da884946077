package io.github.staycurve.clv.contract;

import io.github.staycurve.clv.internal.BetaSurvival;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.OptionalDouble;

/** What the models with beta distributed chances of leaving have in common. Immutable and thread-safe. */
abstract sealed class BetaRenewalModel implements RenewalModel permits SbgModel, BdwModel {
    private final BetaSurvival survival;
    private final PeriodUnit unit;

    BetaRenewalModel(BetaSurvival survival, PeriodUnit unit) {
        this.survival = survival;
        this.unit = unit;
    }

    @Override
    public PeriodUnit unit() {
        return unit;
    }

    @Override
    public double survival(int t) {
        return survival.survival(Checks.nonNegative(t, "t"));
    }

    @Override
    public double probabilityOfLeaving(int t) {
        return survival.survival(renewal(t) - 1.0) * survival.leaving(t - 1.0, t);
    }

    @Override
    public double retentionRate(int t) {
        return Math.exp(survival.logSurvival(renewal(t) - 1.0, t));
    }

    @Override
    public double churnProbability(int renewed, int ahead) {
        double from = Checks.nonNegative(renewed, "renewed");
        return survival.leaving(from, from + Checks.nonNegative(ahead, "ahead"));
    }

    @Override
    public OptionalDouble expectedPayments() {
        return survival.expectedPayments();
    }

    @Override
    public OptionalDouble expectedResidualPayments(int renewed) {
        return survival.expectedResidualPayments(Checks.nonNegative(renewed, "renewed"));
    }

    @Override
    public double discountedExpectedLifetime(DiscountRate rate) {
        return survival.discountedSum(0, 0, rate.perUnit(unit));
    }

    @Override
    public double discountedExpectedResidualLifetime(int payments, DiscountRate rate) {
        if (payments < 1) {
            throw new IllegalArgumentException("payments must be 1 or more, was " + payments);
        }
        return survival.discountedSum(payments - 1.0, 1, rate.perUnit(unit));
    }

    static int renewal(int t) {
        if (t < 1) {
            throw new IllegalArgumentException("t must be 1 or more, was " + t);
        }
        return t;
    }
}

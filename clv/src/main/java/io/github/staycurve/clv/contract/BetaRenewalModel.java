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
    public double survival(int renewed, int ahead) {
        double from = Checks.nonNegative(renewed, "renewed");
        return Math.exp(survival.logSurvival(from, from + Checks.nonNegative(ahead, "ahead")));
    }

    @Override
    public double probabilityOfLeaving(int t) {
        return survival.survival(Renewals.number(t, "t") - 1.0) * survival.leaving(t - 1.0, t);
    }

    @Override
    public double retentionRate(int t) {
        return Math.exp(survival.logSurvival(Renewals.number(t, "t") - 1.0, t));
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
        return survival.discountedSum(Renewals.number(payments, "payments") - 1.0, 1, rate.perUnit(unit));
    }

    @Override
    public double discountedExpectedLifetime(int periods, DiscountRate rate) {
        return survival.discountedSum(0, 0, rate.perUnit(unit), Checks.nonNegative(periods, "periods"));
    }

    @Override
    public double discountedExpectedResidualLifetime(int payments, int ahead, DiscountRate rate) {
        double from = Renewals.number(payments, "payments") - 1.0;
        return survival.discountedSum(from, 1, rate.perUnit(unit), Checks.nonNegative(ahead, "ahead"));
    }
}

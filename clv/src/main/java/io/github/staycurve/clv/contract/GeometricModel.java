package io.github.staycurve.clv.contract;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.time.DiscountRate;
import io.github.staycurve.core.time.PeriodUnit;
import java.util.OptionalDouble;

/**
 * The geometric model: every customer leaves at every renewal with the same probability.
 *
 * <p>The formulas of textbooks, retention/(1 − retention) and the like, assume it. Observed retention rates nearly always
 * rise with tenure, because those likely to leave leave first; then it understates what those who stayed are worth. It is
 * here to be compared with. Where the others have no heterogeneity to estimate it is their limit.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class GeometricModel implements RenewalModel {
    private final double theta;
    private final PeriodUnit unit;

    private GeometricModel(double theta, PeriodUnit unit) {
        this.theta = theta;
        this.unit = unit;
    }

    /**
     * Returns the model with this parameter.
     *
     * @param theta the probability of leaving at a renewal, in [0, 1]
     * @param unit the time from one renewal to the next
     * @return the model
     * @throws IllegalArgumentException if theta is out of its range
     */
    public static GeometricModel of(double theta, PeriodUnit unit) {
        return new GeometricModel(Checks.inRange(theta, 0, 1, "theta"), unit);
    }

    /**
     * Returns the probability of leaving at a renewal.
     *
     * @return theta, in [0, 1]
     */
    public double theta() {
        return theta;
    }

    @Override
    public PeriodUnit unit() {
        return unit;
    }

    @Override
    public double survival(int t) {
        return power(Checks.nonNegative(t, "t"));
    }

    /** (1 − theta)<sup>t</sup>, also at theta = 1. */
    private double power(int t) {
        return t == 0 ? 1 : Math.exp(t * Math.log1p(-theta));
    }

    @Override
    public double survival(int renewed, int ahead) {
        Checks.nonNegative(renewed, "renewed");
        return power(Checks.nonNegative(ahead, "ahead"));
    }

    @Override
    public double probabilityOfLeaving(int t) {
        return theta * power(Renewals.number(t, "t") - 1);
    }

    @Override
    public double retentionRate(int t) {
        Renewals.number(t, "t");
        return 1 - theta;
    }

    @Override
    public double churnProbability(int renewed, int ahead) {
        Checks.nonNegative(renewed, "renewed");
        return ahead == 0 ? 0 : -Math.expm1(Checks.nonNegative(ahead, "ahead") * Math.log1p(-theta));
    }

    @Override
    public OptionalDouble expectedPayments() {
        return finite(1 / theta);
    }

    @Override
    public OptionalDouble expectedResidualPayments(int renewed) {
        Checks.nonNegative(renewed, "renewed");
        return finite((1 - theta) / theta);
    }

    private static OptionalDouble finite(double mean) {
        return Double.isInfinite(mean) ? OptionalDouble.empty() : OptionalDouble.of(mean);
    }

    @Override
    public double discountedExpectedLifetime(DiscountRate rate) {
        double lost = lost(rate);
        if (!(lost > 0)) {
            throw new IllegalArgumentException(
                    "without discounting the expected payments are infinite when nobody leaves; take a rate above 0");
        }
        return 1 / lost;
    }

    /** 1 − (1 − theta) e<sup>−delta</sup> without cancellation. */
    private double lost(DiscountRate rate) {
        return theta - Math.expm1(-rate.perUnit(unit)) * (1 - theta);
    }

    @Override
    public double discountedExpectedLifetime(int periods, DiscountRate rate) {
        double lost = lost(rate);
        if (Checks.nonNegative(periods, "periods") == 0 || !(lost > 0)) {
            return periods;
        }
        return -Math.expm1(periods * (Math.log1p(-theta) - rate.perUnit(unit))) / lost;
    }

    @Override
    public double discountedExpectedResidualLifetime(int payments, int ahead, DiscountRate rate) {
        Renewals.number(payments, "payments");
        return (1 - theta) * discountedExpectedLifetime(Checks.nonNegative(ahead, "ahead"), rate);
    }

    @Override
    public double discountedExpectedResidualLifetime(int payments, DiscountRate rate) {
        Renewals.number(payments, "payments");
        return (1 - theta) * discountedExpectedLifetime(rate);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GeometricModel that && that.theta == theta && that.unit == unit;
    }

    @Override
    public int hashCode() {
        return 31 * Double.hashCode(theta) + unit.hashCode();
    }

    @Override
    public String toString() {
        return "GeometricModel[theta=" + theta + ", " + unit.label() + "]";
    }
}

package io.github.staycurve.segmentation.rfm;

import io.github.staycurve.core.internal.Checks;
import java.util.OptionalDouble;

/**
 * What RFM looks at of one customer.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param customerId the caller's identifier, not blank
 * @param inactivity local days since the last purchase, 0 or more
 * @param frequency the number of orders, 0 or more
 * @param monetary what the customer brought, net of refunds; may be below 0
 * @param engagement how engaged the customer is, on a scale of the caller; empty if it is not scored
 * @param tenure local days since the first purchase, 0 or more; empty if it is not scored
 */
public record RfmRow(
        String customerId,
        double inactivity,
        double frequency,
        double monetary,
        OptionalDouble engagement,
        OptionalDouble tenure) {

    /**
     * Checks the row.
     *
     * @param customerId the caller's identifier, not blank
     * @param inactivity local days since the last purchase, 0 or more
     * @param frequency the number of orders, 0 or more
     * @param monetary what the customer brought, net of refunds; may be below 0
     * @param engagement how engaged the customer is, on a scale of the caller; empty if it is not scored
     * @param tenure local days since the first purchase, 0 or more; empty if it is not scored
     * @throws IllegalArgumentException if the identifier is blank or a value out of the range of its measure
     */
    public RfmRow {
        Checks.notBlank(customerId, "customerId");
        inactivity = RfmMeasure.INACTIVITY.checked(inactivity);
        frequency = RfmMeasure.FREQUENCY.checked(frequency);
        monetary = RfmMeasure.MONETARY.checked(monetary);
        engagement = checked(RfmMeasure.ENGAGEMENT, engagement);
        tenure = checked(RfmMeasure.TENURE, tenure);
    }

    /**
     * Returns the row of the three classic measures.
     *
     * @param customerId the caller's identifier, not blank
     * @param inactivity local days since the last purchase, 0 or more
     * @param frequency the number of orders, 0 or more
     * @param monetary what the customer brought, net of refunds
     * @return the row
     * @throws IllegalArgumentException if the identifier is blank or a value out of the range of its measure
     */
    public static RfmRow of(String customerId, double inactivity, double frequency, double monetary) {
        return new RfmRow(customerId, inactivity, frequency, monetary, OptionalDouble.empty(), OptionalDouble.empty());
    }

    /**
     * Returns this row with an engagement.
     *
     * @param value how engaged the customer is
     * @return the row
     * @throws IllegalArgumentException if the value is not finite
     */
    public RfmRow withEngagement(double value) {
        return new RfmRow(customerId, inactivity, frequency, monetary, OptionalDouble.of(value), tenure);
    }

    /**
     * Returns this row with a tenure.
     *
     * @param days local days since the first purchase, 0 or more
     * @return the row
     * @throws IllegalArgumentException if the value is below 0 or not finite
     */
    public RfmRow withTenure(double days) {
        return new RfmRow(customerId, inactivity, frequency, monetary, engagement, OptionalDouble.of(days));
    }

    /** Returns the value of a measure, which must be there. */
    double value(RfmMeasure measure) {
        return switch (measure) {
            case INACTIVITY -> inactivity;
            case FREQUENCY -> frequency;
            case MONETARY -> monetary;
            case ENGAGEMENT -> present(measure, engagement);
            case TENURE -> present(measure, tenure);
        };
    }

    private double present(RfmMeasure measure, OptionalDouble value) {
        return value.orElseThrow(
                () -> new IllegalArgumentException("customer '%s' has no %s".formatted(customerId, measure.label())));
    }

    private static OptionalDouble checked(RfmMeasure measure, OptionalDouble value) {
        return value.isPresent() ? OptionalDouble.of(measure.checked(value.getAsDouble())) : value;
    }
}

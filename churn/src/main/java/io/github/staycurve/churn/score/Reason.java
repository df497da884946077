package io.github.staycurve.churn.score;

import io.github.staycurve.core.internal.Checks;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What one feature of a customer adds to the log-odds of churn, compared with a reference customer.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param feature the feature's name
 * @param value the customer's value, empty where it is missing
 * @param reference the reference customer's value, empty where it is missing
 * @param contribution what the difference adds to the log-odds of churn: above 0 where it raises the probability
 */
public record Reason(String feature, OptionalDouble value, OptionalDouble reference, double contribution) {
    /**
     * Checks the reason.
     *
     * @param feature the feature's name
     * @param value the customer's value, empty where it is missing
     * @param reference the reference customer's value, empty where it is missing
     * @param contribution what the difference adds to the log-odds of churn: above 0 where it raises the probability
     * @throws IllegalArgumentException if the name is blank or the contribution is not finite
     */
    public Reason {
        Checks.notBlank(feature, "feature");
        Checks.finite(contribution, "contribution of " + feature);
    }

    static Reason of(String feature, double value, double reference, double contribution) {
        return new Reason(feature, optional(value), optional(reference), contribution);
    }

    private static OptionalDouble optional(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /**
     * Returns the reason in words, as {@code inactivity 120 instead of 35: odds of churn × 2.4}.
     *
     * @return one line
     */
    public String words() {
        return String.format(
                Locale.ROOT,
                "%s %s instead of %s: odds of churn × %.3g",
                feature,
                text(value),
                text(reference),
                Math.exp(contribution));
    }

    private static String text(OptionalDouble value) {
        if (value.isEmpty()) {
            return "missing";
        }
        double x = value.getAsDouble();
        boolean whole = x == Math.rint(x) && Math.abs(x) < 1e15;
        return String.format(Locale.ROOT, whole ? "%.0f" : "%.4g", x);
    }
}

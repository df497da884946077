package io.github.staycurve.clv.selection;

import java.util.OptionalDouble;

/**
 * How well a model or a baseline predicted the purchases of a holdout.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param name the name of the model or the baseline
 * @param baseline whether it is a baseline, a forecast without a model
 * @param errors how far the expected purchases were from those made, in purchases a customer over the horizon
 * @param logScore the mean over customers of the natural logarithm of the probability that was given to what they bought, 0
 *     or less and better the closer to 0; negative infinity if a customer bought what was given a probability of 0 (less than
 *     a double can hold); empty for a baseline that gives no probabilities
 */
public record ForecastScore(String name, boolean baseline, HoldoutErrors errors, OptionalDouble logScore) {
    /**
     * Returns how far the predicted total was from the actual one, whatever the direction.
     *
     * @return |predicted - actual| over all customers, in purchases
     */
    public double absoluteTotalError() {
        return Math.abs(errors.predicted() - errors.actual());
    }
}

package io.github.staycurve.core.lifecycle;

/**
 * What a purchase model tells the lifecycle: the probability that a customer with a given history is still one.
 *
 * <p>The models of the {@code clv} module are such functions. Durations are in whatever unit the model was fitted in; who
 * calls it converts to that unit. Implementations are pure functions and thread-safe.
 */
@FunctionalInterface
public interface AliveProbability {
    /**
     * Returns the probability that a customer with this history is still one at age T.
     *
     * @param x repeat purchases, 0 or more
     * @param tx time from the first purchase to the last, 0 at x = 0
     * @param age T, time from the first purchase to now, {@code tx} or more
     * @return P(alive), in [0, 1]
     */
    double probabilityAlive(int x, double tx, double age);
}

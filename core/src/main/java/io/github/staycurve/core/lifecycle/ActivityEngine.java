package io.github.staycurve.core.lifecycle;

import java.util.OptionalDouble;

/**
 * What turns a customer's silence into an activity state and a score: one of three.
 *
 * <ul>
 *   <li>{@link FixedSilence}: the same number of days for everybody;
 *   <li>{@link AdaptiveSilence}: each customer's own rhythm, learnt from all of them;
 *   <li>{@link AliveSilence}: the probability of being a customer still, from a purchase model.
 * </ul>
 *
 * <p>Silence is the number of local days since the last purchase, 0 on its day. The score lies in [0, 1], 1 when the silence
 * says nothing and 0 when it says all; it falls as the silence grows. Engines are values: immutable, thread-safe, and
 * frozen, so that a stage never changes because other customers did something.
 */
public sealed interface ActivityEngine permits FixedSilence, AdaptiveSilence, AliveSilence {
    /**
     * Returns the time between purchases that is usual among these customers, where the engine knows one: the value stage
     * measures short and long by it.
     *
     * @return a median in days, above 0
     */
    double medianGapDays();

    /**
     * Returns the score above which a customer who was declining by earlier parameters counts as recovered without a
     * purchase.
     *
     * @return the score, empty if every recovery is taken at its word
     */
    OptionalDouble recoverAbove();

    /**
     * Returns this engine in words, numbers in full: two engines with one description give the same stages.
     *
     * @return one line
     */
    String describe();
}

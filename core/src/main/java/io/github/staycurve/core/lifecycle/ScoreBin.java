package io.github.staycurve.core.lifecycle;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.stat.Ratio;

/**
 * The customers whose silence had a score in a range on some day, and what they did next.
 *
 * <p>A day catches long gaps more often than short ones, so the shares of customers are not the widths of the ranges even
 * where the score is right.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param from the least score of the range, included
 * @param to the end of the range, excluded unless it is 1
 * @param share the customers with such a score, of all
 * @param bought of these, who bought within the horizon
 * @param expected of these, who were to buy within the horizon: the sum of S(s) - S(s + h) over S(s) by the policy; empty for
 *     engines that do not say
 */
public record ScoreBin(double from, double to, Ratio share, Ratio bought, Ratio expected) {

    /**
     * Checks the range.
     *
     * @param from the least score of the range, included
     * @param to the end of the range, excluded unless it is 1
     * @param share the customers with such a score, of all
     * @param bought of these, who bought within the horizon
     * @param expected of these, who were to buy within the horizon; empty for engines that do not say
     * @throws IllegalArgumentException if the range is none within [0, 1]
     */
    public ScoreBin {
        Checks.inRange(to, 0, 1, "to");
        Checks.inRange(from, 0, to, "from");
    }
}

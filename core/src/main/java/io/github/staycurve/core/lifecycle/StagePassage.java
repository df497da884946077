package io.github.staycurve.core.lifecycle;

import java.time.LocalDate;

/**
 * One move of a customer to another activity state.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param day the local day at the end of which the customer was first in the state
 * @param from the state before
 * @param to the state
 * @param rule why: an order, a silence, the cap or the floor of the policy, or the trend
 * @param silenceDays the silence at which the limit lies, not rounded to whole days: for {@link AdaptiveSilence} the
 *     quantile of the gap; 0 for an order, the silence of the day for a trend
 */
public record StagePassage(
        LocalDate day, ActivityState from, ActivityState to, ActivityRule rule, double silenceDays) {}

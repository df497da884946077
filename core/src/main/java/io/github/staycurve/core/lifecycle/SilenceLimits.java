package io.github.staycurve.core.lifecycle;

/**
 * From which silence on a customer is declining, dormant and churned, unless they buy: the rules of a policy worked out for
 * one history.
 *
 * <p>Two limits are equal where a state is passed over, as where the floor or the cap of the policy decides. This record is
 * immutable and thread-safe.
 *
 * @param decliningFrom the first silence that is no longer active, in whole days
 * @param dormantFrom the first silence that is dormant or worse, decliningFrom or more
 * @param churnedFrom the first silence that is churned, dormantFrom or more
 */
public record SilenceLimits(int decliningFrom, int dormantFrom, int churnedFrom) {
    static SilenceLimits of(SilenceMeter meter) {
        return new SilenceLimits(
                meter.from(ActivityState.DECLINING.code()),
                meter.from(ActivityState.DORMANT.code()),
                meter.from(ActivityState.CHURNED.code()));
    }
}

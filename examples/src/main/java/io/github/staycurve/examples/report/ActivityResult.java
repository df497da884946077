package io.github.staycurve.examples.report;

import io.github.staycurve.core.activity.ActiveUsers;
import io.github.staycurve.core.activity.LifecycleFlow;
import io.github.staycurve.core.activity.LifecycleFlows;
import io.github.staycurve.core.retention.Retention;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who was active when.
 *
 * @param of what counts as activity, events or purchases
 * @param daily the active users of each day, and of the 7 and 28 days that end with it
 * @param flows new, returning, resurrected and dormant users of each period
 * @param retention who of each period's new users was active in the later ones
 * @param funnel who went how far, if it was asked for
 */
record ActivityResult(
        String of, ActiveUsers daily, LifecycleFlows flows, Retention retention, Optional<FunnelReport> funnel) {

    /** Returns this part of the report in a few lines, for people. */
    List<String> summary() {
        List<String> lines = new ArrayList<>();
        int last = flows.periods() - 1;
        lines.add("%s, %s from %s on: %,d active, %,d of them new"
                .formatted(
                        of,
                        flows.window().grid().unit().label(),
                        flows.window().grid().firstDay(flows.window().lastPeriod()),
                        flows.active(last).orElse(0),
                        flows.count(LifecycleFlow.NEW, last).orElse(0)));
        funnel.ifPresent(f -> lines.addAll(f.summary()));
        return lines;
    }
}

package io.github.staycurve.core.funnel;

import io.github.staycurve.core.data.EventLog;

/** Runs a definition over a log, customer by customer, without an object an event. Holds no state of a run. */
final class FunnelEvaluator {
    private final FunnelDefinition definition;
    private final EntryRange range;
    private final FunnelPlan plan;

    FunnelEvaluator(FunnelDefinition definition, EntryRange range) {
        this.definition = definition;
        this.range = range;
        plan = new FunnelPlan(definition, range);
    }

    FunnelResult evaluate(EventLog log) {
        long[] steps = new long[log.types()];
        long[] breaks = new long[log.types()];
        for (int type = 0; type < steps.length; type++) {
            steps[type] = definition.stepMask(log.typeName(type));
            breaks[type] = definition.breakMask(log.typeName(type));
        }
        boolean all = definition.order() == FunnelOrder.STRICT_ADJACENT; // whatever stands between two steps matters
        ChainWalker walker = ChainWalker.of(plan, definition.order());
        CustomerEvents events = new CustomerEvents();
        FunnelColumns columns = new FunnelColumns(log.customers());
        long after = 0;
        for (int customer = 0; customer < log.customers(); customer++) {
            events.clear();
            int end = log.start(customer + 1);
            int row = log.start(customer);
            for (; row < end; row++) {
                long time = log.epochMillis(row);
                if (time > plan.asOf) {
                    break;
                }
                int type = log.type(row);
                if ((steps[type] | breaks[type]) != 0 || all) {
                    events.add(time, steps[type], breaks[type]);
                }
            }
            after += end - row;
            if (events.size > 0) {
                walker.walk(events);
                add(columns, log.customerId(customer), walker);
            }
        }
        return new FunnelResult(definition, range, columns, after);
    }

    private void add(FunnelColumns columns, String customerId, ChainWalker walker) {
        if (walker.level < 0) {
            return;
        }
        boolean converted = walker.level == plan.steps - 1;
        long observed = converted ? walker.end - walker.start : Math.min(plan.window, plan.asOf - walker.entry);
        columns.add(customerId, walker.level, walker.pending, observed);
    }
}

package io.github.staycurve.core.funnel;

/** Walks ordered funnels. Not thread-safe. */
final class OrderedWalker extends ChainWalker {
    private final OrderedChains chains;
    private final long asOf;

    OrderedWalker(FunnelPlan plan) {
        chains = new OrderedChains(plan);
        asOf = plan.asOf;
    }

    @Override
    void walk(CustomerEvents events) {
        chains.clear();
        int row = 0;
        while (row < events.size && !chains.isConverted()) {
            int end = events.endOfInstant(row);
            if (end == row + 1) {
                chains.add(events.times[row], events.steps[row], events.breaks[row]);
            } else {
                chains.addTied(events, row, end);
            }
            row = end;
        }
        level = chains.level();
        pending = chains.isPending(asOf);
        entry = chains.entry;
        start = chains.conversionStart;
        end = chains.conversionEnd;
    }
}

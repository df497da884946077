package io.github.staycurve.core.activity;

import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.internal.Instants;

/** Builds tables from logs: one pass over the rows of each customer. */
final class LogActivity {
    private LogActivity() {}

    static ActivityTable of(EventLog log, ActivityWindow window, ActivityRule rule) {
        boolean[] qualifies = new boolean[log.types()];
        for (int type = 0; type < qualifies.length; type++) {
            qualifies[type] = rule.qualifies(log.typeName(type));
        }
        boolean anyEvent = rule.firstSeenMode() == FirstSeenMode.FIRST_ANY_EVENT;
        boolean external = rule.firstSeenMode() == FirstSeenMode.EXTERNAL;
        ActivityTableBuilder builder = new ActivityTableBuilder(window, rule.describe(), log.customers());
        builder.ensure(log.customers());
        String[] ids = new String[log.customers()];
        for (int customer = 0; customer < ids.length; customer++) {
            ids[customer] = log.customerId(customer);
            for (int row = log.start(customer), end = log.start(customer + 1); row < end; row++) {
                if (qualifies[log.type(row)]) {
                    builder.add(customer, log.epochMillis(row));
                } else if (anyEvent) {
                    builder.otherSeen(customer, log.epochMillis(row));
                } else {
                    builder.other();
                }
            }
            if (external) {
                int each = customer;
                String name = "firstSeen of customer '" + ids[each] + "'";
                rule.firstSeen(ids[each])
                        .ifPresent(when -> builder.firstSeen(
                                each, Instants.checked(when, name).toEpochMilli()));
            }
        }
        return builder.build(ids);
    }

    static ActivityTable of(TransactionLog log, ActivityWindow window) {
        ActivityTableBuilder builder =
                new ActivityTableBuilder(window, "active by a purchase, first seen at the first one", log.customers());
        builder.ensure(log.customers());
        String[] ids = new String[log.customers()];
        for (int customer = 0; customer < ids.length; customer++) {
            ids[customer] = log.customerId(customer);
            for (int row = log.start(customer), end = log.start(customer + 1); row < end; row++) {
                if (log.isRefund(row)) {
                    builder.other();
                } else {
                    builder.add(customer, log.epochMillis(row));
                }
            }
        }
        return builder.build(ids);
    }
}

package io.github.staycurve.core.activity;

import java.time.LocalDate;
import java.util.Arrays;

/** Makes tables of tables: of two parts, and of days on a coarser grid. */
final class TableMerge {
    private TableMerge() {}

    static ActivityTable of(ActivityTable one, ActivityTable other) {
        boolean ids = one.customerIds().length + other.customerIds().length > 0;
        String[] customerIds = ids ? union(one.customerIds(), other.customerIds()) : new String[0];
        int customers = ids ? customerIds.length : Math.max(one.customers(), other.customers());
        ActivityRows rows = new ActivityRows(one.periods(), customers);
        rows.ensure(customers);
        add(rows, customerIds, one);
        add(rows, customerIds, other);
        return new ActivityTable(
                one.window(), one.definition(), rows, customerIds, one.audit().plus(other.audit()));
    }

    static ActivityTable coarser(ActivityTable days, ActivityWindow window) {
        int[] slotOfDay = new int[days.periods()];
        for (int day = 0; day < slotOfDay.length; day++) {
            LocalDate date = LocalDate.ofEpochDay((long) days.firstPeriod() + day);
            slotOfDay[day] = window.grid().indexOf(date) - window.firstPeriod();
        }
        ActivityRows rows = new ActivityRows(window.periods(), days.customers());
        rows.ensure(days.customers());
        days.scan((customer, slots, count) -> {
            for (int i = 0; i < count; i++) {
                rows.set(customer, slotOfDay[slots[i]]);
            }
            int firstSeen = days.firstSeenPeriod(customer);
            if (firstSeen != ActivityTable.NEVER) {
                rows.seen(customer, window.grid().indexOf(LocalDate.ofEpochDay(firstSeen)));
            }
        });
        return new ActivityTable(window, days.definition(), rows, days.customerIds(), days.audit());
    }

    private static void add(ActivityRows rows, String[] customerIds, ActivityTable part) {
        int to = 0;
        for (int customer = 0; customer < part.customers(); customer++) {
            if (customerIds.length > 0) {
                while (!customerIds[to].equals(part.customerIds()[customer])) {
                    to++;
                }
            } else {
                to = customer;
            }
            rows.or(to, part.rows(), customer);
        }
    }

    /** Merges sorted identifiers. */
    private static String[] union(String[] one, String[] other) {
        String[] both = new String[one.length + other.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < one.length || j < other.length) {
            int order = i == one.length ? 1 : j == other.length ? -1 : one[i].compareTo(other[j]);
            both[size++] = order <= 0 ? one[i] : other[j];
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return Arrays.copyOf(both, size);
    }
}

package io.github.staycurve.churn.feature;

import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.data.EventLogBuilder;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.data.TransactionLogBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** A made-up shop as plain rows, which tests read by brute force and change. */
record Shops(ZoneId zone, List<Row> rows) {
    static final LocalDate START = LocalDate.of(2010, 9, 1);
    static final List<String> TYPES = List.of("login", "view", "complaint");

    /** A transaction where the type is empty, else an event. */
    record Row(String customer, Instant time, String type, double amount) {
        boolean isEvent() {
            return !type.isEmpty();
        }

        long day(ZoneId zone) {
            return LocalDate.ofInstant(time, zone).toEpochDay();
        }
    }

    static Shops random(SplittableRandom random, ZoneId zone) {
        List<Row> rows = new ArrayList<>();
        long start = START.atStartOfDay(zone).toInstant().getEpochSecond();
        int customers = 2 + random.nextInt(6);
        for (int c = 0; c < customers; c++) {
            String id = "c" + c;
            int n = random.nextInt(25);
            for (int i = 0; i < n; i++) {
                boolean event = random.nextInt(3) == 0;
                // whole hours make many ties and stand on the hours of clock changes
                Instant time = Instant.ofEpochSecond(start + 3600L * random.nextInt(500 * 24));
                double amount = Math.round(random.nextDouble() * 10_000) / 100.0;
                double signed = random.nextInt(8) == 0 ? -amount : amount;
                rows.add(new Row(id, time, event ? TYPES.get(random.nextInt(3)) : "", signed));
            }
        }
        return new Shops(zone, rows);
    }

    Shops with(List<Row> other) {
        return new Shops(zone, other);
    }

    Shops only(Predicate<Row> wanted) {
        return with(rows.stream().filter(wanted).toList());
    }

    CustomerLogs logs() {
        TransactionLogBuilder purchases = TransactionLog.builder();
        EventLogBuilder events = EventLog.builder();
        for (Row row : rows) {
            if (row.isEvent()) {
                events.add(row.customer(), row.time(), row.type());
            } else {
                purchases.add(row.customer(), row.time(), row.amount());
            }
        }
        return CustomerLogs.of(purchases.build(), events.build());
    }

    OneCustomer one(String id) {
        OneCustomer one = new OneCustomer(zone);
        for (Row row : rows) {
            if (row.customer().equals(id)) {
                if (row.isEvent()) {
                    one.event(row.time(), row.type());
                } else {
                    one.purchase(row.time(), row.amount());
                }
            }
        }
        return one;
    }
}

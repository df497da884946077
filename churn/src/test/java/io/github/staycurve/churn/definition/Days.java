package io.github.staycurve.churn.definition;

import io.github.staycurve.core.data.PurchaseDays;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.data.TransactionLogBuilder;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Small histories, as days after 2020-01-01. */
final class Days {
    private Days() {}

    static LocalDate day(int offset) {
        return LocalDate.of(2020, 1, 1).plusDays(offset);
    }

    static PurchaseDays of(Map<String, int[]> offsets) {
        TransactionLogBuilder log = TransactionLog.builder();
        offsets.forEach((id, days) -> {
            for (int offset : days) {
                log.add(id, day(offset).atTime(12, 0).toInstant(ZoneOffset.UTC), 1);
            }
        });
        return PurchaseDays.of(log.build(), ZoneOffset.UTC);
    }

    static PurchaseDays of(int... offsets) {
        return of(Map.of("ann", offsets));
    }

    /** Draws a few customers with distinct ascending days, at least one each. */
    static Map<String, int[]> random(SplittableRandom random) {
        Map<String, int[]> customers = new TreeMap<>();
        int n = 1 + random.nextInt(6);
        for (int i = 0; i < n; i++) {
            int[] days = new int[1 + random.nextInt(12)];
            int day = random.nextInt(150);
            int pace = 1 + random.nextInt(50);
            for (int j = 0; j < days.length; j++) {
                days[j] = day;
                day += 1 + random.nextInt(pace);
            }
            customers.put("c" + i, days);
        }
        return customers;
    }
}

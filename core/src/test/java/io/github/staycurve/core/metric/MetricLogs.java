package io.github.staycurve.core.metric;

import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.data.TransactionLogBuilder;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** Small logs for tests, written as text. */
final class MetricLogs {
    private MetricLogs() {}

    /** Returns the log of lines like {@code ann 2024-01-01T10:00 25.5}, with local times of a zone; noon without a time. */
    static TransactionLog of(ZoneId zone, String... lines) {
        TransactionLogBuilder builder = TransactionLog.builder();
        for (String line : lines) {
            String[] parts = line.trim().split(" +", -1);
            String time = parts[1].contains("T") ? parts[1] : parts[1] + "T12:00";
            builder.add(parts[0], LocalDateTime.parse(time).atZone(zone).toInstant(), Double.parseDouble(parts[2]));
        }
        return builder.build();
    }
}

package io.github.staycurve.core.retention;

import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.data.EventLogBuilder;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** Small logs for tests. */
final class EventLogs {
    private EventLogs() {}

    /** Returns the log of lines like {@code ann 2024-01-31T10:00 open}, with local times of a zone. */
    static EventLog of(ZoneId zone, String... lines) {
        EventLogBuilder builder = EventLog.builder();
        for (String line : lines) {
            String[] parts = line.split(" ", -1);
            builder.add(
                    parts[0],
                    LocalDateTime.parse(parts[1]).atZone(zone).toInstant(),
                    parts.length > 2 ? parts[2] : "open");
        }
        return builder.build();
    }
}

package io.github.staycurve.examples.report;

import io.github.staycurve.core.data.EventLog;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The types of events that there are. */
final class EventTypes {
    private EventTypes() {}

    /** Returns the types that had an event by a day, the most frequent first; ties by name. */
    static List<String> mostFrequent(EventLog log, LocalDate until, ZoneId zone) {
        long end = until.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
        long[] counts = new long[log.types()];
        for (int row = 0; row < log.size(); row++) {
            if (log.epochMillis(row) < end) {
                counts[log.type(row)]++;
            }
        }
        return IntStream.range(0, counts.length)
                .filter(type -> counts[type] > 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(type -> -counts[type]).thenComparing(log::typeName))
                .map(log::typeName)
                .toList();
    }
}

package io.github.staycurve.examples.report;

import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.ingest.CsvEvents;
import io.github.staycurve.core.ingest.IngestAudit;
import io.github.staycurve.core.ingest.Ingested;
import io.github.staycurve.core.ingest.ObjectEvents;
import io.github.staycurve.examples.shop.ShopEvent;
import io.github.staycurve.examples.shop.SocialShop;
import java.time.ZoneId;

/** Where the events of a report come from: a file of the user's, or the made-up shop. */
interface EventSource {
    /**
     * What was read.
     *
     * @param events the accepted events, and every refused row
     * @param name the source in words
     */
    record Input(Ingested<EventLog> events, String name) {
        /** Returns what was read in one line. */
        String summary() {
            IngestAudit audit = events.audit();
            return "%s: %,d events, %,d accepted, %,d merged, %,d refused"
                    .formatted(name, audit.rows(), audit.accepted(), audit.merged(), audit.refused());
        }
    }

    /** Reads it. */
    Input read(Progress progress);

    /** Returns the source that reads a file. */
    static EventSource csv(EventOptions.Columns columns, char delimiter, ZoneId zone) {
        return progress -> {
            CsvEvents reader = CsvEvents.builder(columns.customer(), columns.time(), columns.type())
                    .delimiter(delimiter)
                    .zone(zone)
                    .progress(rows -> progress.step("read %,d events".formatted(rows)))
                    .build();
            return new Input(
                    reader.read(columns.file()), String.valueOf(columns.file().getFileName()));
        };
    }

    /** Returns the source that makes up a shop. */
    static EventSource shop() {
        return progress -> new Input(
                ObjectEvents.builder(ShopEvent::customerId, ShopEvent::time, ShopEvent::type)
                        .counterpart(event -> event.counterpart().orElse(null))
                        .build()
                        .read(SocialShop.ofExamples().events()),
                "made-up social shop");
    }
}

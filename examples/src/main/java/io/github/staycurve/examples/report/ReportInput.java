package io.github.staycurve.examples.report;

import io.github.staycurve.core.ingest.Ingested;
import io.github.staycurve.examples.UserError;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a report is made of: purchases, events, or both.
 *
 * @param purchases the purchases, if any were given
 * @param events the events, if any were given
 */
record ReportInput(Optional<TransactionSource.Input> purchases, Optional<EventSource.Input> events) {

    /** Where the end of an observation comes from. */
    enum EndIs {
        GIVEN("given"),
        LAST_KNOWN_DAY("last day of the data"),
        CALIBRATION_END("the calibration end"),
        LAST_PURCHASE("the day of the last purchase"),
        LAST_EVENT("the day of the last purchase or event");

        private final String words;

        EndIs(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** The last day observed, and where it comes from. */
    record End(LocalDate day, EndIs is) {}

    /** Refuses an input without a usable row. */
    void requireRows() {
        purchases.ifPresent(p -> requireRows(
                p.name(), p.transactions(), p.transactions().accepted().size()));
        events.ifPresent(
                e -> requireRows(e.name(), e.events(), e.events().accepted().size()));
    }

    private static void requireRows(String name, Ingested<?> read, int accepted) {
        if (accepted == 0) {
            String why = read.audit().rows() == 0
                    ? "it holds no rows under its header"
                    : "all %d rows were refused; the first: %s"
                            .formatted(
                                    read.audit().rows(), read.refusals().get(0).message());
            throw new UserError("%s has no usable row: %s".formatted(name, why));
        }
    }

    /** Returns the last day observed. */
    End end(ReportOptions options) {
        if (options.end().isPresent()) {
            return new End(options.end().get(), EndIs.GIVEN);
        }
        Optional<LocalDate> known = purchases.flatMap(TransactionSource.Input::lastKnownDay);
        if (known.isPresent()) {
            return new End(known.get(), EndIs.LAST_KNOWN_DAY);
        }
        LocalDate last = endOfData(options.zone());
        // a calibration end after the last day of the data is an observation that lasted longer
        if (options.calibrationEnd().filter(day -> !day.isBefore(last)).isPresent()) {
            return new End(options.calibrationEnd().get(), EndIs.CALIBRATION_END);
        }
        return new End(last, events.isPresent() ? EndIs.LAST_EVENT : EndIs.LAST_PURCHASE);
    }

    private LocalDate endOfData(ZoneId zone) {
        return Stream.concat(
                        purchases.stream().map(p -> p.transactions().accepted().endOfData(zone)),
                        events.stream().map(e -> e.events().accepted().endOfData(zone)))
                .max(LocalDate::compareTo)
                .orElseThrow();
    }
}

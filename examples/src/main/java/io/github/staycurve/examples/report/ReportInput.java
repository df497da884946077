package io.github.staycurve.examples.report;

import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.data.TransactionLog;
import io.github.staycurve.core.ingest.Ingested;
import io.github.staycurve.core.time.ObservationWindow;
import io.github.staycurve.examples.UserError;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    /** Returns the first day with activity: that of the events, or of the purchases where there are none. */
    LocalDate firstDay(ZoneId zone) {
        return events.map(e -> e.events().accepted())
                .map(log -> first(log.customers(), customer -> log.epochMillis(log.start(customer)), zone))
                .orElseGet(() -> firstPurchase(zone));
    }

    /** Returns the day of the first purchase or refund. */
    LocalDate firstPurchase(ZoneId zone) {
        TransactionLog log = purchases.orElseThrow().transactions().accepted();
        return first(log.customers(), customer -> log.epochMillis(log.start(customer)), zone);
    }

    private static LocalDate first(int customers, IntToLongFunction firstOfCustomer, ZoneId zone) {
        long millis =
                IntStream.range(0, customers).mapToLong(firstOfCustomer).min().orElseThrow();
        return LocalDate.ofInstant(Instant.ofEpochMilli(millis), zone);
    }

    /** Returns who did anything up to the end of a window, a purchase or another event, where there are events. */
    OptionalLong activeUsers(ObservationWindow window) {
        if (events.isEmpty()) {
            return OptionalLong.empty();
        }
        long end =
                window.end().plusDays(1).atStartOfDay(window.zone()).toInstant().toEpochMilli();
        EventLog did = events.get().events().accepted();
        long active = IntStream.range(0, did.customers())
                .filter(customer -> did.epochMillis(did.start(customer)) < end)
                .count();
        return OptionalLong.of(
                active + purchases.map(p -> buyersOnly(p, did, end)).orElse(0L));
    }

    /** Counts who bought before an instant and did nothing else. */
    private static long buyersOnly(TransactionSource.Input purchases, EventLog did, long end) {
        TransactionLog bought = purchases.transactions().accepted();
        return IntStream.range(0, bought.customers())
                .filter(customer -> bought.epochMillis(bought.start(customer)) < end)
                .mapToObj(bought::customerId)
                .mapToInt(did::indexOf)
                .filter(index -> index < 0 || did.epochMillis(did.start(index)) >= end)
                .count();
    }

    /** Returns the sources in words. */
    String name() {
        return Stream.concat(
                        purchases.map(TransactionSource.Input::name).stream(),
                        events.map(EventSource.Input::name).stream())
                .distinct()
                .collect(Collectors.joining(" and "));
    }
}

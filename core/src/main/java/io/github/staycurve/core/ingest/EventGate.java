package io.github.staycurve.core.ingest;

import io.github.staycurve.core.data.Event;
import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.data.EventLogBuilder;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The gate of events. Its values come in the order event, counterpart, type, customer, time, value.
 *
 * <p>An instance is not thread-safe.
 */
final class EventGate extends Gate<EventLog> {
    private final EventLogBuilder log = EventLog.builder();

    private String type = "";
    private boolean typeMissing;
    private @Nullable String event;
    private @Nullable String counterpart;
    private boolean valued;
    private double value;

    EventGate(SourceNames names, IngestOptions options) {
        super(names, options);
    }

    @Override
    void clear() {
        typeMissing = true;
        event = null;
        counterpart = null;
        valued = false;
    }

    void event(Cell cell) {
        event = identifier(Role.EVENT, cell);
    }

    void event(@Nullable String id) {
        event(toCell(id));
    }

    void counterpart(Cell cell) {
        counterpart = identifier(Role.COUNTERPART, cell);
    }

    void counterpart(@Nullable String id) {
        counterpart(toCell(id));
    }

    void type(Cell cell) {
        typeMissing = cell.isBlank();
        if (isOpen() && cell.isTooLong()) {
            refuse(Role.TYPE, Flaw.TOO_LONG, cell.toString());
        } else if (!typeMissing && !cell.contentEquals(type)) {
            type = cell.toString();
        }
    }

    void type(@Nullable String name) {
        type(toCell(name));
    }

    void value(Cell cell) {
        refuseIfNoType();
        if (isOpen() && !cell.isBlank()) {
            valued = true;
            value = number(Role.VALUE, cell);
        }
    }

    void value(double number) {
        refuseIfNoType();
        if (isOpen()) {
            valued = true;
            value = number(Role.VALUE, number);
        }
    }

    @Override
    void decide() {
        refuseIfNoType();
        if (!isOpen()) {
            return;
        }
        if (event == null && counterpart == null && !valued) {
            log.add(customer(), epochMillis(), type);
            return;
        }
        log.add(new Event(
                customer(),
                Instant.ofEpochMilli(epochMillis()),
                type,
                valued ? OptionalDouble.of(value) : OptionalDouble.empty(),
                Optional.ofNullable(counterpart),
                Optional.ofNullable(event)));
    }

    @Override
    long accepted() {
        return log.size();
    }

    @Override
    long merged() {
        return log.duplicates();
    }

    @Override
    OptionalLong orders() {
        return OptionalLong.empty();
    }

    @Override
    long @Nullable [] orderTimes() {
        return null;
    }

    @Override
    EventLog buildLog() {
        return log.build();
    }

    /** The type is read before the customer and the time, as one that is too long goes first; a missing one goes after. */
    private void refuseIfNoType() {
        if (isOpen() && typeMissing) {
            refuse(Role.TYPE, Flaw.MISSING, "");
        }
    }

    private @Nullable String identifier(Role role, Cell cell) {
        if (!isOpen() || cell.isBlank()) {
            return null;
        }
        if (cell.isTooLong()) {
            refuse(role, Flaw.TOO_LONG, cell.toString());
            return null;
        }
        return cell.toString();
    }
}

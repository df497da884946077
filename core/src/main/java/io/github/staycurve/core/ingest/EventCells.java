package io.github.staycurve.core.ingest;

import io.github.staycurve.core.data.EventLog;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Passes the cells of events, taken out of their map for the loop. */
final class EventCells implements CellPass<EventLog> {
    private final EventGate gate;
    private @Nullable Cell event;
    private @Nullable Cell counterpart;
    private Cell type = new Cell();
    private Cell customer = new Cell();
    private Cell time = new Cell();
    private @Nullable Cell value;

    EventCells(EventGate gate) {
        this.gate = gate;
    }

    @Override
    public EventGate gate() {
        return gate;
    }

    @Override
    public void bind(Map<Role, Cell> cells) {
        event = cells.get(Role.EVENT);
        counterpart = cells.get(Role.COUNTERPART);
        type = CellPass.needed(cells, Role.TYPE);
        customer = CellPass.needed(cells, Role.CUSTOMER);
        time = CellPass.needed(cells, Role.TIME);
        value = cells.get(Role.VALUE);
    }

    @Override
    public void pass() {
        if (event != null) {
            gate.event(event);
        }
        if (counterpart != null) {
            gate.counterpart(counterpart);
        }
        gate.type(type);
        gate.customer(customer);
        gate.time(time);
        if (value != null) {
            gate.value(value);
        }
    }
}

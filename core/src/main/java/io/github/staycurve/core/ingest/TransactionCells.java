package io.github.staycurve.core.ingest;

import io.github.staycurve.core.data.TransactionLog;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Passes the cells of purchases, taken out of their map for the loop. */
final class TransactionCells implements CellPass<TransactionLog> {
    private final RowGate gate;
    private @Nullable Cell order;
    private Cell customer = new Cell();
    private Cell time = new Cell();
    private Cell amount = new Cell();
    private @Nullable Cell quantity;

    TransactionCells(RowGate gate) {
        this.gate = gate;
    }

    @Override
    public RowGate gate() {
        return gate;
    }

    @Override
    public void bind(Map<Role, Cell> cells) {
        order = cells.get(Role.ORDER);
        customer = CellPass.needed(cells, Role.CUSTOMER);
        time = CellPass.needed(cells, Role.TIME);
        amount = CellPass.needed(cells, Role.AMOUNT);
        quantity = cells.get(Role.QUANTITY);
    }

    @Override
    public void pass() {
        if (order != null) {
            gate.order(order);
        }
        gate.customer(customer);
        gate.time(time);
        gate.amount(amount);
        if (quantity != null) {
            gate.quantity(quantity);
        }
    }
}

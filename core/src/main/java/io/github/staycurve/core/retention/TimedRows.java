package io.github.staycurve.core.retention;

import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.data.TransactionLog;

/** What retention asks of a log: whose rows they are, when each happened, and what each counts as. */
interface TimedRows {
    int customers();

    int start(int customer);

    long epochMillis(int row);

    /** Returns whether a row is of a start type, whatever its value. */
    boolean isStart(int row);

    /** Returns whether a row that is of a start type fits the start's values too. */
    boolean startFits(int row);

    boolean isReturn(int row);

    String describe();

    static TimedRows of(EventLog log, RetentionSettings settings) {
        return new Events(log, settings);
    }

    static TimedRows of(TransactionLog log, RetentionSettings settings) {
        return new Purchases(log, settings);
    }

    /** The events of a log. */
    final class Events implements TimedRows {
        private final EventLog log;
        private final EventSelection start;
        private final EventSelection returns;
        private final boolean[] startTypes;
        private final boolean[] returnTypes;

        Events(EventLog log, RetentionSettings settings) {
            this.log = log;
            this.start = settings.start();
            this.returns = settings.returns();
            this.startTypes = types(start);
            this.returnTypes = types(returns);
        }

        private boolean[] types(EventSelection selection) {
            boolean[] selected = new boolean[log.types()];
            for (int type = 0; type < selected.length; type++) {
                selected[type] =
                        selection.types().isEmpty() || selection.types().contains(log.typeName(type));
            }
            return selected;
        }

        @Override
        public int customers() {
            return log.customers();
        }

        @Override
        public int start(int customer) {
            return log.start(customer);
        }

        @Override
        public long epochMillis(int row) {
            return log.epochMillis(row);
        }

        @Override
        public boolean isStart(int row) {
            return startTypes[log.type(row)];
        }

        @Override
        public boolean startFits(int row) {
            return fits(start, row);
        }

        @Override
        public boolean isReturn(int row) {
            return returnTypes[log.type(row)] && fits(returns, row);
        }

        private boolean fits(EventSelection selection, int row) {
            return selection.takesAnyValue() || (log.hasValue(row) && selection.takes(log.value(row)));
        }

        @Override
        public String describe() {
            return "events";
        }
    }

    /** The purchases of a log. */
    final class Purchases implements TimedRows {
        private final TransactionLog log;
        private final EventSelection start;
        private final EventSelection returns;

        Purchases(TransactionLog log, RetentionSettings settings) {
            this.log = log;
            this.start = withoutTypes(settings.start());
            this.returns = withoutTypes(settings.returns());
        }

        private static EventSelection withoutTypes(EventSelection selection) {
            if (!selection.types().isEmpty()) {
                throw new IllegalArgumentException(
                        "a log of transactions has no types; the selection asks for " + selection.describe());
            }
            return selection;
        }

        @Override
        public int customers() {
            return log.customers();
        }

        @Override
        public int start(int customer) {
            return log.start(customer);
        }

        @Override
        public long epochMillis(int row) {
            return log.epochMillis(row);
        }

        @Override
        public boolean isStart(int row) {
            return !log.isRefund(row);
        }

        @Override
        public boolean startFits(int row) {
            return start.takes(log.amount(row));
        }

        @Override
        public boolean isReturn(int row) {
            return !log.isRefund(row) && returns.takes(log.amount(row));
        }

        @Override
        public String describe() {
            return "purchases";
        }
    }
}

package io.github.staycurve.churn.definition;

import io.github.staycurve.core.data.EventLog;
import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.LocalDays;
import java.time.ZoneId;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which events tell how a churned customer left: voluntarily, by a payment that failed, or in silence.
 *
 * <p>Looked at are the events from {@code daysBefore} days before the last sign of the customer to the day that decided the
 * label, both inclusive. A cancellation among them is voluntary, whatever else there is: the customer said so. Else a failed
 * payment is involuntary, and nothing of either kind is silence.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param cancellations the types of events by which customers say that they leave; may be empty
 * @param paymentFailures the types of events that say that a payment failed; may be empty
 * @param daysBefore how many days before the last sign such an event still belongs to the leaving, from 0 to 1,000,000
 */
public record LeavingRule(Set<String> cancellations, Set<String> paymentFailures, int daysBefore) {
    /**
     * Checks the types.
     *
     * @param cancellations the types of events by which customers say that they leave; may be empty
     * @param paymentFailures the types of events that say that a payment failed; may be empty
     * @param daysBefore how many days before the last sign such an event still belongs to the leaving, from 0 to 1,000,000
     * @throws IllegalArgumentException if both are empty, a type is blank or in both, or the number is out of its range
     */
    public LeavingRule {
        cancellations = checked(cancellations, "cancellations");
        paymentFailures = checked(paymentFailures, "paymentFailures");
        DayRange.checked(daysBefore, 0, "daysBefore");
        if (cancellations.isEmpty() && paymentFailures.isEmpty()) {
            throw new IllegalArgumentException("a rule needs a type of cancellation or of payment failure at least");
        }
        for (String type : cancellations) {
            if (paymentFailures.contains(type)) {
                throw new IllegalArgumentException(
                        "event type '%s' must be a cancellation or a payment failure, was both".formatted(type));
            }
        }
    }

    private static Set<String> checked(Set<String> types, String name) {
        for (String type : types) {
            Checks.notBlank(type, name);
        }
        return Set.copyOf(types);
    }

    /**
     * Tells how each churned customer left.
     *
     * @param labels the labels; all but the churned are left out
     * @param events the events; customers who are not in them left in silence
     * @param zone the zone of the days, that of the labels
     * @return the kinds
     */
    public LeavingKinds kinds(ChurnLabels labels, EventLog events, ZoneId zone) {
        Reader reader = new Reader(events, codes(events, cancellations), codes(events, paymentFailures), zone);
        LeavingKinds.Columns out = new LeavingKinds.Columns(labels.size());
        for (int row = 0; row < labels.size(); row++) {
            if (labels.label(row) == ChurnLabel.CHURNED) {
                int customer = events.indexOf(labels.customerId(row));
                int from = labels.lastSeenDay(row) - daysBefore;
                out.add(row, customer < 0 ? LeavingKind.SILENT : reader.kind(customer, from, labels.epochDay(row)));
            }
        }
        return new LeavingKinds(this, labels, out);
    }

    /** Looks for the two kinds of events among those of one customer after the other. */
    private static final class Reader {
        private final EventLog events;
        private final boolean[] cancels;
        private final boolean[] fails;
        private final LocalDays localDays;

        Reader(EventLog events, boolean[] cancels, boolean[] fails, ZoneId zone) {
            this.events = events;
            this.cancels = cancels;
            this.fails = fails;
            this.localDays = new LocalDays(zone);
        }

        LeavingKind kind(int customer, int from, int to) {
            boolean failed = false;
            for (int event = events.start(customer); event < events.start(customer + 1); event++) {
                int day = localDays.epochDay(events.epochMillis(event));
                if (day >= from && day <= to) {
                    if (cancels[events.type(event)]) {
                        return LeavingKind.VOLUNTARY;
                    }
                    failed |= fails[events.type(event)];
                }
            }
            return failed ? LeavingKind.INVOLUNTARY : LeavingKind.SILENT;
        }
    }

    private static boolean[] codes(EventLog events, Set<String> types) {
        boolean[] codes = new boolean[events.types()];
        for (int type = 0; type < codes.length; type++) {
            codes[type] = types.contains(events.typeName(type));
        }
        return codes;
    }

    /**
     * Returns this rule in words.
     *
     * @return one line
     */
    public String describe() {
        return "voluntary by %s, else involuntary by %s, from %s days before the last sign to the end; else silent"
                .formatted(new TreeSet<>(cancellations), new TreeSet<>(paymentFailures), daysBefore);
    }
}

package io.github.staycurve.core.data;

import io.github.staycurve.core.internal.Checks;
import io.github.staycurve.core.internal.CompensatedSum;
import io.github.staycurve.core.internal.LocalDays;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The local days on which each customer bought, as columns: what lifecycle stages are told from.
 *
 * <p>All that a customer buys on one local day is one purchase, and refunds net into their day, as
 * {@link OccasionRule#DEFAULT} has it: a day whose net is below 0 is no purchase. Customers stand in the order of their
 * identifiers, each one's days ascending; the days of customer {@code c} are those at {@code start(c)} to
 * {@code start(c + 1)}, exclusive. So the same transactions give the same days, in whatever order and through however many
 * merged {@link PurchaseHistories} they came. It costs 4 bytes a purchase, and 8 and a reference a customer.
 *
 * <p>A customer who {@linkplain #withRegistrations registered} has that day too, and may have no purchase.
 *
 * <p>Days are counted from 1970-01-01. This class is immutable and thread-safe.
 */
public final class PurchaseDays {
    /** The registration day of a customer of whom none is known. */
    private static final int NONE = Integer.MAX_VALUE;

    private final ZoneId zone;
    private final RefundPolicy refunds;
    private final @Nullable LocalDate observedFrom;
    private final String[] customerIds;
    private final int[] starts;
    private final int[] days;
    private final int[] registered;

    private PurchaseDays(
            ZoneId zone,
            RefundPolicy refunds,
            @Nullable LocalDate observedFrom,
            String[] customerIds,
            int[] starts,
            int[] days,
            int[] registered) {
        this.zone = zone;
        this.refunds = refunds;
        this.observedFrom = observedFrom;
        this.customerIds = customerIds;
        this.starts = starts;
        this.days = days;
        this.registered = registered;
    }

    /**
     * Returns the purchase days of a log; refunds net into their day.
     *
     * @param log the transactions
     * @param zone the zone of the days
     * @return the days; customers without any purchase are left out
     */
    public static PurchaseDays of(TransactionLog log, ZoneId zone) {
        return of(log, zone, RefundPolicy.NET);
    }

    /**
     * Returns the purchase days of a log.
     *
     * @param log the transactions
     * @param zone the zone of the days
     * @param refunds what a refund does
     * @return the days; customers without any purchase are left out
     */
    public static PurchaseDays of(TransactionLog log, ZoneId zone, RefundPolicy refunds) {
        Columns columns = new Columns(log.customers(), log.size());
        LocalDays localDays = new LocalDays(zone);
        KeyedAmounts rows = new KeyedAmounts();
        for (int customer = 0; customer < log.customers(); customer++) {
            rows.clear();
            for (int row = log.start(customer); row < log.start(customer + 1); row++) {
                if (refunds != RefundPolicy.IGNORE || !log.isRefund(row)) {
                    rows.add(localDays.epochDay(log.epochMillis(row)), log.amount(row));
                }
            }
            columns.addDays(rows, refunds == RefundPolicy.AS_PURCHASE);
            columns.finish(log.customerId(customer), NONE);
        }
        return columns.build(zone, refunds, null);
    }

    /**
     * Returns the purchase days of histories that were kept event by event.
     *
     * @param histories the histories
     * @return the days; customers without any purchase are left out
     */
    public static PurchaseDays of(PurchaseHistories histories) {
        Columns columns = new Columns(histories.customers(), 2 * histories.customers());
        histories.forEach((id, history) -> {
            for (int day : history.purchaseDays()) {
                columns.add(day);
            }
            columns.finish(id, NONE);
        });
        return columns.build(histories.zone(), histories.refunds(), null);
    }

    /**
     * Returns these days with the days on which customers registered, who need not have bought.
     *
     * @param registrations the day of each identifier; the earlier counts where one is known already
     * @return the days of all customers who bought or registered
     * @throws IllegalArgumentException if an identifier is blank or a day lies outside the years 1 to 9999
     */
    public PurchaseDays withRegistrations(Map<String, LocalDate> registrations) {
        registrations.forEach((id, day) -> {
            Checks.notBlank(id, "customerId");
            checkedDay(day);
        });
        String[] ids = registrations.keySet().toArray(String[]::new);
        Arrays.sort(ids);
        Columns columns = new Columns(customers() + ids.length, days.length);
        int customer = 0;
        int next = 0;
        while (customer < customers() || next < ids.length) { // both ascend: merge them
            int order = compare(customer, ids, next);
            String id = order <= 0 ? customerIds[customer] : ids[next];
            int registeredDay = NONE;
            if (order >= 0) {
                LocalDate day = Objects.requireNonNull(registrations.get(ids[next++]), "registration day");
                registeredDay = (int) day.toEpochDay();
            }
            if (order <= 0) {
                registeredDay = Math.min(registeredDay, registered[customer]);
                for (int i = starts[customer]; i < starts[customer + 1]; i++) {
                    columns.add(days[i]);
                }
                customer++;
            }
            columns.finish(id, registeredDay);
        }
        return columns.build(zone, refunds, observedFrom);
    }

    /** Compares two places in ascending identifiers, one of which may be the end: that comes after all. */
    private int compare(int customer, String[] ids, int next) {
        if (next == ids.length) {
            return -1;
        }
        return customer == customers() ? 1 : customerIds[customer].compareTo(ids[next]);
    }

    /**
     * Returns these days with a statement of where the data begin: what happened before that day is missing, so that who
     * seems new shortly after it may not be.
     *
     * @param day the first day of which all purchases are here
     * @return the same days
     */
    public PurchaseDays observedFrom(LocalDate day) {
        return new PurchaseDays(zone, refunds, day, customerIds, starts, days, registered);
    }

    /**
     * Returns where the data begin.
     *
     * @return the first day of which all purchases are here; empty when these are whole histories
     */
    public Optional<LocalDate> observedFrom() {
        return Optional.ofNullable(observedFrom);
    }

    /**
     * Returns the zone of the days.
     *
     * @return the zone
     */
    public ZoneId zone() {
        return zone;
    }

    /**
     * Returns the number of customers.
     *
     * @return how many bought or registered
     */
    public int customers() {
        return customerIds.length;
    }

    /**
     * Returns the number of purchases.
     *
     * @return the number of purchase days of all customers together
     */
    public int size() {
        return days.length;
    }

    /**
     * Returns the identifier of a customer.
     *
     * @param customer the customer's index, 0 or more and below {@link #customers()}
     * @return the identifier
     */
    public String customerId(int customer) {
        return customerIds[customer];
    }

    /**
     * Returns the index of a customer.
     *
     * @param customerId the identifier
     * @return the index, or -1 if there is no such customer
     */
    public int indexOf(String customerId) {
        int index = Arrays.binarySearch(customerIds, customerId);
        return index < 0 ? -1 : index;
    }

    /**
     * Returns the place of a customer's first purchase day.
     *
     * @param customer the customer's index, or {@link #customers()} for the end of the last one's
     * @return the place
     */
    public int start(int customer) {
        return starts[customer];
    }

    /**
     * Returns a purchase day.
     *
     * @param place the place, 0 or more and below {@link #size()}
     * @return the day, counted from 1970-01-01
     */
    public int day(int place) {
        return days[place];
    }

    /**
     * Copies a customer's purchase days.
     *
     * @param customer the customer's index
     * @param target receives the days from its start on; at least as long as they are many
     * @return how many there are
     */
    public int copyDays(int customer, int[] target) {
        int n = starts[customer + 1] - starts[customer];
        System.arraycopy(days, starts[customer], target, 0, n);
        return n;
    }

    /**
     * Returns the number of a customer's purchases.
     *
     * @param customer the customer's index
     * @return the number of purchase days, 0 or more
     */
    public int purchases(int customer) {
        return starts[customer + 1] - starts[customer];
    }

    /**
     * Returns when a customer registered.
     *
     * @param customer the customer's index
     * @return the day, counted from 1970-01-01; empty if none is known
     */
    public OptionalInt registeredDay(int customer) {
        return registered[customer] == NONE ? OptionalInt.empty() : OptionalInt.of(registered[customer]);
    }

    /**
     * Returns the histories as of a day, each with the number of customers who share it.
     *
     * @param asOf the last day that counts
     * @return the histories of those who bought by then, in days
     * @throws IllegalArgumentException if the day lies outside the years -999,999 to 999,999
     */
    public CollapsedSummaryTable collapsedAt(LocalDate asOf) {
        int end = Checks.epochDay(asOf, "asOf");
        HistoryCounter counter = new HistoryCounter(Math.min(customers(), 1 << 12));
        for (int customer = 0; customer < customers(); customer++) {
            int first = starts[customer];
            int next = first;
            while (next < starts[customer + 1] && days[next] <= end) {
                next++;
            }
            if (next > first) {
                counter.add(next - first - 1, (double) (days[next - 1] - days[first]), (double) (end - days[first]), 1);
            }
        }
        return CollapsedSummaryTable.inDays(counter);
    }

    /**
     * Returns what these days are, in words.
     *
     * @return one line
     */
    public String describe() {
        String observed = observedFrom == null ? "whole histories" : "observed from " + observedFrom;
        return "purchases as local days in %s, refunds %s, %s"
                .formatted(
                        zone, refunds.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '), observed);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PurchaseDays that
                && zone.equals(that.zone)
                && refunds == that.refunds
                && observedFrom().equals(that.observedFrom())
                && Arrays.equals(customerIds, that.customerIds)
                && Arrays.equals(starts, that.starts)
                && Arrays.equals(days, that.days)
                && Arrays.equals(registered, that.registered);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(starts) + Arrays.hashCode(days);
    }

    @Override
    public String toString() {
        return "PurchaseDays[%s purchases of %s customers]".formatted(size(), customers());
    }

    private static int checkedDay(LocalDate day) {
        if (day.getYear() < 1 || day.getYear() > 9999) {
            throw new IllegalArgumentException("registration day must lie in the years 1 to 9999, was " + day);
        }
        return (int) day.toEpochDay();
    }

    /** The columns while they grow. */
    private static final class Columns {
        private final String[] ids;
        private final int[] starts;
        private final int[] registered;
        private final CompensatedSum net = new CompensatedSum();
        private int customers;
        private int[] days;
        private int size;

        Columns(int customers, int capacity) {
            ids = new String[customers];
            starts = new int[customers + 1];
            registered = new int[customers];
            days = new int[Math.max(16, capacity)];
        }

        void add(int day) {
            if (size == days.length) {
                days = Arrays.copyOf(days, 2 * size);
            }
            days[size++] = day;
        }

        /** Adds the days of a customer's transactions that are purchases. */
        void addDays(KeyedAmounts rows, boolean refundsArePurchases) {
            rows.sort();
            int row = 0;
            while (row < rows.size()) {
                long day = rows.key(row);
                boolean hasPurchase = false;
                boolean hasRefund = false;
                net.reset();
                while (row < rows.size() && rows.key(row) == day) {
                    double amount = rows.amount(row++);
                    boolean refund = Transaction.isRefund(amount);
                    hasPurchase |= !refund;
                    hasRefund |= refund;
                    net.add(amount);
                }
                if (OccasionFold.isOccasion(refundsArePurchases, net.value(), hasPurchase, hasRefund)) {
                    add((int) day);
                }
            }
        }

        /** Ends the days of a customer, who is left out without a day of any kind. */
        void finish(String id, int registeredDay) {
            if (size == starts[customers] && registeredDay == NONE) {
                return;
            }
            ids[customers] = id;
            registered[customers] = registeredDay;
            starts[++customers] = size;
        }

        PurchaseDays build(ZoneId zone, RefundPolicy refunds, @Nullable LocalDate observedFrom) {
            return new PurchaseDays(
                    zone,
                    refunds,
                    observedFrom,
                    Arrays.copyOf(ids, customers),
                    Arrays.copyOf(starts, customers + 1),
                    Arrays.copyOf(days, size),
                    Arrays.copyOf(registered, customers));
        }
    }
}

package io.github.staycurve.churn.feature;

import io.github.staycurve.core.internal.CompensatedSum;
import io.github.staycurve.core.lifecycle.CustomerStage;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What was known about one customer at the end of a cutoff day: all that a {@link Feature} is a function of.
 *
 * <p>Nothing later is in here, nor a way to it: no log, no identifier, no clock. Time is told in days before the cutoff, 0 is
 * the cutoff day itself. Windows are half-open: from 0 until 30 days ago are the 30 days that end with the cutoff day, those
 * with {@code cutoff - 30 < day <= cutoff}.
 *
 * <p>An order is a transaction that is no refund. A purchase day is a local day with orders whose net is not below 0, as in
 * {@link io.github.staycurve.core.data.PurchaseDays}; there is at least one. Transactions, purchase days and events stand in
 * the order of time.
 *
 * <p>One instance is filled with one customer after the other: it is valid during the call it is handed to, and not
 * thread-safe.
 */
public final class CustomerHistory {
    private static final int FIRST_CAPACITY = 16;

    private int cutoff;
    private int stageCode = CustomerStage.ABSENT;

    private int transactions;
    private int[] transactionDays = new int[FIRST_CAPACITY];
    private double[] amounts = new double[FIRST_CAPACITY];
    private boolean[] refunds = new boolean[FIRST_CAPACITY];

    private int purchaseDays;
    private int[] purchases = new int[FIRST_CAPACITY];

    private int events;
    private int[] eventDays = new int[FIRST_CAPACITY];
    private int[] eventTypes = new int[FIRST_CAPACITY];
    private double[] eventValues = new double[FIRST_CAPACITY];
    private String[] typeNames = new String[0];
    private Map<String, Integer> typeCodes = Map.of();
    private boolean hasEventLog = true;

    private final CompensatedSum sum = new CompensatedSum();
    private int[] gaps = new int[FIRST_CAPACITY];

    CustomerHistory() {}

    /** Starts the history of another customer, or at another cutoff. */
    void start(int cutoffDay) {
        cutoff = cutoffDay;
        stageCode = CustomerStage.ABSENT;
        transactions = 0;
        purchaseDays = 0;
        events = 0;
    }

    /** Says what types the events that follow have. */
    void types(String[] names, Map<String, Integer> codes) {
        typeNames = names;
        typeCodes = codes;
    }

    /** Says that no events are known, so that nobody takes that for none having happened. */
    void withoutEventLog() {
        hasEventLog = false;
    }

    private void requireEventLog() {
        if (!hasEventLog) {
            throw new IllegalStateException(
                    "a feature asks for events, and the logs have none: hand them over, CustomerLogs.of(purchases, events)");
        }
    }

    void stage(int code) {
        stageCode = code;
    }

    /** Adds a transaction of a local day, unless it lies after the cutoff. */
    void addTransaction(int day, double amount, boolean refund) {
        if (day > cutoff) {
            return;
        }
        if (transactions == transactionDays.length) {
            transactionDays = Arrays.copyOf(transactionDays, 2 * transactions);
            amounts = Arrays.copyOf(amounts, 2 * transactions);
            refunds = Arrays.copyOf(refunds, 2 * transactions);
        }
        int place = transactions++;
        while (place > 0 && transactionDays[place - 1] > day) { // only where a clock was set back across midnight
            transactionDays[place] = transactionDays[place - 1];
            amounts[place] = amounts[place - 1];
            refunds[place] = refunds[place - 1];
            place--;
        }
        transactionDays[place] = day;
        amounts[place] = amount;
        refunds[place] = refund;
    }

    /** Adds a purchase day, unless it lies after the cutoff. */
    void addPurchaseDay(int day) {
        if (day > cutoff) {
            return;
        }
        if (purchaseDays == purchases.length) {
            purchases = Arrays.copyOf(purchases, 2 * purchaseDays);
        }
        purchases[purchaseDays++] = day;
    }

    /** Adds an event of a local day, unless it lies after the cutoff. */
    void addEvent(int day, int type, double value) {
        if (day > cutoff) {
            return;
        }
        if (events == eventDays.length) {
            eventDays = Arrays.copyOf(eventDays, 2 * events);
            eventTypes = Arrays.copyOf(eventTypes, 2 * events);
            eventValues = Arrays.copyOf(eventValues, 2 * events);
        }
        int place = events++;
        while (place > 0 && eventDays[place - 1] > day) { // as above
            eventDays[place] = eventDays[place - 1];
            eventTypes[place] = eventTypes[place - 1];
            eventValues[place] = eventValues[place - 1];
            place--;
        }
        eventDays[place] = day;
        eventTypes[place] = type;
        eventValues[place] = value;
    }

    /**
     * Returns the cutoff.
     *
     * @return the last day that is known
     */
    public LocalDate cutoff() {
        return LocalDate.ofEpochDay(cutoff);
    }

    /**
     * Returns the number of transactions by the cutoff.
     *
     * @return orders and refunds, 1 or more
     */
    public int transactions() {
        return transactions;
    }

    /**
     * Returns how long ago a transaction was.
     *
     * @param i the transaction, from 0, the first one
     * @return days before the cutoff, 0 or more
     * @throws IndexOutOfBoundsException if there is no such transaction by the cutoff
     */
    public int transactionDaysAgo(int i) {
        return cutoff - transactionDays[Objects.checkIndex(i, transactions)];
    }

    /**
     * Returns what was paid.
     *
     * @param i the transaction, from 0
     * @return the amount, negative (or -0.0) for a refund
     * @throws IndexOutOfBoundsException if there is no such transaction by the cutoff
     */
    public double amount(int i) {
        return amounts[Objects.checkIndex(i, transactions)];
    }

    /**
     * Returns whether a transaction is a refund.
     *
     * @param i the transaction, from 0
     * @return true for a refund, false for an order
     * @throws IndexOutOfBoundsException if there is no such transaction by the cutoff
     */
    public boolean isRefund(int i) {
        return refunds[Objects.checkIndex(i, transactions)];
    }

    /**
     * Returns the number of orders in a window.
     *
     * @param from the window begins so many days ago, inclusive; 0 is the cutoff day
     * @param until it ends, further back, before the day so many days ago; above {@code from}
     * @return the number of orders, refunds not counted
     * @throws IllegalArgumentException if the window is empty or begins after the cutoff
     */
    public int orders(int from, int until) {
        checkWindow(from, until);
        int count = 0;
        for (int i = below(transactionDays, transactions, from) - 1;
                i >= 0 && isWithin(transactionDays[i], until);
                i--) {
            count += refunds[i] ? 0 : 1;
        }
        return count;
    }

    /**
     * Returns the number of refunds in a window.
     *
     * @param from the window begins so many days ago, inclusive; 0 is the cutoff day
     * @param until it ends, further back, before the day so many days ago; above {@code from}
     * @return the number of refunds
     * @throws IllegalArgumentException if the window is empty or begins after the cutoff
     */
    public int refunds(int from, int until) {
        checkWindow(from, until);
        int count = 0;
        for (int i = below(transactionDays, transactions, from) - 1;
                i >= 0 && isWithin(transactionDays[i], until);
                i--) {
            count += refunds[i] ? 1 : 0;
        }
        return count;
    }

    /**
     * Returns what was spent in a window, less what was refunded in it.
     *
     * @param from the window begins so many days ago, inclusive; 0 is the cutoff day
     * @param until it ends, further back, before the day so many days ago; above {@code from}
     * @return the sum of the amounts, below 0 where refunds are more
     * @throws IllegalArgumentException if the window is empty or begins after the cutoff
     */
    public double spend(int from, int until) {
        checkWindow(from, until);
        sum.reset();
        for (int i = below(transactionDays, transactions, from) - 1;
                i >= 0 && isWithin(transactionDays[i], until);
                i--) {
            sum.add(amounts[i]);
        }
        return sum.value();
    }

    /** Returns the mean amount of all orders, refunds left out. */
    double meanOrderValue() {
        sum.reset();
        int orders = 0;
        for (int i = 0; i < transactions; i++) {
            if (!refunds[i]) {
                sum.add(amounts[i]);
                orders++;
            }
        }
        return sum.value() / orders;
    }

    /**
     * Returns the number of purchase days by the cutoff.
     *
     * @return 1 or more
     */
    public int purchaseDays() {
        return purchaseDays;
    }

    /**
     * Returns the number of purchase days in a window.
     *
     * @param from the window begins so many days ago, inclusive; 0 is the cutoff day
     * @param until it ends, further back, before the day so many days ago; above {@code from}
     * @return the number of purchase days
     * @throws IllegalArgumentException if the window is empty or begins after the cutoff
     */
    public int purchaseDays(int from, int until) {
        checkWindow(from, until);
        int count = 0;
        for (int i = below(purchases, purchaseDays, from) - 1; i >= 0 && isWithin(purchases[i], until); i--) {
            count++;
        }
        return count;
    }

    /**
     * Returns how long ago a purchase day was.
     *
     * @param i the purchase day, from 0, the first one
     * @return days before the cutoff, 0 or more
     * @throws IndexOutOfBoundsException if there is no such day by the cutoff
     */
    public int purchaseDaysAgo(int i) {
        return cutoff - purchases[Objects.checkIndex(i, purchaseDays)];
    }

    /**
     * Returns the days since the last purchase day.
     *
     * @return 0 or more
     */
    public int inactivity() {
        return purchaseDaysAgo(purchaseDays - 1);
    }

    /**
     * Returns the days since the first purchase day.
     *
     * @return 0 or more
     */
    public int tenure() {
        return purchaseDaysAgo(0);
    }

    /**
     * Returns the mean gap between purchase days.
     *
     * @return days, above 0; NaN with one purchase day
     */
    public double meanGap() {
        return purchaseDays < 2 ? Double.NaN : (double) (tenure() - inactivity()) / (purchaseDays - 1);
    }

    /**
     * Returns the median gap between purchase days.
     *
     * @return days, 1 or more, the mean of the middle two where their number is even; NaN with one purchase day
     */
    public double medianGap() {
        if (purchaseDays < 2) {
            return Double.NaN;
        }
        int n = purchaseDays - 1;
        if (n > gaps.length) {
            gaps = new int[2 * n];
        }
        for (int i = 0; i < n; i++) {
            gaps[i] = purchases[i + 1] - purchases[i];
        }
        Arrays.sort(gaps, 0, n);
        return (n & 1) == 1 ? gaps[n / 2] : (gaps[n / 2 - 1] + (double) gaps[n / 2]) / 2;
    }

    /**
     * Returns how irregular the gaps are: their sample standard deviation over their mean.
     *
     * @return 0 where all gaps are alike, about 1 where purchases come at random; NaN with fewer than three purchase days
     */
    public double gapVariation() {
        if (purchaseDays < 3) {
            return Double.NaN;
        }
        double mean = meanGap();
        double squares = 0;
        for (int i = 1; i < purchaseDays; i++) {
            double deviation = purchases[i] - purchases[i - 1] - mean;
            squares += deviation * deviation;
        }
        return Math.sqrt(squares / (purchaseDays - 2)) / mean;
    }

    /** Returns which share of the gaps is shorter than the silence since the last purchase, NaN without a gap. */
    double gapsExceeded() {
        if (purchaseDays < 2) {
            return Double.NaN;
        }
        int silence = inactivity();
        int shorter = 0;
        for (int i = 1; i < purchaseDays; i++) {
            shorter += purchases[i] - purchases[i - 1] < silence ? 1 : 0;
        }
        return (double) shorter / (purchaseDays - 1);
    }

    /**
     * Returns the number of events by the cutoff.
     *
     * @return 0 or more
     * @throws IllegalStateException if there is no log of events, as in the other methods about events
     */
    public int events() {
        requireEventLog();
        return events;
    }

    /**
     * Returns how long ago an event was.
     *
     * @param i the event, from 0, the first one
     * @return days before the cutoff, 0 or more
     * @throws IndexOutOfBoundsException if there is no such event by the cutoff
     */
    public int eventDaysAgo(int i) {
        return cutoff - eventDays[Objects.checkIndex(i, events)];
    }

    /**
     * Returns what an event was.
     *
     * @param i the event, from 0
     * @return its type
     * @throws IndexOutOfBoundsException if there is no such event by the cutoff
     */
    public String eventType(int i) {
        return typeNames[eventTypes[Objects.checkIndex(i, events)]];
    }

    /**
     * Returns the value of an event.
     *
     * @param i the event, from 0
     * @return the value; NaN if it has none
     * @throws IndexOutOfBoundsException if there is no such event by the cutoff
     */
    public double eventValue(int i) {
        return eventValues[Objects.checkIndex(i, events)];
    }

    /**
     * Returns the number of events of a type in a window.
     *
     * @param type the type
     * @param from the window begins so many days ago, inclusive; 0 is the cutoff day
     * @param until it ends, further back, before the day so many days ago; above {@code from}
     * @return the number of events, 0 for a type that nobody has
     * @throws IllegalArgumentException if the window is empty or begins after the cutoff
     */
    public int events(String type, int from, int until) {
        checkWindow(from, until);
        int code = codeOf(type);
        int count = 0;
        for (int i = below(eventDays, events, from) - 1; i >= 0 && isWithin(eventDays[i], until); i--) {
            count += eventTypes[i] == code ? 1 : 0;
        }
        return count;
    }

    /**
     * Returns the days since the last event of a type.
     *
     * @param type the type
     * @return 0 or more; NaN if there is none by the cutoff
     */
    public double daysSinceEvent(String type) {
        int code = codeOf(type);
        for (int i = events - 1; i >= 0; i--) {
            if (eventTypes[i] == code) {
                return cutoff - eventDays[i];
            }
        }
        return Double.NaN;
    }

    private int codeOf(String type) {
        requireEventLog();
        Integer code = typeCodes.get(type);
        return code == null ? -1 : code;
    }

    /**
     * Returns the lifecycle stage at the cutoff.
     *
     * @return the stage; empty if the {@linkplain FeatureSet#withStages feature set} has no policy that gives one
     */
    public Optional<CustomerStage> stage() {
        return stageCode == CustomerStage.ABSENT ? Optional.empty() : Optional.of(CustomerStage.ofCode(stageCode));
    }

    private static void checkWindow(int from, int until) {
        if (from < 0 || until <= from) {
            throw new IllegalArgumentException(
                    "a window must begin 0 days ago or more and end further back, was from %s until %s days ago"
                            .formatted(from, until));
        }
    }

    /** Returns whether a day is fewer than so many days ago. */
    private boolean isWithin(int day, int until) {
        return cutoff - (long) day < until;
    }

    /** Returns how many of the ascending days are so many days ago or longer. */
    private int below(int[] days, int size, int from) {
        if (from == 0) {
            return size;
        }
        int n = size;
        while (n > 0 && cutoff - (long) days[n - 1] < from) {
            n--;
        }
        return n;
    }
}
